"""An administrator approves what a manager requested: the words leave the record (DESIGN 6; docs/decisions, 11)."""

from sqlalchemy.orm import Session

from wsoa.access import Action, Actor
from wsoa.erasure.asking import STOOD
from wsoa.erasure.one_hand import one_hand
from wsoa.erasure.taking_out import Redraw, taken_out
from wsoa.erasure.told import proposer
from wsoa.errors import Invalid
from wsoa.history import OpenEntry, entry
from wsoa.history.restated import restated
from wsoa.security_log import note
from wsoa.tables import ErasureTerms
from wsoa.terms import ErasureState, SecurityKind


def approve_erasure(
    session: Session,
    actor: Actor,
    slug: str,
    number: int,
    redraw: Redraw,
    *,
    seen: int,
    token: str | None = None,
) -> int:
    """Approve erasure `number`, and erase; the sequence of the row. Never who asked for it: that takes two people.

    `redraw` makes a pack's file again of contents without the words. Raises Unseen, Barred, Conflict (somebody changed
    it since `seen`) and Invalid.
    """
    action, sent = Action.APPROVE_ERASURE, (number, seen)
    with entry(session, actor, slug, command="approve_erasure", action=action, token=token, payload=sent) as writing:
        row = restated(writing, ErasureTerms, number)[0]
        if writing.was_sent():
            return writing.sequence(ErasureTerms, number)
        writing.require_seen(ErasureTerms, number, seen, "This erasure")
        if problem := _unfit(writing, row):
            raise Invalid({"": problem})
        lines = taken_out(writing, row, redraw)
        # Until now forms were opened on the words that stood: they are told by this moment (history/form_tokens.py).
        writing.record_now()
        row.state, row.decided_by = ErasureState.DONE, actor.uid
        sequence = writing.append(row, *lines)
        note(
            session,
            SecurityKind.ERASED,
            person=actor.uid,
            programme_id=writing.programme_id,
            subject=f"erasures/{number}",
            places=len(lines),
            packs=len({each.number for each in lines if each.was and each.table_name == "pack_terms"}),
        )
        return sequence


def _unfit(writing: OpenEntry, row: ErasureTerms) -> str | None:
    """Why this actor cannot approve it."""
    if writing.actor.is_operator:
        return "An erasure is approved by an administrator in their own name, who signs in to do so."
    if row.state is not ErasureState.REQUESTED:
        return STOOD[ErasureState(row.state)]
    if writing.actor.uid in (row.requested_by, proposer(writing.session, writing.programme_id, row.number)):
        return "You asked for this erasure, so somebody else has to approve it: that takes two people."
    return one_hand(writing, row)
