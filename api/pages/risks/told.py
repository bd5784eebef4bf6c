"""The history of a risk as a reader meets it: what changed, who said so, and when. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from wsoa.snapshot import Snapshot
from wsoa.snapshot.past import RiskCalled, RiskStood
from wsoa.snapshot.positions import Level, RiskPosition, Written
from wsoa.terms import RiskKind, RiskStatus

KINDS = {RiskKind.RISK: "Risk", RiskKind.ISSUE: "Issue", RiskKind.RISK_OR_ISSUE: "Risk or issue"}


def called(risk: RiskPosition) -> str:
    """What a sentence calls it: *issue* once it is one, else *risk*."""
    return "issue" if risk.kind is RiskKind.ISSUE else "risk"


@dataclass(frozen=True, slots=True)
class Told:
    """One row: what it comes to in a few words, and what it changed. `rated` False: it says nothing of a rating."""

    written: Written
    headline: str
    rated: bool
    level: Level | None
    said: tuple[tuple[str, str], ...]


def tell(snapshot: Snapshot, called: Sequence[RiskCalled], stood: Sequence[RiskStood]) -> tuple[Told, ...]:
    """Everything that was said of the risk, newest first by when it was recorded."""
    rows = [*_named(snapshot, called), *_stood(stood)]
    return tuple(sorted(rows, key=lambda each: (each.written.entry, each.rated), reverse=True))


def _stood(rows: Sequence[RiskStood]) -> Iterator[Told]:
    for row, before in pairwise((*rows, None)):
        assert row is not None
        now, then = _texts(row), _texts(before) if before else {}
        changed = tuple((name, text or "nothing") for name, text in now.items() if text != then.get(name, ""))
        why = (("Why", row.written.reason),) if row.written.reason else ()
        yield Told(row.written, _turn(row, before), True, row.level, (*why, *changed))


def _texts(row: RiskStood) -> dict[str, str]:
    return {
        "Detail": row.detail or "",
        "Impact": row.impact or "",
        "Mitigation": row.mitigation or "",
        "Proximity": row.proximity or "",
        "Escalation": row.escalation or "",
        "Score before mitigation": scored(row.score_before),
        "Score after mitigation": scored(row.score_after),
    }


def _turn(row: RiskStood, before: RiskStood | None) -> str:
    if row.status == (before.status if before else RiskStatus.OPEN):
        return "Rated again, all else unchanged" if before and _texts(before) == _texts(row) else "Rated"
    return "Closed" if row.status is RiskStatus.CLOSED else "Reopened"


def _named(snapshot: Snapshot, rows: Sequence[RiskCalled]) -> Iterator[Told]:
    for row, before in pairwise((*rows, None)):
        assert row is not None
        now = _facts(snapshot, row)
        then = _facts(snapshot, before) if before else {}
        changed = tuple(
            (name, f"{text or 'nothing'} (was {then[name] or 'nothing'})") if before else (name, text)
            for name, text in now.items()
            if (text if not before else text != then[name])
        )
        why = (("Why", row.written.reason),) if row.written.reason else ()
        yield Told(row.written, _naming(row, before), False, None, (*why, *changed))


def _naming(row: RiskCalled, before: RiskCalled | None) -> str:
    if before is None:
        return "Raised"
    if row.kind is RiskKind.ISSUE and before.kind is not RiskKind.ISSUE:
        return "Became an issue"
    return "Described anew"


def _facts(snapshot: Snapshot, row: RiskCalled) -> dict[str, str]:
    named = {each.number: each.name for each in snapshot.workstreams}
    refs = {each.number: each.ref or each.wording for each in snapshot.milestones}
    areas = {each.number: each.ref or each.wording for each in snapshot.weaknesses}
    threatened = (
        *(refs[number] for number in row.milestones if number in refs),
        *(areas[number] for number in row.weaknesses if number in areas),
    )
    return {
        "Title": row.title,
        "Reference": row.ref,
        "Kind": KINDS[row.kind],
        "Of": named.get(row.workstream or 0, "The programme" if row.workstream is None else ""),
        "Owner": row.owner or "",
        "Threatens": ", ".join(threatened),
    }


def scored(score: tuple[int, int] | None) -> str:
    """*Likelihood 3 × severity 4 = 12*; empty for none."""
    return f"Likelihood {score[0]} × severity {score[1]} = {score[0] * score[1]}" if score else ""
