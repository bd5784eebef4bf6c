"""Kinds of tampering with what was erased: words put back, remains edited, erasures forged or only asked for."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from tests.record.area import OPERATOR, SLUG
from tests.record.tamper import Tamper, another, deleted, this
from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.history import OpenEntry, entry
from wsoa.history.digest import content_of, row_digest
from wsoa.history.erasing import erase_in_row
from wsoa.people import actor_of
from wsoa.tables import ErasedPlace, Erasure, ErasureTerms, MilestoneUpdate, metadata
from wsoa.terms import ErasureState

KIND = MilestoneUpdate
RATED = ("milestone_update", 4, 1)
"""A row that says red, and from which nothing was erased."""
LATER = datetime(2026, 11, 2, 12, tzinfo=UTC)
STANDS_IN = "Erased on 3 March 2026 by a programme manager and an administrator: It names a child."


def what_remains_of_an_erased_row_is_edited(on: Connection, chance: random.Random) -> str | None:
    row = an_erased_row(on, chance)
    table = metadata.tables["milestone_update"]
    column = chance.choice(["progress", "level", "salt", "entry", "issue"])
    value = another(row[column], chance)
    if value is None:
        return None
    on.execute(table.update().where(*this(table, row)).values({column: value}))  # type: ignore[arg-type]
    return f"erased {table.name}.{column}"


def erased_words_are_put_back(on: Connection, chance: random.Random) -> str | None:
    """With a digest of its own that is right: only the entry and the erasure know better."""
    row, table = an_erased_row(on, chance), metadata.tables["milestone_update"]
    said = row | {"progress": "Turn 0"}
    digest = row_digest(str(row["salt"]), content_of(KIND, said, {}))
    on.execute(table.update().where(*this(table, row)).values(progress="Turn 0", digest=digest))  # type: ignore[arg-type]
    return "put back"


def words_go_that_only_a_request_names(on: Connection, chance: random.Random) -> str | None:
    table = metadata.tables["milestone_update"]
    row = dict(on.execute(select(table).where(table.c.progress == "Turn 2")).mappings().one())
    gone = {"progress": STANDS_IN, "salt": chance.randbytes(16).hex()}
    on.execute(table.update().where(*this(table, row)).values(gone))  # type: ignore[arg-type]
    return "requested only"


def a_request_is_called_done_and_its_words_go(on: Connection, chance: random.Random) -> str | None:
    words_go_that_only_a_request_names(on, chance)
    table, places = metadata.tables["milestone_update"], metadata.tables["erased_place"]
    row = on.execute(select(table).where(table.c.progress == STANDS_IN)).mappings().one()
    remaining = row_digest(row["salt"], content_of(KIND, dict(row), {}))
    terms = metadata.tables["erasure_terms"]
    mine = terms.c.state == "requested"
    asked = on.scalar(select(func.max(terms.c.id)).where(mine))
    on.execute(places.update().where(places.c.row_id == asked).values(remaining=remaining))
    on.execute(terms.update().where(terms.c.id == asked).values(state="done"))
    return "called done"


def a_line_is_forged_in_an_erasure_that_was_done(on: Connection, chance: random.Random) -> str | None:
    """Right in itself: it names a row, and the digest of what remains of it."""
    table, places = metadata.tables["milestone_update"], metadata.tables["erased_place"]
    row = dict(on.execute(select(table).where(table.c.progress == "Turn 3")).mappings().one())
    said = row | {"progress": STANDS_IN, "salt": chance.randbytes(16).hex()}
    gone = {"progress": STANDS_IN, "salt": said["salt"]}
    on.execute(table.update().where(*this(table, row)).values(gone))  # type: ignore[arg-type]
    done = on.scalar(select(func.max(places.c.row_id)).where(places.c.remaining.is_not(None)))
    remaining = row_digest(str(said["salt"]), content_of(KIND, said, {}))
    named = {"number": row["number"], "sequence": row["sequence"], "fields": "progress", "remaining": remaining}
    on.execute(places.insert().values(row_id=done, position=99, table_name=table.name, **named))
    return "forged line"


def an_erasure_is_forged_that_no_entry_wrote(on: Connection, chance: random.Random) -> str | None:
    """Row and line with digests of their own that are right, in the name of the last entry."""
    a_line_is_forged_in_an_erasure_that_was_done(on, chance)
    table, places = metadata.tables["erasure_terms"], metadata.tables["erased_place"]
    done = dict(on.execute(select(table).where(table.c.state == "done")).mappings().one())
    new_id = (on.scalar(select(func.max(table.c.id))) or 0) + 1
    on.execute(table.insert().values(done | {"id": new_id, "sequence": 77, "entry": 27}))
    on.execute(places.update().where(places.c.position == 99).values(row_id=new_id, position=1))
    lines = on.execute(select(places).where(places.c.row_id == new_id)).mappings().all()
    said = on.execute(select(table).where(table.c.id == new_id)).mappings().one()
    digest = row_digest(
        said["salt"], content_of(ErasureTerms, dict(said), {"erased_place": [dict(line) for line in lines]})
    )
    on.execute(table.update().where(table.c.id == new_id).values(digest=digest))
    return "forged erasure"


def a_rating_is_changed_and_one_entry_calls_it_an_erasure(on: Connection, chance: random.Random) -> str | None:
    """Whoever owns the machine can append an entry whose digests are right; but it says who wrote it."""
    with appending(on) as (session, _manager, _administrator):
        with entry(session, OPERATOR, SLUG, command="approve_erasure", action=Action.SET_UP) as writing:
            number = writing.new(Erasure)
            _say(writing, number, ErasureState.DONE, None, None, erase_in_row(writing, *RATED, {"level": "G"}), "issue")
        session.commit()
    return "one entry"


def a_rating_is_changed_behind_a_request_and_an_approval(on: Connection, chance: random.Random) -> str | None:
    """Both entries in the names of people who may: what stands there is still nothing that an erasure leaves."""
    with appending(on) as (session, manager, administrator):
        with entry(session, manager, SLUG, command="request_erasure", action=Action.REQUEST_ERASURE) as writing:
            number = writing.new(Erasure)
            _say(writing, number, ErasureState.REQUESTED, manager.uid, None, None, "level")
        with entry(session, administrator, SLUG, command="approve_erasure", action=Action.APPROVE_ERASURE) as writing:
            remaining = erase_in_row(writing, *RATED, {"level": "G"})
            _say(writing, number, ErasureState.DONE, manager.uid, administrator.uid, remaining, "level")
        session.commit()
    return "two entries"


def somebody_approves_what_they_requested(on: Connection, chance: random.Random) -> str | None:
    with appending(on) as (session, _manager, both):
        with entry(session, OPERATOR, SLUG, command="request_erasure", action=Action.SET_UP) as writing:
            number = writing.new(Erasure)
            _say(writing, number, ErasureState.REQUESTED, both.uid, None, None, "issue")
        with entry(session, both, SLUG, command="approve_erasure", action=Action.APPROVE_ERASURE) as writing:
            words = f"Erased on {LATER:%-d %B %Y} by a programme manager and an administrator: So."
            remaining = erase_in_row(writing, *RATED, {"issue": words})
            _say(writing, number, ErasureState.DONE, both.uid, both.uid, remaining, "issue")
        session.commit()
    return "one person"


@contextmanager
def appending(on: Connection) -> Iterator[tuple[Session, Actor, Actor]]:
    """A session within the tamperer's work, with the manager and the administrator of the erasure that was done."""
    terms = metadata.tables["erasure_terms"]
    asked, decided = on.execute(select(terms.c.requested_by, terms.c.decided_by).where(terms.c.state == "done")).one()
    with clock.held_at(LATER), Session(bind=on, join_transaction_mode="create_savepoint", autoflush=False) as session:
        manager, administrator = actor_of(session, asked), actor_of(session, decided)
        assert manager
        assert administrator
        yield session, manager, administrator


