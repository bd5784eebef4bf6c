"""The token of a form: what makes a second sending harmless (R7), and tells when the form was opened.

A form holds the words that stood when it was opened. Words that were erased since then must not come back with it
(DESIGN 6), and nothing but the moment tells: an erasure gives the thing no newer row.
"""

import re
import secrets
from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.tables import Entry, ErasedPlace, ErasureTerms, metadata
from wsoa.terms import ErasureState

LONGEST = 64
DRAWN_WITHIN = timedelta(seconds=5)
"""The most that may pass between reading what a page shows and drawing it, or between an erasure and its commit."""

_OPENED = re.compile(r".+\.(\d{1,11})", re.ASCII)
_terms = metadata.tables[str(ErasureTerms.__tablename__)]
_place = metadata.tables[str(ErasedPlace.__tablename__)]
_entry = metadata.tables[str(Entry.__tablename__)]


def new_token() -> str:
    """A token for a form that is opened now."""
    return f"{secrets.token_urlsafe(16)}.{int(clock.now().timestamp())}"


def kept_or_new(said: str, *, fresh: bool = False) -> str:
    """The token that came with a form, or a new one: for a new form, and after a conflict.

    Under the old token the same words might have been saved once, before somebody changed them: sent again to win
    them back they would be taken for a mere repetition (R7).
    """
    said = said.strip()
    return said if said and len(said) <= LONGEST and not fresh else new_token()


def opened_at(token: str | None) -> datetime | None:
    """When the form of that token was opened, to the second; None for a token that does not tell."""
    found = _OPENED.fullmatch(token or "")
    return datetime.fromtimestamp(int(found[1]), UTC) if found else None


def erased_since(session: Session, programme_id: int, tables: Collection[str], number: int, opened: datetime) -> bool:
    """Whether words of thing `number` were erased, in any of its tables, since a form about it was opened."""
    same = (_entry.c.programme_id == _terms.c.programme_id) & (_entry.c.number == _terms.c.entry)
    done = (_terms.c.programme_id == programme_id) & (_terms.c.state == ErasureState.DONE)
    here = _place.c.table_name.in_(tables) & (_place.c.number == number)
    query = select(_place.c.row_id).join(_terms, _terms.c.id == _place.c.row_id).join(_entry, same)
    since = _entry.c.recorded_at > opened - DRAWN_WITHIN
    return session.scalar(query.where(done, here, since).limit(1)) is not None
