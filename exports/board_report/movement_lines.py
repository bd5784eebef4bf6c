"""What is said of a change, line by line: what was and what is, who says so, when and why, and by which evidence."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from exports.board_report.date_moves import times
from exports.board_report.movement_shape import Line
from exports.parts.shape import Rating
from exports.parts.wording import NOT_RATED, day, listed
from wsoa.movement import (
    DateFact,
    Kind,
    LevelFact,
    MilestoneFact,
    MilestoneMove,
    RiskFact,
    RiskMove,
    SaidFact,
    Text,
    is_dated_anew,
)
from wsoa.snapshot.positions import Agreed, Agreements
from wsoa.terms import RiskKind, ThingState

NO_DATE, NOTHING = "no date", "None"
NO_PARTS: Mapping[int, Sequence[str]] = {}

TEXT_WORDS = {
    Text.REFERENCE: "Reference",
    Text.WORDING: "Wording",
    Text.TITLE: "Title",
    Text.DETAIL: "Detail",
    Text.IMPACT: "Impact",
    Text.PROGRESS: "Progress",
    Text.ISSUE: "Issue",
    Text.MITIGATION: "Mitigation",
}
_TURNED = {
    RiskKind.RISK: "It is a risk now",
    RiskKind.ISSUE: "It is an issue now",
    RiskKind.RISK_OR_ISSUE: "It is a risk or an issue now",
}
_PROMISED = {Text.REFERENCE, Text.WORDING, Text.TITLE}
_RATED = {Kind.IMPROVED, Kind.WORSENED, Kind.NOT_COMPARABLE, Kind.RATED}
_SAID = {**dict.fromkeys(_RATED, "Rated"), Kind.NOT_RATED: "Rating taken back", Kind.UPDATED: "Updated"}
_SAID |= {Kind.CONFIRMED: "Confirmed unchanged", Kind.CORRECTED: "Corrected"}


def rating_of(level: LevelFact | None) -> Rating:
    """A level of the facts as it is printed."""
    return Rating(level.code, level.label, level.colour) if level else NOT_RATED


def milestone_lines(
    move: MilestoneMove,
    agreed: Agreements,
    refs: Mapping[int, str],
    without: Collection[Text] = (),
    parts: Mapping[int, Sequence[str]] = NO_PARTS,
) -> Iterator[Line]:
    """What changed of a milestone, in the order of reading.

    `refs` says what each is called, by number, and `parts` of each that was split what its parts are called.
    """
    now, kinds = move.now, move.kinds
    yield from _standing(move, agreed.ratings.get(now.number))
    if Kind.RE_DATED in kinds and move.before:
        yield Line("Date", _moved(move.before, now))
        yield from _who("Date moved", agreed.dates.get(now.number))
    if Kind.NEW in kinds:
        whole = refs.get(now.came_from or 0)
        yield from _who(f"Split from {whole}" if whole else "Added", agreed.wordings.get(now.number))
    if Kind.MERGED in kinds or Kind.CLOSED in kinds:
        yield from _who(_ended(now, refs, parts), agreed.wordings.get(now.number), always=True)
    yield from _texts(move, without)
    if Kind.RE_WORDED in kinds:
        yield from _who("Re-worded", agreed.wordings.get(now.number))


def risk_lines(move: RiskMove, agreed: Agreements) -> Iterator[Line]:
    """What changed of a risk or issue, in the order of reading."""
    yield from _standing(move, None)
    if Kind.CLOSED in move.kinds:
        yield _said("Closed", move.now.said) if move.now.said else Line("Closed", "")
    if Kind.NEW in move.kinds:
        yield from _who("Raised", agreed.risks.get(move.number))
    if Kind.TURNED in move.kinds:
        yield Line(_TURNED[move.now.kind], "")
    yield from _texts(move, ())
    if Kind.RE_WORDED in move.kinds or Kind.TURNED in move.kinds:
        yield from _who("Described again", agreed.risks.get(move.number))


def evidence_of(move: MilestoneMove) -> tuple[int, ...]:
    """The evidence that the update cites which made the change; none where nobody said anything new."""
    said = move.now.said
    return said.evidence if said and any(kind in _SAID for kind in move.kinds) else ()


def evidence_line(move: MilestoneMove) -> Iterator[Line]:
    """The same as a line: *Evidence: E2 and E7*."""
    if cited := evidence_of(move):
        yield Line("Evidence", listed([f"E{number}" for number in cited]))


def date_words(due: DateFact | None) -> str:
    """A date in the plan's words."""
    return due.words if due else NO_DATE


