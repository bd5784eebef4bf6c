"""What a position is compared with: a report that was issued, another date, or what a reader most likely means."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from api.beside import frozen_facts, newest_given
from api.moments import read_date
from api.render import Counted
from api.standing import Links
from exports.board_report.movement import ITS_KEY
from exports.parts.about import its_board
from exports.parts.wording import day, month
from wsoa import snapshot
from wsoa.access import Action, Actor, Whose, reaches
from wsoa.errors import Barred, Invalid, Refused
from wsoa.movement import KIND_WORDS, Facts, counts, facts_of, movement
from wsoa.snapshot import Snapshot
from wsoa.snapshot.issued import packs
from wsoa.snapshot.positions import PackPosition


@dataclass(frozen=True, slots=True)
class Since:
    """What a position is compared with; `pack` is the report whose frozen contents it is, `words` follow *since*."""

    facts: Facts
    pack: PackPosition | None
    words: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks to compare with: a date, or else a pack by its number; "" for nothing."""

    since: str = ""
    pack: str = ""


def since_asked(session: Session, actor: Actor, found: Snapshot, asked: Asked) -> Since | None:
    """What is asked for; without anything, what `since_last` finds, else the month before; None: the record begins.

    Raises Invalid, by field: "from" or "pack".
    """
    if asked.since:
        return _since_date(session, actor, found, asked.since)
    if asked.pack:
        return _since_pack(session, actor, found, asked.pack)
    return since_last(session, actor, found) or _month_before(session, actor, found)


def since_last(session: Session, actor: Actor, found: Snapshot) -> Since | None:
    """The last report that the programme's board was given about an earlier date; else the round before; else None.

    What is compared with is kept in memory for whoever sees the whole programme: it is asked for on every overview.
    """
    programme = snapshot.open_programme(session, actor, found.slug)

    def read() -> Since | None:
        return _since_last(session, actor, found)

    if not reaches(actor, Action.READ_WORKING, programme.id, Whose()):
        return read()
    packs_too = reaches(actor, Action.READ_PACK, programme.id)
    return snapshot.kept_beside(session, actor, found, read, "since the last report", packs_too)


def _since_last(session: Session, actor: Actor, found: Snapshot) -> Since | None:
    board = its_board(found)
    given = [
        each
        for each in comparable_packs(session, actor, found)
        if board and each.board == board.number and each.position_date < found.as_at
    ]
    if newest := newest_given(given):
        return _of_pack(session, actor, found, newest)
    for earlier in snapshot.earlier_rounds(session, actor, found, 1):
        return Since(facts_of(earlier), None, day(earlier.as_at))
    return None


def comparable_packs(session: Session, actor: Actor, found: Snapshot) -> tuple[PackPosition, ...]:
    """The issued reports that say how everything stood, newest first; none for whoever may not read packs."""
    try:
        given = packs(session, actor, found.slug, report=ITS_KEY, known_by=found.known_by)
    except Barred:
        return ()
    return tuple(each for each in given if each.issued)


def _since_date(session: Session, actor: Actor, found: Snapshot, typed: str) -> Since:
    try:
        since = read_date(typed)
        assert since is not None
        earlier = snapshot.load(session, actor, found.slug, as_at=since, known_by=found.known_by)
    except Refused as refused:
        raise Invalid({"from": str(refused)}) from None
    if since >= found.as_at:
        raise Invalid({"from": f"The first date must be earlier than the second, {day(found.as_at)}."})
    return Since(facts_of(earlier), None, day(since))


def _since_pack(session: Session, actor: Actor, found: Snapshot, typed: str) -> Since:
    for each in comparable_packs(session, actor, found):
        if str(each.number) == typed:
            if each.position_date > found.as_at:
                speaks, until = day(each.position_date), day(found.as_at)
                raise Invalid({"pack": f"That report speaks for {speaks}, which is later than {until}."})
            return _of_pack(session, actor, found, each)
    raise Invalid({"pack": "No such report has been issued, or you cannot see it. Choose one of the list."})


def _of_pack(session: Session, actor: Actor, found: Snapshot, pack: PackPosition) -> Since:
    facts = frozen_facts(session, actor, found.slug, pack)
    return Since(facts, pack, f"the {month(facts.as_at, found.as_at)} report")


def _month_before(session: Session, actor: Actor, found: Snapshot) -> Since | None:
    """The same day of the month before, or when the record begins; None on the very first day."""
    since = max(a_month_before(found.as_at), found.begins)
    if since >= found.as_at:
        return None
    earlier = snapshot.load(session, actor, found.slug, as_at=since, known_by=found.known_by)
    return Since(facts_of(earlier), None, day(since))


def a_month_before(when: date) -> date:
    """One month back; where that month is shorter, its last day."""
    last_of_month = when.replace(day=1) - timedelta(days=1)
    return last_of_month.replace(day=min(when.day, last_of_month.day))


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """*Since the March report: 5 improved · 2 worsened*: since when, and how many in which way, each with a link."""

    words: str
    page: str
    counts: tuple[Counted, ...]


def changed_line(session: Session, actor: Actor, found: Snapshot, links: Links) -> ChangedLine | None:
    """How many milestones have changed since the last report, or since the round before; None with neither."""
    since = since_last(session, actor, found)
    if since is None:
        return None
    asked: dict[str, str | int] = {"pack": since.pack.number} if since.pack else {"from": since.facts.as_at.isoformat()}
    page = links.to("/changes", **asked)
    moved = counts(movement(since.facts, facts_of(found)).milestones)
    counted = (Counted(KIND_WORDS[kind], count, None, f"{page}#{kind}") for kind, count in moved.items())
    return ChangedLine(f"Since {since.words}", page, tuple(counted))