def _say(
    writing: OpenEntry,
    number: int,
    state: ErasureState,
    requested_by: str | None,
    decided_by: str | None,
    remaining: str | None,
    field: str,
) -> None:
    table, of, sequence = RATED
    place = ErasedPlace(position=1, table_name=table, number=of, sequence=sequence, fields=field, remaining=remaining)
    row = ErasureTerms(
        programme_id=writing.programme_id,
        number=number,
        as_at=LATER.date(),
        state=state,
        because="So",
        requested_by=requested_by,
        decided_by=decided_by,
    )
    writing.append(row, place)


def an_erasure_is_forgotten(on: Connection, chance: random.Random) -> str | None:
    return deleted(on, chance, ["erased_place"])


def an_erased_row(on: Connection, chance: random.Random) -> dict[str, object]:
    table, places = metadata.tables["milestone_update"], metadata.tables["erased_place"]
    same = (places.c.number == table.c.number) & (places.c.sequence == table.c.sequence)
    named = (places.c.table_name == table.name) & places.c.remaining.is_not(None)
    rows = on.execute(select(table).join(places, same).where(named, table.c.programme_id == 1)).mappings().all()
    return dict(chance.choice(rows))


ERASED: tuple[Tamper, ...] = (
    what_remains_of_an_erased_row_is_edited,
    erased_words_are_put_back,
    words_go_that_only_a_request_names,
    a_request_is_called_done_and_its_words_go,
    a_line_is_forged_in_an_erasure_that_was_done,
    an_erasure_is_forged_that_no_entry_wrote,
    an_erasure_is_forgotten,
    a_rating_is_changed_and_one_entry_calls_it_an_erasure,
    a_rating_is_changed_behind_a_request_and_an_approval,
    somebody_approves_what_they_requested,
)
