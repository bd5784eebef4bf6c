"""What an indicator is to reach and how far its figures can be trusted: said, said anew, and never lost."""

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from pydantic import ValidationError

from tests.record.area import TODAY, Area, on
from tests.record.indicators import defined, indicator, redefined, refusal
from wsoa.benchmarks import Checkpoint, Target
from wsoa.benchmarks.targets import asks_for_less
from wsoa.errors import Barred, Conflict, Unseen
from wsoa.indicators import (
    CheckpointChange,
    IndicatorDefinitionChange,
    QualityChange,
    TargetChange,
    change_quality,
    change_target,
    set_target,
    withdraw_target,
)
from wsoa.snapshot.positions import TargetPosition
from wsoa.terms import Confidence, Feed, Polarity, TargetKind

MAY, JUNE = date(2026, 5, 20), date(2026, 6, 9)
MARCH = date(2027, 3, 31)
POINT = TargetChange(kind=TargetKind.POINT, value="80.0", by=MARCH)
WAY = (CheckpointChange(by=date(2026, 9, 30), value="60"), CheckpointChange(by=date(2026, 12, 31), value="70 %"))
NO_TARGET: list[tuple[dict[str, Any], str]] = [
    ({"value": None}, "value"),
    ({"kind": TargetKind.STATUTORY, "value": None}, "value"),
    ({"upper": "90"}, "upper"),
    ({"kind": TargetKind.RANGE}, "upper"),
    ({"kind": TargetKind.RANGE, "upper": "80"}, "upper"),
    ({"kind": TargetKind.COMPARATOR, "value": None}, "words"),
    ({"kind": TargetKind.DIRECTION}, "value"),
    ({"kind": TargetKind.DIRECTION, "value": None, "checkpoints": WAY}, "checkpoints"),
    ({"checkpoints": (WAY[0], WAY[0])}, "checkpoints"),
    ({"checkpoints": (CheckpointChange(by=MARCH, value="75"),)}, "checkpoints"),
]
NO_QUALITY: list[tuple[dict[str, Any], str]] = [
    ({"feed": Feed.SPREADSHEET}, "spreadsheet"),
    ({"retires": JUNE}, "spreadsheet"),
    ({"validated_on": JUNE, "validated_by": "Audit"}, "validated_on"),
    ({"validated_on": TODAY}, "validated_by"),
    ({"sample": "30"}, "validated_on"),
    ({"matched": "All"}, "validated_on"),
]


def aimed(
    area: Area, indicator: int, change: TargetChange = POINT, who: str = "manager", token: str | None = None
) -> int:
    with area.database.writing() as session:
        return set_target(session, area.people[who], area.slug, indicator, change, token=token)


def moved(area: Area, number: int, *, seen: int = 1, who: str = "manager", token: str | None = None, **to: Any) -> int:
    with area.database.writing() as session:
        change = POINT.model_copy(update=to)
        return change_target(session, area.people[who], area.slug, number, change, seen=seen, token=token)


def dropped(area: Area, number: int, reason: str, *, seen: int = 1, who: str = "manager") -> int:
    with area.database.writing() as session:
        return withdraw_target(session, area.people[who], area.slug, number, reason=reason, seen=seen)


def trusted(area: Area, number: int, *, seen: int = 0, who: str = "manager", **said: Any) -> int:
    with area.database.writing() as session:
        return change_quality(session, area.people[who], area.slug, number, QualityChange(**said), seen=seen)


def gone(area: Area, number: int = 1) -> tuple[TargetPosition, ...]:
    return next(each.withdrawn for each in area.snapshot().indicators if each.number == number)


def as_target(said: dict[str, Any]) -> Target:
    whole = {"kind": TargetKind.POINT, "value": "80", "by": MARCH, "upper": None, "checkpoints": (), **said}
    way = tuple(Checkpoint(each.by, Decimal(each.value)) for each in whole["checkpoints"])
    value, upper = (Decimal(whole[name]) if whole[name] else None for name in ("value", "upper"))
    return Target(whole["kind"], value, whole["by"], upper, checkpoints=way)


def test_a_target_is_lowered_with_a_reason_and_both_statements_stay(area: Area) -> None:
    number = aimed(area, defined(area), POINT.model_copy(update={"checkpoints": WAY}))
    (target,) = indicator(area).targets
    assert (target.now.kind, str(target.now.value), target.now.by) == (TargetKind.POINT, "80.0", MARCH)
    assert [(each.by, str(each.value)) for each in target.now.checkpoints] == [(way.by, way.value) for way in WAY]
    with on(JUNE):
        problems = refusal(lambda: moved(area, number, value="70", checkpoints=WAY))
        assert problems == {"reason": "It asks for less than before, or for it later: say why."}
        assert moved(area, number, value="70", checkpoints=WAY, reason="Two posts stay vacant") == 2
        (target,) = indicator(area).targets
    assert [each.value for each in target.stated] == [80, 70]
    assert (target.now.written.reason, target.now.written.as_at) == ("Two posts stay vacant", JUNE)
    assert indicator(area, as_at=MAY).targets[0].now.value == 80
    assert area.faults() == []


