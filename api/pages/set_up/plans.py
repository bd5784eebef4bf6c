"""The plans a local area owes and owed: their list, and the form of one."""

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import Form
from api.filled import Typed
from api.forms import Choice
from api.guard import permission
from api.pages.set_up.part import Choices, Part, To, one
from api.pages.set_up.words import NONE, PLAN_KINDS
from wsoa.access import Action, Actor
from wsoa.plans import PlanChange, save_plan
from wsoa.snapshot import Snapshot
from wsoa.text import Number

router = APIRouter()


def _standing(_: Session, __: Actor, snap: Snapshot) -> dict[int, Typed]:
    return {
        plan.number: one(
            kind=plan.kind,
            title=plan.title,
            version=plan.version,
            status=plan.status,
            approvals=plan.approvals,
            predecessor=plan.predecessor,
        )
        for plan in snap.plans
    }


def _choices(snap: Snapshot, number: int | None) -> Choices:
    others = [Choice(str(plan.number), plan.title) for plan in snap.plans if plan.number != number]
    return {"kind": PLAN_KINDS, "predecessor": (NONE, *others) if others else ()}


def _save(session: Session, actor: Actor, slug: str, change: PlanChange, to: To) -> None:
    save_plan(session, actor, slug, change, number=to.number, seen=to.seen, token=to.token)


PLANS = Part(
    what="plan",
    template="set_up/plans.html",
    terms="plan_terms",
    change=PlanChange,
    labels={
        "kind": "What kind of plan",
        "title": "Title",
        "version": "Version",
        "status": "Status",
        "approvals": "Approvals",
        "predecessor": "The plan it follows",
    },
    standing=_standing,
    choices=_choices,
    save=_save,
    then="/plans",
)


@router.get("/programmes/{slug}/set-up/plans")
@permission(Action.SET_UP)
def plans(request: Request, slug: str) -> Response:
    """The plans, and the form that adds one."""
    return PLANS.opened(request, slug)


@router.post("/programmes/{slug}/set-up/plans")
@permission(Action.SET_UP)
def add_plan(request: Request, slug: str, form: Form) -> Response:
    """A plan added (303), or the form again."""
    return PLANS.posted(request, slug, form)


@router.get("/programmes/{slug}/set-up/plans/{number}")
@permission(Action.SET_UP)
def plan(request: Request, slug: str, number: Number) -> Response:
    """The form of one plan."""
    return PLANS.opened(request, slug, number)


@router.post("/programmes/{slug}/set-up/plans/{number}")
@permission(Action.SET_UP)
def change_plan(request: Request, slug: str, number: Number, form: Form) -> Response:
    """A plan changed (303), or the form again: 422, or 409 beside what a colleague saved."""
    return PLANS.posted(request, slug, form, number)
