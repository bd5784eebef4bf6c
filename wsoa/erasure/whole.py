"""Everything of a programme that is past its years, asked for at once: an administrator still has to approve it."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.erasure.asking import begin_request
from wsoa.erasure.frozen import CONTENTS
from wsoa.erasure.held import texts_held
from wsoa.erasure.places import WHOLE_REPORT, Place
from wsoa.errors import Invalid
from wsoa.history import entry, newest, rows
from wsoa.tables import ErasureTerms
from wsoa.terms import ErasureState


def request_whole(session: Session, actor: Actor, slug: str, because: str) -> int:
    """Request that every text of the programme is erased; the number of the erasure.

    Raises Unseen, Barred (it is asked for at the shell) and Invalid when nothing is left, or it has been asked for.
    """
    action = Action.KEEP_RETENTION
    with entry(session, actor, slug, command="request_erasure", action=action, source="retention") as writing:
        places = sorted(set(_whole(session, writing.programme_id)))
        if not places:
            raise Invalid({"": "No words of it are left to erase."})
        open_requests = rows(session, newest(ErasureTerms), writing.moment(clock.today()))
        if any(each["state"] == ErasureState.REQUESTED and each["because"] == because for each in open_requests):
            raise Invalid({"": "It has been requested already, and waits for an administrator."})
        return begin_request(writing, because, places)


def _whole(session: Session, programme_id: int) -> Iterator[Place]:
    """Every place; frozen contents and accounts as one, for all of their words go."""
    for held in texts_held(session, programme_id):
        place = held.place
        first = place.field.split("/")[0]
        if held.erased:
            continue
        if first in (CONTENTS, WHOLE_REPORT):
            yield Place(place.table, place.number, place.sequence, first)
        else:
            yield place
