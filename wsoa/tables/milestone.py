"""Milestones: what was promised (terms), by when (dates), and how it goes (updates)."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKeyConstraint
from sqlmodel import Field

from wsoa.tables.base import Child, History, Thing, history_of, link, row_of, words_of
from wsoa.terms import DateStatus, LeadKind, MilestoneKind, Precision, ThingState, TimescaleKind


class Milestone(Thing, table=True):
    """A promise with a number that is its address for ever."""

    __tablename__ = "milestone"


class MilestoneFocusArea(Child, table=True):
    """A focus area the milestone serves: none, one or several."""

    __tablename__ = "milestone_focus_area"

    row_id: int = row_of("milestone_terms")
    focus_area: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})


class MilestoneLead(Child, table=True):
    """A lead in the plan's words, and whom we know them to be."""

    __tablename__ = "milestone_lead"

    row_id: int = row_of("milestone_terms")
    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    words: str
    kind: LeadKind = Field(sa_type=words_of(LeadKind))
    person: str | None = Field(default=None, foreign_key="person.uid", max_length=32)
    organisation: str | None = Field(default=None, foreign_key="organisation.uid", max_length=32)


class MilestoneTerms(History, table=True):
    """What is promised. `ref` may be empty or repeated; `leads_words` is the plan's cell as given.

    A merged or superseded milestone names the one that took its place; one that was split off names the one it
    `came_from`. `approver` is who agreed to the row's change of the plan.
    """

    __tablename__ = "milestone_terms"
    __table_args__: Any = history_of(
        "milestone",
        "milestone_terms",
        link("parent", "milestone"),
        link("replaced_by", "milestone"),
        link("plan", "plan"),
        link("workstream", "workstream"),
    )
    children = (MilestoneFocusArea, MilestoneLead)

    ref: str = ""
    wording: str
    kind: MilestoneKind = Field(default=MilestoneKind.MILESTONE, sa_type=words_of(MilestoneKind))
    state: ThingState = Field(default=ThingState.LIVE, sa_type=words_of(ThingState))
    replaced_by: int | None = None
    parent: int | None = None
    plan: int | None = None
    workstream: int | None = None
    leads_words: str | None = None
    senior_owner: str | None = None
    success_measure: str | None = None
    approver: str | None = None
    came_from: int | None = None


class MilestoneDate(History, table=True):
    """A date promised or proposed. The first is the original; the latest approved one is current.

    A proposed date is pending until the `asked_person`, or the `asked_board`, agrees or refuses: `approver` then is who
    did, in words, and `decision` what was decided.
    """

    __tablename__ = "milestone_date"
    __table_args__: Any = history_of("milestone", "milestone_date")

    words: str
    kind: TimescaleKind = Field(sa_type=words_of(TimescaleKind))
    earliest: date | None = None
    latest: date | None = None
    precision: Precision | None = Field(default=None, sa_type=words_of(Precision))
    status: DateStatus = Field(default=DateStatus.APPROVED, sa_type=words_of(DateStatus))
    approver: str | None = None
    decision: str | None = None
    asked_person: str | None = Field(default=None, max_length=32)
    asked_board: int | None = None


class UpdateEvidence(Child, table=True):
    """A piece of evidence the update cites."""

    __tablename__ = "update_evidence"

    row_id: int = row_of("milestone_update")
    evidence: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})


class MilestoneUpdate(History, table=True):
    """A rating and the words beside it, whole. No `level` is *not rated*; a level is of one version of one key."""

    __tablename__ = "milestone_update"
    __table_args__: Any = history_of(
        "milestone",
        "milestone_update",
        ForeignKeyConstraint(
            ["programme_id", "rating_key", "key_version"],
            ["rating_key_terms.programme_id", "rating_key_terms.number", "rating_key_terms.sequence"],
        ),
    )
    children = (UpdateEvidence,)

    rating_key: int | None = None
    key_version: int | None = None
    level: str | None = None
    progress: str | None = None
    issue: str | None = None
    mitigation: str | None = None
    forecast_words: str | None = None
    forecast_kind: TimescaleKind | None = Field(default=None, sa_type=words_of(TimescaleKind))
    forecast_earliest: date | None = None
    forecast_latest: date | None = None
    forecast_precision: Precision | None = Field(default=None, sa_type=words_of(Precision))


class AssignedPerson(Child, table=True):
    """Somebody who is asked to update the milestone."""

    __tablename__ = "assigned_person"

    row_id: int = row_of("milestone_assignment")
    person: str = Field(primary_key=True, foreign_key="person.uid", max_length=32)


class MilestoneAssignment(History, table=True):
    """Who is asked to update the milestone; with nobody named, the workstream's lead and support are."""

    __tablename__ = "milestone_assignment"
    __table_args__: Any = history_of("milestone", "milestone_assignment")
    children = (AssignedPerson,)