def _moved(before: MilestoneFact, now: MilestoneFact) -> str:
    was, is_now = date_words(before.due), date_words(now.due)
    if was == is_now and before.date_moves is not None and now.date_moves is not None and is_dated_anew(before, now):
        return f"moved {times(now.date_moves - before.date_moves)} in between, and again {is_now}"
    return f"from {was} to {is_now}"


def _standing(move: MilestoneMove | RiskMove, rated: Agreed | None) -> Iterator[Line]:
    """`rated`: who brought the rating about, which others may have confirmed since."""
    before, now = move.before, move.now
    if before and Kind.NOT_COMPARABLE in move.kinds:
        yield Line("Not comparable", _why_not(before.level, now.level))
    elif before and _is_of_another_key(before.level, now.level):
        yield Line("The rating key has changed", "compared by what the two ratings come to")
    for kind in move.kinds:
        if rated and kind in _RATED:
            yield Line(f"Rated by {rated.written.by}, {day(rated.written.as_at)}", rated.written.reason or "")
        elif before and now.said and kind in _SAID:
            yield _said(_what(kind, now.said), now.said, _mistaken(kind, before, now))


def _is_of_another_key(before: LevelFact | None, now: LevelFact | None) -> bool:
    return bool(before and now and (before.key, before.version) != (now.key, now.version))


def _why_not(before: LevelFact | None, now: LevelFact | None) -> str:
    if _is_of_another_key(before, now):
        return "the rating key has changed, and the two ratings are of different keys"
    return "the rating key does not say which of the two is better"


def _what(kind: Kind, said: SaidFact) -> str:
    return "Taken back" if said.withdraws is not None else _SAID[kind]


def _mistaken(kind: Kind, before: MilestoneFact | RiskFact, now: MilestoneFact | RiskFact) -> str:
    """What the earlier position said that was no true rating; "" where the rating was right."""
    if kind is not Kind.CORRECTED or rating_of(before.level) == rating_of(now.level):
        return ""
    return f" (the report said {rating_of(before.level).label} by mistake)"


def _said(what: str, said: SaidFact, mistaken: str = "") -> Line:
    return Line(f"{what} by {said.by}, {day(said.as_at)}{mistaken}", said.why or "")


def _who(what: str, agreed: Agreed | None, *, always: bool = False) -> Iterator[Line]:
    """Who brought it about and why; then who agreed, and what was decided."""
    if agreed is None:
        if always:
            yield Line(what, "")
        return
    written = agreed.written
    yield Line(f"{what} by {written.by}, {day(written.as_at)}", written.reason or "")
    if agreed.approver:
        yield Line("Agreed by", agreed.approver)
    if agreed.decision:
        yield Line("Decision", agreed.decision)


def _ended(now: MilestoneFact, refs: Mapping[int, str], parts: Mapping[int, Sequence[str]]) -> str:
    into = refs.get(now.replaced_by or 0)
    match now.state:
        case ThingState.MERGED:
            return f"Merged into {into}" if into else "Merged"
        case ThingState.SUPERSEDED if now.number in parts and not into:
            return f"Split into {listed(list(parts[now.number]))}"
        case ThingState.SUPERSEDED:
            return f"Superseded by {into}" if into else "Superseded"
        case _:
            return "Withdrawn"


def _texts(move: MilestoneMove | RiskMove, without: Collection[Text]) -> Iterator[Line]:
    """What it said before and says now. The new wording of a thing stands beside its name already."""
    for text in move.texts:
        if text.what not in without:
            yield Line(f"{TEXT_WORDS[text.what]} before", text.before or NOTHING)
            if text.what not in _PROMISED:
                yield Line(f"{TEXT_WORDS[text.what]} now", text.now or NOTHING)
