"""Recording an audit of plans, and putting one right; the value of its indicator goes with it."""

from dataclasses import dataclass

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.filled import NotSaved, Sent, attempt, fresh, refused, sent
from api.forms import Choice
from api.frame import as_at_frame
from api.guard import permission
from api.pages.voices.audit_lines import audit_in_words, bound, labels, rows, stands
from api.pages.voices.opened import AUDITS, Opened, open_in
from api.render import render
from wsoa import snapshot
from wsoa.access import Action, Actor
from wsoa.indicators import may_give
from wsoa.snapshot.positions import IndicatorPosition, ValuePosition
from wsoa.snapshot.positions.voices import AuditPosition
from wsoa.text import Number
from wsoa.voices import cannot_be_fed, change_audit, record_audit

router = APIRouter()

KNOWN = (
    Choice(
        "yes",
        "I know that so small numbers can tell whose plans they are",
        "Readers outside the team see “suppressed” in place of all its counts where one of them is from 1 to 4.",
    ),
)


@dataclass(frozen=True, slots=True)
class AuditOpened:
    """An audit that a form is opened on, the indicators it can feed, the value it gave and the newest row of that."""

    of: Opened[AuditPosition]
    indicators: tuple[IndicatorPosition, ...]
    value: ValuePosition | None
    seen_value: int


@router.get("/programmes/{slug}/voices/audits/new")
@permission(Action.KEEP_VOICES)
def new_audit(request: Request, slug: str) -> Response:
    """The form of an audit that is not there yet."""
    return _form(request, slug, None)


@router.post("/programmes/{slug}/voices/audits/new")
@permission(Action.KEEP_VOICES)
def add_audit(request: Request, slug: str, form: Form) -> Response:
    """The audit recorded (303), or the form again: 422."""
    return _save(request, slug, None, sent(form))


@router.get("/programmes/{slug}/voices/audits/{number}/change")
@permission(Action.KEEP_VOICES)
def audit(request: Request, slug: str, number: Number) -> Response:
    """The form of an audit on what stands."""
    return _form(request, slug, number)


@router.post("/programmes/{slug}/voices/audits/{number}/change")
@permission(Action.KEEP_VOICES)
def put_right(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The audit put right (303), or the form again: 422, or 409 beside theirs."""
    return _save(request, slug, number, sent(form))


def _save(request: Request, slug: str, number: int | None, came: Sent) -> Response:
    change, problems = bound(came.typed)
    if change is None:
        return _form(request, slug, number, came, NotSaved(422, problems))
    token = came.token or None
    outcome = attempt(
        request,
        Action.KEEP_VOICES,
        lambda session, actor: (
            change_audit(session, actor, slug, number, change, seen=came.seen, seen_value=came.seen_terms, token=token)
            if number
            else record_audit(session, actor, slug, change, token=token)
        ),
    )
    if isinstance(outcome, NotSaved):
        return _form(request, slug, number, came, outcome)
    return RedirectResponse(AUDITS.home(slug, outcome), 303)


def _form(
    request: Request, slug: str, number: int | None, came: Sent | None = None, why: NotSaved | None = None
) -> Response:
    found = _opened(request, slug, number)
    snap, thing = found.of.snap, found.of.thing
    form = fresh(stands(thing) if thing else {}, found.of.seen, found.seen_value)
    if came and why:
        form = refused(came, why, form, labels(), audit_in_words(found.indicators))
    return render(
        request,
        "voices/audit.html",
        why.status if why else 200,
        frame=as_at_frame(request.state.frame, snap, request.scope["path"], snap.as_at),
        form=form,
        audit=thing,
        value=found.value,
        auditor_rows=rows(form, "auditor"),
        grade_rows=rows(form, "grade"),
        indicators=(("", "None"), *((str(each.number), each.name) for each in found.indicators)),
        known=KNOWN,
        back=AUDITS.home(slug, number),
        problems=form.problems,
    )


def _opened(request: Request, slug: str, number: int | None) -> AuditOpened:
    with reading(request, Action.KEEP_VOICES) as (session, actor):
        found = open_in(session, actor, slug, AUDITS, number)
        fed = found.thing.indicator if found.thing else None
        offered = tuple(
            each for each in found.snap.indicators if each.number == fed or _mine(session, actor, slug, each)
        )
        given = found.thing.value if found.thing else None
        seen = snapshot.seen(session, actor, slug, "indicator_value_terms", given) if given else 0
    values = (value for each in offered for value in each.values)
    return AuditOpened(found, offered, next((each for each in values if each.number == given), None), seen)


def _mine(session: Session, actor: Actor, slug: str, indicator: IndicatorPosition) -> bool:
    """Whether the actor may give the indicator a value, and an audit's can stand among those it has."""
    programme = snapshot.open_programme(session, actor, slug)
    fits = cannot_be_fed(indicator.period_basis, indicator.unit) is None
    return fits and may_give(session, actor, programme.id, indicator)
