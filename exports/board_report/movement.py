"""What has changed since the report that this board was given last. Pure; with nothing to compare with, no part."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from exports.beside import Beside, Last
from exports.board_report.movement_lines import evidence_line, milestone_lines, rating_of, risk_lines
from exports.board_report.movement_loads import tracker_lines
from exports.board_report.movement_measured import indicator_lines, indicators_sentence
from exports.board_report.movement_shape import ChangeRow, ChangesSection, KindCount, Line
from exports.parts.about import its_board
from exports.parts.shape import Table
from exports.parts.wording import day, month
from wsoa.movement import (
    KIND_WORDS,
    Facts,
    Kind,
    MilestoneFact,
    MilestoneMove,
    Move,
    Movement,
    RiskFact,
    RiskMove,
    SaidFact,
    Text,
    counts,
    facts_of,
    movement,
    parts_of,
    sentence,
)
from wsoa.snapshot.positions import Snapshot, capital

Fact = TypeVar("Fact", MilestoneFact, RiskFact)

ITS_KEY = "board-report"
"""The report whose frozen contents say how everything stood."""

_COLUMNS = ("Change", "Before", "Now", "What changed, who says so and why")
_ELSEWHERE = (Text.PROGRESS,)
"""Told by the workstreams themselves: what has been done is new every month."""


def compared_with(beside: Beside) -> Facts | None:
    """What the position is compared with: the board's last pack; without one, the round before; None: neither."""
    if beside.last:
        return beside.last.facts
    return facts_of(beside.earlier[-1]) if beside.earlier else None


def changes_section(snapshot: Snapshot, beside: Beside, facts: Facts) -> ChangesSection | None:
    """What has changed, or None where there is nothing to compare with. `facts` are the snapshot's own."""
    before = compared_with(beside)
    if before is None:
        return None
    found = movement(before, facts)
    since = _since(snapshot, beside.last, before)
    heading = f"What has changed since {since}"
    milestones, risks = found.milestones, found.risks
    named = capital(snapshot.words.milestones)
    told = sentence(milestones) or "nothing"
    return ChangesSection(
        heading=heading,
        in_short=f"{heading}: {told}",
        sentences=tuple(_sentences(snapshot, beside, found)),
        counts=tuple(KindCount(kind, count) for kind, count in counts(milestones).items()),
        quiet=(*_quiet(milestones, beside), *_quiet_risks(risks)),
        milestones=_table(
            f"{named} that have changed since {since}",
            capital(snapshot.words.milestone),
            tuple(_milestone_rows(snapshot, beside, milestones, facts)),
        ),
        risks=_table(
            f"Risks and issues that have changed since {since}",
            "Risk/Issue",
            tuple(_risk_rows(snapshot, beside, risks)),
        ),
        indicators=tuple(indicator_lines(found.indicators)),
    )


def _since(snapshot: Snapshot, last: Last | None, before: Facts) -> str:
    return f"the {month(before.as_at, snapshot.as_at)} report" if last else day(before.as_at)


def _sentences(snapshot: Snapshot, beside: Beside, found: Movement) -> Iterator[str]:
    yield _against(snapshot, beside, found.before)
    yield f"{capital(snapshot.words.milestones)}: {sentence(found.milestones) or 'none'}."
    if found.risks:
        yield f"Risks and issues: {sentence(found.risks)}."
    yield from indicators_sentence(found.indicators)


def _against(snapshot: Snapshot, beside: Beside, before: Facts) -> str:
    if last := beside.last:
        amended = " The version that was sent differs: what differs in it is not compared." if last.amended else ""
        return (
            f"Compared with board report {last.pack}, version {last.version}, issued to {last.board} on"
            f" {day(last.issued_on)}: position as at {day(before.as_at)}.{amended}"
        )
    board = beside.issue.board if beside.issue else its_board(snapshot)
    none = (
        f"No earlier report was issued to {board.name}"
        if board
        else "It is not yet said for which board this report is"
    )
    return f"{none}: compared with the position as at {day(before.as_at)}, as the record knows it now."


