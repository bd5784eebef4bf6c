"""Reporting products: the list, adding and changing one, and saying how far it has come."""

from collections.abc import Mapping

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.filled import NotSaved, Sent, Typed, attempt, fresh, refused, sent
from api.forms import bind
from api.frame import as_at_frame
from api.guard import permission
from api.render import render
from api.standing import Standing, as_it_stood
from wsoa import snapshot
from wsoa.access import Action, Whose, reaches
from wsoa.errors import Unseen
from wsoa.products import ProductChange, ProductProgressChange, save_product, save_product_progress
from wsoa.snapshot.positions import ProductPosition
from wsoa.text import Number

router = APIRouter()

TERMS: Mapping[str, str] = {
    "name": "Name",
    "type": "What it is",
    "frequency": "How often",
    "start": "Start",
    "first_draft": "First draft",
    "first_issue": "First issue",
}
PROGRESS: Mapping[str, str] = {"progress": "How far it has come"}


@router.get("/programmes/{slug}/products")
@permission(Action.READ_WORKING)
def products(request: Request, slug: str) -> Response:
    """Every reporting product as it stood, and how far it had come."""

    def page(standing: Standing) -> Response:
        frame = request.state.frame
        with reading(request) as (session, actor):
            programme = snapshot.open_programme(session, actor, slug)
            may = reaches(actor, Action.SET_UP, programme.id, Whose()) and standing.links.as_at is None
        return render(request, "products/list.html", frame=frame, standing=standing, may_change=may)

    return as_it_stood(request, slug, page)


@router.get("/programmes/{slug}/products/new")
@permission(Action.SET_UP)
def new_product(request: Request, slug: str) -> Response:
    """The form of a product that is not there yet."""
    return _form(request, slug, None, TERMS)


@router.post("/programmes/{slug}/products/new")
@permission(Action.SET_UP)
def add_product(request: Request, slug: str, form: Form) -> Response:
    """The product added (303), or the form again: 422."""
    return _save_terms(request, slug, None, sent(form))


@router.get("/programmes/{slug}/products/{number}/change")
@permission(Action.SET_UP)
def product(request: Request, slug: str, number: Number) -> Response:
    """The form of a product on what stands."""
    return _form(request, slug, number, TERMS)


@router.post("/programmes/{slug}/products/{number}/change")
@permission(Action.SET_UP)
def change_product(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The product changed (303), or the form again: 422, or 409 beside theirs."""
    return _save_terms(request, slug, number, sent(form))


@router.get("/programmes/{slug}/products/{number}/progress")
@permission(Action.SET_UP)
def product_progress(request: Request, slug: str, number: Number) -> Response:
    """The form that asks how far a product has come."""
    return _form(request, slug, number, PROGRESS)


@router.post("/programmes/{slug}/products/{number}/progress")
@permission(Action.SET_UP)
def report_progress(request: Request, slug: str, number: Number, form: Form) -> Response:
    """What was reported (303), or the form again: 422, or 409 beside theirs."""
    came = sent(form)
    change, problems = bind(ProductProgressChange, came.typed)
    if change is None:
        return _form(request, slug, number, PROGRESS, came, NotSaved(422, problems))
    outcome = attempt(
        request,
        Action.SET_UP,
        lambda session, actor: save_product_progress(
            session, actor, slug, number, change, seen=came.seen, token=came.token or None
        ),
    )
    return _answered(request, slug, number, PROGRESS, came, outcome)


def _save_terms(request: Request, slug: str, number: int | None, came: Sent) -> Response:
    change, problems = bind(ProductChange, came.typed)
    if change is None:
        return _form(request, slug, number, TERMS, came, NotSaved(422, problems))
    outcome = attempt(
        request,
        Action.SET_UP,
        lambda session, actor: save_product(
            session, actor, slug, change, number=number, seen=came.seen, token=came.token or None
        ),
    )
    return _answered(request, slug, number, TERMS, came, outcome)


def _answered(
    request: Request, slug: str, number: int | None, labels: Mapping[str, str], came: Sent, outcome: int | NotSaved
) -> Response:
    if isinstance(outcome, NotSaved):
        return _form(request, slug, number, labels, came, outcome)
    return RedirectResponse(f"/programmes/{slug}/products", 303)


def _form(
    request: Request,
    slug: str,
    number: int | None,
    labels: Mapping[str, str],
    came: Sent | None = None,
    why: NotSaved | None = None,
) -> Response:
    kind = "product_terms" if labels is TERMS else "product_update"
    with reading(request, Action.SET_UP) as (session, actor):
        snap = snapshot.load(session, actor, slug)
        stands = next((each for each in snap.products if each.number == number), None)
        if number is not None and stands is None:
            raise Unseen("reporting product")
        seen = snapshot.seen(session, actor, slug, kind, number) if number else 0
    form = fresh(_stands(stands, labels), seen)
    if came and why:
        form = refused(came, why, form, labels)
    frame = as_at_frame(request.state.frame, snap, request.scope["path"], snap.as_at)
    return render(
        request,
        "products/form.html",
        why.status if why else 200,
        frame=frame,
        form=form,
        labels=labels,
        product=stands,
        home=f"/programmes/{slug}/products",
        action=request.scope["path"],
        problems=form.problems,
    )


def _stands(stood: ProductPosition | None, labels: Mapping[str, str]) -> Typed:
    """What the record says of it, by the fields of the form."""
    if stood is None:
        return {}
    dates = {"start": stood.start, "first_draft": stood.first_draft, "first_issue": stood.first_issue}
    words = {
        "name": stood.name,
        "type": stood.type,
        "frequency": stood.frequency,
        "progress": stood.progress,
        **{field: when.words if when else None for field, when in dates.items()},
    }
    return {field: [words[field] or ""] for field in labels}
