"""Released: marks on what advisers, partners and inspectors may read. Each takes two people."""

from typing import Any

from sqlmodel import Field

from wsoa.tables.base import History, history_of, words_of
from wsoa.terms import ReleaseState


class PackRelease(History, table=True):
    """Whether an issued pack is released; what is read is what was frozen when it was issued."""

    __tablename__ = "pack_release"
    __table_args__: Any = history_of("pack", "pack_release")

    state: ReleaseState = Field(sa_type=words_of(ReleaseState))
    proposed_by: str | None = Field(default=None, foreign_key="person.uid", max_length=32)
    decided_by: str | None = Field(default=None, foreign_key="person.uid", max_length=32)


class NarrativeRelease(History, table=True):
    """Whether an issued narrative is released; what is read is what was frozen when it was issued."""

    __tablename__ = "narrative_release"
    __table_args__: Any = history_of("narrative", "narrative_release")

    state: ReleaseState = Field(sa_type=words_of(ReleaseState))
    proposed_by: str | None = Field(default=None, foreign_key="person.uid", max_length=32)
    decided_by: str | None = Field(default=None, foreign_key="person.uid", max_length=32)


class EvidenceRelease(History, table=True):
    """Whether a piece of evidence is released, and the digest of what it said then, which alone is read.

    `file_digest` is of the file that goes out with it, without hidden data, from the store of evidence.
    """

    __tablename__ = "evidence_release"
    __table_args__: Any = history_of("evidence", "evidence_release")

    state: ReleaseState = Field(sa_type=words_of(ReleaseState))
    proposed_by: str | None = Field(default=None, foreign_key="person.uid", max_length=32)
    decided_by: str | None = Field(default=None, foreign_key="person.uid", max_length=32)
    contents_digest: str | None = Field(default=None, max_length=64)
    file_digest: str | None = Field(default=None, max_length=64)
