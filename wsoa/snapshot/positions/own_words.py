"""What the programme calls its milestones, focus areas, workstreams and areas of weakness."""

import re
from dataclasses import dataclass

_LIKE_YOU_OR_ONE = re.compile(r"(uni(?!n|m)|us[aeu]|util|eu|one\b|once\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The programme's own words, one and many, as they stand within a sentence; the house's where it has none.

    Pages, documents and sentences take these, so that a programme of *actions* never reads of milestones.
    """

    milestone: str = "milestone"
    milestones: str = "milestones"
    focus_area: str = "focus area"
    focus_areas: str = "focus areas"
    workstream: str = "workstream"
    workstreams: str = "workstreams"
    weakness: str = "area of weakness"
    weaknesses: str = "areas of weakness"

    def count_milestones(self, count: int) -> str:
        """*1 milestone*, *3 milestones*."""
        return f"{count} {self.milestone if count == 1 else self.milestones}"


HOUSE_WORDS = OwnWords()
"""What the house calls them."""


def with_article(words: str) -> str:
    """*an action*, *a milestone*, *a unit*: by the letter they begin with, and by sound where the two part ways."""
    sounds_like_a = _LIKE_YOU_OR_ONE.match(words) is not None
    return f"{'an' if words[:1].casefold() in tuple('aeiou') and not sounds_like_a else 'a'} {words}"


def capital(words: str) -> str:
    """The words as they begin a sentence or stand as a heading."""
    return words[:1].upper() + words[1:]
