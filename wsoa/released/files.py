"""The file that goes out with a piece of evidence: a copy without what lies hidden in it, made before it is proposed.

What the second person reads is the very copy that readers get; so it is kept when the release is proposed, and what
changes afterwards has to be proposed again.
"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from wsoa.access import Action, Actor
from wsoa.errors import Unseen
from wsoa.examined import still_hidden, without_hidden
from wsoa.history import newest, rows
from wsoa.history.files_kept import kept_content
from wsoa.snapshot import open_programme
from wsoa.snapshot.files import evidence_files, files_of
from wsoa.snapshot.load import reading_at
from wsoa.snapshot.positions.files import EvidenceFiles, FilePosition
from wsoa.tables import EvidenceRelease
from wsoa.terms import ReleaseState

ANEW = "Its file has changed since you opened this page. Open the page again."
CHANGED = (
    "Its file has changed since it was proposed. Withdraw the proposal, look at the new file, and propose it again."
)


@dataclass(frozen=True, slots=True)
class CleanCopy:
    """A copy for readers of the file whose digest is `of`; `left` is what is still hidden in it, a sentence each."""

    of: str
    content: bytes
    left: tuple[str, ...]


def to_be_cleaned(session: Session, actor: Actor, slug: str, number: int) -> tuple[FilePosition, bytes] | None:
    """The file of E`number` that readers may have, to be made a copy of; None where there is none.

    Raises Unseen, Barred and NotAsKept.
    """
    files = evidence_files(session, actor, slug).get(number)
    readable = files.readable if files else None
    if readable is None:
        return None
    return readable, kept_content(session, open_programme(session, actor, slug).id, readable.digest)


def cleaned(file: FilePosition, content: bytes) -> CleanCopy:
    """The copy, made by a child process: nobody may be kept waiting for the database meanwhile. Raises Invalid."""
    copy = without_hidden(file.kind, content)
    return CleanCopy(file.digest, copy, still_hidden(file.kind, copy))


def held_back(files: EvidenceFiles | None) -> str | None:
    """Why the file keeps the evidence from being released, in a sentence; None when it does not."""
    if files is None or files.now is None or files.now.file is None:
        return None
    shown = files.redaction or files.now.file
    if shown.erased:
        which = "Its redacted copy" if files.redaction else "Its file"
        return f"{which} was erased. Bring another, or take the file away."
    if (open_ := files.undecided) is not None:
        which = "its redacted copy" if files.redaction else "its file"
        return (
            f"What may be personal data was found in {which} ({_some(open_.found)}). Somebody has to decide about it."
        )
    if files.now.holds_personal is not False and files.redaction is None:
        return "Its file contains personal data, and there is no redacted copy. Bring one, or take the file away."
    if files.readable is None:
        return (
            "A second person decided that its file may not be released. Bring a redacted copy, or take the file away."
        )
    return None


def not_ready(files: EvidenceFiles | None, copy: CleanCopy | None) -> str | None:
    """Why the file keeps the evidence from being proposed now; None when it does not."""
    if (problem := held_back(files)) is not None:
        return problem
    readable = files.readable if files else None
    if (readable.digest if readable else None) != (copy.of if copy else None):
        return ANEW
    if copy and copy.left:
        return (
            f"Something lies hidden in its file that cannot be taken out: {_some(copy.left)}. Take it out in the "
            "program that the file was made with, or save the file as a PDF, and bring that as a new file."
        )
    return None


def proposed_file(session: Session, actor: Actor, slug: str, number: int) -> tuple[str, bytes]:
    """Kind and content of the copy that would go out with E`number`, for whoever decides. Raises Unseen and Barred."""
    programme = open_programme(session, actor, slug, Action.DECIDE_RELEASE)
    at = reading_at(session, programme.id, None, None).at
    standing = rows(session, newest(EvidenceRelease, one=True), at, number)
    files = files_of(session, programme.id, number)
    readable = files.readable if files else None
    proposed = standing and ReleaseState(standing[0]["state"]) is ReleaseState.PROPOSED
    if not proposed or readable is None or standing[0]["file_digest"] is None:
        raise Unseen("file")
    return readable.kind, kept_content(session, programme.id, standing[0]["file_digest"])


def _some(found: tuple[str, ...]) -> str:
    most = 3
    more = f"; and {len(found) - most} more" if len(found) > most else ""
    return "; ".join(each.rstrip(".") for each in found[:most]) + more
