"""Until when somebody belongs to a programme."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Actor
from wsoa.tables import Membership, metadata

_membership = metadata.tables[str(Membership.__tablename__)]


def last_day(session: Session, actor: Actor, programme_id: int) -> date | None:
    """The last day on which any role of theirs opens the programme; None where one has no end, or none is held."""
    today, ends = clock.today(), _membership.c.ends
    mine = (_membership.c.person_uid == actor.uid) & (_membership.c.programme_id == programme_id)
    lasting = (_membership.c.starts <= today) & or_(ends.is_(None), ends >= today)
    found = list(session.scalars(select(ends).where(mine & lasting)))
    return max((each for each in found if each is not None), default=None) if None not in found else None
