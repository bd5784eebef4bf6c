"""Who is asked to update what. With nobody asked by name, the workstream's lead and support are (DESIGN 6)."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import TABLE, Action, Actor
from wsoa.errors import Conflict, Invalid
from wsoa.history import OpenEntry, entry, newest, rows
from wsoa.snapshot.owners import owners
from wsoa.tables import AssignedPerson, Membership, MilestoneAssignment, MilestoneTerms, Person, metadata
from wsoa.terms import Role, ThingState

_assignment = metadata.tables[str(MilestoneAssignment.__tablename__)]
_membership = metadata.tables[str(Membership.__tablename__)]
_person = metadata.tables[str(Person.__tablename__)]


def state_assignment(entry: OpenEntry, people: Collection[str], *, as_at: date, number: int) -> None:
    """Who is asked to update milestone `number` from that date on; nobody: back to the default."""
    entry.state(*_stated(entry, people, as_at, number))


def assign(
    session: Session,
    actor: Actor,
    slug: str,
    milestones: Collection[int],
    people: Collection[str],
    *,
    seen: int,
    token: str | None = None,
) -> None:
    """Ask these people to update these milestones, instead of whoever was asked before: one entry, dated today.

    With no people it is back to the default. `seen` is the entry the form was drawn from. Raises Unseen, Barred,
    Conflict when a colleague has since asked others to update one of them, and Invalid (`milestones`, `people`) for
    what is no longer promised and for people who may not update. The same `token` with the same answers writes nothing.
    """
    today = clock.today()
    with entry(
        session,
        actor,
        slug,
        command="assign_milestones",
        action=Action.SET_UP,
        token=token,
        payload=(sorted(milestones), sorted(people), seen),
    ) as writing:
        if problems := _unpromised(writing, milestones) | _unable(writing, people):
            raise Invalid(problems)
        asked = {number: whose.assigned for number, whose in owners(session, writing.programme_id).items()}
        changed = [number for number in sorted(set(milestones)) if asked[number] != frozenset(people)]
        if writing.was_sent():
            return
        if (last := _last_said(writing, changed)) > seen:
            raise Conflict("Who updates what", seen=seen, newest=last)
        for number in changed:
            state_assignment(writing, people, as_at=today, number=number)


def _stated(
    entry: OpenEntry, people: Collection[str], as_at: date, number: int
) -> tuple[MilestoneAssignment, *tuple[AssignedPerson, ...]]:
    row = MilestoneAssignment(programme_id=entry.programme_id, number=number, as_at=as_at)
    return row, *(AssignedPerson(person=person) for person in sorted(set(people)))


def _unpromised(writing: OpenEntry, milestones: Collection[int]) -> dict[str, str]:
    if not milestones:
        return {"milestones": "Choose what they are asked to update."}
    terms = rows(writing.session, newest(MilestoneTerms), writing.moment(clock.today()))
    live = {row["number"] for row in terms if row["state"] == ThingState.LIVE}
    return {"milestones": "Choose from what is promised today."} if set(milestones) - live else {}


def _unable(writing: OpenEntry, people: Collection[str]) -> dict[str, str]:
    """A problem for people without a role in which milestones are updated, by name if the programme knows them."""
    today, chosen = clock.today(), set(people)
    if not chosen:
        return {}
    query = (
        select(_membership.c.person_uid, _membership.c.role, _membership.c.starts, _membership.c.ends, _person.c.name)
        .join(_person, _person.c.uid == _membership.c.person_uid)
        .where(_membership.c.programme_id == writing.programme_id, _membership.c.person_uid.in_(chosen))
    )
    known = rows(writing.session, query)
    able = {
        row["person_uid"]
        for row in known
        if Role(row["role"]) in TABLE[Action.UPDATE_MILESTONE]
        and row["starts"] <= today
        and (row["ends"] is None or row["ends"] >= today)
    }
    names = sorted({row["name"] for row in known if row["person_uid"] not in able})
    if names:
        return {"people": f"{', '.join(names)}: no role of theirs lets them update. Give them one first."}
    return {"people": "Choose people of this programme."} if chosen - able else {}


def _last_said(writing: OpenEntry, milestones: Collection[int]) -> int:
    """The newest entry that said who is asked to update one of these."""
    mine = (_assignment.c.programme_id == writing.programme_id) & _assignment.c.number.in_(set(milestones))
    return writing.session.scalar(select(func.max(_assignment.c.entry)).where(mine)) or 0
