"""What of a programme names a person: what they lead, support or are asked for, by their roles or by the plan."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import TABLE, Action, Actor
from wsoa.history import Moment, newest, newest_children, rows
from wsoa.people.members import Member, RoleHeld, members
from wsoa.snapshot import open_programme
from wsoa.snapshot.owners import owners
from wsoa.tables import IndicatorMilestone, IndicatorTerms, MilestoneTerms, WorkstreamLead, WorkstreamTerms
from wsoa.terms import Role, ThingState

_LATEST = 2**31 - 1
LEADING = frozenset({Role.WORKSTREAM_LEAD, Role.SUPPORT})
UPDATING = frozenset(TABLE[Action.UPDATE_MILESTONE])


@dataclass(frozen=True, slots=True)
class NamedIn:
    """The numbers of what names somebody. `led` and `asked` are milestones: as lead, and as asked for updates.

    `indicators` are those for whose values they are asked.
    """

    workstreams: frozenset[int] = frozenset()
    led: frozenset[int] = frozenset()
    asked: frozenset[int] = frozenset()
    indicators: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        """Whether anything names them."""
        return bool(self.workstreams or self.led or self.asked or self.indicators)

    @property
    def keys(self) -> frozenset[str]:
        """All of it as a form carries it."""
        milestones = {f"milestone-{number}" for number in self.led | self.asked}
        indicators = {f"indicator-{number}" for number in self.indicators}
        return frozenset(milestones | indicators | {f"workstream-{number}" for number in self.workstreams})


def left_behind(session: Session, programme_id: int, person: Member, ending: Collection[RoleHeld]) -> NamedIn:
    """What names the person and would be left without them when those roles end.

    The workstreams of those roles with what belongs to them; all that names them, once no role is left in which
    milestones are updated.
    """
    staying = [role for role in person.roles if role not in ending]
    everything = named_in(session, programme_id, person.uid)
    theirs = {role.workstream for role in ending if role.role in LEADING and role.workstream is not None}
    theirs &= _live_workstreams(session, programme_id)
    if not any(role.role in UPDATING for role in staying):
        return replace(everything, workstreams=everything.workstreams | theirs)
    owned = {number: whose.workstream for number, whose in owners(session, programme_id).items()}
    speaking = rows(session, newest_children(IndicatorMilestone, IndicatorTerms), _today(programme_id))
    return NamedIn(
        frozenset(theirs),
        frozenset(number for number in everything.led if owned[number] in theirs),
        frozenset(number for number in everything.asked if owned[number] in theirs),
        frozenset(row["thing"] for row in speaking if owned.get(row["milestone"]) in theirs) & everything.indicators,
    )


def named_in(session: Session, programme_id: int, person: str) -> NamedIn:
    """What of the plan, as it stands today, names a person."""
    return _all_named(session, programme_id).get(person, NamedIn())


def named_without_role(session: Session, actor: Actor, slug: str) -> tuple[Member, ...]:
    """Those whom the plan still names and who hold no role in which milestones are updated. Unseen and Barred."""
    programme = open_programme(session, actor, slug, Action.MANAGE_PEOPLE)
    today = clock.today()
    named = _all_named(session, programme.id)
    return tuple(
        member
        for member in members(session, programme.id)
        if member.uid in named and not any(role.role in UPDATING and role.in_force(today) for role in member.roles)
    )


def _all_named(session: Session, programme_id: int) -> dict[str, NamedIn]:
    today = _today(programme_id)
    running, live = _live_workstreams(session, programme_id), _live_milestones(session, programme_id)
    found: defaultdict[str, tuple[set[int], ...]] = defaultdict(lambda: (set(), set(), set(), set()))
    for row in rows(session, newest_children(WorkstreamLead, WorkstreamTerms), today):
        if row["person"] and row["thing"] in running:
            found[row["person"]][0].add(row["thing"])
    for number, whose in owners(session, programme_id).items():
        if number in live:
            for person in whose.people:
                found[person][1].add(number)
            for person in whose.assigned:
                found[person][2].add(number)
    for row in rows(session, newest(IndicatorTerms), today):
        if row["asked"]:
            found[row["asked"]][3].add(row["number"])
    return {person: NamedIn(*map(frozenset, sets)) for person, sets in found.items()}


def _live_workstreams(session: Session, programme_id: int) -> set[int]:
    found = rows(session, newest(WorkstreamTerms), _today(programme_id))
    return {row["number"] for row in found if row["state"] == ThingState.LIVE}


def _live_milestones(session: Session, programme_id: int) -> set[int]:
    found = rows(session, newest(MilestoneTerms), _today(programme_id))
    return {row["number"] for row in found if row["state"] == ThingState.LIVE}


def _today(programme_id: int) -> Moment:
    return Moment(programme_id, clock.today(), _LATEST)
