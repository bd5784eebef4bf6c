"""Indicators with their targets, values, quality and official comparators, as they were known on the date."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select

from wsoa.history import Row, rows
from wsoa.history.newest import AS_AT, KNOWN_BY, PROGRAMME, earliest, newest
from wsoa.snapshot.positions import (
    CheckpointPosition,
    IndicatorPosition,
    QualityPosition,
    TargetPosition,
    TargetStated,
    ValuePosition,
    Written,
)
from wsoa.snapshot.reading import Reading, all_with_author, history_with_author
from wsoa.statistics import Comparison, Known, compare_each
from wsoa.tables import (
    Entry,
    IndicatorMilestone,
    IndicatorQuality,
    IndicatorTerms,
    IndicatorValueTerms,
    IndicatorWeakness,
    Person,
    ProgrammeTerms,
    TargetCheckpoint,
    TargetTerms,
    metadata,
)
from wsoa.terms import Confidence, Feed, MissingCode, TargetKind, ValueStatus

_entry = metadata.tables[str(Entry.__tablename__)]
_person = metadata.tables[str(Person.__tablename__)]
_target = metadata.tables[str(TargetTerms.__tablename__)]
_checkpoint = metadata.tables[str(TargetCheckpoint.__tablename__)]
_every_checkpoint = (
    select(_checkpoint)
    .join(_target, _target.c.id == _checkpoint.c.row_id)
    .where(_target.c.programme_id == PROGRAMME, _target.c.as_at <= AS_AT, _target.c.entry <= KNOWN_BY)
    .order_by(_checkpoint.c.row_id, _checkpoint.c.position)
)
_given = metadata.tables[str(IndicatorValueTerms.__tablename__)]
_first_published = earliest(IndicatorValueTerms).with_only_columns(_given.c.number, _given.c.as_at)
_MEASURED_AS = ("definition", "numerator", "denominator", "unit", "period_basis")
"""What makes a value comparable with another: where one of them changes, the series has a break."""


def indicators(reading: Reading) -> tuple[IndicatorPosition, ...]:
    """Indicators as defined, each with what is measured of it."""
    terms = reading.newest(IndicatorTerms)
    if not terms:
        return ()
    weaknesses = reading.links(IndicatorWeakness, IndicatorTerms, "weakness")
    milestones = reading.links(IndicatorMilestone, IndicatorTerms, "milestone")
    values, targets, checked = _values(reading, terms), _targets(reading), reading.newest_with_author(IndicatorQuality)
    names, compared = _names(reading, terms), _compared(reading, terms)
    return tuple(
        replace(
            _defined(row, names),
            weaknesses=weaknesses.get(row["number"], ()),
            milestones=milestones.get(row["number"], ()),
            targets=tuple(each for each in targets.get(row["number"], ()) if not each.now.withdrawn),
            withdrawn=tuple(each for each in targets.get(row["number"], ()) if each.now.withdrawn),
            values=tuple(values.get(row["number"], ())),
            quality=_quality(reading, checked.get(row["number"])),
            compared=found if isinstance(found := compared.get(row["measure"]), Comparison) else None,
            not_compared=found if isinstance(found, str) else None,
        )
        for row in terms
    )


def published(reading: Reading, number: int) -> tuple[ValuePosition, ...]:
    """Value `number` as it was published every time, newest first: what a correction replaced stays readable."""
    found = rows(reading.session, history_with_author(IndicatorValueTerms), reading.at, number)
    definitions = _Definitions(reading)
    return tuple(_value(reading, row, definitions.of(row["indicator"], found[-1]["as_at"])) for row in found)


def _defined(row: Row, names: Mapping[str, str]) -> IndicatorPosition:
    return IndicatorPosition(
        number=row["number"],
        name=row["name"],
        klass=row["klass"],
        class_words=row["class_words"],
        definition=row["definition"],
        numerator=row["numerator"],
        denominator=row["denominator"],
        unit=row["unit"],
        polarity=row["polarity"],
        period_basis=row["period_basis"],
        frequency=row["frequency"],
        source=row["source"],
        owner=row["owner"],
        weaknesses=(),
        milestones=(),
        measure=row["measure"],
        standard=row["standard"],
        baseline=row["baseline"],
        baseline_on=row["baseline_on"],
        asked=row["asked"],
        asked_name=names.get(row["asked"]),
    )


class _Definitions:
    """How each indicator was measured when a value of it was first published: its source, a name for its definition.

    What is corrected later was measured as it was.
    """

    def __init__(self, reading: Reading) -> None:
        self._stated: dict[int, list[tuple[date, str, str]]] = {}
        oldest_first = reversed(rows(reading.session, all_with_author(IndicatorTerms), reading.at))
        before: dict[int, tuple[object, ...]] = {}
        for row in oldest_first:
            mine, measured_as = self._stated.setdefault(row["number"], []), tuple(row[x] for x in _MEASURED_AS)
            same = before.get(row["number"]) == measured_as
            named = mine[-1][2] if same else str(len({each[2] for each in mine}) + 1)
            mine.append((row["as_at"], row["source"] or "", named))
            before[row["number"]] = measured_as

    def of(self, indicator: int, published_on: date) -> tuple[str, str]:
        """Source and definition in force on the day; the first that was stated for what was published before it."""
        stated = self._stated[indicator]
        _, source, named = next((each for each in reversed(stated) if each[0] <= published_on), stated[0])
        return source, named


def _values(reading: Reading, terms: Sequence[Row]) -> dict[int, list[ValuePosition]]:
    """The values that stand, by indicator, in the order of their ends; what was taken back is none.

    A value may have been published before its indicator was defined here: it is told from the definition on.
    """
    defined = {row["number"] for row in terms}
    newest_rows = reading.newest_with_author(IndicatorValueTerms).values()
    standing = [row for row in newest_rows if row["withdraws"] is None and row["indicator"] in defined]
    if not standing:
        return {}
    first = {row["number"]: row["as_at"] for row in rows(reading.session, _first_published, reading.at)}
    definitions, found = _Definitions(reading), dict[int, list[ValuePosition]]()
    for row in sorted(standing, key=lambda row: (row["ends"], row["begins"], row["number"])):
        position = _value(reading, row, definitions.of(row["indicator"], first[row["number"]]))
        found.setdefault(row["indicator"], []).append(position)
    return found


def _value(reading: Reading, row: Row, measured: tuple[str, str]) -> ValuePosition:
    source, definition = measured
    return ValuePosition(
        number=row["number"],
        period=row["period"],
        begins=row["begins"],
        ends=row["ends"],
        raw=row["raw"],
        value=_decimal(row["value"]),
        missing=MissingCode(row["missing"]) if row["missing"] else None,
        status=ValueStatus(row["status"]),
        note=row["note"],
        measured_by=row["measured_by"],
        numerator=row["numerator"],
        denominator=row["denominator"],
        asked=row["asked"],
        answering=row["answering"],
        opening=row["opening"],
        arrived=row["arrived"],
        closed=row["closed"],
        source=row["measured_by"] or source,
        definition=definition,
        written=reading.written(row),
    )


def _targets(reading: Reading) -> dict[int, list[TargetPosition]]:
    """The targets by indicator, each with all its statements."""
    on_the_way: dict[int, list[CheckpointPosition]] = {}
    for row in rows(reading.session, _every_checkpoint, reading.at):
        on_the_way.setdefault(row["row_id"], []).append(CheckpointPosition(row["by"], Decimal(row["value"])))
    stated: dict[int, list[Row]] = {}
    for row in reversed(rows(reading.session, all_with_author(TargetTerms), reading.at)):
        stated.setdefault(row["number"], []).append(row)
    found: dict[int, list[TargetPosition]] = {}
    for number, each in sorted(stated.items()):
        said = tuple(_stated(row, reading.written(row), on_the_way.get(row["id"], ())) for row in each)
        found.setdefault(each[-1]["indicator"], []).append(TargetPosition(number, said))
    return found


def _stated(row: Row, written: Written, checkpoints: Iterable[CheckpointPosition]) -> TargetStated:
    return TargetStated(
        kind=TargetKind(row["kind"]),
        value=_decimal(row["value"]),
        upper=_decimal(row["upper"]),
        by=row["by"],
        words=row["words"],
        checkpoints=tuple(sorted(checkpoints, key=lambda each: each.by)),
        withdrawn=row["withdrawn"],
        written=written,
    )


def _quality(reading: Reading, row: Row | None) -> QualityPosition | None:
    if row is None:
        return None
    return QualityPosition(
        feed=Feed(row["feed"]) if row["feed"] else None,
        spreadsheet=row["spreadsheet"],
        retires=row["retires"],
        validated_on=row["validated_on"],
        validated_by=row["validated_by"],
        sample=row["sample"],
        matched=row["matched"],
        faults=row["faults"],
        confidence=Confidence(row["confidence"]) if row["confidence"] else None,
        written=reading.written(row),
    )


def _compared(reading: Reading, terms: Sequence[Row]) -> Mapping[str, Comparison | str]:
    """The comparators of every linked measure for the programme's own area, from files fetched and loaded by then."""
    measures: set[str] = {row["measure"] for row in terms if row["measure"]}
    if not measures:
        return {}
    here = rows(reading.session, newest(ProgrammeTerms), reading.at)[0]
    known = Known(retrieved_by=reading.at.as_at, loaded_before=_loaded_before(reading))
    found = compare_each(reading.session, measures, here["old_la_code"] or here["name"], known=known)
    return {measure: found[measure] for measure in measures}


def _loaded_before(reading: Reading) -> datetime | None:
    """The moment until which loaded files count: as asked, else when the entry after the last one known was recorded.

    None: all of them, for no entry came after it.
    """
    at = reading.at
    if isinstance(at.loaded_by, datetime):
        return at.loaded_by
    mine = (_entry.c.programme_id == at.programme_id) & (_entry.c.number == (at.loaded_by or at.known_by) + 1)
    found: datetime | None = reading.session.scalar(select(_entry.c.recorded_at).where(mine))
    return found


def _names(reading: Reading, terms: Sequence[Row]) -> Mapping[str, str]:
    asked = {row["asked"] for row in terms if row["asked"]}
    query = select(_person.c.uid, _person.c.name).where(_person.c.uid.in_(asked))
    return {row["uid"]: row["name"] for row in rows(reading.session, query)} if asked else {}


def _decimal(text: str | None) -> Decimal | None:
    return Decimal(text) if text is not None else None
