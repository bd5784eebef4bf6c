"""Files of evidence: each revision by its SHA-256, the redacted copies, and what a second person decided about one.

The bytes lie in the store of evidence, not in the database (`wsoa.evidence_store`).
"""

from datetime import date
from typing import Any

from sqlmodel import Field

from wsoa.tables.base import History, history_of


class EvidenceRevision(History, table=True):
    """The file of a piece of evidence from that day on; without a digest it has none any more.

    `holds_personal` answers "does it contain personal data?", `whose` and `until` go with a yes. `found` are the
    patterns of personal data that were found in it, by their names, `hidden` what lies hidden in it, a line each.
    """

    __tablename__ = "evidence_revision"
    __table_args__: Any = history_of("evidence", "evidence_revision")

    file_digest: str | None = Field(default=None, max_length=64)
    file_name: str | None = None
    file_kind: str | None = Field(default=None, max_length=10)
    size: int | None = None
    holds_personal: bool | None = None
    whose: str | None = None
    until: date | None = None
    found: str | None = None
    hidden: str | None = None


class EvidenceRedaction(History, table=True):
    """The redacted copy that readers get in place of the file `of_digest`; without a digest there is none any more."""

    __tablename__ = "evidence_redaction"
    __table_args__: Any = history_of("evidence", "evidence_redaction")

    of_digest: str = Field(max_length=64)
    file_digest: str | None = Field(default=None, max_length=64)
    file_name: str | None = None
    file_kind: str | None = Field(default=None, max_length=10)
    size: int | None = None
    found: str | None = None
    hidden: str | None = None


class EvidenceFileCheck(History, table=True):
    """What a second person decided about one file: whether it may be released in spite of what was found in it."""

    __tablename__ = "evidence_file_check"
    __table_args__: Any = history_of("evidence", "evidence_file_check")

    file_digest: str = Field(max_length=64)
    may_be_released: bool
    decided_by: str | None = Field(default=None, foreign_key="person.uid", max_length=32)
