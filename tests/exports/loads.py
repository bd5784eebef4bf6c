"""A load of an invented tracker, as the record keeps it."""

from dataclasses import replace
from datetime import UTC, date, datetime

from wsoa.snapshot.positions.loads import LoadPosition, LoadReport, SaidAside, SaidDoubt, SaidTable
from wsoa.terms import Scope

LEFT_OUT: SaidAside = {"cell": "Plan!F2", "text": "see Ann", "why": "the column has no header"}
PLAN: SaidTable = {
    "where": "Plan!A1:F5",
    "rows": 4,
    "created": 1,
    "updated": 1,
    "unchanged": 1,
    "in_conflict": 1,
    "not_data": [{"cell": "Plan!A1", "text": "Milestone", "why": "a header"}],
    "left_out": [LEFT_OUT],
}
UNSETTLED: SaidDoubt = {
    "cell": "Plan!D3",
    "text": "May 25",
    "read_as": "words only",
    "why": "no date can be read with certainty",
    "key": "when:Plan!D3",
    "choices": [{"code": "words", "words": "Keep the words"}, {"code": "2", "words": "May 2025"}],
    "settled": None,
}
REPORT: LoadReport = {
    "file": {"name": "plan.xlsx", "sha256": "ab" * 32},
    "as_at": "2026-03-31",
    "scope": "plan",
    "applied": True,
    "tables": [
        PLAN,
        {
            "where": "Risks!A1:D3",
            "rows": 2,
            "created": 2,
            "updated": 0,
            "unchanged": 0,
            "in_conflict": 0,
            "not_data": [],
            "left_out": [],
        },
    ],
    "rows": [
        {
            "cell": "Plan!A2",
            "table": "Plan!A1:F5",
            "thing": "milestone 7 (1.A)",
            "outcome": "updated",
            "changes": [{"field": "Rating", "before": "Amber", "after": "Red"}],
        },
        {
            "cell": "Plan!A3",
            "table": "Plan!A1:F5",
            "thing": "milestone 8",
            "outcome": "created",
            "changes": [{"field": "Issue", "before": None, "after": "Too few places"}],
        },
        {"cell": "Plan!A4", "table": "Plan!A1:F5", "thing": "milestone 9", "outcome": "unchanged", "changes": []},
    ],
    "doubts": [
        {**UNSETTLED, "settled": "2"},
        {
            "cell": "Plan!A5",
            "text": "East",
            "read_as": "East",
            "why": "it is hidden",
            "key": "",
            "choices": [],
            "settled": None,
        },
    ],
    "conflicts": [{"thing": "milestone 3", "field": "issue", "record": "Ours", "file": None}],
    "not_in_file": ["milestone 4 (2.B)"],
}
LOAD = LoadPosition(
    number=2,
    file_name="plan.xlsx",
    sha256="ab" * 32,
    as_at=date(2026, 3, 31),
    scope=Scope.PLAN,
    loaded_at=datetime(2026, 4, 1, 13, 5, tzinfo=UTC),
    by="Priya Nair",
    entry=12,
    report=REPORT,
    report_digest="cd" * 32,
)


def load_saying(*texts: str) -> LoadPosition:
    """The load, had it left out these texts."""
    asides: list[SaidAside] = [{**LEFT_OUT, "text": text} for text in texts]
    table: SaidTable = {**PLAN, "left_out": asides}
    said: LoadReport = {**REPORT, "tables": [table]}
    return replace(LOAD, report=said)
