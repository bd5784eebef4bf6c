"""Kinds of tampering with what was erased: words put back, remains edited, erasures forged or only asked for."""

import random

from sqlalchemy import Connection, func, select

from tests.record.tamper import Tamper, another, deleted, this
from wsoa.history.digest import content_of, row_digest
from wsoa.tables import ErasureTerms, MilestoneUpdate, metadata

KIND = MilestoneUpdate
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
)
