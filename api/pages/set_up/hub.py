"""The way to a programme: every step, how far it has come, and the next one as a button."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import reading
from api.guard import permission
from api.pages.set_up.part import set_up_frame
from api.render import render
from wsoa import people, snapshot
from wsoa.access import Action
from wsoa.erasure import proposals
from wsoa.points import has_no_date, live
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import HOUSE_WORDS, MilestonePosition, WorkstreamPosition, capital
from wsoa.terms import ThingState, WorkstreamKind

router = APIRouter()


class Progress(StrEnum):
    """How far a step has come, in the words of its tag."""

    DONE = "Done"
    BEGUN = "In progress"
    NOT_BEGUN = "Not started"
    OPTIONAL = "Optional"


@dataclass(frozen=True, slots=True)
class Step:
    """A step: its page (the set-up's own, or one beside it), what there is of it, and how far it has come."""

    page: str
    title: str
    said: str
    progress: Progress
    is_beside: bool = False

    @property
    def path(self) -> str:
        """The page, below the programme's own."""
        return self.page if self.is_beside else f"/set-up{self.page}"


@dataclass(frozen=True, slots=True)
class Stage:
    """Steps that belong together."""

    title: str
    steps: tuple[Step, ...]


@router.get("/programmes/{slug}/set-up")
@permission(Action.SET_UP)
def set_up(request: Request, slug: str) -> Response:
    """The steps, counted from the record as it stands today."""
    with reading(request, Action.SET_UP) as (session, actor):
        snap = snapshot.load(session, actor, slug)
        members = len(people.people_of(session, actor, slug))
        organisations = len(people.organisations_of(session, actor, slug))
        proposed = proposals(session, snapshot.open_programme(session, actor, slug).id)
    stages = (
        Stage("What the programme is", (_name(snap), _words(snap), _plans(snap), _weaknesses(snap))),
        Stage("How it is judged", (_key(snap), _boards(snap), _rounds(snap), _indicators(snap), _evidence(snap))),
        Stage("How the work is divided", (_workstreams(snap),)),
        Stage("Who works in it", (_organisations(organisations), _people(members))),
        Stage("What is promised", (_milestones(snap), _who_updates(snap))),
    )
    undone = (Progress.BEGUN, Progress.NOT_BEGUN)
    steps = [step for stage in stages for step in stage.steps]
    return render(
        request,
        "set_up/hub.html",
        frame=set_up_frame(request, snap),
        snap=snap,
        stages=stages,
        warning=_serving_nothing(snap),
        proposed=proposed,
        following=next((step for step in steps if step.progress in undone), None),
        done=sum(step.progress is Progress.DONE for step in steps),
        counted=sum(step.progress is not Progress.OPTIONAL for step in steps),
    )


def _name(snap: Snapshot) -> Step:
    return Step("/names", "Name of the programme", snap.name, Progress.DONE)


def _words(snap: Snapshot) -> Step:
    words = snap.words
    said = "; ".join(
        capital(each) for each in (words.milestones, words.focus_areas, words.workstreams, words.weaknesses)
    )
    return Step("/own-words", "Your own words", said, Progress.OPTIONAL if words == HOUSE_WORDS else Progress.DONE)


def _plans(snap: Snapshot) -> Step:
    said = "; ".join(plan.title for plan in snap.plans) or "The written statement or plan that is followed"
    return Step("/plans", "Plan", said, _done_if(snap.plans))


def _weaknesses(snap: Snapshot) -> Step:
    areas = [each for each in snap.weaknesses if each.state is ThingState.LIVE]
    confirmed = sum(each.confirmed for each in areas)
    progress = _all_or_some(len(areas), confirmed)
    said = f"{confirmed} of {len(areas)} confirmed by a second person" if areas else "In the inspectors’ own words"
    return Step("/weaknesses", capital(snap.words.weaknesses), said, progress)


def _key(snap: Snapshot) -> Step:
    return Step("/rating-key", "Rating key", ", ".join(level.label for level in snap.levels), _done_if(snap.levels))


def _boards(snap: Snapshot) -> Step:
    said = "; ".join(board.name for board in snap.boards) or "Who reads the reports"
    return Step("/boards", "Boards", said, _done_if(snap.boards))


def _rounds(snap: Snapshot) -> Step:
    """Done while updates are asked for now or later: without a round nobody is asked."""
    coming = [each for each in snap.rounds if each.closes >= snap.as_at]
    said = f"{_count(len(snap.rounds), 'round', 'rounds')}, {len(coming)} open or to come"
    said = said if snap.rounds else "When updates are asked for"
    return Step("/rounds", "Rounds", said, _all_or_some(len(snap.rounds), len(snap.rounds) if coming else 0))


def _indicators(snap: Snapshot) -> Step:
    there = len(snap.indicators)
    said = _count(there, "indicator", "indicators") if there else "What is measured to see whether it is better"
    return Step("/indicators", "Indicators", said, Progress.DONE if there else Progress.OPTIONAL, is_beside=True)


def _evidence(snap: Snapshot) -> Step:
    there = len(snap.evidence)
    said = _count(there, "piece recorded", "pieces recorded") if there else "What shows that something was done"
    return Step("/evidence", "Evidence", said, Progress.DONE if there else Progress.OPTIONAL, is_beside=True)


def _organisations(count: int) -> Step:
    said = _count(count, "organisation", "organisations") if count else "Council, NHS, schools, parent carer forum"
    return Step("/organisations", "Organisations", said, _done_if(count))


def _people(count: int) -> Step:
    """One person, the manager who set it up, is only a beginning."""
    said = _count(count, "person belongs to the programme", "people belong to the programme")
    return Step("/people", "People", said, _all_or_some(count, count if count > 1 else 0))


def _workstreams(snap: Snapshot) -> Step:
    words = snap.words
    live_ones = [each for each in snap.workstreams if each.state is ThingState.LIVE]
    led = [each for each in live_ones if each.leads or each.kind is WorkstreamKind.GROUP]
    areas = [each for each in snap.focus_areas if each.state is ThingState.LIVE]
    said = ", ".join(
        (
            _count(len(live_ones), words.workstream, words.workstreams),
            f"{len(led)} with a lead",
            _count(len(areas), words.focus_area, words.focus_areas),
        )
    )
    title = capital(f"{words.workstreams} and {words.focus_areas}")
    said = said if live_ones else "Who leads what, and whom they have to support them"
    return Step("/workstreams", title, said, _all_or_some(len(live_ones), len(led)))


def _serving_nothing(snap: Snapshot) -> tuple[str, str] | None:
    """The page and the sentence that warn of focus areas without an area of weakness: their milestones answer none."""
    words = snap.words
    live_ones = [each for each in snap.focus_areas if each.state is ThingState.LIVE]
    idle = [each for each in live_ones if not each.weaknesses]
    if not idle or all(each.state is not ThingState.LIVE for each in snap.weaknesses):
        return None
    owner = idle[0].workstream
    page = f"/workstreams/{owner}/focus-areas" if owner else f"/focus-areas/{idle[0].number}"
    total = _count(len(live_ones), words.focus_area, words.focus_areas)
    serve, their = ("serves", "its") if len(idle) == 1 else ("serve", "their")
    return page, f"{len(idle)} of {total} {serve} no {words.weakness}: {their} {words.milestones} count for none."


def _milestones(snap: Snapshot) -> Step:
    words, promised = snap.words, live(snap)
    undated = sum(has_no_date(each, snap) for each in promised)
    said = (
        f"{words.count_milestones(len(promised))}, {undated} without a date"
        if promised
        else "Type them or paste a list"
    )
    return Step("/milestones", capital(words.milestones), said, _all_or_some(len(promised), len(promised) - undated))


def _who_updates(snap: Snapshot) -> Step:
    """Somebody is asked where a person was chosen, or the milestone is led, or its workstream is."""
    promised = live(snap)
    led = {each.number: each for each in snap.workstreams}
    asked = sum(_is_asked(each, led.get(each.workstream or 0)) for each in promised)
    said = (
        f"{asked} of {snap.words.count_milestones(len(promised))} have somebody"
        if promised
        else "Who is asked each round"
    )
    return Step("/who-updates", "Who updates what", said, _all_or_some(len(promised), asked))


def _is_asked(milestone: MilestonePosition, workstream: WorkstreamPosition | None) -> bool:
    leads = (*milestone.leads, *((*workstream.leads, *workstream.support) if workstream else ()))
    return bool(milestone.assigned) or any(lead.person or lead.organisation for lead in leads)


def _done_if(there: Sequence[object] | int) -> Progress:
    return Progress.DONE if there else Progress.NOT_BEGUN


def _all_or_some(total: int, whole: int) -> Progress:
    """Nothing yet, some of it, or all of it."""
    if not total:
        return Progress.NOT_BEGUN
    return Progress.DONE if whole >= total else Progress.BEGUN


def _count(count: int, one: str, several: str) -> str:
    return f"{count} {one if count == 1 else several}"
