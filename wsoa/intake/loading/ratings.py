"""Ratings as a file gives them: a letter or a word of the key in force, a word of another key, or only a colour."""

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

from wsoa.intake.found import Aside, Choice
from wsoa.intake.loading.amend import Amending
from wsoa.intake.loading.wording import same
from wsoa.rag import KeyLevel, LevelTerms
from wsoa.snapshot.positions import Level
from wsoa.terms import Colour, LevelGroup

LEAVE_OUT = "leave-out"

AnyLevel = TypeVar("AnyLevel", bound=KeyLevel | LevelTerms)

COLOURS: Mapping[str, Colour] = {
    **{colour.value: colour for colour in Colour},
    **{"yellow": Colour.AMBER, "orange": Colour.AMBER, "gray": Colour.GREY, "white": Colour.GREY, "b": Colour.BLUE},
}
"""Colours as words: what a rating may be called whatever the key says."""

NOT_STARTED = ("not started", "not yet started", "to be started", "yet to start", "not begun", "not yet due", "not due")
LATE = ("delayed", "late", "overdue", "off track", "off target", "missed", "significantly delayed", "behind schedule")
AT_RISK = ("at risk", "some concern", "some concerns", "slight delay", "slightly delayed", "minor delay")
ON_TARGET = ("on track", "on target", "on schedule")
COMPLETE = ("complete", "completed", "done", "closed", "achieved", "finished", "delivered", "embedded")

FAMILIES = (NOT_STARTED, LATE, AT_RISK, ON_TARGET, COMPLETE)
"""Words that say the same of a milestone, whatever a key calls it."""


def rating_fields(
    amending: Amending,
    levels: Sequence[Level],
    rating: str | None,
    colour: Colour | None,
    *,
    cell: str,
    table: str,
) -> dict[str, object]:
    """The level a rating names, by its word or else by its colour; what names none is left out, and said to be."""
    if rating:
        level = level_of(levels, rating) or _by_other_words(amending, levels, rating, colour, cell, table)
    else:
        level = _by_colour(amending, levels, colour, cell, table) if colour else None
    return {"rating_key": level.key, "key_version": level.version, "level": level.code} if level else {}


def level_of(levels: Sequence[AnyLevel], rating: str) -> AnyLevel | None:
    """The level that a letter, a word or both ("A – Amber") name; None where they name none, or two."""
    for level in levels:
        code, label = same(level.code), same(level.label)
        if same(rating) in (code, label, code + label, label + code):
            return level
    return None


def family_of(words: str) -> tuple[str, ...] | None:
    """The words that say the same as these, these among them."""
    return next((family for family in FAMILIES if same(words) in map(same, family)), None)


def _by_other_words(
    amending: Amending, levels: Sequence[Level], rating: str, colour: Colour | None, cell: str, table: str
) -> Level | None:
    """A word of another key that clearly says what one level says, alone or with its colour; a person may settle it."""
    likely = likely_level(levels, rating)
    if colour and same(rating) not in COLOURS and family_of(rating) is None:
        likely = _only([level for level in levels if level.colour is colour])
    if likely:
        why = f"{rating!r} is no word of this programme's key"
    else:
        why = f"{rating!r} is not a rating of this programme ({', '.join(level.label for level in levels)})"
    return _asked(amending, levels, likely, (cell, rating, why, table), f"rating:{same(rating)}")


def likely_level(levels: Sequence[Level], rating: str) -> Level | None:
    """The only level that has that colour, or says so in its label or meaning, or is of that group."""
    if colour := COLOURS.get(same(rating)):
        return _only([level for level in levels if level.colour is colour])
    family = family_of(rating)
    if family is None:
        return None
    labelled = [level for level in levels if family_of(level.label) is family]
    meant = [level for level in levels if means(level.meaning, family)]
    return _only(labelled) or _only(meant) or _only([level for level in levels if _is_of(level, family)])


def means(meaning: str, family: tuple[str, ...]) -> bool:
    """Whether a meaning begins with one of these words; that work has not begun may be said anywhere in it.

    "Will not be completed in time" speaks of completion too, and means the opposite.
    """
    return speaks_of(meaning, family) and (family is NOT_STARTED or _begins_with(meaning, family))


def speaks_of(meaning: str, family: tuple[str, ...]) -> bool:
    """Whether a meaning has one of these words anywhere."""
    return any(re.search(rf"\b{words}\b", _plain(meaning)) for words in family)


def _begins_with(meaning: str, family: tuple[str, ...]) -> bool:
    return any(re.match(rf"{words}\b", _plain(meaning)) for words in family)


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


def _is_of(level: Level, family: tuple[str, ...]) -> bool:
    match family:
        case _ if family is NOT_STARTED:
            return level.group is LevelGroup.NOT_STARTED
        case _ if family is ON_TARGET:
            return level.group is LevelGroup.ON_TARGET
        case _ if family is COMPLETE:
            return level.group is LevelGroup.COMPLETE
    return level.group is LevelGroup.BEHIND and level.late is (family is LATE)


def _by_colour(amending: Amending, levels: Sequence[Level], colour: Colour, cell: str, table: str) -> Level | None:
    """The only level of the cell's colour."""
    of_colour = [level for level in levels if level.colour is colour]
    doubts = amending.report.doubts
    said = [doubt for doubt in doubts if doubt.cell == cell and not doubt.key and doubt.read_as == colour]
    doubts[:] = [doubt for doubt in doubts if doubt not in said]  # the one that names the level stands for them
    if only := _only(of_colour):
        why = said[0].why if said else "its cell has a colour and no word"
    else:
        why = f"its cell is {colour} without a word, and {'several ratings' if of_colour else 'no rating'} of this "
        why += f"programme have that colour ({', '.join(level.label for level in of_colour or levels)})"
    return _asked(amending, levels, only, (cell, f"({colour})", why, table), f"rating:colour-{colour}")


def _asked(
    amending: Amending, levels: Sequence[Level], likely: Level | None, where: tuple[str, str, str, str], key: str
) -> Level | None:
    cell, text, why, table = where
    leave = Choice(LEAVE_OUT, "left out")
    others = [Choice(level.code, level.label) for level in levels if level is not likely]
    first = [Choice(likely.code, likely.label)] if likely else []
    code = amending.doubt(cell, text, why, key, [*first, *others, leave] if likely else [leave, *others])
    if code == LEAVE_OUT:
        amending.report.left_out.append(Aside(cell, text, why, table))
    return next((level for level in levels if level.code == code), None)


def _only(levels: Sequence[Level]) -> Level | None:
    return levels[0] if len(levels) == 1 else None


def as_found(amending: Amending, table: str, *, rated: bool, **fields: str | None) -> dict[str, object]:
    """The words beside a rating. A rated row says all that it says: where the table has the column, an empty cell
    takes last month's words away (they stay in history); a column the table lacks says nothing.
    """
    if not rated:
        return given(**fields)
    columns = columns_of(amending, table)
    return {name: text or None for name, text in fields.items() if text or name in columns}


def columns_of(amending: Amending, table: str) -> set[str]:
    """The fields for which that table has a column."""
    return {c.field for found in amending.report.found.tables if found.where == table for c in found.columns if c.field}


def given(**fields: str | None) -> dict[str, object]:
    """The terms the file speaks of; an empty cell says nothing against what the plan promised."""
    return {name: text for name, text in fields.items() if text}
