"""Taking a release back. One person is enough: it is the safe direction."""

from sqlalchemy.orm import Session

from wsoa import security_log
from wsoa.access import Action, Actor
from wsoa.errors import Invalid
from wsoa.history import entry
from wsoa.released.proposing import KINDS, WHAT, standing
from wsoa.released.whose import issued_narrative, issued_pack, sensitivity_of
from wsoa.snapshot.positions.released import Releasable
from wsoa.terms import ReleaseState, SecurityKind

A_SENTENCE = 3
"""Fewer words than these tell nobody who asks later why it went."""


def withdraw_release(
    session: Session,
    actor: Actor,
    slug: str,
    what: Releasable,
    number: int,
    *,
    reason: str,
    seen: int,
    token: str | None = None,
) -> int:
    """Withdraw a release, or what was proposed for one, with the reason; the sequence of the row.

    From then on nobody reads it who could only because it was released. Raises Unseen, Barred, Conflict (somebody saw
    to it since `seen`) and Invalid.
    """
    action, sent = Action.KEEP_RELEASES, (what, number, reason, seen)
    with entry(session, actor, slug, command="withdraw_release", action=action, token=token, payload=sent) as writing:
        if what is Releasable.PACK:
            issued_pack(writing, slug, number, action)
        elif what is Releasable.NARRATIVE:
            issued_narrative(writing, slug, number, action)
        else:
            sensitivity_of(writing, number, action)
        if writing.was_sent():
            return writing.sequence(KINDS[what], number)
        writing.require_seen(KINDS[what], number, seen, WHAT)
        row = standing(writing, what, number)
        stood = ReleaseState(row.state)
        if stood not in (ReleaseState.PROPOSED, ReleaseState.RELEASED):
            raise Invalid({"": "It is not released, and nobody proposes it. There is nothing to withdraw."})
        if len(reason.split()) < A_SENTENCE:
            raise Invalid({"reason": "Say why it is withdrawn, in a sentence: three words or more."})
        row.state, row.decided_by, row.reason = ReleaseState.WITHDRAWN, actor.uid, reason.strip()
        if stood is ReleaseState.RELEASED:
            subject = f"{what.value}/{number}"
            security_log.note(
                session,
                SecurityKind.RELEASE_WITHDRAWN,
                person=actor.uid,
                programme_id=writing.programme_id,
                subject=subject,
            )
        return writing.append(row)
