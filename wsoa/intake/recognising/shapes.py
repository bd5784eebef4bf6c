"""The kinds of table a tracker has, each told by the fields its headers name."""

from dataclasses import dataclass

from wsoa.intake.found import TableKind
from wsoa.intake.recognising.aliases import WORDS_FOR


@dataclass(frozen=True, slots=True)
class Shape:
    """What makes a row of headers the header of one kind of table.

    `instead` is a field that stands for the main one where a table has no such column and has `with_it` beside it:
    the response to a review lists *issues*, each with its outcome, lead and timescale.
    """

    kind: TableKind
    main: str
    needs_one_of: frozenset[str]
    others: frozenset[str] = frozenset()
    instead: str = ""
    with_it: frozenset[str] = frozenset()

    @property
    def fields(self) -> frozenset[str]:
        """Every field such a table may have."""
        return self.needs_one_of | self.others | {self.main}


SHAPES = (
    Shape(
        TableKind.MILESTONES,
        "milestone",
        frozenset({"rating", "issue", "mitigation", "lead", "timescale", "focus_area", "progress", "success_measure"}),
        frozenset({"workstream", "weakness", "ref", "focus_ref", "original", "forecast"}),
        instead="issue",
        with_it=frozenset({"success_measure", "timescale"}),
    ),
    Shape(
        TableKind.RISKS,
        "risk",
        frozenset({"detail", "impact", "mitigation", "rating"}),
        frozenset({"workstream", "ref", "lead"}),
    ),
    Shape(TableKind.LISTS, "text", frozenset({"section"}), frozenset({"workstream", "level"})),
    Shape(
        TableKind.PRODUCTS,
        "product",
        frozenset({"frequency", "first_draft", "first_issue"}),
        frozenset({"type", "start", "progress"}),
    ),
    Shape(
        TableKind.VALUES,
        "indicator",
        frozenset({"value"}),
        frozenset({"period", "published", "value_status", "note", "numerator", "denominator"}),
    ),
    Shape(
        TableKind.INDICATORS,
        "indicator",
        frozenset({"category", "definition", "source"}),
        frozenset({"lead", "value"}),
    ),
    Shape(TableKind.KEY, "rating", frozenset({"meaning"}), frozenset({"label"})),
)


def fields_of(kind: TableKind) -> tuple[tuple[str, str], ...]:
    """Return what a column of such a table may be taken for: each field with what people call it, the main one first.

    Empty for a kind of table that has no columns.
    """
    shape = next((shape for shape in SHAPES if shape.kind is kind), None)
    if not shape:
        return ()
    order = [shape.main, *(name for name in WORDS_FOR if name in shape.fields and name != shape.main)]
    return tuple((name, WORDS_FOR[name]) for name in order)
