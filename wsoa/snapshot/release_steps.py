"""The steps of every release: proposed, given, refused, withdrawn; by whom, as a role, and when."""

from collections.abc import Collection, Iterator, Sequence
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from wsoa.access import TABLE, Action
from wsoa.history import Row, rows
from wsoa.snapshot.load import reading_at
from wsoa.snapshot.positions.released import Releasable, ReleasePosition, ReleaseStep
from wsoa.snapshot.reading import Reading, all_with_author
from wsoa.tables import EvidenceRelease, Membership, NarrativeRelease, PackRelease, metadata
from wsoa.terms import ReleaseState, Role

_membership = metadata.tables[str(Membership.__tablename__)]
_KINDS = {
    Releasable.PACK: PackRelease,
    Releasable.EVIDENCE: EvidenceRelease,
    Releasable.NARRATIVE: NarrativeRelease,
}


def release_steps(
    session: Session, programme_id: int, what: Releasable | None = None, number: int | None = None
) -> Iterator[ReleasePosition]:
    """Every release with all its steps (of that kind, of that number), in three queries however many there are."""
    reading = reading_at(session, programme_id, None, None)
    found: dict[tuple[Releasable, int], list[Row]] = {}
    for kind, table in _KINDS.items():
        every = rows(session, all_with_author(table), reading.at) if what in (None, kind) else ()
        for row in sorted(every, key=lambda row: int(row["sequence"])):
            if number in (None, row["number"]):
                found.setdefault((kind, row["number"]), []).append(row)
    held = _held(reading, {_who(row) for steps in found.values() for row in steps})
    for (kind, _), steps in found.items():
        yield _release(reading, kind, steps, held)


def _release(reading: Reading, what: Releasable, steps: list[Row], held: Sequence[Row]) -> ReleasePosition:
    return ReleasePosition(
        what=what,
        number=steps[-1]["number"],
        proposed_by=steps[-1]["proposed_by"],
        contents_digest=steps[-1].get("contents_digest"),
        steps=tuple(ReleaseStep(ReleaseState(row["state"]), _role(held, row), reading.written(row)) for row in steps),
    )


def _who(row: Row) -> str | None:
    """Whoever took the step."""
    return cast("str | None", row["proposed_by"] if row["state"] == ReleaseState.PROPOSED else row["decided_by"])


_ASKED = {
    ReleaseState.PROPOSED: Action.PROPOSE_RELEASE,
    ReleaseState.RELEASED: Action.DECIDE_RELEASE,
    ReleaseState.REFUSED: Action.DECIDE_RELEASE,
    ReleaseState.WITHDRAWN: Action.KEEP_RELEASES,
}
"""What each step asks of whoever takes it."""


def _role(held: Sequence[Row], row: Row) -> Role | None:
    """The role by which somebody took the step: of those they held on that day, the first that allows it."""
    action, day = _ASKED[ReleaseState(row["state"])], row["as_at"]
    roles = (
        Role(each["role"])
        for each in held
        if each["person_uid"] == _who(row) and each["starts"] <= day and (each["ends"] is None or each["ends"] >= day)
    )
    return next((role for role in roles if role in TABLE[action]), None)


def _held(reading: Reading, uids: Collection[str | None]) -> Sequence[Row]:
    """Every role that these people have held in the programme, in the order in which they were given."""
    known = [uid for uid in uids if uid]
    mine = (_membership.c.programme_id == reading.at.programme_id) & _membership.c.person_uid.in_(known)
    return rows(reading.session, select(_membership).where(mine).order_by(_membership.c.id)) if known else ()
