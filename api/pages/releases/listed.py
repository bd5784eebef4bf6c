"""What waits to be released, what is released, and what was withdrawn or refused: for the working team."""

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.guard import permission
from api.pages.releases.opened import Thing, things
from api.pages.releases.seeing_to import STATES
from api.render import render
from api.standing import Standing, as_it_stood_with
from wsoa.access import Action, Actor
from wsoa.terms import ReleaseState

router = APIRouter()


@router.get("/programmes/{slug}/releases")
@permission(Action.KEEP_RELEASES)
def releases(request: Request, slug: str) -> Response:
    """Everything that was ever proposed, as today has it whatever date is asked for."""

    def read(session: Session, actor: Actor, standing: Standing) -> list[Thing]:
        return things(session, actor, standing.snapshot)

    def page(standing: Standing, found: list[Thing]) -> Response:
        over = (ReleaseState.REFUSED, ReleaseState.WITHDRAWN)
        return render(
            request,
            "releases/list.html",
            standing=standing,
            waiting=[each for each in found if each.state is ReleaseState.PROPOSED],
            released=[each for each in found if each.state is ReleaseState.RELEASED],
            over=[each for each in found if each.state in over],
            states=STATES,
        )

    return as_it_stood_with(request, slug, read, page, action=Action.KEEP_RELEASES)
