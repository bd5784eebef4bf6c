"""Putting a risk on the register, and saying anew what it is, whose it is and what it threatens."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.filled import Filled, NotSaved, Sent, Typed, attempt, fresh, refused, sent
from api.forms import Choice, bind
from api.frame import as_at_frame
from api.guard import permission
from api.pages.risks.kept import kept_by, require_mine
from api.pages.risks.told import KINDS
from api.render import render
from wsoa import snapshot
from wsoa.access import Action, Actor
from wsoa.errors import Barred
from wsoa.points import live
from wsoa.risks import RiskChange, describe_risk, raise_risk
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import MilestonePosition, RiskPosition
from wsoa.terms import RiskKind, ThingState
from wsoa.text import Number

router = APIRouter()

LABELS = {
    "title": "Title",
    "kind": "Kind",
    "reason": "Why",
    "workstream": "Belongs to",
    "owner": "Owner",
    "ref": "Reference",
    "milestones": "Threatens, of what is promised",
    "weaknesses": "Threatens, of the areas",
}
_KINDS = (
    Choice(RiskKind.RISK, "A risk", "It may happen."),
    Choice(RiskKind.ISSUE, "An issue", "It has happened, or is happening now."),
)
_EITHER = Choice(RiskKind.RISK_OR_ISSUE, "Not said", "The tracker it came from did not tell them apart.")


@dataclass(frozen=True, slots=True)
class RiskForm:
    """The form about a risk (None: a new one), and what can be chosen in it."""

    risk: RiskPosition | None
    filled: Filled
    kinds: tuple[Choice, ...]
    workstreams: tuple[tuple[str, str], ...]
    milestones: tuple[Choice, ...]
    weaknesses: tuple[Choice, ...]


@router.get("/programmes/{slug}/risks/new")
@permission(Action.KEEP_RISK)
def new_risk(request: Request, slug: str) -> Response:
    """The form for a new risk; `?workstream=` and `?milestone=` choose what it is about."""
    return _form(request, slug, None)


@router.post("/programmes/{slug}/risks/new")
@permission(Action.KEEP_RISK)
def raise_new(request: Request, slug: str, form: Form) -> Response:
    """The risk raised (303, to its rating), or the form again (422)."""
    posted = sent(form)
    change, problems = bind(RiskChange, posted.typed, but=("reason",))
    if change is None:
        return _form(request, slug, None, posted, NotSaved(422, problems))
    saved = attempt(
        request,
        Action.KEEP_RISK,
        lambda session, actor: raise_risk(session, actor, slug, change, token=posted.token or None),
    )
    if isinstance(saved, NotSaved):
        return _form(request, slug, None, posted, saved)
    return RedirectResponse(f"/programmes/{slug}/risks/{saved}/assess", 303)


@router.get("/programmes/{slug}/risks/{number}/describe")
@permission(Action.KEEP_RISK)
def describe_form(request: Request, slug: str, number: Number) -> Response:
    """The form on what the risk is now."""
    return _form(request, slug, number)


@router.post("/programmes/{slug}/risks/{number}/describe")
@permission(Action.KEEP_RISK)
def describe(request: Request, slug: str, number: Number, form: Form) -> Response:
    """What the risk is from now on (303), or the form again: 422 refused, 409 beside theirs."""
    posted = sent(form)
    change, problems = bind(RiskChange, posted.typed)
    if change is None:
        return _form(request, slug, number, posted, NotSaved(422, problems))
    saved = attempt(
        request,
        Action.KEEP_RISK,
        lambda session, actor: describe_risk(
            session, actor, slug, number, change, seen=posted.seen, token=posted.token or None
        ),
    )
    if isinstance(saved, NotSaved):
        return _form(request, slug, number, posted, saved)
    return RedirectResponse(f"/programmes/{slug}/risks/{number}", 303)


def _form(
    request: Request, slug: str, number: int | None, posted: Sent | None = None, why: NotSaved | None = None
) -> Response:
    with reading(request, Action.KEEP_RISK) as (session, actor):
        found = snapshot.load(session, actor, slug)
        form = _filled(request, session, actor, found, number, posted, why)
    frame = as_at_frame(request.state.frame, found, request.scope["path"], found.as_at)
    home = f"/programmes/{slug}/risks"
    return render(
        request,
        "risks/describe.html",
        why.status if why else 200,
        frame=frame,
        form=form,
        filled=form.filled,
        problems=form.filled.problems,
        back=f"{home}/{number}" if number else home,
    )


def _filled(
    request: Request,
    session: Session,
    actor: Actor,
    found: Snapshot,
    number: int | None,
    posted: Sent | None,
    why: NotSaved | None,
) -> RiskForm:
    keeps = kept_by(session, actor, found)
    risk = require_mine(session, actor, found, number) if number else None
    if not keeps:
        raise Barred(Action.KEEP_RISK.value)
    seen = snapshot.seen(session, actor, found.slug, "risk_terms", number) if number else 0
    now = fresh(_standing(risk) if risk else _asked(request, keeps), seen)
    own = risk.workstream if risk else next(iter(keeps))
    return RiskForm(
        risk=risk,
        filled=refused(posted, why, now, LABELS, _Words(found)) if posted and why else now,
        kinds=(*_KINDS, _EITHER) if risk and risk.kind is RiskKind.RISK_OR_ISSUE else _KINDS,
        workstreams=_workstreams(found, keeps),
        milestones=tuple(_milestone(each) for each in sorted(live(found), key=lambda each: each.workstream != own)),
        weaknesses=tuple(
            Choice(str(each.number), " ".join(filter(None, (each.ref, each.wording))))
            for each in found.weaknesses
            if each.state is ThingState.LIVE
        ),
    )


def _standing(risk: RiskPosition) -> Typed:
    return {
        "title": [risk.title],
        "kind": [risk.kind],
        "workstream": [str(risk.workstream)] if risk.workstream else [],
        "owner": [risk.owner or ""],
        "ref": [risk.ref],
        "milestones": [str(each) for each in risk.milestones],
        "weaknesses": [str(each) for each in risk.weaknesses],
    }


def _asked(request: Request, keeps: Sequence[int | None]) -> Typed:
    """A new risk, as the link that led here begins it."""
    query = request.query_params
    first = next(iter(keeps), None)
    return {
        "kind": [RiskKind.RISK],
        "workstream": [query.get("workstream", str(first) if first else "")],
        "milestones": [query.get("milestone", "")],
        "weaknesses": [query.get("weakness", "")],
    }


def _workstreams(found: Snapshot, keeps: Sequence[int | None]) -> tuple[tuple[str, str], ...]:
    named = {each.number: " ".join(filter(None, (each.ref, each.name))) for each in found.workstreams}
    return tuple((str(each), named[each]) if each else ("", "The programme as a whole") for each in keeps)


def _milestone(milestone: MilestonePosition) -> Choice:
    return Choice(str(milestone.number), " ".join(filter(None, (milestone.ref, milestone.wording))))


class _Words:
    """The answer to a field in words."""

    def __init__(self, found: Snapshot) -> None:
        self.names = {
            "workstream": {str(each.number): each.name for each in found.workstreams},
            "milestones": {str(each.number): each.ref or each.wording for each in found.milestones},
            "weaknesses": {str(each.number): each.ref or each.wording for each in found.weaknesses},
            "kind": {kind.value: words for kind, words in KINDS.items()},
        }

    def __call__(self, name: str, typed: Typed) -> str:
        known = self.names.get(name, {})
        said = [known.get(text, text) for text in typed.get(name, ()) if text]
        return ", ".join(said) or ("The programme as a whole" if name == "workstream" else "")
