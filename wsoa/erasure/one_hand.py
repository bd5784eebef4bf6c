"""Whether an erasure could be one person's doing: by a code that one of the two made for the other (PROOFS 2.2)."""

from datetime import datetime

from sqlalchemy import select

from wsoa.erasure.told import proposer
from wsoa.history import OpenEntry
from wsoa.snapshot.let_in import let_in, let_in_by
from wsoa.tables import Entry, ErasureTerms, metadata

_terms = metadata.tables[str(ErasureTerms.__tablename__)]
_entry = metadata.tables[str(Entry.__tablename__)]

_MADE = (
    "Whoever asked for this erasure came in with a code that you made, so it could be one person’s doing. Let another "
    "administrator approve it. Or let another administrator make them a code for a new passphrase, and refuse this: "
    "when they came in with that code, they ask for it again."
)


def one_hand(writing: OpenEntry, row: ErasureTerms) -> str | None:
    """Why this administrator cannot approve what was requested; None where nothing speaks against it.

    An administrator makes codes for managers, and every erasure is forever: so this holds both ways, unlike the other
    steps that take two people (docs/information-governance/security-decisions.md).
    """
    session, approver = writing.session, writing.actor.uid
    if let_in_by(session, approver, (row.requested_by, proposer(session, writing.programme_id, row.number))):
        return let_in("asked for this erasure", "approve")
    if let_in_by(session, row.requested_by, (approver,), _requested_at(writing, row.number)):
        return _MADE
    return None


def _requested_at(writing: OpenEntry, number: int) -> datetime | None:
    """When the newest row of the erasure was recorded: the request that waits."""
    same = (_entry.c.programme_id == _terms.c.programme_id) & (_entry.c.number == _terms.c.entry)
    mine = (_terms.c.programme_id == writing.programme_id) & (_terms.c.number == number)
    when = select(_entry.c.recorded_at).join(_terms, same).where(mine).order_by(_terms.c.sequence.desc()).limit(1)
    return writing.session.scalar(when)
