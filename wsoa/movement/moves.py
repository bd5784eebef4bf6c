"""What became of every milestone and risk between two positions."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from wsoa.movement.compared import Compared, compared
from wsoa.movement.facts import DateFact, Facts, LevelFact, MilestoneFact, RiskFact, SaidFact
from wsoa.movement.kinds import KIND_WORDS, QUIET, Kind
from wsoa.movement.measured import IndicatorMove, indicator_moves
from wsoa.terms import LevelGroup, RiskStatus, ThingState

Fact = TypeVar("Fact", MilestoneFact, RiskFact)


class Text(StrEnum):
    """The words of a milestone or a risk that are compared."""

    REFERENCE = "reference"
    WORDING = "wording"
    TITLE = "title"
    DETAIL = "detail"
    IMPACT = "impact"
    PROGRESS = "progress"
    ISSUE = "issue"
    MITIGATION = "mitigation"


@dataclass(frozen=True, slots=True)
class TextChange:
    """Words that changed; None: there were none, or there are none any more."""

    what: Text
    before: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class Move(Generic[Fact]):
    """What became of one thing. `before` None: the earlier position did not hold it."""

    before: Fact | None
    now: Fact
    kinds: tuple[Kind, ...]
    texts: tuple[TextChange, ...] = ()

    @property
    def number(self) -> int:
        """The thing's number."""
        return self.now.number

    @property
    def is_quiet(self) -> bool:
        """Whether nothing has changed."""
        return QUIET.issuperset(self.kinds)


MilestoneMove = Move[MilestoneFact]
RiskMove = Move[RiskFact]


@dataclass(frozen=True, slots=True)
class Movement:
    """What became of every milestone, risk and indicator that `now` holds, in its order.

    What was over before and still is, is left out; so is what only the earlier position holds, for whoever asks does
    not see it.
    """

    before: Facts
    now: Facts
    milestones: tuple[MilestoneMove, ...]
    risks: tuple[RiskMove, ...]
    indicators: tuple[IndicatorMove, ...] = ()


def movement(before: Facts, now: Facts) -> Movement:
    """What has changed from one position to another. Nothing is said of a thing that the later one does not hold.

    A milestone without a newer row than before is *not updated* (a row missing in next month's file too), unless it
    rests complete; a row that confirms is *confirmed*. Nothing else is ever read as no change. What mends what the
    earlier position said by mistake is *corrected*, never better or worse; an update that was taken back is none.
    """
    milestones, risks = {each.number: each for each in before.milestones}, {each.number: each for each in before.risks}
    return Movement(
        before=before,
        now=now,
        milestones=tuple(_moved(_milestone(milestones.get(each.number), each) for each in now.milestones)),
        risks=tuple(_moved(_risk(risks.get(each.number), each) for each in now.risks)),
        indicators=indicator_moves(before.indicators, now.indicators),
    )


