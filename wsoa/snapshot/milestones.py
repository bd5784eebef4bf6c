"""Milestones as they stood: terms, dates and the latest update; and one milestone's whole history."""

import re
from datetime import date
from itertools import pairwise

from sqlalchemy import ColumnElement, FromClause, exists, select

from wsoa.history import Row, earliest, newest, rows
from wsoa.history.newest import AS_AT, KNOWN_BY, NUMBER, PROGRAMME
from wsoa.snapshot.positions import MilestoneDates, MilestonePosition, MilestoneUpdatePosition
from wsoa.snapshot.reading import Reading, history_with_author, timescale
from wsoa.tables import (
    AssignedPerson,
    MilestoneAssignment,
    MilestoneDate,
    MilestoneFocusArea,
    MilestoneLead,
    MilestoneTerms,
    MilestoneUpdate,
    UpdateEvidence,
    metadata,
)
from wsoa.terms import DateStatus, LevelGroup, MilestoneKind, Precision, ThingState, TimescaleKind
from wsoa.timescales import Timescale

_update = metadata.tables[str(MilestoneUpdate.__tablename__)]
_date = metadata.tables[str(MilestoneDate.__tablename__)]
_cited = metadata.tables[str(UpdateEvidence.__tablename__)]


def _approved(past: FromClause) -> ColumnElement[bool]:
    return past.c.status == DateStatus.APPROVED


_citations = (
    select(_cited)
    .join(_update, _update.c.id == _cited.c.row_id)
    .where(_update.c.programme_id == PROGRAMME, _update.c.number == NUMBER)
    .order_by(_cited.c.evidence)
)

_dates_agreed = (
    select(_date.c.number, _date.c.as_at, _date.c.earliest, _date.c.latest, _date.c.words)
    .where(_date.c.programme_id == PROGRAMME, _date.c.as_at <= AS_AT, _date.c.entry <= KNOWN_BY)
    .where(_approved(_date))
    .order_by(_date.c.number, _date.c.as_at, _date.c.sequence)
)

_later = _update.alias("later")
_rated = (
    select(_update.c.number, _update.c.rating_key, _update.c.key_version, _update.c.level, _update.c.as_at)
    .where(_update.c.programme_id == PROGRAMME, _update.c.as_at <= AS_AT, _update.c.entry <= KNOWN_BY)
    .where(
        ~exists().where(
            _later.c.programme_id == _update.c.programme_id,
            _later.c.number == _update.c.number,
            _later.c.as_at == _update.c.as_at,
            _later.c.sequence > _update.c.sequence,
            _later.c.entry <= KNOWN_BY,
        )
    )
)


def milestones(reading: Reading) -> tuple[MilestonePosition, ...]:
    """Every milestone, by workstream, then reference as people count, then number."""
    terms = reading.newest(MilestoneTerms)
    areas = reading.links(MilestoneFocusArea, MilestoneTerms, "focus_area")
    leads = reading.children(MilestoneLead, MilestoneTerms)
    assigned = reading.children(AssignedPerson, MilestoneAssignment)
    updates = _updates(reading)
    dates = _Dates(reading)
    since = _known_since(reading)
    found = [
        MilestonePosition(
            number=row["number"],
            ref=row["ref"],
            wording=row["wording"],
            kind=MilestoneKind(row["kind"]),
            state=ThingState(row["state"]),
            parent=row["parent"],
            plan=row["plan"],
            workstream=row["workstream"],
            focus_areas=areas.get(row["number"], ()),
            leads=tuple(reading.lead(lead) for lead in leads.get(row["number"], [])),
            leads_words=row["leads_words"],
            success_measure=row["success_measure"],
            senior_owner=row["senior_owner"],
            replaced_by=row["replaced_by"],
            since=since[row["number"]],
            dates=dates.of(row["number"], updates.get(row["number"])),
            update=updates.get(row["number"]),
            approver=row["approver"],
            came_from=row["came_from"],
            assigned=tuple(each["person"] for each in assigned.get(row["number"], ())),
        )
        for row in terms
    ]
    return tuple(sorted(found, key=lambda m: (m.workstream is None, m.workstream or 0, natural(m.ref), m.number)))


