"""What is said of a change, line by line: what was and what is, who says so, when and why, and by which evidence."""

from collections.abc import Collection, Iterator, Mapping

from exports.board_report.movement_shape import Line
from exports.parts.shape import Rating
from exports.parts.wording import NOT_RATED, day, listed
from wsoa.movement import DateFact, Kind, LevelFact, MilestoneMove, RiskMove, SaidFact, Text
from wsoa.snapshot.positions import Agreed, Agreements
from wsoa.terms import RiskKind, ThingState

NO_DATE, NOTHING = "no date", "Nothing"

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
_SAID |= {Kind.CONFIRMED: "Confirmed unchanged"}


def rating_of(level: LevelFact | None) -> Rating:
    """A level of the facts as it is printed."""
    return Rating(level.code, level.label, level.colour) if level else NOT_RATED


def milestone_lines(
    move: MilestoneMove, agreed: Agreements, refs: Mapping[int, str], without: Collection[Text] = ()
) -> Iterator[Line]:
    """What changed of a milestone, in the order of reading; `refs` says what each is called, by number."""
    now, kinds = move.now, move.kinds
    yield from _standing(move)
    if Kind.RE_DATED in kinds and move.before:
        yield Line("Date", f"from {date_words(move.before.due)} to {date_words(now.due)}")
        yield from _who("Date moved", agreed.dates.get(now.number))
    if Kind.NEW in kinds:
        yield from _who("Added", agreed.wordings.get(now.number))
    if Kind.MERGED in kinds or Kind.CLOSED in kinds:
        into = refs.get(now.replaced_by or 0)
        yield from _who(_ended(now.state, into), agreed.wordings.get(now.number), always=True)
    yield from _texts(move, without)
    if Kind.RE_WORDED in kinds:
        yield from _who("Re-worded", agreed.wordings.get(now.number))


def risk_lines(move: RiskMove, agreed: Agreements) -> Iterator[Line]:
    """What changed of a risk or issue, in the order of reading."""
    yield from _standing(move)
    if Kind.CLOSED in move.kinds:
        yield _said("Closed", move.now.said) if move.now.said else Line("Closed", "")
    if Kind.NEW in move.kinds:
        yield from _who("Raised", agreed.risks.get(move.number))
    if Kind.TURNED in move.kinds:
        yield Line(_TURNED[move.now.kind], "")
    yield from _texts(move, ())
    if Kind.RE_WORDED in move.kinds or Kind.TURNED in move.kinds:
        yield from _who("Described anew", agreed.risks.get(move.number))


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


def _standing(move: MilestoneMove | RiskMove) -> Iterator[Line]:
    before, now = move.before, move.now
    if before and Kind.NOT_COMPARABLE in move.kinds:
        yield Line("Not comparable", _why_not(before.level, now.level))
    elif before and _is_of_another_key(before.level, now.level):
        yield Line("The rating key has changed", "compared by what the two ratings come to")
    for kind in move.kinds:
        if now.said and kind in _SAID:
            yield _said(_SAID[kind], now.said)


def _is_of_another_key(before: LevelFact | None, now: LevelFact | None) -> bool:
    return bool(before and now and (before.key, before.version) != (now.key, now.version))


def _why_not(before: LevelFact | None, now: LevelFact | None) -> str:
    if _is_of_another_key(before, now):
        return "the rating key has changed, and the two ratings are of different keys"
    return "the rating key does not say which of the two is better"


def _said(what: str, said: SaidFact) -> Line:
    return Line(f"{what} by {said.by}, {day(said.as_at)}", said.why or "")


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


def _ended(state: ThingState, into: str | None) -> str:
    match state:
        case ThingState.MERGED:
            return f"Merged into {into}" if into else "Merged"
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