class Moved(Protocol):
    """A thing that may have changed in several ways."""

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The ways in which it has."""
        ...


def counts(moves: Iterable[Moved]) -> dict[Kind, int]:
    """How many things changed in each way, in the order of `Kind`; ways in which none did are left out."""
    found = Counter(kind for each in moves for kind in each.kinds)
    return {kind: found[kind] for kind in Kind if found[kind]}


def sentence(moves: Sequence[Moved]) -> str:
    """*5 improved, 2 worsened, 1 new, 3 re-dated, 6 not updated*; "" of nothing at all."""
    return ", ".join(f"{count} {KIND_WORDS[kind]}" for kind, count in counts(moves).items())


def _moved(moves: Iterable[Move[Fact]]) -> Iterator[Move[Fact]]:
    return (each for each in moves if each.kinds)


def _milestone(before: MilestoneFact | None, now: MilestoneFact) -> MilestoneMove:
    is_live, was_live = now.state is ThingState.LIVE, before is not None and before.state is ThingState.LIVE
    if before is None:
        return Move(None, now, (Kind.NEW,) if is_live else (Kind.NEW, _ended(now)))
    if not is_live:
        return Move(before, now, (_ended(now),) if was_live else ())
    texts = tuple(_texts(_WORDS_OF_MILESTONE, before, now))
    kinds = {
        Kind.TAKEN_UP: not was_live,
        Kind.RE_DATED: _meant(before.due) != _meant(now.due) or is_dated_anew(before, now),
        Kind.RE_WORDED: any(text.what in (Text.WORDING, Text.REFERENCE) for text in texts),
        _standing(before, now, texts): True,
    }
    return Move(before, now, tuple(kind for kind in Kind if kinds.get(kind)), texts)


def is_dated_anew(before: MilestoneFact, now: MilestoneFact) -> bool:
    """Whether its date has moved in between, if only there and back again."""
    return before.date_moves is not None and now.date_moves is not None and now.date_moves > before.date_moves


def parts_of(facts: Facts) -> dict[int, tuple[str, ...]]:
    """Of every milestone that was split: what its parts are called."""
    parts: dict[int, tuple[str, ...]] = {}
    for each in facts.milestones:
        if each.came_from is not None:
            parts[each.came_from] = (*parts.get(each.came_from, ()), each.ref or each.wording)
    return parts


def _risk(before: RiskFact | None, now: RiskFact) -> RiskMove:
    is_open, was_open = now.status is RiskStatus.OPEN, before is not None and before.status is RiskStatus.OPEN
    if before is None:
        return Move(None, now, (Kind.NEW,) if is_open else (Kind.NEW, Kind.CLOSED))
    if not is_open:
        return Move(before, now, (Kind.CLOSED,) if was_open else (), ())
    texts = tuple(_texts(_WORDS_OF_RISK, before, now))
    kinds = {
        Kind.TAKEN_UP: not was_open,
        Kind.TURNED: before.kind is not now.kind,
        Kind.RE_WORDED: any(text.what in (Text.TITLE, Text.REFERENCE) for text in texts),
        _standing(before, now, texts): True,
    }
    return Move(before, now, tuple(kind for kind in Kind if kinds.get(kind)), texts)


def _ended(now: MilestoneFact) -> Kind:
    return Kind.MERGED if now.state is ThingState.MERGED else Kind.CLOSED


def _standing(before: MilestoneFact | RiskFact, now: MilestoneFact | RiskFact, texts: Sequence[TextChange]) -> Kind:
    """What became of how it stands: one answer for each thing, so that these add up to all of them."""
    if _mends(now.said) and compared(before.level, now.level) is Compared.SAME and not texts:
        return Kind.RESTING if _is_complete(now.level) else Kind.NOT_UPDATED
    if before.said and now.said and _mends(now.said) and before.said.as_at == now.said.as_at:
        return Kind.CORRECTED
    if (found := _RATINGS.get(compared(before.level, now.level))) is not None:
        return found
    if _row(before.said) == _row(now.said):
        return Kind.RESTING if _is_complete(now.level) else Kind.NOT_UPDATED
    return Kind.CONFIRMED if now.said and now.said.confirmed else Kind.UPDATED


_RATINGS = {
    Compared.BETTER: Kind.IMPROVED,
    Compared.WORSE: Kind.WORSENED,
    Compared.NOT_COMPARABLE: Kind.NOT_COMPARABLE,
    Compared.RATED: Kind.RATED,
    Compared.NOT_RATED: Kind.NOT_RATED,
}


def _mends(said: SaidFact | None) -> bool:
    return said is not None and (said.corrects is not None or said.withdraws is not None)


def _row(said: SaidFact | None) -> tuple[object, ...] | None:
    return (said.as_at, said.sequence) if said else None


def _is_complete(level: LevelFact | None) -> bool:
    return level is not None and level.group is LevelGroup.COMPLETE


def _meant(due: DateFact | None) -> object:
    """What a date comes to; other words for the same days are no other date."""
    if due is None:
        return None
    return (due.earliest, due.latest) if due.latest else _same(due.words)


_WORDS_OF_MILESTONE = {
    Text.REFERENCE: "ref",
    Text.WORDING: "wording",
    Text.PROGRESS: "progress",
    Text.ISSUE: "issue",
    Text.MITIGATION: "mitigation",
}
_WORDS_OF_RISK = {
    Text.REFERENCE: "ref",
    Text.TITLE: "title",
    Text.DETAIL: "detail",
    Text.IMPACT: "impact",
    Text.MITIGATION: "mitigation",
}


def _texts(words: dict[Text, str], before: Fact, now: Fact) -> Iterator[TextChange]:
    """The words that differ; how lines are broken and spaced is no difference."""
    for what, name in words.items():
        was: str | None = getattr(before, name) or None
        is_now: str | None = getattr(now, name) or None
        if _same(was or "") != _same(is_now or ""):
            yield TextChange(what, was, is_now)


def _same(text: str) -> str:
    return " ".join(text.split())
