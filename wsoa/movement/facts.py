"""What one position says of every milestone, risk and indicator, in a form that is frozen with a report and read later.

A field may be added with a default: facts that were frozen before it are read with that default, and whatever a later
version has written beside these fields is left alone. A field is never renamed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import cast

from pydantic import TypeAdapter

from wsoa.movement.measured import IndicatorFact, indicator_facts
from wsoa.snapshot.positions import Level, MilestonePosition, RiskPosition, Snapshot, Written
from wsoa.terms import Colour, LevelGroup, RiskKind, RiskStatus, ThingState, TimescaleKind
from wsoa.timescales import Timescale


@dataclass(frozen=True, slots=True)
class LevelFact:
    """A level of one version of one rating key. `order` 1 is best; None is not comparable."""

    code: str
    label: str
    colour: Colour
    order: int | None
    group: LevelGroup
    key: int
    version: int


@dataclass(frozen=True, slots=True)
class DateFact:
    """A timescale: its words, and what could be read in them."""

    words: str
    kind: TimescaleKind
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class SaidFact:
    """Who last said how it stands, for which date and round, why, and by which evidence.

    `corrects` and `withdraws` are the sequence of the row of that date that it mends or takes back.
    """

    as_at: date
    sequence: int
    round: int | None
    confirmed: bool
    by: str
    why: str | None
    evidence: tuple[int, ...] = ()
    corrects: int | None = None
    withdraws: int | None = None


@dataclass(frozen=True, slots=True)
class MilestoneFact:
    """How a milestone stood. `said` None: nobody has updated it; `level` None: not rated; `due` None: no date.

    `came_from` is the milestone it was split from, and `date_moves` how often its date had moved (None: not kept).
    """

    number: int
    ref: str
    wording: str
    state: ThingState
    replaced_by: int | None
    workstream: int | None
    workstream_name: str
    level: LevelFact | None
    progress: str | None
    issue: str | None
    mitigation: str | None
    due: DateFact | None
    said: SaidFact | None
    came_from: int | None = None
    date_moves: int | None = None


@dataclass(frozen=True, slots=True)
class RiskFact:
    """How a risk or issue stood."""

    number: int
    ref: str
    title: str
    kind: RiskKind
    status: RiskStatus
    workstream: int | None
    workstream_name: str
    level: LevelFact | None
    detail: str | None
    impact: str | None
    mitigation: str | None
    said: SaidFact | None


@dataclass(frozen=True, slots=True)
class Facts:
    """Every milestone, risk and indicator as it stood on a date, as known by an entry of the record.

    `indicators` None: the facts were frozen before indicators had values.
    """

    as_at: date
    known_by: int
    milestones: tuple[MilestoneFact, ...]
    risks: tuple[RiskFact, ...]
    indicators: tuple[IndicatorFact, ...] | None = None


def facts_of(snapshot: Snapshot) -> Facts:
    """What the position says, of what is no longer promised too, in the order of the snapshot."""
    names = {each.number: each.name for each in snapshot.workstreams}
    return Facts(
        as_at=snapshot.as_at,
        known_by=snapshot.known_by,
        milestones=tuple(_milestone(each, names) for each in snapshot.milestones),
        risks=tuple(_risk(each, names) for each in snapshot.risks),
        indicators=indicator_facts(snapshot),
    )


def to_json(facts: Facts) -> dict[str, object]:
    """The facts as plain values: dates as ISO, terms as their values."""
    return cast("dict[str, object]", _adapter().dump_python(facts, mode="json"))


def facts_from(plain: object) -> Facts:
    """The facts that `to_json` gave. Raises pydantic.ValidationError for anything else."""
    return _adapter().validate_python(plain)


@cache
def _adapter() -> TypeAdapter[Facts]:
    return TypeAdapter(Facts)


def _milestone(found: MilestonePosition, names: Mapping[int, str]) -> MilestoneFact:
    update = found.update
    return MilestoneFact(
        number=found.number,
        ref=found.ref,
        wording=found.wording,
        state=found.state,
        replaced_by=found.replaced_by,
        workstream=found.workstream,
        workstream_name=names.get(found.workstream or 0, ""),
        level=_level(found.level),
        progress=update.progress if update else None,
        issue=update.issue if update else None,
        mitigation=update.mitigation if update else None,
        due=_due(found.dates.current),
        said=_said(update.written, update.evidence) if update else None,
        came_from=found.came_from,
        date_moves=found.dates.moves,
    )


def _risk(found: RiskPosition, names: Mapping[int, str]) -> RiskFact:
    return RiskFact(
        number=found.number,
        ref=found.ref,
        title=found.title,
        kind=found.kind,
        status=found.status,
        workstream=found.workstream,
        workstream_name=names.get(found.workstream or 0, ""),
        level=_level(found.level),
        detail=found.detail,
        impact=found.impact,
        mitigation=found.mitigation,
        said=_said(found.written, ()) if found.written else None,
    )


def _level(level: Level | None) -> LevelFact | None:
    if level is None:
        return None
    return LevelFact(level.code, level.label, level.colour, level.order, level.group, level.key, level.version)


def _due(when: Timescale | None) -> DateFact | None:
    return DateFact(when.words, when.kind, when.earliest, when.latest) if when else None


def _said(written: Written, evidence: tuple[int, ...]) -> SaidFact:
    return SaidFact(
        as_at=written.as_at,
        sequence=written.sequence,
        round=written.round,
        confirmed=written.confirmed,
        by=written.by,
        why=written.reason,
        evidence=evidence,
        corrects=written.corrects,
        withdraws=written.withdraws,
    )
