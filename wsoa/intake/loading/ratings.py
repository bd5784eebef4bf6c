"""Ratings as a file writes them: a letter or a word of the key in force."""

from collections.abc import Sequence

from wsoa.intake.found import Aside
from wsoa.intake.loading.amend import Amending
from wsoa.intake.loading.known import same
from wsoa.snapshot.positions import Level


def rating_fields(
    amending: Amending, levels: Sequence[Level], rating: str | None, *, cell: str, table: str
) -> dict[str, object]:
    """The level a rating names; a word that is in no level is left out, and said to be."""
    if not rating:
        return {}
    level = level_of(levels, rating)
    if level is None:
        names = ", ".join(level.label for level in levels)
        why = f"not a rating of this programme ({names}): correct the cell, or add the rating to the key"
        amending.report.left_out.append(Aside(cell, rating, why, table))
        return {}
    return {"rating_key": level.key, "key_version": level.version, "level": level.code}


def level_of(levels: Sequence[Level], rating: str) -> Level | None:
    """The level that a letter, a word or both ("A – Amber") name; None where they name none, or two."""
    for level in levels:
        code, label = same(level.code), same(level.label)
        if same(rating) in (code, label, f"{code} {label}", f"{label} {code}"):
            return level
    return None


def as_found(amending: Amending, table: str, *, rated: bool, **fields: str | None) -> dict[str, object]:
    """The words beside a rating. A rated row says all that it says: where the table has the column, an empty cell
    takes last month's words away (they stay in history); a column the table lacks says nothing.
    """
    if not rated:
        return given(**fields)
    columns = {c.field for found in amending.report.found.tables if found.where == table for c in found.columns}
    return {name: text or None for name, text in fields.items() if text or name in columns}


def given(**fields: str | None) -> dict[str, object]:
    """The terms the file speaks of; an empty cell says nothing against what the plan promised."""
    return {name: text for name, text in fields.items() if text}
