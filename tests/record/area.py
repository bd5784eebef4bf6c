"""A small invented area, Hallowmere, as the tests of the record need it.

Three workstreams, four focus areas, two areas of weakness, six milestones, one key, three monthly rounds and one
person for each role. The record begins on 31 January 2026 and was written on 2 February.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy.orm import Session

from wsoa import clock, snapshot
from wsoa.access import Action, Actor, operator
from wsoa.change import LeadChange
from wsoa.database import Database
from wsoa.history import OpenEntry, entry, verify
from wsoa.milestones import MilestoneChange, UpdateChange, promise_date, record_update, state_milestone, write_update
from wsoa.people import MembershipChange, PersonChange, actor_of, add_organisation, add_person, grant
from wsoa.plans import PlanChange, state_plan
from wsoa.programmes import ProgrammeChange, begin_programme, state_programme
from wsoa.rating_keys import state_key
from wsoa.rounds import BoardChange, RoundChange, state_board, state_round
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import MilestonePosition
from wsoa.terms import LeadKind, PlanKind, Role
from wsoa.weaknesses import WeaknessChange, WeaknessReferenceChange, state_weakness
from wsoa.workstreams import FocusAreaChange, WorkstreamChange, state_focus_area, state_workstream

BEGINS = date(2026, 1, 31)
TODAY = date(2026, 5, 20)
SLUG = "hallowmere"
OPERATOR = operator("tests")
RED = UpdateChange(level="R", issue="No panel yet", mitigation="Chair named")
AMBER = UpdateChange(level="A", issue="Panel sits late", mitigation="Second date booked")
GREEN = UpdateChange(level="G", reason="Panel sits as planned")
PEOPLE = {
    "manager": (Role.PROGRAMME_MANAGER, None),
    "lead": (Role.WORKSTREAM_LEAD, 1),
    "support": (Role.SUPPORT, 1),
    "other lead": (Role.WORKSTREAM_LEAD, 2),
    "partner": (Role.PARTNER, 1),
    "board": (Role.BOARD_MEMBER, None),
    "leader": (Role.ACCOUNTABLE_LEADER, None),
    "adviser": (Role.ADVISER, None),
    "inspector": (Role.INSPECTOR, None),
}
"""Everybody with a role in the area, and the workstream it is held in."""


@contextmanager
def on(day: date) -> Iterator[None]:
    """Noon of that day."""
    with clock.held_at(datetime.combine(day, time(12), UTC)):
        yield


@dataclass(frozen=True)
class Area:
    """The area in its database. Milestone 4 is led by the partner's organisation, milestone 5 by the other lead."""

    database: Database
    slug: str
    people: dict[str, Actor]

    @contextmanager
    def entry(self, day: date, command: str = "set_up") -> Iterator[OpenEntry]:
        """An entry of the operator's, written on that day."""
        with on(day), self.database.writing() as session:
            action = Action.SET_UP
            with entry(session, OPERATOR, self.slug, command=command, action=action, source="tests") as writing:
                yield writing

    def rate(
        self, number: int, change: UpdateChange, *, day: date, by: Actor = OPERATOR, seen: int | None = None
    ) -> int:
        """An update made on a day, on a form opened just before; the sequence of its row."""
        with on(day):
            seen = self.seen(number) if seen is None else seen
            with self.database.writing() as session:
                return record_update(session, by, self.slug, number, change.model_copy(update={"seen": seen}))

    def found(self, number: int, change: UpdateChange, *, as_at: date, day: date) -> int:
        """An update that speaks for `as_at` and came in on `day`, as from a tracker."""
        with self.entry(day, "import") as writing:
            return write_update(writing, change, as_at=as_at, number=number)

    def seen(self, number: int) -> int:
        """The sequence a form opened now would carry: the newest of the whole history."""
        with self.database.reading() as session:
            return snapshot.newest_update(session, OPERATOR, self.slug, number)

    def snapshot(
        self, as_at: date | None = None, known_by: int | datetime | None = None, actor: Actor = OPERATOR
    ) -> Snapshot:
        """The area as it stood."""
        with self.database.reading() as session:
            return snapshot.load(session, actor, self.slug, as_at=as_at, known_by=known_by)

    def milestone(
        self, number: int, as_at: date | None = None, known_by: int | datetime | None = None
    ) -> MilestonePosition:
        """One milestone as it stood."""
        return next(m for m in self.snapshot(as_at, known_by).milestones if m.number == number)

    def level(self, number: int, as_at: date | None = None, known_by: int | datetime | None = None) -> str | None:
        """The code at which a milestone stood; None for not rated."""
        level = self.milestone(number, as_at, known_by).level
        return level.code if level else None

    def head(self) -> int:
        """The number of the last entry."""
        return self.snapshot().head.number

    def faults(self) -> list[str]:
        """What `verify` finds wrong in the area's chain."""
        with self.database.reading() as session:
            return [fault.what for found in verify(session, self.slug) for fault in found.faults]


