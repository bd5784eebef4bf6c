"""Files of evidence: each revision, the redacted copy that readers get, and what was decided about either."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from wsoa.snapshot.positions.shared import Written


@dataclass(frozen=True, slots=True)
class FilePosition:
    """A file by its SHA-256, as it was called, what it is ("docx") and how large in bytes.

    `found` are the patterns of personal data in it, `hidden` what lies hidden in it, a line each.
    """

    digest: str
    name: str
    kind: str
    size: int
    found: tuple[str, ...]
    hidden: tuple[str, ...]
    written: Written
    erased: str = ""
    """What stands in for its bytes, where two people erased them."""


@dataclass(frozen=True, slots=True)
class RevisionPosition:
    """A revision: its file (None: from that day there was none), and the answer about personal data."""

    file: FilePosition | None
    holds_personal: bool | None
    whose: str | None
    until: date | None
    written: Written


@dataclass(frozen=True, slots=True)
class FileCheck:
    """What a second person decided about one file."""

    may_be_released: bool
    by: str | None
    written: Written


@dataclass(frozen=True, slots=True)
class EvidenceFiles:
    """The files of E`number`: its revisions, oldest first, and the redacted copy of the newest, if there is one."""

    number: int
    revisions: tuple[RevisionPosition, ...]
    redaction: FilePosition | None = None
    checks: Mapping[str, FileCheck] = field(default_factory=dict)

    @property
    def now(self) -> RevisionPosition | None:
        """The revision that stands; None while there is no file."""
        return self.revisions[-1] if self.revisions and self.revisions[-1].file else None

    def of(self, digest: str) -> FilePosition | None:
        """The file with that digest, as it was brought last: of any revision, or the redacted copy."""
        files = (self.redaction, *(each.file for each in reversed(self.revisions)))
        return next((each for each in files if each and each.digest == digest), None)

    @property
    def last_change(self) -> int:
        """The entry that last changed what readers get."""
        told = [self.revisions[-1].written, *(each.written for each in self.checks.values())]
        if self.redaction:
            told.append(self.redaction.written)
        return max(each.entry for each in told)

    @property
    def candidate(self) -> FilePosition | None:
        """What readers may get once nothing stands against it: the redacted copy, or a file without personal data."""
        if self.now is None:
            return None
        return self.redaction or (self.now.file if self.now.holds_personal is False else None)

    @property
    def readable(self) -> FilePosition | None:
        """What readers get: the redacted copy, or else a file that holds no personal data. None: nothing yet."""
        candidate = self.candidate
        return candidate if candidate and self.is_cleared(candidate) else None

    def is_read(self, file: FilePosition) -> bool:
        """Whether readers get these very bytes, under whichever revision they were brought."""
        return self.readable is not None and file.digest == self.readable.digest

    def is_cleared(self, file: FilePosition) -> bool:
        """Whether nothing was found in the file, or a second person decided that it may be released all the same."""
        check = self.checks.get(file.digest)
        if file.erased:
            return False
        return check.may_be_released if check else not file.found

    @property
    def undecided(self) -> FilePosition | None:
        """The file about which a second person has to decide before anything is released."""
        candidate = self.candidate
        if candidate is None or candidate.erased or not candidate.found or candidate.digest in self.checks:
            return None
        return candidate
