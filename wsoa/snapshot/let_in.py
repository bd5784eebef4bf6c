"""By whose code somebody came in: whoever made it could have used it, and so be both of two people (PROOFS 2.2).

The last code that was used for a passphrase tells. That its owner has changed the passphrase since tells nothing: who
used the code could change it too. Only a code that somebody else made does.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from wsoa.tables import Invitation, metadata

_invitation = metadata.tables[str(Invitation.__tablename__)]


def let_in_by(
    session: Session, person: str | None, makers: Collection[str | None], until: datetime | None = None
) -> bool:
    """Whether one of `makers` made the code with which that person last came in, now or `until` that moment."""
    used = _invitation.c.used_at
    mine = (_invitation.c.person_uid == person) & used.is_not(None)
    last = select(_invitation.c.made_by).where(mine if until is None else mine & (used <= until))
    made_by = session.scalar(last.order_by(used.desc()).limit(1))
    return made_by is not None and made_by in makers


def is_last_used() -> ColumnElement[bool]:
    """Whether a code is the last with which its person came in: it is kept for as long as it is asked for here."""
    later = _invitation.alias()
    newer = (later.c.person_uid == _invitation.c.person_uid) & (later.c.used_at > _invitation.c.used_at)
    return _invitation.c.used_at.is_not(None) & ~exists().where(newer)


def let_in(did: str, do: str) -> str:
    """What the second of two people is told whom the first let in: what that one did, and what is left to do."""
    return (
        f"You came in with a code that was made by whoever {did}, so it could be one person’s doing. Let somebody else "
        f"{do} it. Or ask an administrator for a code for a new passphrase, and {do} it when you came in with that one."
    )
