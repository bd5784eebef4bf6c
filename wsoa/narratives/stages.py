"""The way of a narrative to its readers: what each step asks for, and whom it is not for."""

from collections.abc import Iterable
from typing import TypeVar

from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Actor
from wsoa.errors import Invalid
from wsoa.history import OpenEntry
from wsoa.history.restated import restated
from wsoa.snapshot.let_in import let_in, let_in_by
from wsoa.snapshot.prepared import Drawn, prepared_by
from wsoa.tables import CheckedClaim, Child, NarrativeSignatory, NarrativeTerms
from wsoa.terms import NarrativeState

C = TypeVar("C", bound=Child)

WHAT = "This evidence narrative"
IN_PERSON = "This step is taken by a person in their own name, who signs in to take it."

_STOOD = {
    NarrativeState.DRAFT: "It is a draft, and has to be cross-checked first.",
    NarrativeState.WITH_PARTNERS: "It is with partners, and has to be cross-checked first.",
    NarrativeState.CROSS_CHECK: "It is being cross-checked. Send it back if it has to change.",
    NarrativeState.SIGN_OFF: "It has been cross-checked already. Send it back if it has to change.",
    NarrativeState.ISSUED: "It has been issued already. What has changed since goes into its next version.",
    NarrativeState.GIVEN_UP: "It has been withdrawn. Open another one.",
}


def its_terms(
    writing: OpenEntry, number: int, seen: int, *states: NarrativeState
) -> tuple[NarrativeTerms, list[NarrativeSignatory], list[CheckedClaim]]:
    """What the narrative is now, to be said again today with what changes, its signatories and its checked claims.

    Raises Unseen; Conflict when somebody took it further since `seen`; Invalid unless it is in one of these states.
    """
    row, children = restated(writing, NarrativeTerms, number)
    writing.require_seen(NarrativeTerms, number, seen, WHAT)
    if row.state not in states:
        raise Invalid({"": _STOOD[NarrativeState(row.state)]})
    return row, _of(NarrativeSignatory, children), _of(CheckedClaim, children)


def put_back(signatories: Iterable[NarrativeSignatory]) -> list[Child]:
    """The same officers, none of whom has signed."""
    return [
        NarrativeSignatory(position=place, person=each.person, office=each.office)
        for place, each in enumerate(signatories, 1)
    ]


def not_second(session: Session, actor: Actor, programme_id: int, drawn: Drawn, do: str) -> str | None:
    """Why the actor cannot be the second person for it: they prepared or wrote it, or its preparer let them in."""
    if actor.is_operator:
        return IN_PERSON
    prepared = prepared_by(session, programme_id, drawn)
    if actor.uid in prepared:
        return f"You opened or wrote part of this narrative, so somebody else has to {do} it: that takes two people."
    return let_in("prepared it", do) if let_in_by(session, actor.uid, prepared) else None


def draw(writing: OpenEntry, row: NarrativeTerms) -> None:
    """From now on it is drawn from the record as it stood before this entry."""
    row.position_date, row.known_by, row.head_digest = clock.today(), writing.number - 1, writing.previous


def _of(kind: type[C], children: Iterable[Child]) -> list[C]:
    return [each for each in children if isinstance(each, kind)]
