"""A redacted copy of a file of evidence: what readers get in its place."""

from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.errors import Invalid
from wsoa.evidence.attaching import day_of, describe, no_room, still_open
from wsoa.evidence.going_back import take_release_back
from wsoa.evidence.whose import theirs
from wsoa.examined import Examined
from wsoa.history import Standing, entry
from wsoa.history.storing import keep
from wsoa.tables import EvidenceRedaction, EvidenceRevision

WHAT = "The redacted copy of this piece of evidence"


def attach_redaction(
    session: Session,
    actor: Actor,
    slug: str,
    number: int,
    examined: Examined,
    content: bytes,
    *,
    of: str,
    seen: int,
    token: str | None = None,
) -> int:
    """Bring the redacted copy of the file of E`number`, whose digest is `of`; the sequence of the row.

    It takes the place of one that was brought before, and what is released goes back with it. Raises Unseen, Barred,
    Conflict (somebody brought another since `seen`), Invalid (also when `of` is no longer the file that stands) and
    Unwritable; then nothing is kept.
    """
    sent, action = (number, examined.digest, examined.name, of, seen), Action.RECORD_EVIDENCE
    with entry(session, actor, slug, command="attach_redaction", action=action, token=token, payload=sent) as writing:
        terms = theirs(writing, number)
        if writing.was_sent():
            return writing.sequence(EvidenceRedaction, number)
        writing.require_seen(EvidenceRedaction, number, seen, WHAT)
        stood = writing.standing(EvidenceRevision, number, clock.today())
        if problems := _unsound(stood, of, examined.digest) | still_open(terms) | no_room(writing, examined):
            raise Invalid(problems)
        as_at = max(day_of(writing, kind, number) for kind in (EvidenceRevision, EvidenceRedaction))
        row = EvidenceRedaction(programme_id=writing.programme_id, number=number, as_at=as_at, of_digest=of)
        describe(row, examined)
        row.file_digest = keep(writing, content)
        take_release_back(writing, number, "A redacted copy of its file was brought.")
        return writing.append(row)


def _unsound(stood: Standing | None, of: str, digest: str) -> dict[str, str]:
    if stood is None or stood.values["file_digest"] is None:
        return {"": "There is no file to be redacted."}
    if stood.values["file_digest"] != of:
        return {"": "Somebody has brought a new file since you opened this page. Open it again, and redact that one."}
    if digest == of:
        return {"file": "This is the file itself. Choose the copy in which personal data is blacked out."}
    return {}
