"""The points to check as the board reads them: by rule, with what the record says and what explains it. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exports.parts.shape import Table
from exports.parts.wording import counted, day
from wsoa.clock import LONDON
from wsoa.points import Group, Point, grouped, points_to_check
from wsoa.snapshot.positions import Snapshot, capital

HEADING = "Points to check"


@dataclass(frozen=True, slots=True)
class PointRow:
    """A point: the rule that raised it, by key and name, what it is about, and the facts; `explained` may be ""."""

    rule: str
    rule_words: str
    kind: str
    number: int
    ref: str
    wording: str
    facts: str
    explained: str


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule that raised points: its name, how many, and in a sentence what it says and why that is worth a look."""

    rule: str
    label: str
    count: int
    words: str


@dataclass(frozen=True, slots=True)
class PointsSection:
    """The points to check, what the rules say that raised them, and how to read them."""

    heading: str
    sentence: str
    rules: tuple[RuleLine, ...]
    table: Table[PointRow]


def points_section(snapshot: Snapshot, earlier: Sequence[Snapshot]) -> PointsSection | None:
    """Every point that is raised on the date of the report; None where there is none.

    `earlier` are positions on the dates of the rounds before, oldest first.
    """
    groups = grouped(points_to_check(snapshot, earlier))
    rows = tuple(_row(snapshot, group, point) for group in groups for point in group.points)
    if not rows:
        return None
    found = counted(len(rows), "point")
    columns = ("Point", "About", "What the record says")
    return PointsSection(
        heading=HEADING,
        sentence=f"Fixed rules find {found} in the record on {day(snapshot.as_at)}. Each is a question, not a verdict.",
        rules=tuple(_rules(snapshot, groups)),
        table=Table("", f"{capital(found)} to check on {day(snapshot.as_at)}, by rule", columns, rows),
    )


def _rules(snapshot: Snapshot, groups: Sequence[Group]) -> Iterator[RuleLine]:
    words = snapshot.words
    for group in groups:
        count = len(group.points)
        yield RuleLine(group.rule.key, f"{group.rule.named(words)} ({count})", count, group.rule.says(words))


def _row(snapshot: Snapshot, group: Group, point: Point) -> PointRow:
    return PointRow(
        rule=group.rule.key,
        rule_words=group.rule.named(snapshot.words),
        kind=point.about.kind,
        number=point.about.number,
        ref=point.about.ref,
        wording=point.about.words,
        facts=point.facts,
        explained=_explained(point),
    )


def _explained(point: Point) -> str:
    """*Explained by Mo Winter on 3 April 2026: …*, and that it was before the record came to say this, if it was."""
    if (said := point.explained) is None:
        return ""
    before = ", before the record came to say this" if point.is_outdated else ""
    when = day(said.written.recorded_at.astimezone(LONDON).date())
    return f"Explained by {said.written.by} on {when}{before}: {said.words}"
