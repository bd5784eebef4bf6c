"""What every page of the evidence room begins with: the room, and a frame that says whose and until when."""

from collections.abc import Mapping

from sqlalchemy.orm import Session
from starlette.requests import Request

from api.dependencies import reading
from api.pages.released.framed import framed_for_reader
from api.room import Room, open_room
from wsoa.access import Action, Actor


def entered(request: Request, slug: str) -> Room:
    """The room, for a page about it. Raises SignedOut, Unseen and Barred."""
    with reading(request, Action.READ_RELEASED) as (session, actor):
        return entered_with(request, session, actor, slug)


def entered_with(request: Request, session: Session, actor: Actor, slug: str) -> Room:
    """The same for a page that reads more in the same session."""
    framed_for_reader(request, session, actor, slug, Action.READ_RELEASED)
    return open_room(session, actor, slug)


def number_in(text: str) -> int | None:
    """The number that stands in an address; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def home(slug: str) -> str:
    """Where the room is entered."""
    return f"/programmes/{slug}/evidence-room"


def evidence_at(slug: str, room: Room) -> Mapping[str, str]:
    """Where each released piece of evidence stands, by E and its number."""
    return {f"E{number}": f"/programmes/{slug}/released/evidence/{number}" for number in room.evidence}
