"""Whether a file may be released in spite of what was found in it: the second of two people says so."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor, Whose, reaches
from wsoa.errors import Barred, Invalid, Unseen
from wsoa.evidence.attaching import A_SENTENCE, day_of
from wsoa.evidence.going_back import take_release_back
from wsoa.history import OpenEntry, entry
from wsoa.snapshot.files import attached_by, whose_evidence
from wsoa.snapshot.let_in import let_in, let_in_by
from wsoa.tables import EvidenceFileCheck, EvidenceRedaction, EvidenceRevision

WHAT = "What was decided about this file"
IN_PERSON = "A file is decided about by two people in their own names, who sign in to do so."


def decide_file(
    session: Session,
    actor: Actor,
    slug: str,
    number: int,
    digest: str,
    *,
    may_be_released: bool,
    reason: str,
    seen: int,
    token: str | None = None,
) -> int:
    """Decide about the file of E`number` with that digest, or its redacted copy; the sequence of the row.

    Never who brought it, nor whom they let in. Where it may not, what is released goes back with it. Raises Unseen
    (also for a file that does not stand), Barred, Conflict (somebody decided since `seen`) and Invalid.
    """
    sent, action = (number, digest, may_be_released, reason, seen), Action.CHECK_FILE
    with entry(session, actor, slug, command="decide_file", action=action, token=token, payload=sent) as writing:
        things = whose_evidence(session, writing.programme_id, number)
        if not any(reaches(actor, action, writing.programme_id, each) for each in things):
            raise Barred(action.value)
        if writing.was_sent():
            return writing.sequence(EvidenceFileCheck, number)
        if digest not in _standing(writing, number):
            raise Unseen("file")
        writing.require_seen(EvidenceFileCheck, number, seen, WHAT)
        if problem := why_not_decide(session, actor, writing.programme_id, number, digest):
            raise Invalid({"": problem})
        if len(reason.split()) < A_SENTENCE:
            raise Invalid({"reason": "Say why, in a sentence: three words or more."})
        as_at = max(day_of(writing, kind, number) for kind in (EvidenceRevision, EvidenceFileCheck))
        row = EvidenceFileCheck(
            programme_id=writing.programme_id,
            number=number,
            as_at=as_at,
            file_digest=digest,
            may_be_released=may_be_released,
            decided_by=actor.uid,
            reason=reason.strip(),
        )
        if not may_be_released:
            take_release_back(writing, number, "A second person decided that its file may not be released.")
        return writing.append(row)


def why_not_decide(session: Session, actor: Actor, programme_id: int, number: int, digest: str) -> str | None:
    """Why this person cannot decide about that file, in a sentence; None when they can."""
    if actor.is_operator:
        return IN_PERSON
    brought: Mapping[str, frozenset[str]] = attached_by(session, programme_id, number)
    by = brought.get(digest, frozenset())
    if actor.uid in by:
        return "You brought this file, so somebody else has to decide: that takes two people."
    if let_in_by(session, actor.uid, by):
        return let_in("brought it", "decide")
    return None


def may_check(session: Session, actor: Actor, programme_id: int, number: int) -> bool:
    """Whether the actor decides about files of that piece of evidence at all."""
    return any(
        reaches(actor, Action.CHECK_FILE, programme_id, each)
        for each in whose_evidence(session, programme_id, number) or (Whose(),)
    )


def _standing(writing: OpenEntry, number: int) -> frozenset[str]:
    """The digests of the file that stands and of its redacted copy. Raises Unseen."""
    revision = writing.standing(EvidenceRevision, number, clock.today())
    if revision is None or (digest := revision.values["file_digest"]) is None:
        raise Unseen("file")
    copy = writing.standing(EvidenceRedaction, number, clock.today())
    copied = copy is not None and copy.values["of_digest"] == digest and copy.values["file_digest"]
    return frozenset({str(digest), str(copied)} if copied else {str(digest)})
