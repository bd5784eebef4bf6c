"""What a reader should know of a piece of evidence and its file before they cite it."""

from datetime import date

from wsoa.snapshot.positions import EvidencePosition
from wsoa.snapshot.positions.files import EvidenceFiles


def marks(piece: EvidencePosition, files: EvidenceFiles | None, on: date) -> tuple[str, ...]:
    """What a reader should know of a piece before citing it, in words."""
    said = []
    if piece.withdrawn is not None:
        said.append("Withdrawn")
    if piece.expires and piece.expires < on:
        said.append("Expired")
    if files is not None and files.now is not None:
        said.extend(_of_file(files))
    return tuple(said)


def _of_file(files: EvidenceFiles) -> list[str]:
    assert files.now is not None
    said = []
    if files.now.holds_personal:
        copied = "readers get a redacted copy" if files.redaction else "no redacted copy yet"
        said.append(f"Contains personal data: {copied}")
    elif files.redaction:
        said.append("Readers get a redacted copy")
    shown = files.redaction or files.now.file
    if shown is not None and shown.erased:
        said.append("Its redacted copy was erased" if files.redaction else "Its file was erased")
    elif files.undecided is not None:
        said.append("What may be personal data waits for a second person")
    elif files.readable is None and (files.redaction or files.now.holds_personal is False):
        said.append("May not be released")
    return said
