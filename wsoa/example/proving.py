"""Files that Harrowmere brings as evidence: three that anybody may read, one with personal data, one to be decided."""

from sqlalchemy.orm import Session

from wsoa import clock, snapshot
from wsoa.access import Actor
from wsoa.evidence import FileChange, attach_file, attach_redaction, decide_file
from wsoa.example import files
from wsoa.example.asking import LEAD, MANAGER, NHS_LEAD
from wsoa.example.calendar import BOARD_MEETS, PAST_ROUNDS, Months
from wsoa.example.files import Brought

BROUGHT_IN = PAST_ROUNDS - 2
"""The round after whose meeting the files were brought: the evidence of two of them is released then."""
CLEAN = FileChange(holds_personal=False)
COPIES = {1: files.LOG, 2: files.READING, 3: files.CHARTER, 4: files.MAILING_REDACTED}
"""What readers get of the evidence of that number."""


def bring_files(session: Session, actors: dict[str, Actor], slug: str, index: int, months: Months) -> None:
    """On the day after the meeting of that one round each lead brings theirs; the manager decides about the picture."""
    if index != BROUGHT_IN:
        return
    offset = months.offset(index)
    with clock.held_at(months.after(offset, BOARD_MEETS + 1)):
        for number in (1, 2, 3):
            _bring(session, actors[LEAD], slug, number, COPIES[number], CLEAN)
        _bring(session, actors[NHS_LEAD], slug, 5, files.WAITING, CLEAN)
        whose = "Families who wait for speech and language therapy"
        personal = FileChange(holds_personal=True, whose=whose, until=months.last(12))
        _bring(session, actors[NHS_LEAD], slug, 4, files.MAILING, personal)
    with clock.held_at(months.after(offset, BOARD_MEETS + 2)):
        redacted, of = files.MAILING_REDACTED, files.MAILING.examined.digest
        attach_redaction(session, actors[NHS_LEAD], slug, 4, redacted.examined, redacted.content, of=of, seen=0)
        why = "It shows six bars and no word: nobody can be recognised"
        digest = files.WAITING.examined.digest
        decide_file(session, actors[MANAGER], slug, 5, digest, may_be_released=True, reason=why, seen=0)


def _bring(session: Session, lead: Actor, slug: str, number: int, file: Brought, change: FileChange) -> None:
    seen = snapshot.seen(session, lead, slug, "evidence_revision", number)
    attach_file(session, lead, slug, number, file.examined, file.content, change, seen=seen)
