"""How a milestone came to promise what it promises: every wording it has had, with who agreed to it."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from wsoa.access import Action, Actor
from wsoa.errors import Unseen
from wsoa.history import Moment, rows
from wsoa.history.newest import NUMBER, PROGRAMME
from wsoa.snapshot.load import open_programme
from wsoa.snapshot.positions import Snapshot, Written
from wsoa.snapshot.reading import Reading, history_with_author
from wsoa.tables import HISTORY, MilestoneFocusArea, MilestoneLead, MilestoneTerms, metadata
from wsoa.terms import MilestoneKind, ThingState

_HISTORY = {str(kind.__tablename__): kind for kind in HISTORY}
_terms = metadata.tables[str(MilestoneTerms.__tablename__)]
_served = metadata.tables[str(MilestoneFocusArea.__tablename__)]
_led = metadata.tables[str(MilestoneLead.__tablename__)]
_mine = (_terms.c.programme_id == PROGRAMME, _terms.c.number == NUMBER)
_areas = select(_served).join(_terms, _terms.c.id == _served.c.row_id).where(*_mine).order_by(_served.c.focus_area)
_leads = select(_led).join(_terms, _terms.c.id == _led.c.row_id).where(*_mine).order_by(_led.c.position)


@dataclass(frozen=True, slots=True)
class TermsPosition:
    """What a milestone promised from a date on. `written` says who wrote it and why, `approver` who agreed."""

    written: Written
    approver: str | None
    ref: str
    wording: str
    kind: MilestoneKind
    state: ThingState
    replaced_by: int | None
    came_from: int | None
    parent: int | None
    workstream: int | None
    focus_areas: tuple[int, ...]
    lead: str
    senior_owner: str | None
    success_measure: str | None


def terms_of(session: Session, actor: Actor, snapshot: Snapshot, number: int) -> tuple[TermsPosition, ...]:
    """Every row of a milestone's terms known at the snapshot's moment, newest first.

    Raises Unseen when the milestone is not in the snapshot.
    """
    if not any(milestone.number == number for milestone in snapshot.milestones):
        raise Unseen(snapshot.words.milestone)
    programme = open_programme(session, actor, snapshot.slug, Action.READ_WORKING)
    reading = Reading(session, Moment(programme.id, snapshot.as_at, snapshot.known_by))
    areas: dict[int, list[int]] = {}
    for row in rows(session, _areas, reading.at, number):
        areas.setdefault(row["row_id"], []).append(row["focus_area"])
    leads: dict[int, list[str]] = {}
    for row in rows(session, _leads, reading.at, number):
        leads.setdefault(row["row_id"], []).append(row["words"])
    return tuple(
        TermsPosition(
            written=reading.written(row),
            approver=row["approver"],
            ref=row["ref"],
            wording=row["wording"],
            kind=MilestoneKind(row["kind"]),
            state=ThingState(row["state"]),
            replaced_by=row["replaced_by"],
            came_from=row["came_from"],
            parent=row["parent"],
            workstream=row["workstream"],
            focus_areas=tuple(areas.get(row["id"], ())),
            lead=row["leads_words"] or "; ".join(leads.get(row["id"], ())),
            senior_owner=row["senior_owner"],
            success_measure=row["success_measure"],
        )
        for row in rows(session, history_with_author(MilestoneTerms), reading.at, number)
    )


def ending_of(terms: tuple[TermsPosition, ...]) -> TermsPosition:
    """The row with which a milestone came into the state it is in: of the newest stretch the first."""
    first = terms[0]
    for row in terms[1:]:
        if (row.state, row.replaced_by) != (first.state, first.replaced_by):
            break
        first = row
    return first


def last_written(session: Session, actor: Actor, snapshot: Snapshot, kind: str, number: int) -> Written | None:
    """Who wrote the newest row of a thing among rows of `kind` ("workstream_terms"), and when; None without one."""
    programme = open_programme(session, actor, snapshot.slug, Action.READ_WORKING)
    reading = Reading(session, Moment(programme.id, snapshot.as_at, snapshot.known_by))
    found = rows(session, history_with_author(_HISTORY[kind]), reading.at, number)
    return reading.written(max(found, key=lambda row: int(row["sequence"]))) if found else None
