"""Loading a programme as it stood: a fixed number of queries whatever its size (PERFORMANCE, goal Q2)."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TypeVar

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor, Whose, knows, require, visible
from wsoa.errors import Refused, Unseen
from wsoa.history import Moment, known_by_time, newest, rows
from wsoa.history.newest import AS_AT, PROGRAMME
from wsoa.snapshot import asked, doubted, measured, promises, working
from wsoa.snapshot.kept import kept, once, stamped
from wsoa.snapshot.made_by import made_by
from wsoa.snapshot.milestones import milestones, updates_of
from wsoa.snapshot.narrow import narrow
from wsoa.snapshot.positions import Head, MilestonePosition, MilestoneUpdatePosition, RatedThen, Snapshot
from wsoa.snapshot.ratings import rated_at
from wsoa.snapshot.reading import Reading, organisation_names
from wsoa.tables import HISTORY, Entry, MilestoneUpdate, Programme, ProgrammeTerms, metadata
from wsoa.terms import Scope
from wsoa.text import clean

T = TypeVar("T")

_ALWAYS = datetime.max.replace(tzinfo=UTC)
"""Whenever a file was loaded: it counts."""

_programme = metadata.tables[str(Programme.__tablename__)]
_terms = metadata.tables[str(ProgrammeTerms.__tablename__)]
_entry = metadata.tables[str(Entry.__tablename__)]
_past = _terms.alias("past")
_newest_terms = (
    select(_past.c.id)
    .where(_past.c.programme_id == _programme.c.id, _past.c.as_at <= AS_AT)
    .order_by(_past.c.as_at.desc(), _past.c.sequence.desc())
    .limit(1)
    .correlate(_programme)
    .scalar_subquery()
)
_named = select(_programme.c.id, _programme.c.slug, func.coalesce(_terms.c.name, "")).outerjoin_from(
    _programme, _terms, _terms.c.id == _newest_terms
)
# Built once: every request asks it.
_at_slug = _named.where(_programme.c.slug == bindparam("slug"))
_first_recorded = select(func.min(_entry.c.recorded_at)).where(_entry.c.programme_id == PROGRAMME)
_HISTORY = {str(kind.__tablename__): metadata.tables[str(kind.__tablename__)] for kind in HISTORY}


class BeforeTheRecord(Refused):
    """The date asked for lies before the record begins: the answer is when it begins."""

    def __init__(self, begins: date) -> None:
        super().__init__(
            f"The record of this programme begins on {begins.day} {begins:%B %Y}. Choose that date or a later one."
        )
        self.begins = begins


@dataclass(frozen=True, slots=True)
class ProgrammeName:
    """A programme the actor may open: its address and what it is called today."""

    id: int
    slug: str
    name: str


def programmes(session: Session, actor: Actor, action: Action | None = None) -> tuple[ProgrammeName, ...]:
    """The programmes the actor may open, by name; with an `action` that reaches every programme, all of them."""
    found = session.execute(_named.where(visible(actor, _programme, action)), {AS_AT.key: clock.today()})
    return tuple(sorted((ProgrammeName(*row) for row in found), key=lambda programme: programme.name))


def open_programme(session: Session, actor: Actor, slug: str, action: Action = Action.OPEN_PROGRAMME) -> ProgrammeName:
    """The programme at `slug`; Unseen when the actor may not know of it, Barred when this action is not theirs.

    Who may not open it knows of it all the same for an action that reaches every programme.
    """
    if clean(slug) != slug:  # PostgreSQL cannot even be asked about a NUL
        raise Unseen("programme")
    programme = once(session, ("programme", slug, clock.today()), lambda: _called(session, slug))
    if programme is None or not knows(actor, programme.id, action):
        raise Unseen("programme")
    require(actor, action, programme.id)
    return programme


def load(
    session: Session,
    actor: Actor,
    slug: str,
    *,
    as_at: date | None = None,
    known_by: int | datetime | None = None,
    action: Action = Action.READ_WORKING,
) -> Snapshot:
    """The programme as it stood on `as_at` (today), as known by an entry or a time (the head), for this actor.

    `action` is what it is loaded for; whoever may not read the working record sees only what boards are asked for.
    Raises Unseen, Barred; Refused for a date ahead or an unknown entry; BeforeTheRecord for a date before it began.
    """
    programme = open_programme(session, actor, slug, action)
    at = _moment(session, programme.id, as_at, known_by)
    return narrow(session, actor, programme.id, kept(session, at, lambda: _read(_reading(session, at), slug)))


def earlier_rounds(
    session: Session, actor: Actor, later: Snapshot, most: int, *, before: date | None = None
) -> tuple[Snapshot, ...]:
    """The programme on the position dates of the last rounds before the snapshot's, oldest first, `most` at most.

    With `before`, only those on dates that are earlier still.

    As known by the same entry, so that one report speaks from one state of the record. Each costs the queries of one
    snapshot, whatever its size, and only once until something is said of its own date.
    """
    programme = open_programme(session, actor, later.slug, Action.READ_WORKING)
    return tuple(
        narrow(session, actor, programme.id, _before(session, programme.id, later, when))
        for when in _dates_before(later, most, before)
    )


def _before(session: Session, programme_id: int, later: Snapshot, when: date) -> Snapshot:
    """The whole on an earlier date, as the newest entry that had a say in it left it."""
    stamp = made_by(session, Moment(programme_id, when, later.known_by))
    is_head = later.known_by == stamped(session, programme_id).number
    at = Moment(programme_id, when, stamp.number, _ALWAYS if is_head else later.known_by)
    found = kept(session, at, lambda: _read(_reading(session, at), later.slug), "earlier", later.slug, stamp)
    return replace(found, known_by=later.known_by, head=later.head)


def earlier_ratings(session: Session, actor: Actor, later: Snapshot, most: int) -> tuple[RatedThen, ...]:
    """How the snapshot's milestones were rated on the position dates of the last rounds before it, oldest first.

    Two queries a date: for pictures of how the ratings went, which need no more.
    """
    programme = open_programme(session, actor, later.slug, Action.READ_WORKING)
    return rated_at(session, programme.id, later, _dates_before(later, most))


def kept_beside(session: Session, actor: Actor, whole: Snapshot, make: Callable[[], T], kind: str, of: Hashable) -> T:
    """What `make` makes of a snapshot this session has loaded, kept in memory for others who see the whole programme.

    It must be a function of that snapshot and of `of` alone. Barred for whoever sees less than the whole.
    """
    programme = open_programme(session, actor, whole.slug, Action.READ_WORKING)
    require(actor, Action.READ_WORKING, programme.id, Whose())
    return kept(session, Moment(programme.id, whole.as_at, whole.known_by), make, kind, of)


def _dates_before(later: Snapshot, most: int, before: date | None = None) -> tuple[date, ...]:
    end = min(later.as_at, before or later.as_at)
    dates = sorted({each.position_date for each in later.rounds if later.begins <= each.position_date < end})
    return tuple(dates[-most:] if most else ())


def milestone_history(
    session: Session, actor: Actor, snapshot: Snapshot, number: int
) -> tuple[MilestonePosition, tuple[MilestoneUpdatePosition, ...]]:
    """A milestone of the snapshot and every update it has had, newest first; Unseen when it is not in the snapshot."""
    found = next((milestone for milestone in snapshot.milestones if milestone.number == number), None)
    if found is None:
        raise Unseen("milestone")
    programme = open_programme(session, actor, snapshot.slug, Action.READ_WORKING)
    reading = reading_at(session, programme.id, snapshot.as_at, snapshot.known_by)
    return found, updates_of(reading, number)


def known_at(session: Session, actor: Actor, slug: str, moment: datetime) -> int | None:
    """The last entry recorded by that moment; None before the first. Raises Unseen."""
    programme = open_programme(session, actor, slug)
    return once(session, ("known", programme.id, moment), lambda: session.scalar(known_by_time(programme.id, moment)))


def newest_update(session: Session, actor: Actor, slug: str, number: int) -> int:
    """The newest sequence of a milestone's updates, whatever dates they speak for: what a form opened now has seen."""
    return seen(session, actor, slug, str(MilestoneUpdate.__tablename__), number)


