"""Evidence withdrawn: it proves nothing any more, and says why. Its number stays, and what cites it says so."""

from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.errors import Invalid
from wsoa.evidence.attaching import A_SENTENCE
from wsoa.evidence.going_back import take_release_back
from wsoa.evidence.whose import theirs
from wsoa.history import entry
from wsoa.history.restated import restated
from wsoa.snapshot.reporting import never_before, reporting_date
from wsoa.tables import EvidenceTerms


def withdraw_evidence(
    session: Session, actor: Actor, slug: str, number: int, *, reason: str, seen: int, token: str | None = None
) -> int:
    """Withdraw E`number` with a reason; the sequence of the row. What cites it goes on doing so.

    What is released goes back with it. Raises Unseen, Barred, Conflict (somebody changed it since `seen`) and Invalid.
    """
    return _turn(session, actor, slug, number, reason=reason, seen=seen, token=token, withdraw=True)


def reinstate_evidence(
    session: Session, actor: Actor, slug: str, number: int, *, reason: str, seen: int, token: str | None = None
) -> int:
    """It stands again, with a reason; the sequence of the row. Raises as `withdraw_evidence`."""
    return _turn(session, actor, slug, number, reason=reason, seen=seen, token=token, withdraw=False)


def _turn(
    session: Session,
    actor: Actor,
    slug: str,
    number: int,
    *,
    reason: str,
    seen: int,
    token: str | None,
    withdraw: bool,
) -> int:
    command, action = "withdraw_evidence" if withdraw else "reinstate_evidence", Action.RECORD_EVIDENCE
    sent = (number, reason, seen)
    with entry(session, actor, slug, command=command, action=action, token=token, payload=sent) as writing:
        stood = theirs(writing, number)
        if writing.was_sent():
            return writing.sequence(EvidenceTerms, number)
        writing.require_seen(EvidenceTerms, number, seen, "This piece of evidence")
        if bool(stood.values["withdrawn"]) is withdraw:
            raise Invalid({"": "It is withdrawn already." if withdraw else "It is not withdrawn."})
        if len(reason.split()) < A_SENTENCE:
            raise Invalid({"reason": "Say why, in a sentence: three words or more."})
        today = clock.today()
        row, children = restated(writing, EvidenceTerms, number)
        row.as_at = never_before(writing, EvidenceTerms, number, reporting_date(writing, today)[0], today)
        row.withdrawn, row.reason = withdraw or None, reason.strip()
        if withdraw:
            take_release_back(writing, number, "The evidence was withdrawn.")
        return writing.append(row, *children)
