"""The roles of one account: ending one in a programme, and making somebody else a programme's manager.

What names whoever leaves stays with their name: handing it over needs the plan, which an administrator does not see.
"""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading, writing
from api.forms import answers
from api.guard import permission
from api.pages.administration.accounts import MANAGE, account_path, programme_names, role_words
from api.pages.administration.one_account import account_page
from api.render import render
from wsoa import people
from wsoa.errors import Invalid, Refused
from wsoa.text import Number

router = APIRouter()


@router.get("/administration/accounts/{uid}/roles/{role}/end")
@permission(MANAGE)
def end_role_form(request: Request, uid: str, role: Number) -> Response:
    """What ends, and what stays for the programme's manager to do."""
    return _page(request, uid, role)


@router.post("/administration/accounts/{uid}/roles/{role}/end")
@permission(MANAGE)
def end_role(request: Request, uid: str, role: Number) -> Response:
    """The role ended from the next request on (303); 422 for oneself and for the last programme manager."""
    try:
        with writing(request, MANAGE) as (session, actor):
            people.end_role_anywhere(session, actor, uid, role)
    except Invalid as refused:
        return _page(request, uid, role, str(refused))
    except Refused as refused:
        return account_page(request, uid, {"": str(refused)})
    return RedirectResponse(account_path(uid), 303)


@router.post("/administration/accounts/{uid}/manager")
@permission(MANAGE)
def make_manager(request: Request, uid: str, form: Form) -> Response:
    """Somebody made manager of the programme that was chosen (303); 422 for oneself and for none."""
    chosen = next(iter(answers(form).get("programme", ())), "")
    try:
        with writing(request, MANAGE) as (session, actor):
            people.make_manager(session, actor, uid, chosen)
    except Invalid as refused:
        return account_page(request, uid, refused.problems, chosen)
    except Refused as refused:
        return account_page(request, uid, {"": str(refused)})
    return RedirectResponse(account_path(uid), 303)


def _page(request: Request, uid: str, role: Number, problem: str | None = None) -> Response:
    with reading(request, MANAGE) as (session, actor):
        account = people.one_account(session, actor, uid)
        held = people.held_somewhere(session, actor, uid, role)
        names = programme_names(session, actor)
    if held is None or uid == actor.uid:
        return RedirectResponse(account_path(uid), 303)
    return render(
        request,
        "administration/end_role.html",
        422 if problem else 200,
        account=account,
        role=role_words(held.role, names.get(held.programme_id)),
        back=account_path(uid),
        problems={"": problem} if problem else {},
    )