def seen(session: Session, actor: Actor, slug: str, kind: str, number: int = 1) -> int:
    """The newest sequence of thing `number` among rows of `kind` ("risk_terms"), whatever dates they speak for.

    It is what a form opened now has seen, and goes into its `seen`; 0 when there is none. The programme's own rows
    have number 1.
    """
    programme = open_programme(session, actor, slug)
    table = _HISTORY[kind]
    mine = (table.c.programme_id == programme.id) & (table.c.number == number)
    return session.scalar(select(func.max(table.c.sequence)).where(mine)) or 0


def reading_at(session: Session, programme_id: int, as_at: date | None, known_by: int | datetime | None) -> Reading:
    """Ready to read the programme at that moment. Raises Refused and BeforeTheRecord."""
    at = _moment(session, programme_id, as_at, known_by)
    return once(session, ("reading", at), lambda: _reading(session, at))


def _moment(session: Session, programme_id: int, as_at: date | None, known_by: int | datetime | None) -> Moment:
    """The moment asked for: today and the head when left out. Raises Refused."""
    today = clock.today()
    if as_at is not None and as_at > today:
        raise Refused("The date cannot be later than today. Choose today or an earlier date.")
    loaded_by = known_by if isinstance(known_by, datetime) else None
    return Moment(programme_id, as_at or today, _known_by(session, programme_id, known_by), loaded_by)


