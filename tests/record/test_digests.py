"""Digests, exactly as DESIGN section 6 writes them down: what is hashed here is written out by hand."""

import hashlib
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import Column, String

from tests.record.area import AMBER, Area
from wsoa.history import digest
from wsoa.history.digest import content_of, entry_digest, row_digest, table_of
from wsoa.milestones import write_update
from wsoa.tables import HISTORY, MilestoneTerms, MilestoneUpdate, metadata
from wsoa.terms import MilestoneKind, ThingState

SALT = "00112233445566778899aabbccddeeff"
ROW: dict[str, object] = {
    "id": 4711,
    "programme_id": 12,
    "number": 3,
    "sequence": 2,
    "entry": 17,
    "as_at": date(2026, 4, 30),
    "round": None,
    "reason": "Zoë asked",
    "salt": SALT,
    "digest": "",
    "corrects": None,
    "withdraws": None,
    "confirmed": False,
    "ref": "",
    "wording": 'Say "when"\nand who',
    "kind": MilestoneKind.MILESTONE,
    "state": ThingState.LIVE,
    "workstream": 1,
}
LINES: dict[str, list[dict[str, object]]] = {
    "milestone_focus_area": [{"row_id": 4711, "focus_area": 10}, {"row_id": 4711, "focus_area": 9}],
    "milestone_lead": [
        {"row_id": 4711, "position": 1, "words": "The forum", "kind": "body", "person": None, "organisation": "ab12"}
    ],
}
BY_HAND = (
    '{"as_at":"2026-04-30","confirmed":false,"entry":"17","kind":"milestone",'
    '"milestone_focus_area":[{"focus_area":"9"},{"focus_area":"10"}],'
    '"milestone_lead":[{"kind":"body","organisation":"ab12","position":"1","words":"The forum"}],'
    '"number":"3","reason":"Zoë asked","ref":"","sequence":"2","state":"live","table":"milestone_terms",'
    '"wording":"Say \\"when\\"\\nand who","workstream":"1"}'
)


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def test_a_rows_digest_is_that_of_its_salt_and_canonical_json() -> None:
    assert row_digest(SALT, content_of(MilestoneTerms, ROW, LINES)) == sha256(SALT + BY_HAND)
    assert row_digest("0" * 32, content_of(MilestoneTerms, ROW, LINES)) != sha256(SALT + BY_HAND)


def test_an_entrys_digest_is_that_of_the_one_before_its_fields_and_its_rows() -> None:
    fields: dict[str, object] = {
        "number": 17,
        "recorded_at": datetime(2026, 5, 1, 9, 30, 0, 250, tzinfo=UTC),
        "actor": "ab12",
        "on_behalf_of": None,
        "command": "record_update",
        "source": "form",
        "token": None,
        "previous": "f" * 64,
    }
    by_hand = (
        '{"actor":"ab12","command":"record_update","number":"17","programme":"cd34",'
        '"recorded_at":"2026-05-01T09:30:00.000250Z","source":"form"}'
    )
    assert entry_digest("cd34", fields, ["a" * 64, "b" * 64]) == sha256("f" * 64 + by_hand + "a" * 64 + "b" * 64)
    assert entry_digest("cd34", fields, ["b" * 64, "a" * 64]) != sha256("f" * 64 + by_hand + "a" * 64 + "b" * 64)


def test_a_time_is_the_same_wherever_it_was_noted() -> None:
    summer = timezone(timedelta(hours=1))
    there, here = datetime(2026, 5, 1, 10, 30, tzinfo=summer), datetime(2026, 5, 1, 9, 30, tzinfo=UTC)
    assert entry_digest("p", {"recorded_at": there}, []) == entry_digest("p", {"recorded_at": here}, [])
    assert entry_digest("p", {"recorded_at": here}, []) == sha256(
        '{"programme":"p","recorded_at":"2026-05-01T09:30:00.000000Z"}'
    )


def test_composed_and_decomposed_letters_are_one() -> None:
    apart = ROW | {"reason": unicodedata.normalize("NFD", "Zoë asked")}
    assert apart["reason"] != ROW["reason"]
    assert row_digest(SALT, content_of(MilestoneTerms, apart, LINES)) == sha256(SALT + BY_HAND)


def test_table_ids_and_the_order_of_lines_do_not_matter() -> None:
    moved = ROW | {"id": 1, "programme_id": 99}
    lines = {name: [line | {"row_id": 1} for line in reversed(found)] for name, found in LINES.items()}
    assert row_digest(SALT, content_of(MilestoneTerms, moved, lines)) == sha256(SALT + BY_HAND)


def test_a_new_column_that_may_be_empty_changes_no_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    wider = table_of(MilestoneTerms).to_metadata(type(metadata)())
    wider.append_column(Column("added_later", String(), nullable=True))
    monkeypatch.setattr(digest, "table_of", lambda kind: wider if kind is MilestoneTerms else table_of(kind))
    assert row_digest(SALT, content_of(MilestoneTerms, ROW | {"added_later": None}, LINES)) == sha256(SALT + BY_HAND)
    assert row_digest(SALT, content_of(MilestoneTerms, ROW | {"added_later": "x"}, LINES)) != sha256(SALT + BY_HAND)


@pytest.mark.parametrize("column", sorted(ROW.keys() - {"id", "programme_id", "salt", "digest"}))
def test_every_column_of_a_row_is_digested(column: str) -> None:
    changed = ROW | {column: "something else"}
    assert row_digest(SALT, content_of(MilestoneTerms, changed, LINES)) != sha256(SALT + BY_HAND)


def test_true_is_not_the_word_true_and_one_is_not_true() -> None:
    def digest_of(value: object) -> str:
        return row_digest(SALT, content_of(MilestoneUpdate, {"confirmed": value}, {}))

    assert len({digest_of(value) for value in (True, "True", "true", 1, False, None)}) == 6
    assert digest_of(1) == digest_of("1")


def test_every_kind_of_history_carries_what_a_chain_needs() -> None:
    needed = {"sequence", "entry", "as_at", "round", "reason", "salt", "digest", "corrects", "withdraws", "confirmed"}
    tables = [table for table in metadata.tables.values() if {"salt", "digest"} <= set(table.c.keys())]
    assert sorted(table.name for table in tables) == sorted(str(kind.__tablename__) for kind in HISTORY)
    for table in tables:
        assert needed <= set(table.c.keys())
        reading = next(index for index in table.indexes if index.name == f"ix_{table.name}_reading")
        assert [c.name for c in reading.columns] == ["programme_id", "number", "as_at", "sequence", "entry"]


def test_no_column_hides_which_table_a_row_is_of() -> None:
    for kind in HISTORY:
        names = {"table", *(str(child.__tablename__) for child in kind.children)}
        assert names.isdisjoint(table_of(kind).c.keys())
        assert content_of(kind, {}, {})["table"] == kind.__tablename__


def test_the_same_statement_never_has_the_same_digest_twice(area: Area) -> None:
    """So that nobody can guess a short text that was erased from the digest that stays."""
    area.found(2, AMBER, as_at=date(2026, 3, 1), day=date(2026, 3, 1))
    table = table_of(MilestoneUpdate)
    with area.entry(date(2026, 3, 1)) as writing:
        for _time in range(3):
            write_update(writing, AMBER, as_at=date(2026, 3, 1), number=2)
    with area.database.reading() as session:
        found = session.execute(table.select().where(table.c.number == 2)).all()
    assert len({row.digest for row in found}) == len({row.salt for row in found}) == len(found)
    assert {len(row.salt) for row in found} == {32}
