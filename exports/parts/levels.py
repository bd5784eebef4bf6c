"""The rating key in print, and how many things stand at each of its levels."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exports.parts.shape import CountRow, KeyRow, Rating, Table
from exports.parts.wording import NOT_RATED, rating
from wsoa.rag import LevelCounts, count_levels, versioned_label
from wsoa.snapshot.positions import Level
from wsoa.terms import Colour, ThingState


@dataclass(frozen=True, slots=True)
class Shown:
    """The levels that a report prints: those of the key in force, then any of an earlier key still in use."""

    levels: tuple[Level, ...]
    ratings: tuple[Rating, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The headings of counts: each rating, and not rated."""
        return (*(each.label for each in self.ratings), NOT_RATED.label)

    @property
    def colours(self) -> tuple[Colour | None, ...]:
        """The shades of `columns`."""
        return (*(each.colour for each in self.ratings), None)

    def counted(self, levels: Iterable[Level | None]) -> tuple[int, ...]:
        """How many there are of each of `columns`, and in all."""
        counts = count_levels(map(_Standing, levels), self.levels)
        assert len(counts.by_level) == len(self.levels)
        return (*(each.count for each in counts.by_level), counts.not_rated, counts.total)


@dataclass(frozen=True, slots=True)
class _Standing:
    """A level that something still promised or carried stands at, as `count_levels` wants it."""

    level: Level | None
    state: ThingState = ThingState.LIVE


def shown(key: Sequence[Level], in_use: Iterable[Level | None]) -> Shown:
    """The levels of the key, and those in use that the key no longer has, in the order in which they are met."""
    current = {_identity(level) for level in key}
    met = {_identity(level): level for level in in_use if level and _identity(level) not in current}
    earlier = tuple(met.values())
    older = (Rating(level.code, versioned_label(level), level.colour) for level in earlier)
    return Shown((*key, *earlier), (*map(rating, key), *older))


def counts_of(levels: Iterable[Level | None], key: Sequence[Level]) -> LevelCounts:
    """The counts of some levels by the key, in the form of every other count."""
    return count_levels(map(_Standing, levels), key)


def key_table(found: Shown) -> Table[KeyRow] | None:
    """The rating key as the programme defines it."""
    pairs = zip(found.ratings, found.levels, strict=True)
    rows = tuple(KeyRow(printed, level.meaning) for printed, level in pairs)
    return (
        Table("Rating key", "What each rating means in this programme", ("Rating", "Meaning"), rows) if rows else None
    )


def key_lines(in_use: Iterable[Level | None]) -> tuple[str, ...]:
    """What each level in use means, a line each, for a report that has no room for the whole key."""
    met = {_identity(level): level for level in in_use if level}
    return tuple(f"{level.label}: {level.meaning}" for level in met.values())


def count_table(
    heading: str, caption: str, of: str, found: Shown, rows: Iterable[tuple[str, Iterable[Level | None]]], total: str
) -> Table[CountRow]:
    """A row of counts for each name with its levels. `of` heads the names and `total` the last column."""
    return Table(
        heading,
        caption,
        (of, *found.columns, total),
        tuple(CountRow(name, found.counted(levels)) for name, levels in rows),
        (None, *found.colours, None),
    )


def _identity(level: Level) -> tuple[int, int, str]:
    return (level.key, level.version, level.code)
