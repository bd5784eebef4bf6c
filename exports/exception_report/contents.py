"""From a snapshot to the contents of the exception report. Pure: the same snapshot gives the same words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exports.beside import ALONE, Beside
from exports.parts.about import about
from exports.parts.levels import counts_of, key_lines
from exports.parts.numbering import numbered
from exports.parts.shape import About, CountsSection, Rating, Table, as_json
from exports.parts.wording import (
    NOT_GIVEN,
    RATING,
    day,
    focus_area_order,
    levels_in_words,
    listed,
    rating,
    workstream_names,
    workstream_of,
)
from wsoa.points import is_exception, is_overdue, live
from wsoa.rag import LevelCounts
from wsoa.snapshot.positions import MilestonePosition, OwnWords, Snapshot, capital
from wsoa.terms import Scope

SCHEMA = "exception-report/1"


@dataclass(frozen=True, slots=True)
class ExceptionLine:
    """A milestone at a level that its key calls an exception. `belongs` names its workstream and focus areas.

    `rated_on` is "" for a rating of the very date, `due` where the programme keeps no dates at all.
    """

    number: int
    ref: str
    wording: str
    belongs: str
    rating: Rating
    rated_on: str
    due: str
    overdue: str
    issue: str
    mitigation: str


@dataclass(frozen=True, slots=True)
class ExceptionReportContents:
    """The exception report in the order in which it is read. `key` says in one line each what the levels mean."""

    about: About
    counts: CountsSection
    key: tuple[str, ...]
    exceptions: Table[ExceptionLine] | None

    def to_json(self) -> dict[str, object]:
        """Plain values for JSON. `counts` are of every milestone in the record."""
        return as_json(SCHEMA, self)


def contents(snapshot: Snapshot, beside: Beside = ALONE) -> ExceptionReportContents:
    """Every exception of the programme as it stood, the worst first. Nothing earlier is compared."""
    standing = live(snapshot)
    found = sorted((each for each in standing if is_exception(each, snapshot)), key=_worst_first)
    counts = counts_of((each.level for each in standing), snapshot.levels)
    sentences = tuple(_sentences(snapshot, len(found), counts))
    return numbered(
        ExceptionReportContents(
            about=about(snapshot, "Exception report", beside.issue),
            counts=CountsSection("Exceptions", sentences, counts, None),
            key=key_lines(each.level for each in found),
            exceptions=_table(snapshot, found),
        )
    )


def _worst_first(milestone: MilestonePosition) -> int:
    """A sort key that leaves milestones of one level in the record's order, by workstream and reference."""
    order = milestone.level.order if milestone.level else None
    return -order if order is not None else 0


def _sentences(snapshot: Snapshot, exceptions: int, counts: LevelCounts) -> Iterable[str]:
    words = snapshot.words
    if not counts.total:
        yield f"The record holds no {words.milestones}."
        return
    where = "listed in the record" if snapshot.scope is Scope.EXCEPTIONS else "in the record"
    stands = f"{exceptions} are exceptions" if exceptions > 1 else f"{exceptions or 'None'} is an exception"
    yield f"{words.count_milestones(counts.total)} {where}: {levels_in_words(counts)}. {stands}."
    if snapshot.scope is Scope.EXCEPTIONS:
        yield f"The record holds only what was listed as exceptions: the plan's other {words.milestones} are not in it."


def _table(snapshot: Snapshot, found: Sequence[MilestonePosition]) -> Table[ExceptionLine] | None:
    named = capital(snapshot.words.milestone), capital(snapshot.words.milestones)
    names = workstream_names(snapshot)
    areas = {area.number: area.ref or area.wording for area in snapshot.focus_areas}
    dated = any(milestone.dates.current for milestone in live(snapshot))
    rows = tuple(
        _line(snapshot, milestone, _belongs(snapshot.words, milestone, names, areas), dated) for milestone in found
    )
    columns = (named[0], RATING, *(("Due",) if dated else ()), "Issue", "Mitigation")
    caption = f"{named[1]} that are exceptions on {day(snapshot.as_at)}, the worst first"
    return Table("Exceptions", caption, columns, rows) if rows else None


def _line(snapshot: Snapshot, milestone: MilestonePosition, belongs: str, dated: bool) -> ExceptionLine:
    update, current = milestone.update, milestone.dates.current
    assert update is not None
    rated_on = update.written.as_at
    return ExceptionLine(
        number=milestone.number,
        ref=milestone.ref,
        wording=milestone.wording,
        belongs=belongs,
        rating=rating(update.level),
        rated_on=f"Rated {day(rated_on)}" if rated_on != snapshot.as_at else "",
        due=(current.words if current else "No date") if dated else "",
        overdue="Overdue" if is_overdue(milestone, snapshot) else "",
        issue=update.issue or NOT_GIVEN,
        mitigation=update.mitigation or NOT_GIVEN,
    )


def _belongs(words: OwnWords, milestone: MilestonePosition, names: dict[int, str], areas: dict[int, str]) -> str:
    """*Culture, focus areas 2 and 10*; "" where the programme has neither."""
    served = sorted((areas[each] for each in milestone.focus_areas if each in areas), key=focus_area_order)
    named = f"{words.focus_area if len(served) == 1 else words.focus_areas} {listed(served)}" if served else ""
    return capital(", ".join(filter(None, (workstream_of(milestone, names, words), named))))
