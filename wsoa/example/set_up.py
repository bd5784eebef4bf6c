"""The example's first day: plan, weaknesses, workstreams, milestones and everything else that was promised."""

from dataclasses import dataclass, field
from datetime import date

from wsoa.change import LeadChange
from wsoa.evidence import EvidenceChange, state_evidence
from wsoa.example import working
from wsoa.example.calendar import BOARD_MEETS, PAST_ROUNDS, WINDOW_CLOSES, WINDOW_OPENS, Months
from wsoa.example.promises import WEAKNESSES, Promise, Strand
from wsoa.example.strands import STRANDS
from wsoa.history import OpenEntry
from wsoa.milestones import MilestoneChange, promise_date, state_milestone
from wsoa.plans import PlanChange, state_plan
from wsoa.products import ProductChange, state_product
from wsoa.programmes import ProgrammeChange, state_programme
from wsoa.rating_keys import state_key
from wsoa.risks import RiskChange, state_risk
from wsoa.rounds import BoardChange, RoundChange, state_board, state_round
from wsoa.terms import BoardKind, LeadKind, PlanKind, RiskKind, WorkstreamKind
from wsoa.weaknesses import WeaknessChange, WeaknessReferenceChange, state_weakness
from wsoa.workstreams import (
    FocusAreaChange,
    NoteChange,
    WorkstreamChange,
    state_focus_area,
    state_notes,
    state_workstream,
)


@dataclass(slots=True)
class Area:
    """What the rounds need to know of what was set up: numbers by reference or name, the last sequence seen."""

    milestones: dict[str, int] = field(default_factory=dict)
    terms: dict[str, MilestoneChange] = field(default_factory=dict)
    workstreams: dict[str, int] = field(default_factory=dict)
    risks: dict[str, int] = field(default_factory=dict)
    products: dict[str, int] = field(default_factory=dict)
    asks: dict[str, int] = field(default_factory=dict)
    questions: dict[str, int] = field(default_factory=dict)
    next_steps: dict[str | None, int] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)
    indicators: dict[str, int] = field(default_factory=dict)
    wrong_value: int = 0


def set_up(entry: OpenEntry, people: dict[str, str], months: Months) -> Area:
    """Everything Harrowmere promised, in one entry."""
    area, on = Area(), months.set_up()
    name = "Harrowmere Council and NHS partners"
    state_programme(entry, ProgrammeChange(name=name, region="South East"), as_at=on)
    state_key(entry, as_at=on)
    plan = state_plan(
        entry,
        PlanChange(kind=PlanKind.WSOA, title="Harrowmere written statement of action", version="2", status="Approved"),
        as_at=on,
    )
    for ref, wording in WEAKNESSES:
        named = (WeaknessReferenceChange(plan=plan, ref=ref),)
        state_weakness(entry, WeaknessChange(wording=wording, references=named), as_at=on)
    _boards_and_rounds(entry, months, on)
    for strand in STRANDS:
        _strand(entry, area, strand, people, months, plan)
    for number, (title, kind, shows, link, weakness, owner, refs) in enumerate(working.EVIDENCE, 1):
        speaks_for = tuple(area.milestones[ref] for ref in refs)
        change = EvidenceChange(
            title=title,
            type=kind,
            shows=shows,
            link=link,
            owner=people[owner],
            weaknesses=(weakness,),
            milestones=speaks_for,
        )
        assert state_evidence(entry, change, as_at=on) == number
    _beside_the_promises(entry, area, months, on)
    return area


def _boards_and_rounds(entry: OpenEntry, months: Months, on: date) -> None:
    board = state_board(entry, BoardChange(name="SEND Improvement Board", cadence="Monthly"), as_at=on)
    group = BoardChange(name="SEND programme group", kind=BoardKind.PROGRAMME_GROUP, reports_to=board)
    state_board(entry, group, as_at=on)
    for offset in range(-PAST_ROUNDS, 1):
        change = RoundChange(
            name=f"{months.name(offset)} round",
            position_date=months.last(offset),
            opens=months.day(offset, WINDOW_OPENS),
            closes=months.day(offset + 1, WINDOW_CLOSES),
            board_date=months.day(offset + 1, BOARD_MEETS),
        )
        state_round(entry, change, as_at=on)


def _strand(entry: OpenEntry, area: Area, strand: Strand, people: dict[str, str], months: Months, plan: int) -> None:
    on = months.set_up()
    change = WorkstreamChange(
        name=strand.name,
        leads=(_lead(strand.lead, people),),
        support=(_lead(strand.support, people),),
        weaknesses=strand.weaknesses,
    )
    workstream = state_workstream(entry, change, as_at=on)
    area.workstreams[strand.name] = workstream
    areas = {
        ref: state_focus_area(
            entry,
            FocusAreaChange(ref=ref, wording=wording, workstream=workstream, weaknesses=(weakness,)),
            as_at=on,
        )
        for ref, wording, weakness in strand.areas
    }
    for promise in strand.milestones:
        area.terms[promise.ref] = terms = _milestone(promise, workstream, areas, people, plan)
        area.milestones[promise.ref] = number = state_milestone(entry, terms, as_at=on)
        if promise.due is not None:
            promise_date(entry, months.due(promise.due), as_at=on, number=number)


def _milestone(
    promise: Promise, workstream: int, areas: dict[str, int], people: dict[str, str], plan: int
) -> MilestoneChange:
    lead = LeadChange(
        words=promise.lead,
        person=people[promise.person] if promise.person else None,
        organisation=people[promise.organisation] if promise.organisation else None,
    )
    return MilestoneChange(
        ref=promise.ref,
        wording=promise.first_wording or promise.wording,
        plan=plan,
        workstream=workstream,
        focus_areas=tuple(areas[ref] for ref in promise.areas),
        leads_words=promise.lead,
        leads=(lead,),
        success_measure=promise.success,
    )


def _lead(named: tuple[str, str], people: dict[str, str]) -> LeadChange:
    words, email = named
    return LeadChange(words=words, kind=LeadKind.ROLE, person=people[email])


def _beside_the_promises(entry: OpenEntry, area: Area, months: Months, on: date) -> None:
    group = state_workstream(entry, WorkstreamChange(name=working.GROUP, kind=WorkstreamKind.GROUP), as_at=on)
    area.workstreams[working.GROUP] = group
    notes = [NoteChange(kind=kind, text=text) for kind, text in working.GROUP_NOTES]
    state_notes(entry, notes, as_at=on, number=group)
    for title, strand, *_words in working.RISKS:
        change = RiskChange(
            title=title,
            kind=RiskKind.RISK,
            workstream=area.workstreams[strand] if strand else None,
            milestones=tuple(area.milestones[ref] for ref in working.THREATENS[title]),
        )
        area.risks[title] = state_risk(entry, change, as_at=on)
    for name, kind, frequency, start, draft, issue, _progress in working.PRODUCTS:
        dates = {"start": months.short(start), "first_draft": months.short(draft), "first_issue": months.short(issue)}
        product = ProductChange(name=name, type=kind, frequency=frequency, **dates)
        area.products[name] = state_product(entry, product, as_at=on)
