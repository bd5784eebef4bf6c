"""A milestone as a pack was issued with it: from the frozen contents alone, and never from the record of today."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from exports.parts.lines import ROWS, lines
from exports.parts.shape import Rating
from exports.parts.wording import NOT_RATED
from wsoa.errors import Unseen
from wsoa.movement import MilestoneFact, facts_from
from wsoa.terms import Colour, ThingState


@dataclass(frozen=True, slots=True)
class MilestoneAsIssued:
    """What a pack holds of a milestone. None: not in this pack; "": the pack knows that nothing was recorded.

    `led_by` is who leads what it `belongs` to, as far as the pack says. `line` is its key among the lines of the pack
    that somebody can ask about; "" where it is printed nowhere. `ended`: it was no longer promised then. `evidence`
    is what its last update cites.
    """

    number: int
    ref: str
    wording: str
    rating: Rating | None
    rated_on: date | None
    date_words: str | None
    date_moves: int | None
    progress: str | None
    issue: str | None
    mitigation: str | None
    leads: str | None
    belongs: str
    led_by: str
    line: str
    ended: bool = False
    evidence: tuple[int, ...] | None = None


def milestone_as_issued(contents: bytes, number: int) -> MilestoneAsIssued:
    """Milestone `number` as the frozen contents of a pack have it. Raises Unseen where they do not name it."""
    said = json.loads(contents)
    fact = _fact(said, number)
    rows = list(_rows(said, number))
    if fact is None and not rows:
        raise Unseen("page")
    key = f"milestone-{number}"
    line = key if key in lines(said) else ""
    return _of_fact(fact, line, _led_by(said, fact)) if fact else _of_rows(number, rows, line)


def _fact(said: Mapping[str, object], number: int) -> MilestoneFact | None:
    facts = facts_from(said["facts"]).milestones if "facts" in said else ()
    return next((each for each in facts if each.number == number), None)


def _led_by(said: Mapping[str, Any], fact: MilestoneFact) -> str:
    """Who leads the milestone's workstream, as its section prints it; "" where it does not."""
    sections = (each for each in said.get("workstreams", ()) if each.get("number") == fact.workstream)
    return next((words for each in sections for label, words in each["particulars"] if label == "Lead"), "")


def _of_fact(fact: MilestoneFact, line: str, led_by: str) -> MilestoneAsIssued:
    level = fact.level
    return MilestoneAsIssued(
        number=fact.number,
        ref=fact.ref,
        wording=fact.wording,
        rating=Rating(level.code, level.label, level.colour) if level else NOT_RATED,
        rated_on=fact.said.as_at if fact.said else None,
        date_words=fact.due.words if fact.due else "",
        date_moves=fact.date_moves,
        progress=fact.progress or "",
        issue=fact.issue or "",
        mitigation=fact.mitigation or "",
        leads=None,
        belongs=fact.workstream_name,
        led_by=led_by,
        line=line,
        ended=fact.state is not ThingState.LIVE,
        evidence=fact.said.evidence if fact.said else (),
    )


# Any: rows of tables of every report, as plain values.
def _of_rows(number: int, rows: Sequence[Mapping[str, Any]], line: str) -> MilestoneAsIssued:
    """As far as the rows tell that a pack without facts prints of it."""
    told: dict[str, Any] = {}
    for row in rows:
        told |= {name: value for name, value in row.items() if name not in told}
    rating = told.get("rating")
    return MilestoneAsIssued(
        number=number,
        ref=told.get("ref", ""),
        wording=told.get("wording", ""),
        rating=_rating(rating) if rating else None,
        rated_on=None,
        date_words=told.get("due") or told.get("date_words"),
        date_moves=None,
        progress=told.get("progress"),
        issue=told.get("issue"),
        mitigation=told.get("mitigation"),
        leads=told.get("leads"),
        belongs=told.get("belongs") or "",
        led_by="",
        line=line,
    )


def _rating(said: Mapping[str, Any]) -> Rating:
    return Rating(said["code"], said["label"], Colour(said["colour"]) if said["colour"] else None)


def _rows(part: object, number: int, kind: str = "") -> Iterator[Mapping[str, Any]]:
    """Every row about that milestone, in whichever table of the contents."""
    if isinstance(part, Mapping):
        if kind == "milestone" and part.get("number") == number and "wording" in part:
            yield part
        for name, value in part.items():
            within = kind if name in ("rows", "table") else ROWS.get(name, "")
            yield from _rows(value, number, within if name != "facts" else "")
    elif isinstance(part, list):
        for each in part:
            yield from _rows(each, number, kind)
