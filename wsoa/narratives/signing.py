"""Sign-off: each accountable officer named in the narrative signs in their own name, or sends it back."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.errors import Invalid
from wsoa.history import entry
from wsoa.narratives.stages import its_terms, not_second, put_back
from wsoa.snapshot.let_in import let_in, let_in_by
from wsoa.tables import NarrativeTerms
from wsoa.terms import NarrativeState

_ONE = (
    "You and another officer who signs came in by a code that one of you made for the other, so both signatures could "
    "be one person’s. Ask an administrator for a code for a new passphrase, and sign when you came in with that one."
)


def sign_narrative(
    session: Session, actor: Actor, slug: str, number: int, *, seen: int, token: str | None = None
) -> int:
    """Sign the cross-checked narrative off; the sequence of the row.

    Only an officer who is named in it, and never who prepared, wrote or cross-checked it, whom the cross-checker let
    in, or whose fellow officer came in by the other's code. Raises Unseen, Barred, Conflict (somebody took it further
    since `seen`) and Invalid.
    """
    action, sent = Action.SIGN_NARRATIVE, (number, seen)
    with entry(session, actor, slug, command="sign_narrative", action=action, token=token, payload=sent) as writing:
        if writing.was_sent():
            return writing.sequence(NarrativeTerms, number)
        row, signatories, checked = its_terms(writing, number, seen, NarrativeState.SIGN_OFF)
        mine = next((each for each in signatories if each.person == actor.uid), None)
        if problem := not_second(session, actor, writing.programme_id, row, "sign"):
            raise Invalid({"": problem})
        if row.checked_by == actor.uid:
            raise Invalid({"": "You cross-checked it, so another officer has to sign it: that takes two people."})
        if let_in_by(session, actor.uid, (row.checked_by,)):
            raise Invalid({"": let_in("cross-checked it", "sign")})
        if mine is None:
            raise Invalid({"": "You are not among the officers named in it, who sign it off."})
        if mine.signed_on is not None:
            raise Invalid({"": "You have signed it already."})
        if _is_one_with(session, actor.uid, [each.person for each in signatories if each is not mine]):
            raise Invalid({"": _ONE})
        mine.signed_on = clock.today()
        return writing.append(row, *signatories, *checked)


def send_back_narrative(
    session: Session,
    actor: Actor,
    slug: str,
    number: int,
    *,
    action: Action,
    reason: str,
    seen: int,
    token: str | None = None,
) -> int:
    """Send it back to its writers, and say why; the sequence of the row. Whoever had signed has to sign again.

    Who keeps, cross-checks or signs narratives may: `action` says as which of them.
    """
    sent = (number, reason, seen)
    with entry(
        session, actor, slug, command="send_back_narrative", action=action, token=token, payload=sent
    ) as writing:
        if writing.was_sent():
            return writing.sequence(NarrativeTerms, number)
        states = (NarrativeState.WITH_PARTNERS, NarrativeState.CROSS_CHECK, NarrativeState.SIGN_OFF)
        row, signatories, checked = its_terms(writing, number, seen, *states)
        if not reason.strip():
            raise Invalid({"reason": "Say what has to change."})
        row.state, row.reason, row.checked_by = NarrativeState.DRAFT, reason.strip(), None
        return writing.append(row, *put_back(signatories), *checked)


def _is_one_with(session: Session, officer: str | None, others: Sequence[str]) -> bool:
    """Whether that officer and another who is named made the code with which one of them came in."""
    by_them = let_in_by(session, officer, others)
    return by_them or any(let_in_by(session, each, (officer,)) for each in others)
