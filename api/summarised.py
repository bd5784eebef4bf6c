"""What the progress summary is drawn from and compared with, for whoever may read it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from wsoa.access import Actor, operator
from wsoa.movement import facts_from
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions.released import ReleasedNarrative
from wsoa.snapshot.positions.viewpoints import STANCES, PrintedView
from wsoa.snapshot.summarised import pack_before, rounds_before, summary_snapshot
from wsoa.snapshot.viewpoints import printable
from wsoa.snapshot.voices import voices
from wsoa.terms import ClaimKind

if TYPE_CHECKING:
    from exports.beside import Beside, PartnerView, Quotation

LONGEST = 120
"""What somebody said in more characters than these the one page has no room for; nobody shortens it."""

_WHOLE = operator("progress summary")
_ROUNDS = 5
"""As far back as the rules look, and monthly rounds reach past a quarter."""


def summarised(
    session: Session, actor: Actor, slug: str, *, as_at: date | None = None, known_by: int | datetime | None = None
) -> "tuple[Snapshot, Beside]":
    """The position, with the rounds before it and the pack that a board was issued before the last review.

    Raises Unseen, Barred, Refused and BeforeTheRecord.
    """
    # Documents are imported only where one is made: the shell starts without them.
    from exports.beside import Beside, Last
    from exports.progress_summary.since import A_QUARTER, ITS_KEY

    found = summary_snapshot(session, actor, slug, as_at=as_at, known_by=known_by)
    earlier = rounds_before(session, actor, found, _ROUNDS)
    given = pack_before(session, actor, found, ITS_KEY, A_QUARTER)
    heard = Beside(earlier, quotations=quotations_told(session, found), views=tuple(views_told(session, found)))
    if given is None:
        return found, heard
    pack, contents = given
    last = Last(
        pack=pack.pack or 0,
        version=pack.version or 0,
        board=pack.board_name,
        issued_on=pack.written.as_at,
        facts=facts_from(json.loads(contents)["facts"]),
        amended=bool(pack.amendments),
    )
    return found, replace(heard, last=last)


def quotations_told(session: Session, found: Snapshot) -> "tuple[Quotation, ...]":
    """One quotation of each area: the first that stands of the narrative that was issued last of those released then.

    What families said is read by an adviser only when two people have released it, here as anywhere; and nowhere any
    more once consent was withdrawn, whatever date is asked for.
    """
    from api.room import open_room
    from exports.beside import Quotation

    room = open_room(session, _WHOLE, found.slug)
    every = (*(each.item for each in room.narratives), *room.earlier)
    given = [each for each in every if _was_released(each, found)]
    gone = {each.number for each in voices(session, _WHOLE, found.slug) if each.withdrawn}
    told: dict[int, Quotation] = {}
    for item in sorted(given, key=lambda each: each.issued_at, reverse=True):
        for area in room.narrative(item.number).contents.narratives:
            short = (each for each in area.quotations if len(each.wording) <= LONGEST)
            standing = (each for each in short if each.number not in gone)
            if area.number not in told and (said := next(standing, None)):
                told[area.number] = Quotation(area.number, said.wording, said.said_by)
    return tuple(told.values())


def _was_released(item: ReleasedNarrative, found: Snapshot) -> bool:
    """Whether it was released by the date and the entry that the position is of."""
    written = item.release.last.written
    return written.as_at <= found.as_at and written.entry <= found.known_by


def views_told(session: Session, found: Snapshot) -> "Iterator[PartnerView]":
    """What partners say of each area whole and of its impact; the check for personal data is all that stands before it.

    Nobody shortens a view: what this page has no room for is named, and the narrative prints it whole.
    """
    from exports.beside import PartnerView

    printed = printable(session, _WHOLE, found.slug, as_at=found.as_at, known_by=found.known_by)
    for area in found.weaknesses:
        said: dict[str, list[PrintedView]] = {}
        for view in printed.of(area.number):
            if view.beside is None or view.beside.kind in (ClaimKind.AREA, ClaimKind.IMPACT):
                said.setdefault(view.organisation, []).append(view)
        for organisation, views in said.items():
            given = [each for each in views if each.beside]
            yield PartnerView(area.number, organisation, _views(given) if given else None)


def _views(views: Sequence[PrintedView]) -> str:
    """A short view in its own words; else what stands each takes, and where they are read whole."""
    only = views[0]
    if len(views) == 1 and only.stance and only.wording and not only.note and len(only.wording) <= LONGEST:
        return f"{STANCES[only.stance]}: {only.wording}"
    stances = [STANCES[each.stance].lower() if each.stance else "one not printed yet" for each in views]
    return f"{', '.join(dict.fromkeys(stances))}; the narrative has it whole"
