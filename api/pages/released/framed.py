"""The frame of a page in frozen words: the programme's own words are in its menu, and nothing says *as at today*."""

from sqlalchemy.orm import Session
from starlette.requests import Request

from api.frame import in_own_words
from wsoa.access import Action, Actor
from wsoa.snapshot import load


def framed(request: Request, session: Session, actor: Actor, slug: str, action: Action) -> None:
    """Leave that frame for the page, which is for `action`. Raises Unseen and Barred."""
    words = load(session, actor, slug, action=action).words
    request.state.frame = in_own_words(request.state.frame, words)
