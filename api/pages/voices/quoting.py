"""Recording a quotation, and putting one right."""

from collections.abc import Mapping

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form
from api.filled import NotSaved, Sent, Typed, attempt, fresh, refused, sent
from api.forms import bind
from api.frame import as_at_frame
from api.guard import permission
from api.pages.speaks_for import areas_of_weakness, as_typed, in_words
from api.pages.voices.opened import QUOTATIONS, opened
from api.pages.voices.wording import CONSENTS, READ_FOR_NAMES, SPEAKERS, consents, speakers
from api.render import render
from wsoa.access import Action
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import capital
from wsoa.snapshot.positions.voices import VoicePosition
from wsoa.text import Number
from wsoa.voices import QuotationChange, change_quotation, record_quotation

router = APIRouter()


@router.get("/programmes/{slug}/voices/quotations/new")
@permission(Action.KEEP_VOICES)
def new_quotation(request: Request, slug: str) -> Response:
    """The form of a quotation that is not there yet."""
    return _form(request, slug, None)


@router.post("/programmes/{slug}/voices/quotations/new")
@permission(Action.KEEP_VOICES)
def add_quotation(request: Request, slug: str, form: Form) -> Response:
    """The quotation recorded (303), or the form again: 422."""
    return _save(request, slug, None, sent(form))


@router.get("/programmes/{slug}/voices/quotations/{number}/change")
@permission(Action.KEEP_VOICES)
def quotation(request: Request, slug: str, number: Number) -> Response:
    """The form of a quotation on what stands."""
    return _form(request, slug, number)


@router.post("/programmes/{slug}/voices/quotations/{number}/change")
@permission(Action.KEEP_VOICES)
def put_right(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The quotation put right (303), or the form again: 422, or 409 beside theirs."""
    return _save(request, slug, number, sent(form))


def _save(request: Request, slug: str, number: int | None, came: Sent) -> Response:
    change, problems = bind(QuotationChange, came.typed)
    if change is None:
        return _form(request, slug, number, came, NotSaved(422, problems))
    token = came.token or None
    outcome = attempt(
        request,
        Action.KEEP_VOICES,
        lambda session, actor: (
            change_quotation(session, actor, slug, number, change, seen=came.seen, token=token)
            if number
            else record_quotation(session, actor, slug, change, token=token)
        ),
    )
    if isinstance(outcome, NotSaved):
        return _form(request, slug, number, came, outcome)
    return RedirectResponse(QUOTATIONS.home(slug, outcome), 303)


def _form(
    request: Request, slug: str, number: int | None, came: Sent | None = None, why: NotSaved | None = None
) -> Response:
    found = opened(request, slug, QUOTATIONS, number)
    snap, thing = found.snap, found.thing
    form = fresh(_stands(thing) if thing else {}, found.seen)
    if came and why:
        form = refused(came, why, form, _labels(snap), in_words(snap, _NAMES))
    return render(
        request,
        "voices/quotation.html",
        why.status if why else 200,
        frame=as_at_frame(request.state.frame, snap, request.scope["path"], snap.as_at),
        form=form,
        quotation=thing,
        speakers=speakers,
        consents=consents,
        read_for_names=READ_FOR_NAMES,
        weaknesses=areas_of_weakness(snap, thing.weaknesses if thing else ()),
        back=QUOTATIONS.home(slug, number),
        problems=form.problems,
    )


_NAMES = {
    "said_by": {str(each): words for each, words in SPEAKERS.items()},
    "consent_by": {str(each): words for each, words in CONSENTS.items()},
}


def _labels(snap: Snapshot) -> Mapping[str, str]:
    return {
        "wording": "The quotation",
        "said_by": "Whose words",
        "heard": "Where it was heard",
        "consent_by": "Who agreed",
        "consent_on": "Day of the consent",
        "weaknesses": capital(snap.words.weaknesses),
        "nobody_named": "Read for names",
    }


def _stands(stood: VoicePosition) -> Typed:
    """What the record says of it, by the fields of the form. That nobody is named is read for anew."""
    return {
        "wording": [stood.wording],
        "said_by": [stood.said_by],
        "heard": [stood.heard],
        "consent_by": [stood.consent_by],
        "consent_on": [stood.consent_on.isoformat()],
        "weaknesses": as_typed(stood.weaknesses),
    }
