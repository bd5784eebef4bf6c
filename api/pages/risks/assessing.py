"""Saying how a risk stands: its rating by the key, what is done about it, and its scores."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.filled import Filled, NotSaved, Sent, Typed, attempt, fresh, refused, sent
from api.forms import Choice, bind
from api.frame import as_at_frame
from api.guard import permission
from api.pages.risks.kept import require_mine
from api.render import render
from wsoa import snapshot
from wsoa.access import Action
from wsoa.risks import RiskAssessment, assess_risk
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import Level, RiskPosition
from wsoa.terms import LevelGroup, Requirement
from wsoa.text import Number

router = APIRouter()

SCORES = ("likelihood_before", "severity_before", "likelihood_after", "severity_after")
LABELS = {
    "level": "Rating",
    "detail": "Detail",
    "impact": "Impact",
    "mitigation": "Mitigation",
    "reason": "Why this rating",
    "proximity": "Proximity",
    "escalation": "Escalation",
    "likelihood_before": "Likelihood before mitigation",
    "severity_before": "Severity before mitigation",
    "likelihood_after": "Likelihood after mitigation",
    "severity_after": "Severity after mitigation",
}
_ASKED = {
    Requirement.REASON: "a reason",
    Requirement.ISSUE: "detail",
    Requirement.MITIGATION: "a mitigation",
    Requirement.EVIDENCE: "evidence that speaks of it",
}
_MEANS = {
    LevelGroup.COMPLETE: "It threatens nothing any more.",
    LevelGroup.ON_TARGET: "Unlikely or slight, or held by what is done about it.",
    LevelGroup.BEHIND: "Likely enough, or serious enough, to be watched and acted on.",
    LevelGroup.NOT_STARTED: "Nothing is being done about it yet.",
}
_WORST = "Likely and serious: the board needs to know."
_SCALE = (("", "Not scored"), *((str(score), str(score)) for score in range(1, 6)))


@dataclass(frozen=True, slots=True)
class AssessForm:
    """The form of one risk, on what stands now or what was typed."""

    risk: RiskPosition
    filled: Filled
    levels: tuple[Choice, ...]
    scale: tuple[tuple[str, str], ...] = _SCALE


@router.get("/programmes/{slug}/risks/{number}/assess")
@permission(Action.KEEP_RISK)
def assess_form(request: Request, slug: str, number: Number) -> Response:
    """The form on how the risk stands now."""
    return _form(request, slug, number)


@router.post("/programmes/{slug}/risks/{number}/assess")
@permission(Action.KEEP_RISK)
def assess(request: Request, slug: str, number: Number, form: Form) -> Response:
    """How the risk stands (303), or the form again: 422 refused, 409 beside theirs."""
    posted = sent(form)
    change, problems = bind(RiskAssessment, posted.typed)
    if change is None:
        return _form(request, slug, number, posted, NotSaved(422, problems))
    saved = attempt(
        request,
        Action.KEEP_RISK,
        lambda session, actor: assess_risk(
            session, actor, slug, number, change, seen=posted.seen, token=posted.token or None
        ),
    )
    if isinstance(saved, NotSaved):
        return _form(request, slug, number, posted, saved)
    return RedirectResponse(f"/programmes/{slug}/risks/{number}", 303)


def _form(
    request: Request, slug: str, number: int, posted: Sent | None = None, why: NotSaved | None = None
) -> Response:
    with reading(request, Action.KEEP_RISK) as (session, actor):
        found = snapshot.load(session, actor, slug)
        risk = require_mine(session, actor, found, number)
        now = fresh(_standing(risk), snapshot.seen(session, actor, slug, "risk_update", number))
    filled = refused(posted, why, now, LABELS, _words(found)) if posted and why else now
    return render(
        request,
        "risks/assess.html",
        why.status if why else 200,
        frame=as_at_frame(request.state.frame, found, request.scope["path"], found.as_at),
        form=AssessForm(risk, filled, tuple(_choice(level, found.levels) for level in found.levels)),
        filled=filled,
        problems=filled.problems,
        back=f"/programmes/{slug}/risks/{number}",
    )


def _standing(risk: RiskPosition) -> Typed:
    """What stands, but for the reason: why it is rated so is asked anew."""
    before, after = risk.score_before or ("", ""), risk.score_after or ("", "")
    scores = dict(zip(SCORES, (*before, *after), strict=True))
    said = {
        "level": risk.level.code if risk.level else "",
        "detail": risk.detail,
        "impact": risk.impact,
        "mitigation": risk.mitigation,
        "proximity": risk.proximity,
        "escalation": risk.escalation,
        **scores,
    }
    return {name: [str(text or "")] for name, text in said.items()}


def _choice(level: Level, key: Sequence[Level]) -> Choice:
    """A level of the programme's key for a risk: what the key says of it speaks of what is promised, not of risks."""
    asked = " and ".join(_ASKED[each] for each in Requirement if each in level.requires)
    needs = f"Needs {asked}." if asked else ""
    return Choice(level.code, level.label, " ".join(filter(None, (_means(level, key), needs))), level.colour)


def _means(level: Level, key: Sequence[Level]) -> str:
    worst = max((each.order for each in key if each.order is not None), default=None)
    is_worst = level.group is LevelGroup.BEHIND and level.order is not None and level.order == worst
    return _WORST if is_worst else _MEANS[level.group]


def _words(found: Snapshot) -> Callable[[str, Typed], str]:
    """The answer to a field in words: a rating by its label."""
    labels = {level.code: level.label for level in found.levels}

    def say(name: str, typed: Typed) -> str:
        text = next(iter(typed.get(name, ())), "")
        return labels.get(text, text) if name == "level" else text

    return say