def _table(caption: str, of: str, rows: tuple[ChangeRow, ...]) -> Table[ChangeRow] | None:
    return Table("", caption, (of, *_COLUMNS), rows) if rows else None


def _milestone_rows(
    snapshot: Snapshot, beside: Beside, moves: Iterable[MilestoneMove], facts: Facts
) -> Iterator[ChangeRow]:
    refs = {each.number: each.ref or each.wording for each in snapshot.milestones}
    parts = parts_of(facts)
    for move in _by_kind(moves):
        now = move.now
        told = (*milestone_lines(move, beside.agreed, refs, _ELSEWHERE, parts), *evidence_line(move))
        yield _row(move, now.ref, now.wording, told)


def _risk_rows(snapshot: Snapshot, beside: Beside, moves: Iterable[RiskMove]) -> Iterator[ChangeRow]:
    for move in _by_kind(moves):
        yield _row(move, move.now.ref, move.now.title, tuple(risk_lines(move, beside.agreed)))


def _by_kind(moves: Iterable[Move[Fact]]) -> list[Move[Fact]]:
    """Those of which something changed, by the first way in which it did, else in the order of the report."""
    order = list(Kind)
    told = (each for each in moves if not each.is_quiet and not _is_as_before(each))
    return sorted(told, key=lambda each: order.index(each.kinds[0]))


def _is_as_before(move: Move[Fact]) -> bool:
    """Whether it was updated without a change of anything that the report prints of it."""
    return move.kinds == (Kind.UPDATED,) and all(text.what in _ELSEWHERE for text in move.texts)


def _quiet(moves: Sequence[MilestoneMove], beside: Beside) -> Iterator[Line]:
    """*Not updated: 1.B; 2.C*, and which of these a tracker held. What has no reference is told in its own words."""
    yield from _as_before(moves)
    for kind in (Kind.CONFIRMED, Kind.NOT_UPDATED, Kind.RESTING):
        names = {each.number: each.now.ref or each.now.wording for each in moves if kind in each.kinds}
        if names:
            yield Line(capital(KIND_WORDS[kind]), f"{'; '.join(names.values())}.")
        if kind is Kind.NOT_UPDATED:
            yield from tracker_lines(beside.loads, names)


def _quiet_risks(moves: Sequence[RiskMove]) -> Iterator[Line]:
    for line in _as_before(moves):
        yield Line(f"Risks and issues {line.label[:1].lower()}{line.label[1:]}", line.words)


def _as_before(moves: Sequence[Move[Fact]]) -> Iterator[Line]:
    """*Lena Okafor: 1.B; 2.B (The board signs it in May; E4).* Who updated what, why, and by which evidence."""
    told: dict[str, list[str]] = {}
    for move in moves:
        if move.now.said and _is_as_before(move):
            told.setdefault(move.now.said.by, []).append(f"{_named(move.now)}{_because(move.now.said)}")
    if told:
        words = " ".join(f"{by}: {'; '.join(named)}." for by, named in told.items())
        yield Line(f"{capital(KIND_WORDS[Kind.UPDATED])}, in the same words", words)


def _because(said: SaidFact) -> str:
    why = [(said.why or "").rstrip("."), *(f"E{number}" for number in said.evidence)]
    because = "; ".join(filter(None, why))
    return f" ({because})" if because else ""


def _named(fact: MilestoneFact | RiskFact) -> str:
    return fact.ref or (fact.wording if isinstance(fact, MilestoneFact) else fact.title)


def _row(move: MilestoneMove | RiskMove, ref: str, wording: str, told: tuple[Line, ...]) -> ChangeRow:
    return ChangeRow(
        number=move.number,
        ref=ref,
        wording=wording,
        kinds=move.kinds,
        change=capital(", ".join(KIND_WORDS[kind] for kind in move.kinds)),
        before=rating_of(move.before.level) if move.before else None,
        now=rating_of(move.now.level),
        lines=told,
    )
