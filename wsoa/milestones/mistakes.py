"""Mistakes: correcting an update, and withdrawing one that should not exist (DESIGN 6). Nothing is overwritten."""

from datetime import date

from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.errors import Conflict, Invalid, Unseen
from wsoa.history import Moment, OpenEntry, Row, entry, history, rows, said_again
from wsoa.milestones.updates import UpdateChange, require_mine, unmet, update_row
from wsoa.rating_keys import chosen, in_force
from wsoa.tables import Child, MilestoneUpdate, UpdateEvidence, metadata
from wsoa.text import clean

_cited = metadata.tables[str(UpdateEvidence.__tablename__)]


def correct_update(
    session: Session, actor: Actor, slug: str, number: int, change: UpdateChange, *, corrects: int
) -> int:
    """Say rightly what row `corrects` said wrongly, on that row's own date; the new row's sequence.

    As it was known before, the mistake still shows at an older entry. Raises Conflict when the row no longer stands,
    and Invalid as `record_update` does: a correction meets the same rules, and the key in force today.
    """
    with entry(session, actor, slug, command="correct_update", action=Action.UPDATE_MILESTONE) as writing:
        require_mine(writing, actor, number)
        wrong = _standing_row(writing, number, corrects)
        if not change.level:
            raise Invalid({"level": "Choose a rating."})
        level = chosen(in_force(writing, clock.today()), change.level)
        row, cited = update_row(writing, change, level, number)
        row.as_at, row.round, row.corrects = wrong["as_at"], wrong["round"], corrects
        if problems := unmet(writing, level, row, cited):
            raise Invalid(problems)
        return writing.append(row, *cited)


def withdraw_update(session: Session, actor: Actor, slug: str, number: int, *, withdraws: int, reason: str) -> int:
    """Take back row `withdraws`, which should not exist: a row of its date repeats the position before it.

    With no position before it the milestone is *not rated* again. Invalid without a reason.
    """
    reason = clean(reason)
    if not reason.strip():
        raise Invalid({"reason": "Say why the update should not exist."})
    with entry(session, actor, slug, command="withdraw_update", action=Action.UPDATE_MILESTONE) as writing:
        require_mine(writing, actor, number)
        wrong = _standing_row(writing, number, withdraws)
        row, cited = _position_before(writing, number, wrong)
        row.as_at, row.round, row.withdraws, row.reason = wrong["as_at"], wrong["round"], withdraws, reason
        return writing.append(row, *cited)


def _standing_row(writing: OpenEntry, number: int, sequence: int) -> Row:
    """Row `sequence`, if it stands on its own date: what has been mended already is not mended twice."""
    known = rows(writing.session, history(MilestoneUpdate), _always(writing), number)
    found = next((row for row in known if row["sequence"] == sequence), None)
    if found is None:
        raise Unseen("update")
    standing = next(row for row in known if row["as_at"] == found["as_at"])
    if standing["sequence"] != sequence:
        raise Conflict("This update", seen=sequence, newest=standing["sequence"])
    return found


def _position_before(writing: OpenEntry, number: int, wrong: Row) -> tuple[MilestoneUpdate, list[Child]]:
    """What stood before `wrong`: the newest row ordered before it that was not itself taken back."""
    known = rows(writing.session, history(MilestoneUpdate), _always(writing), number)
    taken_back = {row["withdraws"] for row in known if row["withdraws"] is not None}
    place = (wrong["as_at"], wrong["sequence"])
    earlier = [row for row in known if (row["as_at"], row["sequence"]) < place and row["sequence"] not in taken_back]
    if not earlier:
        return MilestoneUpdate(programme_id=writing.programme_id, number=number, as_at=wrong["as_at"]), []
    before = earlier[0]
    cited = rows(writing.session, _cited.select().where(_cited.c.row_id == before["id"]))
    return said_again(MilestoneUpdate, before, {str(UpdateEvidence.__tablename__): cited})


def _always(writing: OpenEntry) -> Moment:
    return writing.moment(date.max)
