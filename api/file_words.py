"""A file of evidence in words."""

from wsoa.evidence.room import in_mb
from wsoa.examined import KINDS


def kind_and_size(kind: str, size: int) -> str:
    """What a file is: "Word document, 1.4 MB"."""
    called = KINDS[kind].called if kind in KINDS else "file"
    return f"{called[:1].upper()}{called[1:]}, {in_mb(size)}"
