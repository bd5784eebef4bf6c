"""Asking for an erasure: a lead proposes, a programme manager requests, and either is refused with a reason."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor, reaches, reaches_everywhere
from wsoa.change import Change
from wsoa.erasure.chosen import chosen, lines_of, may_propose
from wsoa.erasure.held import texts_held
from wsoa.erasure.places import Place
from wsoa.erasure.reason import PERSONAL, unfit
from wsoa.erasure.scope import scope
from wsoa.errors import Invalid
from wsoa.history import OpenEntry, entry
from wsoa.history.restated import restated
from wsoa.personal_data import patterns_in
from wsoa.security_log import note
from wsoa.tables import Entry, Erasure, ErasureTerms, metadata
from wsoa.terms import ErasureState, SecurityKind
from wsoa.text import Line

MOST_PLACES = 20_000
"""Of a programme that is past its years every text goes at once."""

_entry = metadata.tables[str(Entry.__tablename__)]
_terms = metadata.tables[str(ErasureTerms.__tablename__)]


class ErasureChange(Change):
    """Which places (`Place.key`) lose their words, and why: the reason stands in their place for everybody to read."""

    places: Annotated[tuple[str, ...], Field(max_length=MOST_PLACES, title="What is erased")] = ()
    because: Annotated[Line, Field(title="Why it is erased")] = ""


def propose_erasure(
    session: Session, actor: Actor, slug: str, change: ErasureChange, *, token: str | None = None
) -> int:
    """Propose that words of what is theirs are erased; the number of the erasure. Raises Unseen, Barred and Invalid."""
    action = Action.PROPOSE_ERASURE
    with entry(session, actor, slug, command="propose_erasure", action=action, token=token, payload=change) as writing:
        if writing.was_sent():
            return _begun(writing)
        places = _judged(writing, change)
        return _begin(writing, ErasureState.PROPOSED, change.because, places)


def request_erasure(
    session: Session,
    actor: Actor,
    slug: str,
    change: ErasureChange,
    *,
    number: int | None = None,
    seen: int = 0,
    token: str | None = None,
) -> int:
    """Request an erasure of an administrator, or take up proposal `number`; the number of the erasure.

    Raises Unseen, Barred, Conflict (somebody changed the proposal since `seen`) and Invalid.
    """
    action, sent = Action.REQUEST_ERASURE, (change, number, seen)
    with entry(session, actor, slug, command="request_erasure", action=action, token=token, payload=sent) as writing:
        if writing.was_sent():
            return _begun(writing)
        if number is not None:
            stood = _standing(writing, number, seen, ErasureState.PROPOSED)
        places = _judged(writing, change)
        if number is None:
            return begin_request(writing, change.because, places)
        stood.state, stood.because, stood.requested_by = ErasureState.REQUESTED, change.because.strip(), actor.uid
        writing.append(stood, *lines_of(places))
        _note(writing, number, places)
        return number


def begin_request(writing: OpenEntry, because: str, places: Sequence[Place]) -> int:
    """A request that nobody proposed before, by whoever writes; its number."""
    number = _begin(writing, ErasureState.REQUESTED, because, places, writing.actor.uid)
    _note(writing, number, places)
    return number


def _note(writing: OpenEntry, number: int, places: Sequence[Place]) -> None:
    note(
        writing.session,
        SecurityKind.ERASURE_REQUESTED,
        person=writing.actor.uid,
        programme_id=writing.programme_id,
        subject=f"erasures/{number}",
        places=len(places),
    )


def refuse_erasure(
    session: Session, actor: Actor, slug: str, number: int, *, reason: str, seen: int, token: str | None = None
) -> int:
    """Refuse erasure `number`, or take a request back, with the reason; the sequence of the row.

    A manager refuses what is proposed and takes back what is requested; an administrator refuses what is requested.
    Raises Unseen, Barred, Conflict (somebody changed it since `seen`) and Invalid.
    """
    decides = reaches_everywhere(actor, Action.APPROVE_ERASURE)
    action, sent = Action.APPROVE_ERASURE if decides else Action.REQUEST_ERASURE, (number, reason, seen)
    with entry(session, actor, slug, command="refuse_erasure", action=action, token=token, payload=sent) as writing:
        if writing.was_sent():
            return writing.sequence(ErasureTerms, number)
        requests = reaches(actor, Action.REQUEST_ERASURE, writing.programme_id)
        open_to = (ErasureState.PROPOSED,) if requests else ()
        stood = _standing(writing, number, seen, ErasureState.REQUESTED, *open_to)
        lines = restated(writing, ErasureTerms, number)[1]
        said = reason.strip()
        if not said or patterns_in(said):
            raise Invalid({"reason": PERSONAL if said else "Say why it is not erased."})
        stood.state, stood.reason, stood.decided_by = ErasureState.REFUSED, said, actor.uid
        return writing.append(stood, *lines)


def _begin(
    writing: OpenEntry, state: ErasureState, because: str, places: Sequence[Place], requested_by: str | None = None
) -> int:
    row = ErasureTerms(
        programme_id=writing.programme_id,
        number=writing.new(Erasure),
        as_at=clock.today(),
        state=state,
        because=because.strip(),
        requested_by=requested_by,
    )
    writing.append(row, *lines_of(places))
    return row.number


def _begun(writing: OpenEntry) -> int:
    """The erasure that the same form spoke of when it was sent before (R7)."""
    same = (_entry.c.programme_id == _terms.c.programme_id) & (_entry.c.number == _terms.c.entry)
    mine = (_terms.c.programme_id == writing.programme_id) & (_entry.c.token == writing.token)
    return int(writing.session.scalars(select(_terms.c.number).join(_entry, same).where(mine)).one())


def _standing(writing: OpenEntry, number: int, seen: int, *states: ErasureState) -> ErasureTerms:
    """The erasure as it stands, to be said again. Raises Unseen, Conflict and Invalid."""
    stood: ErasureTerms = restated(writing, ErasureTerms, number)[0]
    writing.require_seen(ErasureTerms, number, seen, "This erasure")
    if stood.state not in states:
        raise Invalid({"": STOOD[ErasureState(stood.state)]})
    return stood


STOOD = {
    ErasureState.PROPOSED: "A programme manager has to request it first.",
    ErasureState.REQUESTED: "It has been requested already.",
    ErasureState.DONE: "It has been done already: the words are gone.",
    ErasureState.REFUSED: "It has been refused. Ask for another one.",
}


def _judged(writing: OpenEntry, change: ErasureChange) -> list[Place]:
    """The places, each of which holds words that the actor may ask about. Raises Unseen and Invalid."""
    asked = [Place.read(key) for key in dict.fromkeys(change.places)]
    held = chosen(writing.session, writing.programme_id, asked)
    if any(
        each not in held or not may_propose(writing.session, writing.actor, writing.programme_id, held[each])
        for each in asked
    ):
        raise Invalid({"places": "Some of what was chosen holds no words any more. Choose again."})
    problems = {} if asked else {"places": "Choose what is erased."}
    everything = list(texts_held(writing.session, writing.programme_id))
    goes = scope(everything, asked, ()).places
    erased = [each.text for each in everything if each.place in goes and not each.erased]
    if problem := unfit(change.because, erased, (each.text for each in everything)):
        problems["because"] = problem
    if problems:
        raise Invalid(problems)
    return asked
