"""What became of the indicators since the last report, in words that a page and a paper share."""

from collections.abc import Iterator, Sequence

from exports.board_report.movement_shape import Line
from exports.parts.measured import DIRECTIONS, with_unit
from exports.parts.wording import day
from wsoa.movement import KIND_WORDS, Correction, IndicatorFact, IndicatorMove, Kind, ValueFact, sentence
from wsoa.snapshot.positions import capital

_MOST = 5
"""So many corrections are told of one indicator; more are counted."""


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
    said = list(_of_value(move))
    if Kind.AIMED_ANEW in move.kinds:
        before = move.before.target if move.before else ""
        said.append(f"to be reached: {move.now.target or 'nothing'}, before: {before or 'nothing'}")
    said += _corrections(move.corrections)
    return f"{capital('; '.join(said))}." if said else ""


def _of_value(move: IndicatorMove) -> Iterator[str]:
    before, now = move.before, move.now
    then = before.latest if before else None
    if Kind.NOT_UPDATED in move.kinds:
        return
    if Kind.NO_NUMBER in move.kinds and now.unsaid:
        yield now.unsaid
        if now.latest:
            yield f"the newest number is still {with_unit(now.latest.raw, now.unit)}, {now.latest.period}"
    elif Kind.TAKEN_BACK in move.kinds and then:
        yield f"{with_unit(then.raw, now.unit)}, {then.period}, no longer stands"
        if now.unsaid:
            yield now.unsaid
        yield f"the newest number is {_latest(now, now.latest)}" if now.latest else "there is no number left"
    elif now.latest:
        yield _latest(now, now.latest)
        if before and then and (then.number, then.sequence) == (now.latest.number, now.latest.sequence):
            yield from _beside_another(before, now)
        elif then and (then.number == now.latest.number or then.period == now.latest.period):
            yield f"it had been given as {with_unit(then.raw, now.unit)}"
        elif now.compared:
            yield f"it was {now.compared}"


def _beside_another(before: IndicatorFact, now: IndicatorFact) -> Iterator[str]:
    """What the same number is beside another value than before."""
    beside = f", beside {now.compared}" if now.compared else ""
    if before.direction is not now.direction:
        yield f"{DIRECTIONS[now.direction].lower()}{beside}, and not {DIRECTIONS[before.direction].lower()}"
    elif before.compared != now.compared:
        yield f"it was {now.compared or 'nothing that it can be compared with'}, and not {before.compared or 'nothing'}"


def _corrections(found: Sequence[Correction]) -> Iterator[str]:
    """*Corrected: May 2026 was 34, now 12*; what stands no more."""
    for each in found[:_MOST]:
        if each.now is None:
            yield f"{each.before}, {each.period}, no longer stands"
        else:
            yield f"corrected: {each.period} was {each.before}, now {each.now}"
    if (more := len(found) - _MOST) > 0:
        yield f"{more} more {'values' if more > 1 else 'value'} corrected"


def _latest(fact: IndicatorFact, value: ValueFact) -> str:
    return f"{with_unit(value.raw, fact.unit)}, {value.period}, published on {day(value.published_on)} by {value.by}"
