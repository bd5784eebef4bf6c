"""Stating a rating key, and finding the level somebody chose."""

from collections.abc import Sequence
from datetime import date

from wsoa.errors import Invalid
from wsoa.history import OpenEntry
from wsoa.rag import DEFAULT_KEY, LevelTerms
from wsoa.snapshot.positions import Level
from wsoa.snapshot.promises import key_in_force, levels
from wsoa.snapshot.reading import Reading
from wsoa.tables import RatingKey, RatingKeyTerms, RatingLevel


def state_key(
    entry: OpenEntry,
    *,
    as_at: date,
    name: str = "Rating key",
    terms: Sequence[LevelTerms] = DEFAULT_KEY,
    number: int | None = None,
) -> int:
    """A new key, or a new version of key `number`. A new version re-colours nothing that was rated before."""
    number = number or entry.new(RatingKey)
    row = RatingKeyTerms(programme_id=entry.programme_id, number=number, as_at=as_at, name=name)
    entry.state(row, *rows_of_key(terms))
    return number


def rows_of_key(terms: Sequence[LevelTerms]) -> list[RatingLevel]:
    """The levels as the lines of a version of a key."""
    return [
        RatingLevel(
            position=position,
            code=level.code,
            label=level.label,
            colour=level.colour,
            meaning=level.meaning,
            order=level.order,
            group=level.group,
            late=level.late,
            exception=level.exception,
            requires=" ".join(sorted(level.requires)),
        )
        for position, level in enumerate(terms, 1)
    ]


def in_force(entry: OpenEntry, as_at: date) -> tuple[Level, ...]:
    """The levels by which a milestone or risk may be rated on that date."""
    reading = Reading(entry.session, entry.moment(as_at))
    reading.levels = levels(reading)
    return key_in_force(reading)


def chosen(offered: Sequence[Level], code: str) -> Level:
    """The level of that code; Invalid, naming what may be chosen, when the key has none."""
    found = next((level for level in offered if level.code == code), None)
    if found is None:
        names = ", ".join(level.label for level in offered)
        raise Invalid({"level": f"Choose one of this programme's ratings: {names}."})
    return found
