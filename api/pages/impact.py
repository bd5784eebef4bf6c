"""Judging the impact on an area of weakness: only its accountable leader does (DESIGN 2, rule 4)."""

from collections.abc import Callable, Mapping

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.filled import NotSaved, Sent, Typed, attempt, fresh, refused, sent
from api.forms import Choice, bind
from api.frame import as_at_frame
from api.guard import permission
from api.render import render
from wsoa import snapshot
from wsoa.access import Action, reaches
from wsoa.errors import Unseen
from wsoa.impact import ImpactChange, judge_impact
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import ImpactPosition
from wsoa.terms import Impact
from wsoa.text import Number

router = APIRouter()

IMPACTS: Mapping[Impact, tuple[str, str]] = {
    Impact.NOT_YET_EVIDENCED: ("Not yet evidenced", "Nothing shows yet that it is better for children and families."),
    Impact.EMERGING: ("Emerging", "First signs that it is better, for some or in some places."),
    Impact.EVIDENCED: ("Evidenced", "It is better, and indicators or evidence show it."),
    Impact.SUSTAINED: ("Sustained", "It has stayed better, long enough to be relied on."),
}
"""What each judgement is called, and what it means."""
LABELS = {
    "impact": "Impact",
    "words": "Why",
    "indicators": "Indicators",
    "lead_indicator": "Lead indicator",
    "evidence": "Evidence",
}


@router.get("/programmes/{slug}/weaknesses/{number}/judge")
@permission(Action.JUDGE_IMPACT)
def judge_form(request: Request, slug: str, number: Number) -> Response:
    """The form on the judgement that stands."""
    return _form(request, slug, number)


@router.post("/programmes/{slug}/weaknesses/{number}/judge")
@permission(Action.JUDGE_IMPACT)
def judge(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The judgement given (303), or the form again: 422 refused, 409 beside theirs."""
    posted = sent(form)
    change, problems = bind(ImpactChange, posted.typed)
    if change is None:
        return _form(request, slug, number, posted, NotSaved(422, problems))
    saved = attempt(
        request,
        Action.JUDGE_IMPACT,
        lambda session, actor: judge_impact(
            session, actor, slug, number, change, seen=posted.seen, token=posted.token or None
        ),
    )
    if isinstance(saved, NotSaved):
        return _form(request, slug, number, posted, saved)
    return RedirectResponse(f"/programmes/{slug}/weaknesses/{number}", 303)


def _form(
    request: Request, slug: str, number: int, posted: Sent | None = None, why: NotSaved | None = None
) -> Response:
    with reading(request, Action.JUDGE_IMPACT) as (session, actor):
        found = snapshot.load(session, actor, slug)
        weakness = next((each for each in found.weaknesses if each.number == number), None)
        if weakness is None:
            raise Unseen("area of weakness")
        seen = snapshot.seen(session, actor, slug, "impact_judgement", number)
        programme = snapshot.open_programme(session, actor, slug)
        may_define = reaches(actor, Action.SET_UP, programme.id)
    judged = next((each for each in found.impacts if each.weakness == number), None)
    now = fresh(_standing(judged), seen)
    filled = refused(posted, why, now, LABELS, _words(found)) if posted and why else now
    return render(
        request,
        "impact/judge.html",
        why.status if why else 200,
        frame=as_at_frame(request.state.frame, found, request.scope["path"], found.as_at),
        weakness=weakness,
        impacts=tuple(Choice(impact, *words) for impact, words in IMPACTS.items()),
        indicators=_indicators(found, number),
        leading=(("", "The first of those cited"), *((str(each.number), each.name) for each in found.indicators)),
        evidence=_evidence(found, number),
        may_define=may_define,
        filled=filled,
        problems=filled.problems,
        back=f"/programmes/{slug}/weaknesses/{number}",
    )


def _standing(judged: ImpactPosition | None) -> Typed:
    """What stands, but for the words: why it is judged so is asked anew."""
    if judged is None:
        return {}
    return {
        "impact": [judged.impact],
        "words": [],
        "indicators": [str(each) for each in judged.indicators],
        "lead_indicator": [str(each) for each in judged.indicators[:1]],
        "evidence": [str(each) for each in judged.evidence],
    }


def _indicators(found: Snapshot, number: int) -> tuple[Choice, ...]:
    """Every indicator by its number; those of this area are named as such."""
    own = f"Of this {found.words.weakness}."
    return tuple(
        Choice(
            str(each.number),
            each.name,
            " ".join(filter(None, (own if number in each.weaknesses else None, each.definition))),
        )
        for each in found.indicators
    )


def _evidence(found: Snapshot, number: int) -> tuple[Choice, ...]:
    """The evidence that speaks of this area first."""
    ordered = sorted(found.evidence, key=lambda each: (number not in each.weaknesses, each.number))
    return tuple(Choice(str(each.number), f"E{each.number} {each.title}", each.shows) for each in ordered)


def _words(found: Snapshot) -> Callable[[str, Typed], str]:
    """The answer to a field in words."""
    indicators = {str(each.number): each.name for each in found.indicators}

    def say(name: str, typed: Typed) -> str:
        given = typed.get(name, ())
        match name:
            case "impact":
                return ", ".join(IMPACTS[Impact(each)][0] for each in given if each in set(Impact))
            case "evidence":
                return ", ".join(f"E{each}" for each in given)
            case _:
                names = indicators if name in ("indicators", "lead_indicator") else {}
                return ", ".join(names.get(each, each) for each in given)

    return say
