"""Draws: random samples of milestones, numbered and kept, so that a draw drawn again shows."""

import secrets
from collections.abc import Collection
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.errors import Invalid
from wsoa.history import OpenEntry, entry
from wsoa.snapshot.positions import Snapshot
from wsoa.snapshot.reading import Reading
from wsoa.tables import (
    Draw,
    DrawnMilestone,
    DrawTerms,
    Entry,
    FocusAreaTerms,
    FocusAreaWeakness,
    MilestoneFocusArea,
    MilestoneTerms,
    WeaknessTerms,
    metadata,
)
from wsoa.terms import ThingState

_entry = metadata.tables[str(Entry.__tablename__)]
_terms = metadata.tables[str(DrawTerms.__tablename__)]


def draw_sample(
    session: Session, actor: Actor, slug: str, *, size: int, weakness: int | None = None, token: str | None = None
) -> int:
    """Draw `size` of the milestones that are promised today (of those that serve the area of weakness); its number.

    Nobody chooses the seed, and a draw is never taken back: drawn again, it is another one. Raises Unseen, Barred and
    Invalid. The same form sent again gives the first draw again.
    """
    action, sent = Action.DRAW_SAMPLE, (size, weakness)
    with entry(session, actor, slug, command="draw_sample", action=action, token=token, payload=sent) as writing:
        if drawn := _drawn_before(writing):
            return drawn
        reading = Reading(session, writing.moment(clock.today()))
        numbers = _promised(reading, weakness)
        if problems := _unknown(reading, weakness) or _unfit(size, len(numbers)):
            raise Invalid(problems)
        seed = secrets.token_hex(16)
        row = DrawTerms(
            programme_id=writing.programme_id,
            number=writing.new(Draw),
            as_at=clock.today(),
            size=size,
            population=len(numbers),
            seed=seed,
            position_date=clock.today(),
            known_by=writing.number - 1,
            weakness=weakness,
        )
        drawn_now = enumerate(drawn_by(seed, numbers, size), 1)
        writing.append(row, *(DrawnMilestone(position=place, milestone=each) for place, each in drawn_now))
        return row.number


def drawn_by(seed: str, numbers: Collection[int], size: int) -> tuple[int, ...]:
    """The sample that the seed draws, in the order of drawing. Anybody can draw it again, in any language:

    write the seed, a space and the milestone's number; take the SHA-256 of it in hexadecimal; the `size` milestones
    that come first in the order of these are drawn.
    """
    return tuple(sorted(numbers, key=lambda number: sha256(f"{seed} {number}".encode()).hexdigest())[:size])


def population(snapshot: Snapshot, weakness: int | None) -> tuple[int, ...]:
    """The milestones that could have been drawn, in number order: those promised, or those that serve the area."""
    areas = {each.number for each in snapshot.focus_areas if weakness in each.weaknesses}
    return tuple(
        sorted(
            each.number
            for each in snapshot.milestones
            if each.state is ThingState.LIVE and (weakness is None or areas.intersection(each.focus_areas))
        )
    )


def _promised(reading: Reading, weakness: int | None) -> tuple[int, ...]:
    """The same of the record, while the entry is open."""
    live = [row["number"] for row in reading.newest(MilestoneTerms) if row["state"] == ThingState.LIVE]
    if weakness is None:
        return tuple(live)
    serves = reading.links(FocusAreaWeakness, FocusAreaTerms, "weakness")
    areas = reading.links(MilestoneFocusArea, MilestoneTerms, "focus_area")
    return tuple(each for each in live if any(weakness in serves.get(area, ()) for area in areas.get(each, ())))


def _unknown(reading: Reading, weakness: int | None) -> dict[str, str]:
    if weakness is None or any(row["number"] == weakness for row in reading.newest(WeaknessTerms)):
        return {}
    return {"weakness": "Choose among those shown."}


def _unfit(size: int, count: int) -> dict[str, str]:
    if not count:
        return {"size": "There is nothing to draw from."}
    if size < 1:
        return {"size": "Draw one or more."}
    there_are = "There is only 1" if count == 1 else f"There are only {count}"
    return {"size": f"{there_are} to draw from."} if size > count else {}


def _drawn_before(writing: OpenEntry) -> int | None:
    """The draw that this very form drew when it was sent before (R7)."""
    if not writing.was_sent():
        return None
    same = (_entry.c.programme_id == _terms.c.programme_id) & (_entry.c.number == _terms.c.entry)
    here = (_terms.c.programme_id == writing.programme_id) & (_entry.c.token == writing.token)
    return writing.session.scalar(select(_terms.c.number).join(_entry, same).where(here))
