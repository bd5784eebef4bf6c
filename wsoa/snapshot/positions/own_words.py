"""What the programme calls its milestones, focus areas, workstreams and areas of weakness."""

from dataclasses import dataclass


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


def capital(words: str) -> str:
    """The words as they begin a sentence or stand as a heading."""
    return words[:1].upper() + words[1:]
