"""What a tracker's tables are called on a page, and how surely its columns were recognised."""

from collections.abc import Mapping

from wsoa.intake.found import Column, SaidBy, TableKind
from wsoa.intake.loading.told import called
from wsoa.snapshot.positions.loads import SaidConflict
from wsoa.terms import Scope

KINDS: Mapping[TableKind, str] = {
    TableKind.MILESTONES: "Milestones or actions",
    TableKind.RISKS: "Risks",
    TableKind.LISTS: "Progress and next steps",
    TableKind.NOTES: "Notes about a group",
    TableKind.PRODUCTS: "Reporting products",
    TableKind.INDICATORS: "Indicators",
    TableKind.VALUES: "Values of indicators",
    TableKind.SECTIONS: "Other parts of the plan",
    TableKind.KEY: "Key of the ratings",
    TableKind.LOOK_UP: "Look-up list",
    TableKind.OTHER: "Not recognised",
}

SCOPES: Mapping[Scope, str] = {Scope.PLAN: "the whole plan", Scope.EXCEPTIONS: "exceptions only"}

PLEASE_CHECK = ("Please check", "yellow")
_SURE, _LIKELY = 95, 80


def confidence(column: Column) -> tuple[str, str]:
    """How surely a column was taken for its field: the word, and the colour of its tag."""
    match column.said_by:
        case SaidBy.PERSON:
            return "Corrected", "blue"
        case SaidBy.REMEMBERED:
            return "Remembered", "blue"
        case SaidBy.HEADER if not column.field or column.confidence < _LIKELY:
            return PLEASE_CHECK
    return ("Sure", "green") if column.confidence >= _SURE else ("Likely", "teal")


def with_field_called(conflict: SaidConflict) -> SaidConflict:
    """What was left alone, with its field as people call it."""
    return {**conflict, "field": called(conflict["field"])}


def plural(count: int, one: str, several: str = "") -> str:
    """ "1 row", "2 rows"."""
    return f"{count} {one if count == 1 else several or one + 's'}"
