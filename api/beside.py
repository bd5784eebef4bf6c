"""What a report speaks of beside the position, read in the session the position was read in."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from api.questioned import asked_before
from wsoa import snapshot
from wsoa.access import Action, Actor
from wsoa.errors import Unseen
from wsoa.movement import Facts, Kind, Movement, facts_from, facts_of, movement
from wsoa.snapshot import Snapshot
from wsoa.snapshot.agreed import agreements
from wsoa.snapshot.issued import frozen, packs
from wsoa.snapshot.narrated import narrated_of
from wsoa.snapshot.positions import Agreements, PackPosition
from wsoa.snapshot.positions.loads import LoadPosition
from wsoa.terms import ThingState
from wsoa.tracker_loads import loads

if TYPE_CHECKING:
    from exports.beside import Beside, Issue, Last
    from exports.catalogue import Report

_RATED = {Kind.IMPROVED, Kind.WORSENED, Kind.NOT_COMPARABLE, Kind.RATED}
_PROMISED = {Kind.NEW, Kind.CLOSED, Kind.MERGED, Kind.RE_WORDED}
_CALLED = {Kind.NEW, Kind.TURNED, Kind.RE_WORDED}


def beside(
    session: Session, actor: Actor, found: Snapshot, report: "Report[Any]", issue: "Issue | None" = None
) -> "Beside":
    """What `report` of the position `found` is given beside it, when it is issued as `issue` (None: as no pack)."""
    # Documents are imported only where one is made: the shell starts without them.
    from exports.beside import Beside
    from exports.board_report.movement import compared_with

    earlier = snapshot.earlier_rounds(session, actor, found, report.rounds)
    if not report.rounds:
        return Beside(earlier, issue)
    last = last_of_board(session, actor, found, report.key, issue)
    given = Beside(earlier, issue, last, questions=asked_before(session, actor, found, report.key, issue))
    before = compared_with(given)
    if before is None:
        return given
    agreements = agreed(session, actor, found, before)
    return replace(given, agreed=agreements, loads=_loaded_since(session, actor, found, before.as_at))


def beside_narrative(session: Session, actor: Actor, found: Snapshot, weakness: int | None) -> "Beside":
    """What a narrative of the position `found` is given: what people wrote, about one area of weakness or about all.

    Raises Unseen, also for an area that does not stand, and Barred.
    """
    from exports.beside import Beside

    standing = (each.number for each in found.weaknesses if each.state is ThingState.LIVE)
    if weakness is not None and weakness not in standing:
        raise Unseen(found.words.weakness)
    return Beside(narrated=narrated_of(session, actor, found), weakness=weakness)


def _loaded_since(session: Session, actor: Actor, found: Snapshot, since: date) -> tuple[LoadPosition, ...]:
    """The trackers of a later date that brought an entry the position knows; without one, none can say when it came."""
    programme = snapshot.open_programme(session, actor, found.slug, Action.READ_WORKING)
    return tuple(
        each
        for each in loads(session, programme.id)
        if since < each.as_at <= found.as_at and each.entry is not None and each.entry <= found.known_by
    )


def last_of_board(
    session: Session, actor: Actor, found: Snapshot, report: str, issue: "Issue | None" = None
) -> "Last | None":
    """The pack of that report that the board was given before this one, with what its frozen contents say.

    When it is issued as no pack, the board is the programme's own, where there is no doubt which, and its last pack
    about an earlier date than the position's is meant. A version that mends a pack follows what that pack followed.
    """
    from exports.parts.about import its_board

    board = issue.board if issue else its_board(found)
    if board is None:
        return None
    given = packs(session, actor, found.slug, report=report, board=board.number, known_by=found.known_by)
    if issue:
        given = tuple(each for each in given if (each.pack or 0) < issue.pack)
    else:
        given = tuple(each for each in given if each.position_date < found.as_at)
    newest = newest_given(given)
    return as_last(session, actor, found.slug, newest) if newest else None


def newest_given(found: Sequence[PackPosition]) -> PackPosition | None:
    """The pack among these that was given last, in its newest version."""
    given = [each for each in found if each.issued]
    return max(given, key=lambda each: (each.pack or 0, each.version or 0), default=None)


def as_last(session: Session, actor: Actor, slug: str, pack: PackPosition) -> "Last":
    """An issued pack, with what its frozen contents say of everything. Raises Unseen and Barred."""
    from exports.beside import Last

    assert pack.pack is not None
    assert pack.version is not None
    return Last(
        pack=pack.pack,
        version=pack.version,
        board=pack.board_name,
        issued_on=pack.written.as_at,
        facts=frozen_facts(session, actor, slug, pack),
        amended=bool(pack.amendments),
    )


def frozen_facts(session: Session, actor: Actor, slug: str, pack: PackPosition) -> Facts:
    """What an issued pack says of every milestone and risk, by its frozen contents. Raises Unseen and Barred."""
    assert pack.contents_digest is not None
    return facts_from(json.loads(frozen(session, actor, slug, pack.contents_digest))["facts"])


def agreed(session: Session, actor: Actor, found: Snapshot, before: Facts) -> Agreements:
    """Who brought about the words and dates of `found` that are others than before."""
    return told_of(session, actor, found, movement(before, facts_of(found)))


def told_of(session: Session, actor: Actor, found: Snapshot, moved: Movement) -> Agreements:
    """Who brought about the new words, dates and ratings of what has moved, as far as `found` holds it."""
    return agreements(
        session,
        actor,
        found,
        wordings=[each.number for each in moved.milestones if _PROMISED.intersection(each.kinds)],
        dates=[each.number for each in moved.milestones if Kind.RE_DATED in each.kinds],
        risks=[each.number for each in moved.risks if _CALLED.intersection(each.kinds)],
        ratings=[each.number for each in moved.milestones if _RATED.intersection(each.kinds)],
    )