def seen_of_each(session: Session, actor: Actor, slug: str, kind: str) -> dict[int, int]:
    """What `seen` says, of every thing that has rows of that kind, in one query."""
    programme = open_programme(session, actor, slug)
    table = _HISTORY[kind]
    mine = table.c.programme_id == programme.id
    newest_rows = select(table.c.number, func.max(table.c.sequence).label("seen")).where(mine).group_by(table.c.number)
    return {row["number"]: row["seen"] for row in rows(session, newest_rows)}


def _reading(session: Session, at: Moment) -> Reading:
    """Ready to read; nothing is ever kept of a date before the record began. Raises BeforeTheRecord."""
    if at.as_at < (begins := _begins(session, at)):
        raise BeforeTheRecord(begins)
    reading = Reading(session, at, organisation_names(session))
    reading.levels = promises.levels(reading)
    reading.rounds = {round_.number: round_ for round_ in working.rounds(reading)}
    return reading


def _read(reading: Reading, slug: str) -> Snapshot:
    at, terms = reading.at, rows(reading.session, newest(ProgrammeTerms), reading.at)[0]
    rounds = tuple(reading.rounds.values())
    current = working.round_reached(rounds, at.as_at)
    promised, risks, boards = milestones(reading), working.risks(reading), working.boards(reading)
    return Snapshot(
        slug=slug,
        name=terms["name"],
        as_at=at.as_at,
        known_by=at.known_by,
        head=_head(reading),
        begins=_begins(reading.session, at),
        scope=Scope(terms["scope"]),
        levels=promises.key_in_force(reading),
        plans=promises.plans(reading),
        weaknesses=promises.weaknesses(reading),
        workstreams=promises.workstreams(reading),
        focus_areas=promises.focus_areas(reading),
        milestones=promised,
        risks=risks,
        lists=working.lists(reading),
        products=working.products(reading),
        indicators=measured.indicators(reading),
        evidence=working.evidence(reading),
        boards=boards,
        rounds=rounds,
        current_round=current,
        words=promises.own_words(reading),
        asks=asked.asks(reading, boards, promised, risks),
        impacts=asked.impacts(reading),
        promised=asked.promised(reading, current),
        returns=asked.returns(reading),
        challenges=doubted.challenges(reading),
        explanations=doubted.explanations(reading),
    )


def _known_by(session: Session, programme_id: int, known_by: int | datetime | None) -> int:
    head = stamped(session, programme_id).number
    if isinstance(known_by, datetime):
        known_by = session.scalar(known_by_time(programme_id, known_by))
        if known_by is None:
            first = session.scalars(_first_recorded, {PROGRAMME.key: programme_id}).one().astimezone(clock.LONDON)
            began = f"the first entry is of {first.day} {first:%B %Y}; the record holds entries 1 to {head}"
            raise Refused(f"Nothing had been recorded by then: {began}.")
    if known_by is None:
        return head
    if not 1 <= known_by <= head:
        raise Refused(f"There is no entry {known_by}: the record holds entries 1 to {head}.")
    return known_by


def _head(reading: Reading) -> Head:
    mine = _entry.c.programme_id == reading.at.programme_id
    query = select(_entry.c.number, _entry.c.digest).where(mine, _entry.c.number == reading.at.known_by)
    row = rows(reading.session, query)[0]
    return Head(row["number"], row["digest"])


def _begins(session: Session, at: Moment) -> date:
    mine = (_terms.c.programme_id == at.programme_id) & (_terms.c.entry <= at.known_by)
    begins: date = session.scalars(select(func.min(_terms.c.as_at)).where(mine)).one()
    return begins


def _called(session: Session, slug: str) -> ProgrammeName | None:
    found = session.execute(_at_slug, {"slug": slug, AS_AT.key: clock.today()}).first()
    return ProgrammeName(*found) if found else None
