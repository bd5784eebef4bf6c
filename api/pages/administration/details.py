"""What an account says of its owner, to be corrected by an administrator: name, address, organisation."""

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.filled import NotSaved, Sent, attempt, sent
from api.forms import bind
from api.guard import permission
from api.pages.administration.accounts import MANAGE, account_path
from api.pages.people.details import filled_details
from api.render import render
from wsoa import people
from wsoa.access import Actor
from wsoa.people import DetailsChange

router = APIRouter()


@router.get("/administration/accounts/{uid}/details")
@permission(MANAGE)
def details_form(request: Request, uid: str) -> Response:
    """What any account but one's own says, to be corrected."""
    return _page(request, uid)


@router.post("/administration/accounts/{uid}/details")
@permission(MANAGE)
def correct_details(request: Request, uid: str, form: Form) -> Response:
    """The account corrected (303); 422 with everything typed; 409 with another's version beside it."""
    posted = sent(form)
    change, problems = bind(DetailsChange, posted.typed)
    if change is None:
        return _page(request, uid, posted, NotSaved(422, problems))

    def save(session: Session, actor: Actor) -> int:
        people.correct_account(session, actor, uid, change)
        return 0

    saved = attempt(request, MANAGE, save)
    if isinstance(saved, NotSaved):
        return _page(request, uid, posted, saved)
    return RedirectResponse(account_path(uid), 303)


def _page(request: Request, uid: str, posted: Sent | None = None, why: NotSaved | None = None) -> Response:
    with reading(request, MANAGE) as (session, actor):
        details = people.details_of(session, actor, uid)
        offered = [("", "Not said"), *people.organisations_of_accounts(session, actor)]
    return render(
        request,
        "administration/details.html",
        why.status if why else 200,
        name=details.name,
        back=account_path(uid),
        filled=filled_details(details, offered, posted, why),
        organisations=offered,
    )
