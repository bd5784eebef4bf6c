"""Ratings as a file writes them: a letter or a word of the key in force."""

from collections.abc import Sequence

from wsoa.intake.amend import Amending
from wsoa.intake.found import Aside
from wsoa.intake.known import same
from wsoa.snapshot.positions import Level


def rating_fields(
    amending: Amending, levels: Sequence[Level], rating: str | None, *, cell: str, table: str
) -> dict[str, object]:
    """The level a rating names; a word that is in no level is left out, and said to be."""
    if not rating:
        return {}
    level = next((level for level in levels if same(rating) in (same(level.code), same(level.label))), None)
    if level is None:
        names = ", ".join(level.label for level in levels)
        why = f"not a rating of this programme ({names}): correct the cell, or add the rating to the key"
        amending.report.left_out.append(Aside(cell, rating, why, table))
        return {}
    return {"rating_key": level.key, "key_version": level.version, "level": level.code}


def given(**fields: str | None) -> dict[str, object]:
    """The fields the file speaks of; an empty cell says nothing against what the record holds."""
    return {name: text for name, text in fields.items() if text}
