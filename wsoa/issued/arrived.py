"""What has come into the record since a pack was drawn from it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Integer, bindparam, literal, select, union_all
from sqlalchemy.orm import Session

from wsoa.access import Action, Actor
from wsoa.errors import Conflict
from wsoa.history import rows
from wsoa.history.newest import KNOWN_BY, PROGRAMME
from wsoa.snapshot import open_programme
from wsoa.tables import HISTORY, Entry, EvidenceRelease, PackRelease, PackTerms, Person, metadata

_entry = metadata.tables[str(Entry.__tablename__)]
_person = metadata.tables[str(Person.__tablename__)]
_terms = metadata.tables[str(PackTerms.__tablename__)]
# Who else may read what was given is nothing that a pack could print.
_histories = [
    metadata.tables[str(kind.__tablename__)] for kind in HISTORY if kind not in (EvidenceRelease, PackRelease)
]
_ONLY_ASKED = ("propose_erasure", "request_erasure", "refuse_erasure")
"""Commands that change no word a pack could print."""
_touched = union_all(
    *(
        select(literal(table.info["thing"]).label("thing"), table.c.number, table.c.entry).where(
            table.c.programme_id == PROGRAMME, table.c.entry > KNOWN_BY
        )
        for table in _histories
    )
).subquery()
_since = select(_touched).order_by(_touched.c.entry, _touched.c.thing, _touched.c.number)
_told = (
    select(_entry.c.number, _entry.c.recorded_at, _entry.c.command, _entry.c.on_behalf_of, _person.c.name)
    .outerjoin(_person, _person.c.uid == _entry.c.actor)
    .where(_entry.c.programme_id == PROGRAMME, _entry.c.number > KNOWN_BY)
    .order_by(_entry.c.number)
)
_series = (
    select(_terms.c.number, _terms.c.board, _terms.c.report)
    .where(_terms.c.programme_id == bindparam("whose", type_=Integer))
    .distinct()
)


@dataclass(frozen=True, slots=True)
class ArrivedEntry:
    """An entry: who wrote it, when, by which command, and what it is about ("milestone", 12), each thing once."""

    number: int
    by: str
    recorded_at: datetime
    command: str
    what: tuple[tuple[str, int], ...]


class SomethingArrived(Conflict):
    """A pack was to be issued from a record that others have written in since. `entries` are what they wrote."""

    def __init__(self, entries: tuple[ArrivedEntry, ...], *, seen: int, newest: int) -> None:
        super().__init__("The record this pack was drawn from", seen=seen, newest=newest)
        self.entries = entries


def arrived_since(session: Session, actor: Actor, slug: str, number: int, since: int) -> tuple[ArrivedEntry, ...]:
    """What came into the record after entry `since` that pack `number` could have spoken of, in its order.

    Raises Unseen and Barred.
    """
    programme = open_programme(session, actor, slug, Action.READ_WORKING)
    return arrived(session, programme.id, number, since)


def arrived(session: Session, programme_id: int, number: int, since: int) -> tuple[ArrivedEntry, ...]:
    """The same for a command, which has asked for its own permission.

    An entry that is only about this pack (its drafting, its clearing), or about packs of other boards or reports, says
    nothing that this pack could print.
    """
    asked = {PROGRAMME.key: programme_id, KNOWN_BY.key: since}
    touched: dict[int, list[tuple[str, int]]] = {}
    for row in session.execute(_since, asked).mappings():
        touched.setdefault(row["entry"], []).append((row["thing"], row["number"]))
    if not touched:
        return ()
    found = rows(session, _series.params(whose=programme_id))
    series = {row["number"]: (row["board"], row["report"]) for row in found}
    silent = {("pack", each) for each, of in series.items() if each == number or of != series.get(number)}
    return tuple(
        ArrivedEntry(row["number"], _author(row["name"], row["on_behalf_of"]), row["recorded_at"], row["command"], what)
        for row in session.execute(_told, asked).mappings()
        if row["command"] not in _ONLY_ASKED
        and (what := tuple(dict.fromkeys(touched.get(row["number"], ()))))
        and not silent.issuperset(what)
    )


def _author(name: str | None, on_behalf_of: str | None) -> str:
    who = name or "The tracker’s operator"
    return f"{who} on behalf of {on_behalf_of}" if on_behalf_of else who
