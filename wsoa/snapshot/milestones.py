"""Milestones as they stood: terms, dates and the latest update; and one milestone's whole history."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from sqlalchemy import ColumnElement, FromClause, Integer, bindparam, exists, func, or_, select

from wsoa.history import Row, earliest, newest, rows
from wsoa.history.newest import AS_AT, KNOWN_BY, NUMBER, PROGRAMME
from wsoa.snapshot.positions import Level, MilestoneDates, MilestonePosition, MilestoneUpdatePosition, PendingMove
from wsoa.snapshot.reading import Reading, all_with_author, history_with_author, newest_with_author, timescale
from wsoa.snapshot.working import round_reached
from wsoa.tables import (
    AssignedPerson,
    BoardTerms,
    Entry,
    MilestoneAssignment,
    MilestoneDate,
    MilestoneFocusArea,
    MilestoneLead,
    MilestoneTerms,
    MilestoneUpdate,
    Person,
    UpdateEvidence,
    metadata,
)
from wsoa.terms import DateStatus, LevelGroup, MilestoneKind, Precision, ThingState, TimescaleKind
from wsoa.timescales import Timescale

_entry = metadata.tables[str(Entry.__tablename__)]
_terms = metadata.tables[str(MilestoneTerms.__tablename__)]
_update = metadata.tables[str(MilestoneUpdate.__tablename__)]
_date = metadata.tables[str(MilestoneDate.__tablename__)]
_cited = metadata.tables[str(UpdateEvidence.__tablename__)]


def approved(past: FromClause) -> ColumnElement[bool]:
    """Of the dates of a milestone those that were promised, not those only proposed, nor what refused them."""
    return past.c.status == DateStatus.APPROVED


_citations = (
    select(_cited)
    .join(_update, _update.c.id == _cited.c.row_id)
    .where(_update.c.programme_id == PROGRAMME, _update.c.number == NUMBER)
    .order_by(_cited.c.evidence)
)

_every_citation = (
    select(_cited)
    .join(_update, _update.c.id == _cited.c.row_id)
    .where(_update.c.programme_id == PROGRAMME, _update.c.as_at <= AS_AT, _update.c.entry <= KNOWN_BY)
    .order_by(_cited.c.row_id, _cited.c.evidence)
)

# Of hundreds of rows only what is asked of them is read: what is left unread need not be converted either.
_dated = (_date.c.number, _date.c.words, _date.c.kind, _date.c.earliest, _date.c.latest, _date.c.precision)

_dates_agreed = (
    select(
        *_dated, _date.c.as_at, or_(_date.c.asked_person.is_not(None), _date.c.asked_board.is_not(None)).label("moved")
    )
    .where(_date.c.programme_id == PROGRAMME, _date.c.as_at <= AS_AT, _date.c.entry <= KNOWN_BY)
    .where(approved(_date))
    .order_by(_date.c.number, _date.c.as_at, _date.c.sequence)
)

_current = newest(MilestoneDate, narrowed=approved).with_only_columns(*_dated)
_begun = earliest(MilestoneTerms).with_only_columns(_terms.c.number, _terms.c.as_at)

_board = metadata.tables[str(BoardTerms.__tablename__)]
_asked = metadata.tables[str(Person.__tablename__)].alias("asked")
_body = newest(BoardTerms).with_only_columns(_board.c.number, _board.c.name).order_by(None).subquery()
_pending = (
    newest_with_author(MilestoneDate)
    .where(_date.c.status == DateStatus.PENDING)
    .outerjoin(_asked, _asked.c.uid == _date.c.asked_person)
    .outerjoin(_body, _body.c.number == _date.c.asked_board)
    .add_columns(func.coalesce(_asked.c.name, _body.c.name, "").label("asked_of"))
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

_ROUND = bindparam("of_round", type_=Integer)
_reported = (
    select(_update.c.number)
    .distinct()
    .where(_update.c.programme_id == PROGRAMME, _update.c.as_at <= AS_AT, _update.c.entry <= KNOWN_BY)
    .where(_update.c.round == _ROUND, _update.c.withdraws.is_(None))
    .where(
        ~exists().where(
            _later.c.programme_id == _update.c.programme_id,
            _later.c.number == _update.c.number,
            _later.c.withdraws == _update.c.sequence,
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
    dates = _Dates(reading, updates)
    since = _known_since(reading)
    reported = _reported_now(reading)
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
            reported=row["number"] in reported,
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


def every_update(reading: Reading) -> Iterator[tuple[Row, MilestoneUpdatePosition]]:
    """Every update of every milestone known at the moment, each thing's newest first, in two queries.

    Beside each its row, with the uid of whoever acted as `actor`.
    """
    cited: dict[int, list[int]] = {}
    for row in rows(reading.session, _every_citation, reading.at):
        cited.setdefault(row["row_id"], []).append(row["evidence"])
    query = all_with_author(MilestoneUpdate).add_columns(_entry.c.actor)
    for row in rows(reading.session, query, reading.at):
        yield row, _update_position(reading, row, tuple(cited.get(row["id"], ())))


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


def _reported_now(reading: Reading) -> set[int]:
    """The milestones of which a row of the current round speaks that nobody took back, whether it stands or not."""
    current = round_reached(reading.rounds.values(), reading.at.as_at)
    asked = {**reading.asked(), _ROUND.key: current.number if current else None}
    return set(reading.session.scalars(_reported, asked))


def _known_since(reading: Reading) -> dict[int, date]:
    return {row["number"]: row["as_at"] for row in rows(reading.session, _begun, reading.at)}


class _Dates:
    """The four dates of every milestone: original, current, forecast, achieved (DESIGN 6, timescales)."""

    def __init__(self, reading: Reading, updates: Mapping[int, MilestoneUpdatePosition]) -> None:
        agreed = _agreed(reading)
        self.original = {number: timescale(steps[0]) for number, steps in agreed.items()}
        self.current = {row["number"]: timescale(row) for row in rows(reading.session, _current, reading.at)}
        self.moves = {
            number: sum(_meant(a) != _meant(b) for a, b in pairwise(steps)) for number, steps in agreed.items()
        }
        self.pending = _pending_moves(reading)
        complete = (number for number, update in updates.items() if _is_complete(update.level))
        self.achieved = _first_complete(reading, sorted(complete))

    def of(self, number: int, update: MilestoneUpdatePosition | None) -> MilestoneDates:
        first = self.achieved.get(number)
        achieved = Timescale(first.isoformat(), TimescaleKind.DATE, first, first, Precision.DAY) if first else None
        return MilestoneDates(
            original=self.original.get(number),
            current=self.current.get(number),
            forecast=update.forecast if update else None,
            achieved=achieved,
            moves=self.moves.get(number, 0),
            pending=self.pending.get(number),
        )


def _is_complete(level: Level | None) -> bool:
    return level is not None and level.group is LevelGroup.COMPLETE


def _agreed(reading: Reading) -> dict[int, list[Row]]:
    """The dates each milestone was promised for, in order: the original, then every one it moved to.

    Of what one day states the last stands; but a move that was proposed and agreed is one, whatever day it is dated.
    """
    agreed: dict[int, list[Row]] = {}
    for row in rows(reading.session, _dates_agreed, reading.at):
        steps = agreed.setdefault(row["number"], [])
        if steps and steps[-1]["as_at"] == row["as_at"] and not row["moved"]:
            steps.pop()
        steps.append(row)
    return agreed


def _meant(row: Row) -> object:
    return (row["earliest"], row["latest"]) if row["latest"] else row["words"]


def _pending_moves(reading: Reading) -> dict[int, PendingMove]:
    """The dates that are proposed and wait for an answer."""
    found: dict[int, PendingMove] = {}
    for row in rows(reading.session, _pending, reading.at):
        if to := timescale(row):
            move = PendingMove(to, row["asked_person"], row["asked_board"], row["asked_of"], reading.written(row))
            found[row["number"]] = move
    return found


def _first_complete(reading: Reading, now: Sequence[int]) -> dict[int, date]:
    """The first date at which a complete level stood, of the milestones that are complete now.

    Rows corrected or withdrawn on their own date do not count.
    """
    if not now:
        return {}
    complete = {key for key, level in reading.levels.items() if _is_complete(level)}
    codes = sorted({code for _key, _version, code in complete})
    query = _rated.where(_update.c.number.in_(now), _update.c.level.in_(codes))
    first: dict[int, date] = {}
    for row in rows(reading.session, query, reading.at):
        if (row["rating_key"], row["key_version"], row["level"]) in complete:
            first[row["number"]] = min(row["as_at"], first.get(row["number"], row["as_at"]))
    return first
