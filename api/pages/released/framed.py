"""The frame of a page in frozen words: the programme's own words are in its menu, and nothing says *as at today*."""

from dataclasses import replace

from sqlalchemy.orm import Session
from starlette.requests import Request

from api.frame import in_own_words
from api.render import day
from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.people import last_day
from wsoa.snapshot import load


def framed(request: Request, session: Session, actor: Actor, slug: str, action: Action) -> None:
    """Leave that frame for the page, which is for `action`. Raises Unseen and Barred."""
    words = load(session, actor, slug, action=action).words
    request.state.frame = in_own_words(request.state.frame, words)


def framed_for_reader(request: Request, session: Session, actor: Actor, slug: str, action: Action) -> None:
    """The same, whose band says of whom and of which day it is and, for a reader from outside, when their time ends.

    Raises Unseen and Barred.
    """
    found = load(session, actor, slug, action=action)
    frame = in_own_words(request.state.frame, found.words)
    said = [found.name, f"what is released today, {day(clock.today())}"]
    ends = last_day(session, actor, request.state.programme)
    if frame.released and ends:
        said.append(f"your account works until {day(ends)}")
    request.state.frame = replace(frame, position=" · ".join(said))
