"""Withdrawing a quotation, a case study or an audit: one question, why."""

from collections.abc import Callable

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form
from api.filled import NotSaved, Sent, attempt, fresh, refused, sent
from api.forms import bind
from api.frame import as_at_frame
from api.guard import permission
from api.pages.voices.opened import AUDITS, CASE_STUDIES, QUOTATIONS, Kind, T, opened
from api.render import render
from wsoa.access import Action, Actor
from wsoa.change import Change
from wsoa.snapshot.positions.voices import AuditPosition, CaseStudyPosition, VoicePosition
from wsoa.text import Number, Words
from wsoa.voices import withdraw_audit, withdraw_case_study, withdraw_quotation

router = APIRouter()

Withdraw = Callable[[Session, Actor, Sent, str], int]
FOR_GOOD = "Its words are shown no longer; its number and this reason stay. Do not name anybody here either."


class Why(Change):
    """The reason, and nothing else."""

    reason: Words = ""


@router.get("/programmes/{slug}/voices/quotations/{number}/withdraw")
@permission(Action.KEEP_VOICES)
def why_quotation(request: Request, slug: str, number: Number) -> Response:
    """The question why a quotation is used no longer."""
    return _form(request, slug, number, QUOTATIONS)


@router.post("/programmes/{slug}/voices/quotations/{number}/withdraw")
@permission(Action.KEEP_VOICES)
def quotation(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The quotation withdrawn (303), or the question again: 422, or 409 when somebody changed it meanwhile."""

    def do(session: Session, actor: Actor, came: Sent, why: str) -> int:
        return withdraw_quotation(session, actor, slug, number, reason=why, seen=came.seen, token=came.token or None)

    return _save(request, slug, number, QUOTATIONS, sent(form), do)


@router.get("/programmes/{slug}/voices/case-studies/{number}/withdraw")
@permission(Action.KEEP_VOICES)
def why_case_study(request: Request, slug: str, number: Number) -> Response:
    """The question why a case study is used no longer."""
    return _form(request, slug, number, CASE_STUDIES)


@router.post("/programmes/{slug}/voices/case-studies/{number}/withdraw")
@permission(Action.KEEP_VOICES)
def case_study(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The case study withdrawn (303), or the question again: 422, or 409 when somebody changed it meanwhile."""

    def do(session: Session, actor: Actor, came: Sent, why: str) -> int:
        return withdraw_case_study(session, actor, slug, number, reason=why, seen=came.seen, token=came.token or None)

    return _save(request, slug, number, CASE_STUDIES, sent(form), do)


@router.get("/programmes/{slug}/voices/audits/{number}/withdraw")
@permission(Action.KEEP_VOICES)
def why_audit(request: Request, slug: str, number: Number) -> Response:
    """The question why an audit is used no longer."""
    return _form(request, slug, number, AUDITS)


@router.post("/programmes/{slug}/voices/audits/{number}/withdraw")
@permission(Action.KEEP_VOICES)
def audit(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The audit withdrawn and its value taken back (303), or the question again: 422, 409."""

    def do(session: Session, actor: Actor, came: Sent, why: str) -> int:
        return withdraw_audit(session, actor, slug, number, reason=why, seen=came.seen, token=came.token or None)

    return _save(request, slug, number, AUDITS, sent(form), do)


def _save(request: Request, slug: str, number: int, kind: Kind[T], came: Sent, do: Withdraw) -> Response:
    change, problems = bind(Why, came.typed)
    if change is None:
        return _form(request, slug, number, kind, came, NotSaved(422, problems))
    outcome = attempt(request, Action.KEEP_VOICES, lambda session, actor: do(session, actor, came, change.reason))
    if isinstance(outcome, NotSaved):
        return _form(request, slug, number, kind, came, outcome)
    return RedirectResponse(kind.home(slug, number), 303)


def _form(
    request: Request,
    slug: str,
    number: int,
    kind: Kind[T],
    came: Sent | None = None,
    why: NotSaved | None = None,
) -> Response:
    found = opened(request, slug, kind, number)
    form = fresh({}, found.seen)
    if came and why:
        form = refused(came, why, form, {"reason": "Why"})
    return render(
        request,
        "voices/withdraw.html",
        why.status if why else 200,
        frame=as_at_frame(request.state.frame, found.snap, request.scope["path"], found.snap.as_at),
        form=form,
        what=kind.what,
        label=found.thing.label if found.thing else "",
        words=_words(found.thing),
        hint=_AUDIT if kind is AUDITS else FOR_GOOD,
        back=kind.home(slug, number),
    )


def _words(thing: CaseStudyPosition | VoicePosition | AuditPosition | None) -> str:
    """What the reader may know it by, beside its number."""
    match thing:
        case CaseStudyPosition():
            return thing.title
        case VoicePosition():
            return thing.wording
        case _:
            return ""


_AUDIT = "It stays in the record, with this reason. Where it gave an indicator a value, that is taken back as well."
