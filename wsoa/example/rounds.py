"""One round of the example: leads rate their milestones, the manager writes the lists and reviews the risks."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.example import working
from wsoa.example.calendar import PAST_ROUNDS, Months
from wsoa.example.promises import Promise, Said, Strand
from wsoa.example.set_up import Area
from wsoa.example.strands import STRANDS
from wsoa.history import OpenEntry, entry
from wsoa.milestones import UpdateChange, promise_date, record_update
from wsoa.products import report_product
from wsoa.progress import BulletChange, write_list
from wsoa.risks import RiskUpdateChange, rate_risk
from wsoa.terms import BulletKind

MOVED, MOVED_IN, MOVED_TO = "3.A", 2, 6


def play_round(session: Session, actors: dict[str, Actor], slug: str, area: Area, index: int, months: Months) -> None:
    """Round `index` of four as Harrowmere lived it; the last is open, and few have answered yet."""
    for strand in STRANDS:
        for promise in strand.milestones:
            said = promise.rounds[index] if index < len(promise.rounds) else None
            if said is not None:
                _say(session, actors[_who(strand, promise)], slug, area, promise, said)
    if index == PAST_ROUNDS:
        return
    with entry(session, actors["manager@example.org"], slug, command="write_round", action=Action.SET_UP) as writing:
        _lists(writing, area, index)
        _risks(writing, area, index)
        _move(writing, area, index, months)


def _say(session: Session, actor: Actor, slug: str, area: Area, promise: Promise, said: Said) -> None:
    change = UpdateChange(
        seen=area.seen.get(promise.ref, 0),
        confirm=said.level == "=",
        level=None if said.level == "=" else said.level,
        progress=said.progress,
        issue=said.issue,
        mitigation=said.mitigation,
        reason=said.reason,
        evidence=said.evidence,
        forecast=said.forecast,
    )
    area.seen[promise.ref] = record_update(session, actor, slug, area.milestones[promise.ref], change)


def _who(strand: Strand, promise: Promise) -> str:
    """Who answers for the milestone: the person it names, else the workstream's lead."""
    return promise.person or strand.lead[1]


def _lists(writing: OpenEntry, area: Area, index: int) -> None:
    """Each list as the round left it."""
    on, round_ = clock.today(), area.rounds[index]
    for name, kept in working.LISTS.items():
        for kind, lines in kept.items():
            told = [BulletChange(level=level, text=text) for level, text in _by_round(lines, index)]
            write_list(writing, told, kind=kind, workstream=area.workstreams[name], as_at=on, round_=round_)
    programme = {BulletKind.HEADLINE: working.HEADLINES, BulletKind.NEXT_STEPS: working.PROGRAMME_NEXT}
    for kind, texts in programme.items():
        told = [BulletChange(text=text) for text in texts[: index + 2]]
        write_list(writing, told, kind=kind, workstream=None, as_at=on, round_=round_)
    group = [BulletChange(text=text) for text in working.GROUP_PROGRESS]
    write_list(
        writing, group, kind=BulletKind.PROGRESS, workstream=area.workstreams[working.GROUP], as_at=on, round_=round_
    )


def _by_round(lines: tuple[tuple[int, str], ...], index: int) -> Sequence[tuple[int, str]]:
    """Earlier rounds had less to tell, and told it plainly."""
    plain = [line for line in lines if line[0] == 1]
    return lines if index == PAST_ROUNDS - 1 else plain[: index + 1]


def _risks(writing: OpenEntry, area: Area, index: int) -> None:
    for title, _strand, detail, impact, mitigation, levels in working.RISKS:
        change = RiskUpdateChange(level=levels[index], detail=detail, impact=impact, mitigation=mitigation)
        rate_risk(writing, change, as_at=clock.today(), number=area.risks[title], round_=area.rounds[index])
    if index == PAST_ROUNDS - 1:
        for name, *_dates, progress in working.PRODUCTS:
            report_product(writing, progress, as_at=clock.today(), number=area.products[name])


def _move(writing: OpenEntry, area: Area, index: int, months: Months) -> None:
    """One promise was re-dated, with the board's agreement."""
    if index == MOVED_IN:
        promise_date(
            writing,
            months.due(MOVED_TO),
            as_at=clock.today(),
            number=area.milestones[MOVED],
            reason="Three posts are still vacant",
            decision="Agreed by the SEND Improvement Board",
        )
