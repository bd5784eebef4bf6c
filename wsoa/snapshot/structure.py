"""The structure of the plan as a change of it must see it: what still stands, where it belongs, what took its place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import shorten

from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.history import Moment, OpenEntry, Row, history, rows
from wsoa.snapshot.positions import OwnWords
from wsoa.snapshot.promises import own_words
from wsoa.snapshot.reading import Reading
from wsoa.tables import FocusAreaTerms, History, MilestoneFocusArea, MilestoneTerms, WorkstreamTerms
from wsoa.terms import ThingState, WorkstreamKind

_SHORT = 60
_LATEST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Part:
    """A workstream, focus area or milestone as it stands. `wording` is a workstream's name."""

    terms: type[History]
    number: int
    ref: str
    wording: str
    state: ThingState
    replaced_by: int | None
    workstream: int | None = None
    focus_areas: tuple[int, ...] = ()
    parent: int | None = None
    is_group: bool = False

    @property
    def is_live(self) -> bool:
        """Whether it is still part of the plan."""
        return self.state is ThingState.LIVE

    @property
    def called(self) -> str:
        """How a sentence names it: its reference, else the beginning of its words."""
        return self.ref or f"“{shorten(self.wording, _SHORT, placeholder='…')}”"

    @property
    def label(self) -> str:
        """How a list of choices names it: reference and words."""
        return " ".join(filter(None, (self.ref, self.wording)))


Parts = Mapping[int, Part]


@dataclass(frozen=True, slots=True)
class Structure:
    """Every workstream, focus area and milestone by its number, those that no longer stand among them."""

    reading: Reading
    words: OwnWords
    workstreams: Parts
    focus_areas: Parts
    milestones: Parts

    def of_kind(self, part: Part) -> Parts:
        """All parts of the same kind."""
        if part.terms is WorkstreamTerms:
            return self.workstreams
        return self.focus_areas if part.terms is FocusAreaTerms else self.milestones

    def successor(self, part: Part) -> Part | None:
        """What stands in its place today, however often that was replaced; None where nothing does."""
        passed = {part.number}
        while not part.is_live and part.replaced_by is not None and part.replaced_by not in passed:
            part = self.of_kind(part)[part.replaced_by]
            passed.add(part.number)
        return part if part.is_live else None

    def became(self, part: Part) -> str:
        """*2.A was merged into 2.B on 3 May 2026*: how a part that no longer stands ended."""
        by = self.of_kind(part).get(part.replaced_by or 0)
        how = {ThingState.MERGED: "merged into", ThingState.SUPERSEDED: "superseded by"}.get(
            part.state, part.state.value
        )
        whom = f"{how} {by.called}" if by else str(part.state.value)
        day = self.ended_on(part)
        return f"{part.called} was {whom} on {day.day} {day:%B %Y}"

    def ended_on(self, part: Part) -> date:
        """The date since which it has stood in its present state, in one stretch."""
        past = rows(self.reading.session, history(part.terms), self.reading.at, part.number)
        return min((row["as_at"] for row in _stretch(past, part)), default=self.reading.at.as_at)

    def under(self, number: int) -> list[Part]:
        """The milestones that stand directly under a milestone and are still promised."""
        return [each for each in self.milestones.values() if each.parent == number and each.is_live]

    def above(self, number: int | None) -> Iterator[int]:
        """A milestone and all those above it, nearest first."""
        passed: set[int] = set()
        while number is not None and number not in passed and number in self.milestones:
            passed.add(number)
            yield number
            number = self.milestones[number].parent

    def serving(self, area: int) -> list[Part]:
        """The milestones that serve a focus area and are still promised."""
        return [each for each in self.milestones.values() if area in each.focus_areas and each.is_live]

    def owned(self, workstream: int) -> list[Part]:
        """The milestones that belong to a workstream and are still promised."""
        return [each for each in self.milestones.values() if each.workstream == workstream and each.is_live]

    def areas_of(self, workstream: int) -> list[Part]:
        """The focus areas of a workstream that still stand."""
        return [each for each in self.focus_areas.values() if each.workstream == workstream and each.is_live]


def structure(session: Session, programme_id: int, as_at: date | None = None) -> Structure:
    """The structure of a programme's plan on a date (today), in the fewest queries that tell it."""
    reading = Reading(session, Moment(programme_id, as_at or clock.today(), _LATEST))
    serves = reading.links(MilestoneFocusArea, MilestoneTerms, "focus_area")
    return Structure(
        reading=reading,
        words=own_words(reading),
        workstreams={row["number"]: _workstream(row) for row in reading.newest(WorkstreamTerms)},
        focus_areas={row["number"]: _part(FocusAreaTerms, row) for row in reading.newest(FocusAreaTerms)},
        milestones={
            row["number"]: _part(MilestoneTerms, row, serves.get(row["number"], ()), row["parent"])
            for row in reading.newest(MilestoneTerms)
        },
    )


def no_longer(writing: OpenEntry, milestone: int) -> str | None:
    """*2.A was withdrawn on 3 May 2026.*: why nothing more is said of a milestone; None while it is promised."""
    stands = writing.standing(MilestoneTerms, milestone, clock.today())
    if stands is None or stands.values["state"] == ThingState.LIVE:
        return None
    plan = structure(writing.session, writing.programme_id)
    return f"{plan.became(plan.milestones[milestone])}."


def _stretch(past: Sequence[Row], part: Part) -> Iterator[Row]:
    """The rows, newest first, that already say what the part came to."""
    for row in past:
        if (row["state"], row["replaced_by"]) != (part.state, part.replaced_by):
            return
        yield row


def _part(terms: type[History], row: Row, areas: tuple[int, ...] = (), parent: int | None = None) -> Part:
    return Part(
        terms=terms,
        number=row["number"],
        ref=row["ref"],
        wording=row["wording"],
        state=ThingState(row["state"]),
        replaced_by=row["replaced_by"],
        workstream=row["workstream"],
        focus_areas=areas,
        parent=parent,
    )


def _workstream(row: Row) -> Part:
    return Part(
        terms=WorkstreamTerms,
        number=row["number"],
        ref=row["ref"],
        wording=row["name"],
        state=ThingState(row["state"]),
        replaced_by=row["replaced_by"],
        is_group=row["kind"] == WorkstreamKind.GROUP,
    )
