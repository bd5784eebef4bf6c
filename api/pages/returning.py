"""Finishing a return: confirming together what has not changed, and saying that it is complete."""

import re
from collections.abc import Mapping
from typing import Literal

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, writing
from api.forms import answers, bind
from api.guard import permission
from api.pages.my_updates import my_page
from wsoa.access import Action
from wsoa.change import Change
from wsoa.errors import Conflict, Invalid
from wsoa.milestones import ConfirmChange, complete_return, confirm_updates, open_return_again

router = APIRouter()


class FinishChange(Change):
    """Whether the return is complete, or is opened again."""

    complete: Literal["yes", "no"]


@router.post("/programmes/{slug}/my-updates/confirm")
@permission(Action.UPDATE_MILESTONE)
def confirm(request: Request, slug: str, form: Form) -> Response:
    """What was ticked stands as it stood (303), or the page again with the ticks: 422 refused, 409 updated since."""
    typed = answers(form)
    change, problems = bind(ConfirmChange, typed)
    if change is None:
        return my_page(request, slug, 422, typed=typed, problems=_at("unchanged", problems))
    try:
        with writing(request, Action.UPDATE_MILESTONE) as (session, actor):
            confirm_updates(session, actor, slug, change)
    except Invalid as refused:
        return my_page(request, slug, 422, typed=typed, problems=_at("unchanged", refused.problems))
    except Conflict:
        return my_page(request, slug, 409, typed=typed)
    return RedirectResponse(f"/programmes/{slug}/my-updates#return-count", 303)


@router.post("/programmes/{slug}/my-updates/complete")
@permission(Action.UPDATE_MILESTONE)
def complete(request: Request, slug: str, form: Form) -> Response:
    """The return called complete, or opened again (303); 422 with links to all that is missing."""
    change, problems = bind(FinishChange, answers(form))
    if change is None:
        return my_page(request, slug, 422, problems=_at("finish", problems))
    try:
        with writing(request, Action.UPDATE_MILESTONE) as (session, actor):
            if change.complete == "yes":
                complete_return(session, actor, slug)
            else:
                open_return_again(session, actor, slug)
    except Invalid as refused:
        return my_page(request, slug, 422, problems=_at("finish", refused.problems))
    return RedirectResponse(f"/programmes/{slug}/my-updates#finish", 303)


def _at(form: str, problems: Mapping[str, str]) -> dict[str, str]:
    """The problems by the ids of the page: a milestone's line, a workstream's lists, else the form itself."""
    ids = {"milestone": "m", "next-steps": "w"}
    found: dict[str, str] = {}
    for field, sentence in problems.items():
        named = re.fullmatch(r"(milestone|next-steps)-([0-9]+)", field)
        found[f"{ids[named[1]]}{named[2]}" if named else form] = sentence
    return found