def begin(database: Database, slug: str = SLUG, milestones: int = 6) -> Area:
    """The area, new in a database."""
    with on(date(2026, 2, 2)), database.writing() as session:
        writing = begin_programme(session, OPERATOR, slug, source="tests")
        state_programme(writing, ProgrammeChange(name=slug.capitalize()), as_at=BEGINS)
        organisation = add_organisation(session, f"Parent carer forum of {slug}")
        people = {who: _person(session, who, slug, organisation) for who in PEOPLE}
        _structure(writing)
        _milestones(writing, milestones, people["other lead"], organisation)
        _rounds(writing)
        writing.close()
        for who, (role, workstream) in PEOPLE.items():
            change = MembershipChange(role=role, programme=slug, workstream=workstream, starts=BEGINS)
            grant(session, people[who], change)
        actors = {who: actor_of(session, uid) for who, uid in people.items()}
    return Area(database, slug, {who: actor for who, actor in actors.items() if actor})


def _person(session: Session, who: str, slug: str, organisation: str) -> str:
    email = f"{who.replace(' ', '-')}@{slug}.example.org"
    theirs = organisation if who == "partner" else None
    return add_person(session, PersonChange(email=email, name=who.capitalize(), organisation=theirs), passphrase=None)


def _structure(writing: OpenEntry) -> None:
    plan = state_plan(writing, PlanChange(kind=PlanKind.WSOA, title="Written statement"), as_at=BEGINS)
    for ref, wording in (("A", "Plans come late."), ("B", "Families are not heard.")):
        named = (WeaknessReferenceChange(plan=plan, ref=ref),)
        state_weakness(writing, WeaknessChange(wording=wording, references=named), as_at=BEGINS)
    state_key(writing, as_at=BEGINS)
    for number, name in enumerate(("Timeliness", "Co-production", "Data group"), 1):
        state_workstream(writing, WorkstreamChange(name=name, ref=str(number)), as_at=BEGINS)
    for ref, workstream, weaknesses in (("14", 1, (1,)), ("15", 1, (1, 2)), ("20", 2, (2,)), ("21", 2, ())):
        change = FocusAreaChange(wording=f"Area {ref}", ref=ref, workstream=workstream, weaknesses=weaknesses)
        state_focus_area(writing, change, as_at=BEGINS)


def _milestones(writing: OpenEntry, count: int, person: str, organisation: str) -> None:
    for number in range(1, count + 1):
        leads = {
            4: (LeadChange(words="The forum", kind=LeadKind.BODY, organisation=organisation),),
            5: (LeadChange(words="Other lead", kind=LeadKind.PERSON, person=person),),
        }
        change = MilestoneChange(
            wording=f"Step {number} of the way",
            ref=f"1.{number}",
            workstream={4: 2, 6: 2}.get(number, 1),
            focus_areas=(1, 2) if number == 1 else (1,),
            leads=leads.get(number, ()),
        )
        state_milestone(writing, change, as_at=BEGINS)
        promise_date(writing, "end of April 2026", as_at=BEGINS, number=number)


def _rounds(writing: OpenEntry) -> None:
    state_board(writing, BoardChange(name="Improvement board"), as_at=BEGINS)
    for name, day, opens, closes in (
        ("February", date(2026, 2, 28), date(2026, 2, 20), date(2026, 3, 6)),
        ("March", date(2026, 3, 31), date(2026, 3, 20), date(2026, 4, 6)),
        ("April", date(2026, 4, 30), date(2026, 5, 1), date(2026, 5, 8)),
    ):
        change = RoundChange(name=name, position_date=day, opens=opens, closes=closes)
        state_round(writing, change, as_at=BEGINS)
