"""Where somebody begins who does not read the working record: with what boards were given, or with what is released."""

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import reading
from api.frame import begins_with_released
from api.pages.needs import Need, answered_questions
from api.pages.packs.listed import newest_packs
from api.render import render
from api.standing import Links
from wsoa.access import Action, Actor
from wsoa.errors import Barred
from wsoa.points import outstanding
from wsoa.snapshot import load, open_programme


def start(request: Request, slug: str) -> Response:
    """The page they begin with. Raises SignedOut and Unseen."""
    home = f"/programmes/{slug}"
    with reading(request, Action.OPEN_PROGRAMME) as (session, actor):
        if begins_with_released(actor, open_programme(session, actor, slug).id):
            return RedirectResponse(f"{home}/released", 303)
        waiting, answered = _waiting(session, actor, slug), _answered(session, actor, slug, home)
    return render(
        request,
        "packs/start.html",
        waiting=waiting,
        asks=f"{home}/asks",
        packs=newest_packs(request, slug),
        needs=answered,
    )


def _waiting(session: Session, actor: Actor, slug: str) -> int | None:
    """How many asks are outstanding, for whoever reads asks; None for who does not."""
    try:
        return len(outstanding(load(session, actor, slug, action=Action.READ_ASKS)))
    except Barred:
        return None


def _answered(session: Session, actor: Actor, slug: str, home: str) -> tuple[Need, ...]:
    """What the reader of packs alone was answered."""
    return tuple(answered_questions(session, actor, slug, Links(home, None)))
