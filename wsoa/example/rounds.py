"""One round of the example: leads rate their milestones and write their lists, the manager reviews the risks."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.example import working
from wsoa.example.asking import LEAD, MANAGER
from wsoa.example.boards import DIRECTOR, ask_boards, judge_impacts
from wsoa.example.calendar import PAST_ROUNDS, Months
from wsoa.example.first_months import FIRST_MONTHS
from wsoa.example.first_steps import FIRST_STEPS, FIRST_TOLD
from wsoa.example.next_steps import NEXT_STEPS, Step
from wsoa.example.promises import Promise, Said, Strand
from wsoa.example.set_up import Area
from wsoa.example.strands import STRANDS
from wsoa.history import OpenEntry, entry
from wsoa.milestones import UpdateChange, record_update, state_milestone
from wsoa.milestones.assigned import state_assignment
from wsoa.products import report_product
from wsoa.progress import BulletChange, NextStepAnswerChange, state_answers, write_list
from wsoa.risks import RiskUpdateChange, rate_risk
from wsoa.snapshot.reporting import reporting_date
from wsoa.tables import BulletListVersion
from wsoa.terms import BulletKind, PromiseAnswer

REWORDED_IN = 5
ASSIGNED, ASSIGNED_IN, ASSIGNED_TO = "5.B", 5, (LEAD, "forum@example.org")


def play_round(session: Session, actors: dict[str, Actor], slug: str, area: Area, index: int, months: Months) -> None:
    """Round `index` of eight as Harrowmere lived it; the last is open, and few have answered yet."""
    for strand in STRANDS:
        for promise in strand.milestones:
            said = _said(promise, index)
            if said is not None and not said.late:
                say(session, actors[who(strand, promise)], slug, area, promise, said)
    _report(session, actors, slug, area, index)
    ask_boards(session, actors, slug, area, index, months)
    judge_impacts(session, actors[DIRECTOR], slug, index)
    if index == PAST_ROUNDS:
        return
    with entry(session, actors[MANAGER], slug, command="write_round", action=Action.SET_UP) as writing:
        _list(writing, area, BulletKind.PROGRESS, working.GROUP, map(Step, working.GROUP_PROGRESS))
        _risks(writing, area, index)
        _plan(writing, actors, area, index)


def play_late(session: Session, actors: dict[str, Actor], slug: str, area: Area, index: int) -> None:
    """What came when round `index` had been closed."""
    for strand in STRANDS:
        for promise in strand.milestones:
            said = _said(promise, index)
            if said is not None and said.late:
                say(session, actors[who(strand, promise)], slug, area, promise, said)


def _said(promise: Promise, index: int) -> Said | None:
    """What a round said of a promise: in the first months, and then as told beside it."""
    said = (*FIRST_MONTHS.get(promise.ref, ()), *promise.rounds)
    return said[index] if index < len(said) else None


def say(session: Session, actor: Actor, slug: str, area: Area, promise: Promise, said: Said) -> None:
    """An update of a milestone, on the form as it stands."""
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


def who(strand: Strand, promise: Promise) -> str:
    """Who answers for the milestone: the person it names, else the workstream's lead."""
    return promise.person or strand.lead[1]


def _report(session: Session, actors: dict[str, Actor], slug: str, area: Area, index: int) -> None:
    """What became of the next steps of the round before, progress and next steps; in the open round some are silent."""
    leads = {strand.name: strand.lead[1] for strand in STRANDS}
    for name in NEXT_STEPS:
        rounds = _steps(name)
        if index < len(rounds):
            actor = actors[leads[name] if name else MANAGER]
            with entry(session, actor, slug, command="write_return_lists", action=Action.WRITE_PROGRESS) as writing:
                _answer_steps(writing, area, name, rounds[index - 1] if index else ())
                _lists(writing, area, name, index)


def _steps(name: str | None) -> tuple[tuple[Step, ...], ...]:
    return (*FIRST_STEPS[name], *NEXT_STEPS[name])


def _answer_steps(writing: OpenEntry, area: Area, name: str | None, steps: Iterable[Step]) -> None:
    answers = list(_answers(steps))
    if answers:
        as_at, round_ = reporting_date(writing, clock.today())
        assert round_ is not None
        number = area.next_steps[name]
        version = writing.sequence(BulletListVersion, number)
        state_answers(writing, answers, list_number=number, version=version, as_at=as_at, round_=round_)


def _answers(steps: Iterable[Step]) -> Iterable[NextStepAnswerChange]:
    """Each answer at the place of its step among the lines of the list."""
    position = 1
    for step in steps:
        match step.became:
            case PromiseAnswer():
                yield NextStepAnswerChange(position=position, answer=step.became)
            case str(reason):
                yield NextStepAnswerChange(position=position, answer=PromiseAnswer.DROPPED, words=reason)
        position += 1 + len(step.under)


def _lists(writing: OpenEntry, area: Area, name: str | None, index: int) -> None:
    """Both lists of the round, as a lead's own form leaves them: what was done is progress (`wsoa.progress.became`)."""
    rounds = _steps(name)
    done = [step for step in rounds[index - 1] if step.became is PromiseAnswer.DONE] if index else []
    told = [*done, *map(Step, (*FIRST_TOLD[name], *working.TOLD[name])[index])]
    _list(writing, area, BulletKind.PROGRESS if name else BulletKind.HEADLINE, name, told)
    area.next_steps[name] = _list(writing, area, BulletKind.NEXT_STEPS, name, rounds[index])


def _lines(step: Step) -> Iterable[tuple[int, str]]:
    return ((1, step.text), *((2, line) for line in step.under))


def _list(writing: OpenEntry, area: Area, kind: BulletKind, name: str | None, points: Iterable[Step]) -> int:
    lines = [BulletChange(text=text, level=level) for step in points for level, text in _lines(step)]
    as_at, round_ = reporting_date(writing, clock.today())
    workstream = area.workstreams[name] if name else None
    return write_list(writing, lines, kind=kind, workstream=workstream, as_at=as_at, round_=round_)


def _risks(writing: OpenEntry, area: Area, index: int) -> None:
    as_at, round_ = reporting_date(writing, clock.today())
    for title, _strand, detail, impact, mitigation, levels in working.RISKS:
        before, after = working.SCORES.get(title, ((None, None), (None, None)))
        change = RiskUpdateChange(
            level=levels[index],
            detail=detail,
            impact=impact,
            mitigation=mitigation,
            likelihood_before=before[0],
            severity_before=before[1],
            likelihood_after=after[0],
            severity_after=after[1],
        )
        rate_risk(writing, change, as_at=as_at, number=area.risks[title], round_=round_)
    if index == PAST_ROUNDS - 1:
        for name, *_dates, progress in working.PRODUCTS:
            report_product(writing, progress, as_at=as_at, number=area.products[name])


def _plan(writing: OpenEntry, actors: dict[str, Actor], area: Area, index: int) -> None:
    """One promise was re-worded, with the board's agreement; one is asked of two people."""
    today = clock.today()
    if index == ASSIGNED_IN:
        people = [uid for email in ASSIGNED_TO if (uid := actors[email].uid)]
        state_assignment(writing, people, as_at=today, number=area.milestones[ASSIGNED])
    if index == REWORDED_IN:
        for promise in (each for strand in STRANDS for each in strand.milestones if each.first_wording):
            said = {"wording": promise.wording, "approver": "SEND Improvement Board"}
            terms = area.terms[promise.ref].model_copy(update=said)
            why = "“Regularly” could not be counted"
            state_milestone(writing, terms, as_at=today, number=area.milestones[promise.ref], reason=why)
