"""Two invented places: Northmere, and Southmere in which every text begins with a canary."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor, operator
from wsoa.change import LeadChange
from wsoa.database import Database
from wsoa.evidence import EvidenceChange, state_evidence
from wsoa.history import OpenEntry, entry
from wsoa.indicators import IndicatorChange, state_indicator
from wsoa.milestones import MilestoneChange, UpdateChange, promise_date, record_update, state_milestone, write_update
from wsoa.plans import PlanChange, state_plan
from wsoa.products import ProductChange, state_product
from wsoa.programmes import ProgrammeChange, begin_programme, state_programme
from wsoa.progress import BulletChange, write_list
from wsoa.rating_keys import state_key
from wsoa.risks import RiskChange, RiskUpdateChange, rate_risk, state_risk
from wsoa.rounds import RoundChange, state_round
from wsoa.terms import BulletKind, IndicatorClass, LeadKind, NoteKind, PlanKind, WorkstreamKind
from wsoa.weaknesses import WeaknessChange, WeaknessReferenceChange, state_weakness
from wsoa.workstreams import (
    FocusAreaChange,
    NoteChange,
    WorkstreamChange,
    state_focus_area,
    state_notes,
    state_workstream,
)

BEGINS = date(2026, 1, 31)
TODAY = datetime(2026, 3, 25, 12, tzinfo=UTC)
OPERATOR = operator("tests")
CANARY = "Cuckoo: "

Say = Callable[[str], str]

MILESTONES = (
    ("1.A", 1, (1,), "Publish the timetable for education, health and care plans", "end of March 2026"),
    ("1.B", 1, (1, 2), "Agree one form for health advice with every provider", "30 April 2026"),
    ("1.C", 1, (1,), "Train all plan writers", "summer term 2026"),
    ("2.A", 2, (2,), "Cut the wait for speech and language therapy to 18 weeks", "July 2026"),
    ("2.B", 2, (2,), "Appoint a designated clinical officer", "31 January 2026"),
    ("3.A", 3, (3,), "Parents and carers co-chair the reference group", "30 June 2026"),
    ("3.B", 3, (), "Publish an annual letter to families", "to be decided"),
)


@dataclass(frozen=True)
class Named:
    """The people and the organisation a plan names: their uids, and who says what of the milestones in February."""

    lead: Actor
    nhs_lead: Actor
    forum: str


def at_noon(day: date) -> datetime:
    """Noon of that day."""
    return datetime.combine(day, time(12), UTC)


def plain(text: str) -> str:
    """A text of Northmere."""
    return text


def marked(text: str) -> str:
    """A text of Southmere."""
    return CANARY + text


def begin_place(session: Session, slug: str, say: Say) -> None:
    """The programme with its workstreams, so that people can be given roles in it."""
    writing = begin_programme(session, OPERATOR, slug, source="tests")
    state_programme(writing, ProgrammeChange(name=say(f"{slug.capitalize()} SEND improvement")), as_at=BEGINS)
    plan = state_plan(writing, PlanChange(kind=PlanKind.WSOA, title=say("Written statement of action")), as_at=BEGINS)
    for ref, wording in (("A", "Plans are finished late."), ("B", "Families are not heard when services are planned.")):
        named = (WeaknessReferenceChange(plan=plan, ref=ref),)
        change = WeaknessChange(wording=say(wording), wording_confirmed=True, references=named)
        state_weakness(writing, change, as_at=BEGINS)
    state_key(writing, as_at=BEGINS)
    _workstreams(writing, say)
    _rounds(writing)
    writing.close()


def _workstreams(writing: OpenEntry, say: Say) -> None:
    for number, name in enumerate(("Timely plans", "Health and therapies", "Working with families"), 1):
        led = (LeadChange(words=say(f"Head of {name.lower()}")),)
        state_workstream(writing, WorkstreamChange(name=say(name), ref=str(number), leads=led), as_at=BEGINS)
    change = WorkstreamChange(name=say("Data group"), kind=WorkstreamKind.GROUP)
    group = state_workstream(writing, change, as_at=BEGINS)
    notes = [NoteChange(kind=kind, text=say(f"{kind.value.capitalize()} of the group")) for kind in NoteKind]
    state_notes(writing, notes, as_at=BEGINS, number=group)
    for number, (wording, weaknesses) in enumerate(
        (("Timeliness", (1,)), ("Health advice", (1, 2)), ("Voice", (2,))), 1
    ):
        area = FocusAreaChange(wording=say(wording), ref=str(number), workstream=number, weaknesses=weaknesses)
        state_focus_area(writing, area, as_at=BEGINS)


def _rounds(writing: OpenEntry) -> None:
    for name, position, opens, closes in (
        ("January", date(2026, 1, 31), date(2026, 1, 26), date(2026, 2, 6)),
        ("February", date(2026, 2, 28), date(2026, 2, 20), date(2026, 3, 6)),
        ("March", date(2026, 3, 31), date(2026, 3, 20), date(2026, 4, 3)),
    ):
        change = RoundChange(name=name, position_date=position, opens=opens, closes=closes)
        state_round(writing, change, as_at=BEGINS)


def live_in(database: Database, slug: str, say: Say, named: Named) -> None:
    """Two months of a programme: January as loaded, February as its people told it."""
    with clock.held_at(at_noon(date(2026, 2, 2))), database.writing() as session, _entry(session, slug) as writing:
        _milestones(writing, say, named)
        _proof(writing, say)
        _working(writing, say)
    with clock.held_at(at_noon(date(2026, 2, 26))), database.writing() as session:
        _february(session, slug, say, named)
    with clock.held_at(at_noon(date(2026, 3, 2))), database.writing() as session, _entry(session, slug) as writing:
        why, who = say("Two posts are vacant"), say("Agreed by the February board")
        promise_date(writing, "end of June 2026", as_at=date(2026, 3, 2), number=1, reason=why, decision=who)


def _entry(session: Session, slug: str) -> AbstractContextManager[OpenEntry]:
    return entry(session, OPERATOR, slug, command="set_up", action=Action.SET_UP, source="tests")


def _milestones(writing: OpenEntry, say: Say, named: Named) -> None:
    leads = {
        2: LeadChange(words=say("Dr Osei"), kind=LeadKind.PERSON, person=named.nhs_lead.uid),
        6: LeadChange(words=say("Parent carer forum"), kind=LeadKind.BODY, organisation=named.forum),
    }
    for number, (ref, workstream, areas, wording, due) in enumerate(MILESTONES, 1):
        led = (leads[number],) if number in leads else ()
        change = MilestoneChange(
            wording=say(wording), ref=ref, workstream=workstream, focus_areas=areas, leads=led, leads_words=say("Lead")
        )
        state_milestone(writing, change, as_at=BEGINS)
        promise_date(writing, due, as_at=BEGINS, number=number)
    red = UpdateChange(level="R", issue=say("No timetable is agreed"), mitigation=say("Interim planner in post"))
    amber = UpdateChange(level="A", issue=say("Therapists are hard to find"), mitigation=say("Bank staff at weekends"))
    for number, said in ((1, red), (4, amber), (6, amber)):
        write_update(writing, said, as_at=BEGINS, number=number, round_=1)


def _proof(writing: OpenEntry, say: Say) -> None:
    for title, milestones in (("Job advertisement and letter of appointment", (5,)), ("Minutes of the panel", (1,))):
        change = EvidenceChange(title=say(title), milestones=milestones, link="https://files.example.org/e?a=1&b=2")
        state_evidence(writing, change, as_at=BEGINS)


def _working(writing: OpenEntry, say: Say) -> None:
    for title, workstream, milestones in (("Posts stay vacant", 1, (1, 3)), ("The grant ends in July", None, ())):
        risk = RiskChange(title=say(title), workstream=workstream, milestones=milestones, weaknesses=(1,))
        number = state_risk(writing, risk, as_at=BEGINS)
        told = RiskUpdateChange(
            level="R", detail=say("Detail"), impact=say("Plans come later"), mitigation=say("Agency cover")
        )
        rate_risk(writing, told, as_at=BEGINS, number=number)
    for kind, workstream in ((BulletKind.PROGRESS, 1), (BulletKind.NEXT_STEPS, 1), (BulletKind.HEADLINE, None)):
        bullets = [BulletChange(text=say(f"{kind.value}, first")), BulletChange(text=say("and under it"), level=2)]
        write_list(writing, bullets, kind=kind, workstream=workstream, as_at=BEGINS)
    product = ProductChange(name=say("Quarterly dashboard"), type=say("Dashboard"), frequency=say("Quarterly"))
    state_product(writing, product, as_at=BEGINS)
    indicator = IndicatorChange(name=say("Plans within 20 weeks"), klass=IndicatorClass.HOW_WELL)
    state_indicator(writing, indicator, as_at=BEGINS)


def _february(session: Session, slug: str, say: Say, named: Named) -> None:
    amber = UpdateChange(
        seen=1,
        level="A",
        progress=say("A draft timetable went to schools"),
        issue=say("Two posts are vacant"),
        mitigation=say("Agency cover until June"),
        reason=say("The draft is late but agreed"),
        forecast="end of June 2026",
        evidence=(2,),
    )
    record_update(session, named.lead, slug, 1, amber)
    record_update(session, named.nhs_lead, slug, 2, UpdateChange(level="G", reason=say("All providers have signed")))
    record_update(session, named.nhs_lead, slug, 4, UpdateChange(seen=1, confirm=True))
    complete = UpdateChange(level="C", reason=say("In post since January"), evidence=(1,))
    record_update(session, named.nhs_lead, slug, 5, complete)
