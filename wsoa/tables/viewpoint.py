"""Viewpoints: what a partner organisation says itself, beside the claim it agrees with or disputes."""

from typing import Any

from sqlmodel import Field

from wsoa.tables.base import History, Thing, history_of, link, words_of
from wsoa.terms import ClaimKind, SectionKind, Stance


class Viewpoint(Thing, table=True):
    """A partner's own view; nobody else may change, shorten or withhold it."""

    __tablename__ = "viewpoint"


class ViewpointTerms(History, table=True):
    """The view, whole: whose, beside what, and in their own words. `withdrawn`: they have taken it back themselves.

    Every view is about an area of weakness; `section` or `milestone` say beside what of it it stands.
    """

    __tablename__ = "viewpoint_terms"
    __table_args__: Any = history_of(
        "viewpoint", "viewpoint_terms", link("weakness", "weakness"), link("milestone", "milestone")
    )

    organisation: str = Field(foreign_key="organisation.uid", max_length=32)
    weakness: int
    claim: ClaimKind = Field(sa_type=words_of(ClaimKind))
    section: SectionKind | None = Field(default=None, sa_type=words_of(SectionKind))
    milestone: int | None = None
    stance: Stance = Field(sa_type=words_of(Stance))
    wording: str
    withdrawn: bool = False


class ViewpointCheck(History, table=True):
    """The one check that stands before release: whether that `version` of the view holds personal data.

    Where it does, `reason` says where, and the view goes back to whoever wrote it.
    """

    __tablename__ = "viewpoint_check"
    __table_args__: Any = history_of("viewpoint", "viewpoint_check")

    version: int
    clean: bool
    decided_by: str | None = Field(default=None, foreign_key="person.uid", max_length=32)