@pytest.mark.parametrize(
    ("polarity", "before", "now", "is_less"),
    [
        (Polarity.HIGH, {"value": "80"}, {"value": "85"}, False),
        (Polarity.HIGH, {"value": "80"}, {"value": "79.9"}, True),
        (Polarity.LOW, {"value": "20"}, {"value": "18"}, False),
        (Polarity.LOW, {"value": "20"}, {"value": "25"}, True),
        (None, {"value": "20"}, {"value": "25"}, True),
        (None, {"value": "20"}, {"words": "Twenty weeks"}, False),
        (None, {"kind": TargetKind.FLOOR, "value": "59"}, {"value": "60"}, False),
        (None, {"kind": TargetKind.FLOOR, "value": "59"}, {"value": "58"}, True),
        (None, {"kind": TargetKind.CEILING, "value": "9"}, {"value": "10"}, True),
        (Polarity.HIGH, {"kind": TargetKind.RANGE, "value": "3", "upper": "5"}, {"upper": "6"}, True),
        (Polarity.HIGH, {"kind": TargetKind.RANGE, "value": "3", "upper": "5"}, {"value": "4"}, False),
        (Polarity.HIGH, {"value": "80"}, {"by": date(2027, 4, 1)}, True),
        (Polarity.HIGH, {"value": "80"}, {"by": None}, True),
        (Polarity.HIGH, {"value": "80"}, {"by": date(2027, 3, 1)}, False),
        (Polarity.HIGH, {"value": "80"}, {"kind": TargetKind.DIRECTION, "value": None}, True),
        (Polarity.HIGH, {"value": "80", "checkpoints": WAY}, {"checkpoints": WAY[:1]}, True),
        (Polarity.HIGH, {"value": "80", "checkpoints": WAY[:1]}, {"checkpoints": WAY}, False),
    ],
)
def test_what_asks_for_less_or_for_it_later(
    polarity: Polarity | None, before: dict[str, Any], now: dict[str, Any], is_less: bool
) -> None:
    assert asks_for_less(as_target(before), as_target(before | now), polarity) is is_less


def test_a_target_has_what_its_kind_needs(sqlite_area: Area) -> None:
    number = defined(sqlite_area)
    for said, field in NO_TARGET:
        change = POINT.model_copy(update=said)
        assert refusal(partial(aimed, sqlite_area, number, change)).keys() == {field}, said
    assert indicator(sqlite_area).targets == ()


def test_targets_of_every_kind_are_set(sqlite_area: Area) -> None:
    number = defined(sqlite_area)
    kinds: dict[TargetKind, dict[str, Any]] = {kind: {} for kind in TargetKind}
    kinds[TargetKind.RANGE] = {"upper": "90"}
    kinds[TargetKind.COMPARATOR] = {"value": None, "words": "England average 2021/22"}
    kinds[TargetKind.DIRECTION] = {"value": None, "words": "Increase"}
    for kind, said in kinds.items():
        aimed(sqlite_area, number, POINT.model_copy(update={"kind": kind, **said}))
    assert [each.now.kind for each in indicator(sqlite_area).targets] == list(TargetKind)


def test_a_direction_is_read_by_the_polarity_which_must_be_said_first(sqlite_area: Area) -> None:
    number, rise = defined(sqlite_area, None), TargetChange(kind=TargetKind.DIRECTION, words="Increase")
    assert refusal(lambda: aimed(sqlite_area, number, rise)).keys() == {"kind"}
    redefined(sqlite_area, number, polarity=Polarity.HIGH)
    assert aimed(sqlite_area, number, rise)


@pytest.mark.parametrize("day", [date(1989, 12, 31), date(2101, 1, 1), date(9999, 12, 31)])
def test_no_target_lies_before_1990_or_after_2100(day: date) -> None:
    with pytest.raises(ValidationError, match="The date of the target must be from 1990 to 2100"):
        TargetChange(kind=TargetKind.POINT, value="1", by=day)
    with pytest.raises(ValidationError, match="The date of the checkpoint must be from 1990 to 2100"):
        CheckpointChange(by=day, value="1")
    with pytest.raises(ValidationError, match="The date of the baseline must be from 1990 to 2100"):
        IndicatorDefinitionChange(name="Plans", baseline="1", baseline_on=day)


@pytest.mark.parametrize("typed", ["12,5 %", "0,500", "about 80", "80-90", "c", "1e999"])
def test_a_number_that_cannot_be_read_is_no_target(typed: str) -> None:
    with pytest.raises(ValidationError, match="How much must be a number"):
        TargetChange(kind=TargetKind.POINT, value=typed)
    with pytest.raises(ValidationError, match="The checkpoint must be a number"):
        CheckpointChange(by=MARCH, value=typed)