def natural(ref: str) -> list[tuple[int, str]]:
    """The order in which people count references: 2.A before 10.A, no reference last."""
    parts = re.findall(r"\d+|[^\d]+", ref)
    return [(int(part), "") if part.isdecimal() and len(part) < 10 else (-1, part.casefold()) for part in parts] or [
        (10**10, "")
    ]


def updates_of(reading: Reading, number: int) -> tuple[MilestoneUpdatePosition, ...]:
    """Every update of one milestone known at the moment, newest first, corrections and withdrawals among them."""
    found = rows(reading.session, history_with_author(MilestoneUpdate), reading.at, number)
    cited: dict[int, list[int]] = {}
    for row in rows(reading.session, _citations, reading.at, number):
        cited.setdefault(row["row_id"], []).append(row["evidence"])
    return tuple(_update_position(reading, row, tuple(cited.get(row["id"], ()))) for row in found)


def _updates(reading: Reading) -> dict[int, MilestoneUpdatePosition]:
    cited = reading.links(UpdateEvidence, MilestoneUpdate, "evidence")
    return {
        number: _update_position(reading, row, cited.get(number, ()))
        for number, row in reading.newest_with_author(MilestoneUpdate).items()
    }


def _update_position(reading: Reading, row: Row, evidence: tuple[int, ...]) -> MilestoneUpdatePosition:
    return MilestoneUpdatePosition(
        written=reading.written(row),
        level=reading.level(row),
        progress=row["progress"],
        issue=row["issue"],
        mitigation=row["mitigation"],
        forecast=timescale(row, "forecast_"),
        evidence=evidence,
    )


def _known_since(reading: Reading) -> dict[int, date]:
    return {row["number"]: row["as_at"] for row in rows(reading.session, earliest(MilestoneTerms), reading.at)}


class _Dates:
    """The four dates of every milestone: original, current, forecast, achieved (DESIGN 6, timescales)."""

    def __init__(self, reading: Reading) -> None:
        self.original = {r["number"]: timescale(r) for r in rows(reading.session, earliest(MilestoneDate), reading.at)}
        agreed = rows(reading.session, newest(MilestoneDate, narrowed=_approved), reading.at)
        self.current = {row["number"]: timescale(row) for row in agreed}
        self.moves = _moves(reading)
        self.achieved = _first_complete(reading)

    def of(self, number: int, update: MilestoneUpdatePosition | None) -> MilestoneDates:
        complete = update is not None and update.level is not None and update.level.group is LevelGroup.COMPLETE
        first = self.achieved.get(number) if complete else None
        achieved = Timescale(first.isoformat(), TimescaleKind.DATE, first, first, Precision.DAY) if first else None
        return MilestoneDates(
            original=self.original.get(number),
            current=self.current.get(number),
            forecast=update.forecast if update else None,
            achieved=achieved,
            moves=self.moves.get(number, 0),
        )


def _moves(reading: Reading) -> dict[int, int]:
    """How often an approved date differed from the approved one before it; of one day's rows the last stands."""
    agreed: dict[int, dict[date, object]] = {}
    for row in rows(reading.session, _dates_agreed, reading.at):
        meant = (row["earliest"], row["latest"]) if row["latest"] else row["words"]
        agreed.setdefault(row["number"], {})[row["as_at"]] = meant
    return {number: sum(was != now for was, now in pairwise(days.values())) for number, days in agreed.items()}


def _first_complete(reading: Reading) -> dict[int, date]:
    """The first date at which a complete level stood: rows corrected or withdrawn on their own date do not count."""
    complete = {key for key, level in reading.levels.items() if level.group is LevelGroup.COMPLETE}
    query = _rated.where(_update.c.level.in_(sorted({code for _key, _version, code in complete})))
    first: dict[int, date] = {}
    for row in rows(reading.session, query, reading.at):
        if (row["rating_key"], row["key_version"], row["level"]) in complete:
            first[row["number"]] = min(row["as_at"], first.get(row["number"], row["as_at"]))
    return first
