"""What became of the indicators since the last report, in words that a page and a paper share."""

from collections.abc import Iterator, Sequence

from exports.board_report.movement_shape import Line
from exports.parts.measured import with_unit
from exports.parts.wording import day
from wsoa.movement import KIND_WORDS, IndicatorFact, IndicatorMove, Kind, ValueFact, sentence
from wsoa.snapshot.positions import capital


def indicators_sentence(moves: Sequence[IndicatorMove]) -> Iterator[str]:
    """*Indicators: 3 improved, 1 worsened, 2 not updated.*"""
    if moves:
        yield f"Indicators: {sentence(moves)}."


def indicator_lines(moves: Sequence[IndicatorMove]) -> Iterator[Line]:
    """Each indicator of which something changed, by the first way in which it did; then those without news, by name."""
    for kind in Kind:
        for move in moves:
            if move.kinds[0] is kind and kind is not Kind.NOT_UPDATED:
                ways = ", ".join(KIND_WORDS[each] for each in move.kinds)
                yield Line(f"{move.now.name} ({ways})", told(move))
    silent = [move.now.name for move in moves if move.kinds == (Kind.NOT_UPDATED,)]
    if silent:
        yield Line(f"Indicators {KIND_WORDS[Kind.NOT_UPDATED]}", f"{'; '.join(silent)}.")


def told(move: IndicatorMove) -> str:
    """The newest value, what it may be compared with, what it corrects, and what is to be reached now."""
    before, now = move.before, move.now
    said = [_latest(now, now.latest)] if now.latest and Kind.NOT_UPDATED not in move.kinds else []
    if Kind.CORRECTED in move.kinds and before and before.latest:
        said.append(f"it had been given as {with_unit(before.latest.raw, now.unit)}")
    elif said and now.compared:
        said.append(f"it was {now.compared}")
    if Kind.AIMED_ANEW in move.kinds:
        said.append(f"to be reached: {now.target or 'nothing'}, before: {before.target if before else ''}")
    return f"{capital('; '.join(said))}." if said else ""


def _latest(fact: IndicatorFact, value: ValueFact) -> str:
    return f"{with_unit(value.raw, fact.unit)}, {value.period}, published on {day(value.published_on)} by {value.by}"
