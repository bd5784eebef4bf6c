"""What is done about an area of weakness: every milestone that serves it, and how far all of them have come. Pure."""

from collections.abc import Iterable, Iterator, Sequence

from exports.board_report.date_moves import NO_DATE, times
from exports.evidence_narrative.citing import place
from exports.evidence_narrative.shape import ActionRow, Progress, Run
from exports.parts.shape import CountRow, Table
from exports.parts.wording import NOT_RATED, day, rating
from exports.progress_summary.grouping import grouped, in_words, key_sentence
from exports.progress_summary.shape import GroupCount
from wsoa.marked_text import CitedKind
from wsoa.rag import count_levels
from wsoa.snapshot.positions import MilestonePosition, OwnWords, Snapshot, capital

PROGRESS = "Progress summary"


def action_table(
    snapshot: Snapshot, found: Iterable[MilestonePosition], heading: str, caption: str
) -> Table[ActionRow] | None:
    """Reference, wording, rating, date and the numbers of the evidence of each; None where there are none."""
    columns = (capital(snapshot.words.milestone), "Rating", "Date", "Evidence")
    rows = tuple(_row(snapshot, each) for each in found)
    return Table(heading, caption, columns, rows) if rows else None


def _row(snapshot: Snapshot, milestone: MilestonePosition) -> ActionRow:
    update = milestone.update
    return ActionRow(
        number=milestone.number,
        anchor=place(CitedKind.MILESTONE, milestone.number),
        ref=milestone.ref,
        wording=milestone.wording,
        rating=rating(milestone.level),
        rated=f"As at {day(update.written.as_at)}" if update and update.level else "",
        date_words=milestone.dates.current.words if milestone.dates.current else NO_DATE,
        moved=_moved(milestone),
        evidence=evidence_runs(snapshot, proving(snapshot, milestone)),
    )


def proving(snapshot: Snapshot, milestone: MilestonePosition) -> tuple[int, ...]:
    """The evidence of a milestone: what its rating cites, and whatever stands and says that it speaks for it."""
    cited = milestone.update.evidence if milestone.update else ()
    stands = (each for each in snapshot.evidence if each.withdrawn is None)
    speaks = (each.number for each in stands if milestone.number in each.milestones)
    return tuple(sorted({*cited, *speaks}))


def _moved(milestone: MilestonePosition) -> str:
    dates = milestone.dates
    if not dates.moves or dates.original is None:
        return ""
    return f"Moved {times(dates.moves)}; first due {dates.original.words}"


def evidence_runs(snapshot: Snapshot, numbers: Iterable[int]) -> tuple[Run, ...]:
    """E-numbers, each of which leads to its row in the index; what was withdrawn says so, for it proves nothing."""
    gone = {each.number for each in snapshot.evidence if each.withdrawn is not None}
    return tuple(
        Run(f"E{number}{' (withdrawn)' if number in gone else ''}", to=place(CitedKind.EVIDENCE, number))
        for number in numbers
    )


def progress(snapshot: Snapshot, found: Sequence[MilestonePosition], called: str) -> Progress:
    """How many have come how far, by the groups of the programme's own key; together they are all of them."""
    groups, words = grouped(found), snapshot.words
    rows = (*(CountRow(_line(each.label, words), (each.count,)) for each in groups), CountRow("Total", (len(found),)))
    columns = ("Progress", capital(words.milestones))
    caption = f"{called}: {words.milestones} by progress on {day(snapshot.as_at)}"
    total = sum(each.count for each in groups)
    return Progress(
        heading=PROGRESS,
        table=Table(PROGRESS, caption, columns, rows) if found else None,
        sentences=tuple(_sentences(snapshot, found, groups)),
        groups=groups,
        counts=count_levels(found, snapshot.levels),
        total=total,
    )


def _line(label: str, words: OwnWords) -> str:
    """*Milestone not started*, *Completed*, *Not rated*: as the counts are read in a revisit."""
    if label in ("completed", NOT_RATED.label.lower()):
        return capital(label)
    return f"{capital(words.milestone)} {label}"


def _sentences(snapshot: Snapshot, found: Sequence[MilestonePosition], groups: Sequence[GroupCount]) -> Iterator[str]:
    """The total with its parts, and by which levels of the key they are counted."""
    if not found:
        yield f"No {snapshot.words.milestone} serves this {snapshot.words.weakness}."
        return
    yield f"{snapshot.words.count_milestones(len(found))} in all: {in_words(groups)}."
    if by_key := key_sentence(snapshot, found):
        yield by_key
