"""Evidence: the numbered list, recording a piece of it and saying better what it is."""

from collections.abc import Mapping
from datetime import date

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.filled import NotSaved, Sent, Typed, attempt, fresh, refused, sent
from api.forms import Choice, bind
from api.frame import as_at_frame
from api.guard import permission
from api.pages.record import CLASSES
from api.pages.releases.opened import released_so_far
from api.pages.speaks_for import areas_of_weakness, as_typed, in_words, promised_milestones
from api.render import render
from api.standing import Standing, as_it_stood
from wsoa import snapshot
from wsoa.access import Action, reaches
from wsoa.errors import Unseen
from wsoa.evidence import EvidenceDescriptionChange, change_evidence, record_evidence
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import EvidencePosition, capital
from wsoa.text import Number

router = APIRouter()


@router.get("/programmes/{slug}/evidence")
@permission(Action.READ_WORKING)
def evidence(request: Request, slug: str) -> Response:
    """Every piece of evidence as it stood; `?recorded=` tells the number that was just given."""

    def page(standing: Standing) -> Response:
        frame, snap = request.state.frame, standing.snapshot
        with reading(request) as (session, actor):
            programme = snapshot.open_programme(session, actor, slug)
            may = reaches(actor, Action.RECORD_EVIDENCE, programme.id) and standing.links.as_at is None
            given = released_so_far(session, actor, snap) if standing.links.as_at is None else {}
        told = request.query_params.get("recorded")
        return render(
            request,
            "evidence/list.html",
            frame=frame,
            standing=standing,
            classes=CLASSES,
            may_change=may,
            given=given,
            recorded=next((each for each in snap.evidence if may and str(each.number) == told), None),
        )

    return as_it_stood(request, slug, page)


@router.get("/programmes/{slug}/evidence/new")
@permission(Action.RECORD_EVIDENCE)
def new_evidence(request: Request, slug: str) -> Response:
    """The form of a piece that is not there yet; `?milestone=` is the one it is looked for."""
    return _form(request, slug, None)


@router.post("/programmes/{slug}/evidence/new")
@permission(Action.RECORD_EVIDENCE)
def add_evidence(request: Request, slug: str, form: Form) -> Response:
    """The piece recorded and its number told (303), or the form again: 422."""
    return _save(request, slug, None, sent(form))


@router.get("/programmes/{slug}/evidence/{number}/change")
@permission(Action.RECORD_EVIDENCE)
def piece(request: Request, slug: str, number: Number) -> Response:
    """The form of a piece on what stands."""
    return _form(request, slug, number)


@router.post("/programmes/{slug}/evidence/{number}/change")
@permission(Action.RECORD_EVIDENCE)
def change_piece(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The piece changed (303), or the form again: 422, or 409 beside theirs."""
    return _save(request, slug, number, sent(form))


def _save(request: Request, slug: str, number: int | None, came: Sent) -> Response:
    change, problems = bind(EvidenceDescriptionChange, came.typed)
    if change is None:
        return _form(request, slug, number, came, NotSaved(422, problems))
    token = came.token or None
    outcome = attempt(
        request,
        Action.RECORD_EVIDENCE,
        lambda session, actor: (
            change_evidence(session, actor, slug, number, change, seen=came.seen, token=token)
            if number
            else record_evidence(session, actor, slug, change, token=token)
        ),
    )
    if isinstance(outcome, NotSaved):
        return _form(request, slug, number, came, outcome)
    # No fragment beside a new number: it would scroll past the sentence that tells it.
    told = f"#E{outcome}" if number else f"?recorded={outcome}"
    return RedirectResponse(f"/programmes/{slug}/evidence{told}", 303)


def _form(
    request: Request, slug: str, number: int | None, came: Sent | None = None, why: NotSaved | None = None
) -> Response:
    with reading(request, Action.RECORD_EVIDENCE) as (session, actor):
        snap = snapshot.load(session, actor, slug)
        stands = next((each for each in snap.evidence if each.number == number), None)
        if number is not None and stands is None:
            raise Unseen("piece of evidence")
        seen = snapshot.seen(session, actor, slug, "evidence_terms", number) if number else 0
    form = fresh(_stands(stands) if stands else _looked_for(request, snap), seen)
    if came and why:
        names = {"klass": {klass or "": words for klass, words in CLASSES.items()}}
        form = refused(came, why, form, _labels(snap), in_words(snap, names))
    return render(
        request,
        "evidence/form.html",
        why.status if why else 200,
        frame=as_at_frame(request.state.frame, snap, request.scope["path"], snap.as_at),
        form=form,
        piece=stands,
        classes=tuple(Choice(klass or "", words) for klass, words in CLASSES.items()),
        weaknesses=areas_of_weakness(snap, stands.weaknesses if stands else ()),
        milestones=promised_milestones(snap, stands.milestones if stands else ()),
        home=f"/programmes/{slug}/evidence",
        action=request.scope["path"],
        problems=form.problems,
    )


def _looked_for(request: Request, snap: Snapshot) -> Typed:
    """What a new piece is looked for, as the address says: a form in another tab asked for it."""
    asked = set(request.query_params.getlist("milestone"))
    return {"milestones": [str(each.number) for each in snap.milestones if str(each.number) in asked]}


def _labels(snap: Snapshot) -> Mapping[str, str]:
    return {
        "title": "Title",
        "type": "Kind of evidence",
        "shows": "What it shows",
        "klass": "What it speaks of",
        "dated": "Date",
        "link": "Link",
        "sensitivity": "How it may be shared",
        "expires": "Expires",
        "weaknesses": capital(snap.words.weaknesses),
        "milestones": capital(snap.words.milestones),
    }


def _stands(stood: EvidencePosition) -> Typed:
    """What the record says of it, by the fields of the form."""
    return {
        "title": [stood.title],
        "type": [stood.type or ""],
        "shows": [stood.shows or ""],
        "klass": [stood.klass or ""],
        "dated": [_day(stood.dated)],
        "link": [stood.link or ""],
        "sensitivity": [stood.sensitivity or ""],
        "expires": [_day(stood.expires)],
        "weaknesses": as_typed(stood.weaknesses),
        "milestones": as_typed(stood.milestones),
    }


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""
