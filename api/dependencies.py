"""What an endpoint opens itself: the form, and one session of the database with whoever is signed in.

A dependency only parses; an endpoint is a plain `def` and opens `with reading(…)` or `with writing(…)`, so that
sign-in, lock, command and commit happen in one thread, before the reply (DESIGN 4).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import Depends
from sqlalchemy.orm import Session
from starlette.datastructures import FormData
from starlette.requests import Request

from api import personal_data, sessions
from api.body_limit import FORM, keep_short
from api.forms import Cleaned, cleaned
from api.frame import bare_frame, programme_frame
from wsoa import people, web_sessions
from wsoa.access import Action, Actor, reaches_everywhere, require, require_somewhere
from wsoa.database import Database
from wsoa.errors import Busy, SignedOut
from wsoa.snapshot import open_programme


async def posted(request: Request) -> FormData:
    """The form, read before the endpoint, so that a refusal can give it back; cleaned once for all who look at it."""
    if not isinstance(request._form, Cleaned):  # where `request.form()` looks for it
        request._form = cleaned(await request.form(max_part_size=FORM))
    return request._form


async def posted_short(request: Request) -> FormData:
    """The form of a page on which nobody has much to say."""
    keep_short(request.scope)
    return await posted(request)


Form = Annotated[FormData, Depends(posted)]
ShortForm = Annotated[FormData, Depends(posted_short)]


def database(request: Request) -> Database:
    """The database this application serves."""
    kept: Database = request.app.state.database
    return kept


@contextmanager
def reading(request: Request, action: Action | None = None) -> Iterator[tuple[Session, Actor]]:
    """A session that cannot write, and who is signed in; with `action`, only for who may do it in the programme.

    The programme is the path's `slug`; where there is none, any role is enough. Raises SignedOut, Unseen and Barred.
    """
    with database(request).reading() as session:
        actor = signed_in(request, session)
        _enter(request, session, actor, action)
        yield session, actor
    _note_use(request)


@contextmanager
def writing(request: Request, action: Action | None) -> Iterator[tuple[Session, Actor]]:
    """A session whose work is committed when the body ends well; the command itself asks for its permission.

    `action` None: for what everybody may change of their own account. Raises Unconfirmed when all would be well, but
    nobody has said that what looks like personal data is to be kept.
    """
    with database(request).reading() as session:
        actor = signed_in(request, session)
        _enter(request, session, actor, action)
    looked_at = personal_data.looked_at(request)
    with database(request).writing() as session:
        yield session, actor
        if looked_at:
            looked_at.decided(session, actor)
    _note_use(request)


def is_known(request: Request) -> bool:
    """Whether somebody is signed in, as far as can be told now: what only they may send need not be read otherwise."""
    try:
        with database(request).reading() as session:
            signed_in(request, session)
    except (SignedOut, Busy):
        return False
    return True


def signed_in(request: Request, session: Session) -> Actor:
    """Whoever the browser's web session belongs to, with the roles in force today; else SignedOut."""
    secret = sessions.secret_of(request)
    found = web_sessions.whose(session, secret) if secret else None
    actor = people.actor_of(session, found[0]) if found else None
    if found is None or actor is None:
        raise SignedOut
    request.state.seen_at = found[1]
    request.state.person = actor.uid
    request.state.frame = bare_frame(actor, request.scope["path"])
    return actor


def _enter(request: Request, session: Session, actor: Actor, action: Action | None) -> None:
    slug = request.path_params.get("slug")
    if action is None:
        return
    if slug is None:
        require_somewhere(actor, action)
        return
    if reaches_everywhere(actor, action):
        request.state.programme = open_programme(session, actor, slug, action).id
        return
    programme = open_programme(session, actor, slug)
    request.state.programme = programme.id
    request.state.frame = programme_frame(actor, programme, request.scope["path"])
    require(actor, action, programme.id)


def _note_use(request: Request) -> None:
    """Keep the web session from idling out; when the database is busy, the next request will do it."""
    secret = sessions.secret_of(request)
    if secret is None or not web_sessions.is_stale(request.state.seen_at):
        return
    try:
        with database(request).writing() as session:
            web_sessions.touch(session, secret)
    except Busy:
        return