@pytest.mark.parametrize(("typed", "kept"), [("80 %", "80"), ("1,250", "1250"), (" 4.50 ", "4.50"), ("5E-2", "0.05")])
def test_a_number_is_kept_in_plain_figures_to_its_last_nought(typed: str, kept: str) -> None:
    assert TargetChange(kind=TargetKind.POINT, value=typed).value == kept
    assert TargetChange(kind=TargetKind.POINT, value=Decimal("4.50")).value == "4.50"  # type: ignore[arg-type]  # read


def test_no_more_than_six_checkpoints() -> None:
    way = tuple(CheckpointChange(by=date(2026, month, 1), value="1") for month in range(1, 8))
    assert len(TargetChange(kind=TargetKind.POINT, value="2", checkpoints=way[:6]).checkpoints) == 6
    with pytest.raises(ValidationError):
        TargetChange(kind=TargetKind.POINT, value="2", checkpoints=way)


def test_a_target_is_withdrawn_with_a_reason_and_stays_to_be_read(area: Area) -> None:
    number = aimed(area, defined(area), POINT.model_copy(update={"checkpoints": WAY}))
    with on(JUNE):
        assert refusal(lambda: dropped(area, number, " ")) == {"reason": "Say why it is a target no longer."}
        dropped(area, number, "The measure ends")
        assert indicator(area).targets == ()
        (target,) = gone(area)
        assert [each.withdrawn for each in target.stated] == [False, True]
        assert [len(each.checkpoints) for each in target.stated] == [2, 2]
        assert target.now.written.reason == "The measure ends"
        assert refusal(lambda: moved(area, number, seen=2, value="90")).keys() == {""}
        assert refusal(lambda: dropped(area, number, "Again", seen=2)).keys() == {""}
    assert indicator(area, as_at=MAY).targets[0].now.value == 80
    assert gone(area) == ()


def test_a_form_sent_twice_writes_once_and_a_stale_one_is_refused(sqlite_area: Area) -> None:
    area, token = sqlite_area, "t" * 22
    number = defined(area)
    assert [aimed(area, number, token=token) for _ in range(2)] == [1, 1]
    assert [moved(area, 1, value="85", token=token) for _ in range(2)] == [2, 2]
    head = area.head()
    assert moved(area, 1, value="85", seen=2) == 2
    assert area.head() == head
    with pytest.raises(Conflict):
        moved(area, 1, value="90", seen=1)
    assert [each.value for each in indicator(area).targets[0].stated] == [80, 85]


def test_targets_and_quality_are_the_manager_s(sqlite_area: Area) -> None:
    area = sqlite_area
    number = aimed(area, defined(area))
    for who in area.people.keys() - {"manager"}:
        for do in (
            partial(aimed, area, 1, who=who),
            partial(moved, area, number, value="90", who=who),
            partial(dropped, area, number, "No", who=who),
            partial(trusted, area, 1, who=who, faults="None"),
        ):
            with pytest.raises(Barred):
                do()
    for missing in (partial(aimed, area, 99), partial(moved, area, 99), partial(trusted, area, 99)):
        with pytest.raises(Unseen):
            missing()


def test_what_is_known_of_the_figures_stands_until_it_is_said_anew(area: Area) -> None:
    defined(area)
    assert indicator(area).quality is None
    sheet: dict[str, Any] = {"feed": Feed.SPREADSHEET, "spreadsheet": "Waits.xlsx", "retires": JUNE}
    checked: dict[str, Any] = {
        "validated_on": MAY,
        "validated_by": "Internal audit",
        "sample": "30 of 412",
        "matched": "28 of 30",
    }
    assert trusted(area, 1, **sheet, **checked, confidence=Confidence.MEDIUM) == 1
    with on(JUNE):
        assert trusted(area, 1, seen=1, feed=Feed.LIVE, faults="Late entries") == 2
        with pytest.raises(Conflict):
            trusted(area, 1, seen=1, feed=Feed.BY_HAND)
        now = indicator(area).quality
        assert now
        assert (now.feed, now.spreadsheet, now.validated_on, now.faults) == (Feed.LIVE, None, None, "Late entries")
    then = indicator(area, as_at=MAY).quality
    assert then
    assert (then.spreadsheet, then.retires, then.sample, then.matched) == ("Waits.xlsx", JUNE, "30 of 412", "28 of 30")


def test_a_validation_has_a_day_and_somebody_and_a_spreadsheet_has_a_name(sqlite_area: Area) -> None:
    number = defined(sqlite_area)
    for said, field in NO_QUALITY:
        assert refusal(partial(trusted, sqlite_area, number, **said)).keys() == {field}, said
    assert indicator(sqlite_area).quality is None
