"""Everything that an evidence narrative is drawn from beside the snapshot, in a fixed number of queries.

It is read apart from the position, because few pages speak of it. What people wrote about a date is written after it:
sections, voices and views are read by the entry they are known by, the promises as at the date.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from wsoa.access import TABLE, Action, Actor, Whose, require
from wsoa.clock import LONDON
from wsoa.history import Row, earliest, rows
from wsoa.snapshot.citable import NOTHING, Citable, citable
from wsoa.snapshot.files import evidence_files
from wsoa.snapshot.load import load, open_programme, reading_at
from wsoa.snapshot.milestones import every_update
from wsoa.snapshot.positions import Snapshot
from wsoa.snapshot.positions.files import EvidenceFiles
from wsoa.snapshot.positions.narrated import SectionPosition
from wsoa.snapshot.positions.told import DateTold, History, JudgedTold, UpdateTold
from wsoa.snapshot.positions.viewpoints import PrintedViews
from wsoa.snapshot.reading import Reading, all_with_author, timescale
from wsoa.snapshot.sections import sections
from wsoa.snapshot.viewpoints import printable
from wsoa.snapshot.working import boards
from wsoa.tables import (
    Entry,
    EvidenceRelease,
    ImpactJudgement,
    Membership,
    MilestoneDate,
    NarrativeRelease,
    NarrativeTerms,
    WeaknessTerms,
    metadata,
)
from wsoa.terms import DateStatus, Impact, ReleaseState, Role

KnownBy = int | datetime | None

_entry = metadata.tables[str(Entry.__tablename__)]
_membership = metadata.tables[str(Membership.__tablename__)]


NO_VIEWS = PrintedViews((), ())
NO_HISTORY = History()


@dataclass(frozen=True, slots=True)
class Narrated:
    """What people wrote and said of a programme, what can be cited, and how it came to stand as it stands.

    `evidence_released` are the numbers of the evidence that two people have released.
    """

    sections: tuple[SectionPosition, ...] = ()
    citable: Citable = NOTHING
    views: PrintedViews = NO_VIEWS
    files: Mapping[int, EvidenceFiles] = field(default_factory=dict)
    history: History = NO_HISTORY
    evidence_released: frozenset[int] = frozenset()


NOTHING_WRITTEN = Narrated()
"""Nothing beside the snapshot."""


def narrated(
    session: Session, actor: Actor, slug: str, *, as_at: date | None = None, known_by: KnownBy = None
) -> Narrated:
    """What the narratives of the programme are drawn from. Raises Unseen, Barred, and Refused for what `load` refuses.

    Only who reads the whole working record draws a narrative: a partner's part of it would count too little.
    """
    found = load(session, actor, slug, as_at=as_at, known_by=known_by)
    return narrated_of(session, actor, found)


def narrated_of(session: Session, actor: Actor, found: Snapshot) -> Narrated:
    """The same of a snapshot that was loaded. Raises Unseen and Barred."""
    programme = open_programme(session, actor, found.slug, Action.READ_WORKING)
    require(actor, Action.READ_WORKING, programme.id, Whose())
    known = found.known_by
    return Narrated(
        sections=sections(session, actor, found.slug, known_by=known),
        citable=citable(session, actor, found),
        views=printable(session, actor, found.slug, known_by=known, partners_on=found.as_at),
        files=evidence_files(session, actor, found.slug, as_at=found.as_at, known_by=known),
        history=_history(reading := reading_at(session, programme.id, found.as_at, known)),
        evidence_released=_evidence_released(reading),
    )


def _history(reading: Reading) -> History:
    return History(
        updates=_updates(reading),
        dates=_dates(reading),
        known_since={row["number"]: row["as_at"] for row in rows(reading.session, earliest(WeaknessTerms), reading.at)},
        judged=_judged(reading),
        released=_released(reading),
    )


def _updates(reading: Reading) -> Mapping[int, tuple[UpdateTold, ...]]:
    """Every update of every milestone, and as what whoever made it did so on that day."""
    found = list(every_update(reading))
    held = _held(reading, {row["actor"] for row, _ in found if row["actor"]})
    told: dict[int, list[UpdateTold]] = {}
    for row, update in found:
        role = _role(held.get(row["actor"], ()), row["recorded_at"].astimezone(LONDON).date())
        told.setdefault(row["number"], []).append(UpdateTold(update, role))
    return {number: tuple(each) for number, each in told.items()}


def _held(reading: Reading, people: Collection[str]) -> Mapping[str, Sequence[Row]]:
    """Every role that these people have held in the programme, in the order in which they were given."""
    mine = (_membership.c.programme_id == reading.at.programme_id) & _membership.c.person_uid.in_(people)
    found: dict[str, list[Row]] = {}
    for row in rows(reading.session, select(_membership).where(mine).order_by(_membership.c.id)) if people else ():
        found.setdefault(row["person_uid"], []).append(row)
    return found


def _role(held: Sequence[Row], day: date) -> Role | None:
    """The role by which somebody rates: of those they held on that day, the first that allows it."""
    then = (Role(row["role"]) for row in held if row["starts"] <= day and (row["ends"] is None or row["ends"] >= day))
    return next((role for role in then if role in TABLE[Action.UPDATE_MILESTONE]), None)


def _dates(reading: Reading) -> Mapping[int, tuple[DateTold, ...]]:
    bodies = {each.number: each.name for each in boards(reading)}
    told: dict[int, list[DateTold]] = {}
    for row in rows(reading.session, all_with_author(MilestoneDate), reading.at):
        if when := timescale(row):
            status, body = DateStatus(row["status"]), bodies.get(row["asked_board"], "")
            asked = row["asked_person"] is not None or row["asked_board"] is not None
            said = DateTold(when, status, asked, body, row["decision"], reading.written(row))
            told.setdefault(row["number"], []).append(said)
    return {number: tuple(each) for number, each in told.items()}


def _judged(reading: Reading) -> Mapping[int, tuple[JudgedTold, ...]]:
    """The judgements that stood, one for each day, oldest first; what was taken back is none."""
    told: dict[int, dict[date, JudgedTold]] = {}
    for row in reversed(rows(reading.session, all_with_author(ImpactJudgement), reading.at)):
        if row["withdraws"] is None:
            told.setdefault(row["number"], {})[row["as_at"]] = JudgedTold(row["as_at"], Impact(row["impact"]))
    return {number: tuple(each.values()) for number, each in told.items()}


def _evidence_released(reading: Reading) -> frozenset[int]:
    rows_now = reading.newest(EvidenceRelease)
    return frozenset(row["number"] for row in rows_now if row["state"] == ReleaseState.RELEASED)


def _released(reading: Reading) -> Mapping[int | None, tuple[date, ...]]:
    """On which days narratives of each area (None: of all) were released."""
    areas = {row["number"]: row["weakness"] for row in reading.newest(NarrativeTerms)}
    told: dict[int | None, set[date]] = {}
    for row in rows(reading.session, all_with_author(NarrativeRelease), reading.at):
        if row["state"] == ReleaseState.RELEASED and row["number"] in areas:
            told.setdefault(areas[row["number"]], set()).add(row["as_at"])
    return {weakness: tuple(sorted(days)) for weakness, days in told.items()}
