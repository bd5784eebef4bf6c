"""Evidence narratives: the sections people write, the comments on them, and each narrative's way to its readers."""

from datetime import date
from typing import Any

from sqlmodel import Field

from wsoa.tables.base import Child, History, Thing, history_of, link, row_of, words_of
from wsoa.terms import NarrativeState, SectionKind


class NarrativeSection(Thing, table=True):
    """One section of what is written about one area of weakness."""

    __tablename__ = "narrative_section"


class SectionVersion(History, table=True):
    """The section, whole, in marked text (`wsoa.marked_text`). It is empty where its words were taken away."""

    __tablename__ = "section_version"
    __table_args__: Any = history_of("narrative_section", "section_version", link("weakness", "weakness"))

    weakness: int
    kind: SectionKind = Field(sa_type=words_of(SectionKind))
    text: str


class NarrativeComment(Thing, table=True):
    """What somebody remarks beside a section."""

    __tablename__ = "narrative_comment"


class CommentTerms(History, table=True):
    """The comment, beside which section, and for which partner it was made (None: the programme's own team)."""

    __tablename__ = "comment_terms"
    __table_args__: Any = history_of("narrative_comment", "comment_terms", link("weakness", "weakness"))

    weakness: int
    section: SectionKind = Field(sa_type=words_of(SectionKind))
    organisation: str | None = Field(default=None, foreign_key="organisation.uid", max_length=32)
    wording: str


class CommentAnswer(History, table=True):
    """What became of a comment, and whether it is closed."""

    __tablename__ = "comment_answer"
    __table_args__: Any = history_of("narrative_comment", "comment_answer")

    answer: str | None = None
    closed: bool = False


class Narrative(Thing, table=True):
    """An evidence narrative on its way to its readers: one version of it, of one area of weakness or of all."""

    __tablename__ = "narrative"


class NarrativeSignatory(Child, table=True):
    """A named accountable officer, in which office they sign, and when they did (None: not yet)."""

    __tablename__ = "narrative_signatory"

    row_id: int = row_of("narrative_terms")
    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    person: str = Field(foreign_key="person.uid", max_length=32)
    office: str
    signed_on: date | None = None


class CheckedClaim(Child, table=True):
    """What the cross-check said of one thing that is cited (*E12*, *Indicator 3*, *Case study 2*)."""

    __tablename__ = "checked_claim"

    row_id: int = row_of("narrative_terms")
    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    cited: str = Field(max_length=60)
    holds: bool
    words: str | None = None


class NarrativeTerms(History, table=True):
    """How far the narrative has come, whole in every row. No weakness: it is of all of them.

    From the cross-check on it is drawn from `position_date` as known by entry `known_by`, whose digest is
    `head_digest`. `version` counts its issued versions of the same weakness; one that mends another `replaces` it.
    `checked_by` is the second person who cross-checked it.
    """

    __tablename__ = "narrative_terms"
    __table_args__: Any = history_of(
        "narrative", "narrative_terms", link("weakness", "weakness"), link("replaces", "narrative")
    )
    children = (NarrativeSignatory, CheckedClaim)

    weakness: int | None = None
    state: NarrativeState = Field(sa_type=words_of(NarrativeState))
    position_date: date
    known_by: int
    head_digest: str = Field(max_length=64)
    partners_until: date | None = None
    checked_by: str | None = Field(default=None, foreign_key="person.uid", max_length=32)
    version: int | None = None
    replaces: int | None = None
    program_version: str | None = None
    contents_digest: str | None = Field(default=None, max_length=64)
    file_digest: str | None = Field(default=None, max_length=64)
