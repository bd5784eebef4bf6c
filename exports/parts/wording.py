"""Phrases that reports share: dates, levels and counts in words."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from exports.parts.shape import Rating
from wsoa.clock import LONDON
from wsoa.points import is_of_this_round
from wsoa.rag import LevelCounts
from wsoa.snapshot.positions import BulletListPosition, Lead, Level, MilestonePosition, OwnWords, Snapshot

NOT_RATED = Rating(None, "Not rated", None)

NOT_GIVEN = "Not given"
"""What stands where the record has no words: a gap is said, never left for the reader to notice."""

RATING, LAST_RATING = "Rating", "Last rating"
"""What heads a column of ratings, and one of ratings that are not of this round: the word of every page."""

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day(when: date) -> str:
    """The date as it is written in British papers: 22 April 2022."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def month(when: date, beside: date) -> str:
    """The month of a date: *March*, or *March 2025* where `beside`, the date of the report, is of another year."""
    name = _MONTHS[when.month - 1]
    return name if when.year == beside.year else f"{name} {when.year}"


def moment(when: datetime) -> str:
    """A time as people write it: 14 March 2026 at 3:07pm, in Europe/London. `when` is aware."""
    local = when.astimezone(LONDON)
    return f"{day(local.date())} at {local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"


def round_in_words(name: str) -> str:
    """A round inside a sentence: *the October 2026 round*, *round 7*."""
    return f"the {name}" if "round" in name.casefold() else f"round {name}"


def rating(level: Level | None) -> Rating:
    """The level as it is printed."""
    return Rating(level.code, level.label, level.colour) if level else NOT_RATED


def stood_on(kept: BulletListPosition | None, snapshot: Snapshot) -> str:
    """The date of a list that is not of the round reached: *as at 31 October 2026*; empty for one that is."""
    return "" if kept is None or is_of_this_round(kept, snapshot) else f"as at {day(kept.written.as_at)}"


def listed(words: Sequence[str]) -> str:
    """The words in a row: *1, 2 and 10*."""
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)


def counted(number: int, thing: str) -> str:
    """The number with its noun: *1 row*, *2 rows*. What a programme has words of its own for is counted by them."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def levels_in_words(counts: LevelCounts) -> str:
    """The levels at which anything stands: *3 Red, 9 Amber and 1 not rated*, *all Amber*, or of one thing *Amber*."""
    labels = [(level.label, level.count) for level in counts.by_level if level.count]
    labels += [("not rated", counts.not_rated)] if counts.not_rated else []
    if len(labels) == 1:
        (label, count), *_ = labels
        return label if count == 1 else f"all {label}" if not counts.not_rated else "none is rated"
    return listed([f"{count} {label}" for label, count in labels])


def names(leads: Iterable[Lead]) -> str:
    """Leads as the plan names them."""
    return "; ".join(lead.words for lead in leads)


def focus_area_order(ref: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key by which area 2 comes before area 10."""
    pieces = "".join(c if c.isdecimal() else f" {c} " for c in ref).split()
    return tuple((0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in pieces)


def workstream_of(milestone: MilestonePosition, headings: dict[int, str], words: OwnWords) -> str:
    """The name of the workstream that owns the milestone, or that none does; "" in a programme without any."""
    named = headings.get(milestone.workstream) if milestone.workstream is not None else None
    return named or (f"No {words.workstream}" if headings else "")


def workstream_names(snapshot: Snapshot) -> dict[int, str]:
    """What each workstream is called in print, reference and name, by its number."""
    return {each.number: " ".join(filter(None, (each.ref, each.name))) for each in snapshot.workstreams}
