"""Counts from 1 to 4 are suppressed for readers, and so is what would give them away (PROOFS S23)."""

from datetime import UTC, date, datetime
from itertools import product

import pytest

from wsoa.snapshot.positions import Written
from wsoa.snapshot.positions.voices import SUPPRESSED, AuditPosition, GradeCount

_NOW = datetime(2026, 3, 3, tzinfo=UTC)
_WRITTEN = Written(1, 1, _NOW.date(), None, _NOW, "Lead", "record_audit", "form", False, False, None, None, None)
S = SUPPRESSED


def audit(good: tuple[int, ...], others: tuple[int, ...]) -> AuditPosition:
    grades = [GradeCount(f"Good {n}", plans, True) for n, plans in enumerate(good)]
    grades += [GradeCount(f"Other {n}", plans, False) for n, plans in enumerate(others)]
    sample = sum(good) + sum(others)
    return AuditPosition(1, date(2026, 3, 3), sample, "", (), tuple(grades), None, None, (), False, _WRITTEN)


@pytest.mark.parametrize(
    ("good", "others", "shown", "told"),
    [
        ((10, 8), (7, 5), ["10", "8", "7", "5"], "18 of 30"),
        ((10, 8), (7, 3), ["10", "8", S, S], "18 of 28"),
        ((10, 8), (7, 9, 3), ["10", "8", S, "9", S], "18 of 37"),
        ((10, 8), (3, 2), ["10", "8", S, S], "18 of 23"),
        ((20,), (3,), [S, S], S),
        ((20, 9), (3,), ["20", S, S], S),
        ((10, 8), (7, 0, 3), ["10", "8", S, "0", S], "18 of 28"),
        ((10, 8), (6, 1, 1), ["10", "8", S, S, S], "18 of 26"),
        ((0, 0), (7, 9), ["0", "0", "7", "9"], "0 of 16"),
    ],
)
def test_what_readers_see_of_grades(
    good: tuple[int, ...], others: tuple[int, ...], shown: list[str], told: str
) -> None:
    found = audit(good, others)
    assert [words for _, words in found.suppressed_grades()] == shown
    assert found.suppressed_good() == told


def _could_be(shown: list[str], told: str, sample: int, goods: int) -> set[tuple[int, ...]]:
    """Every way in which the grades may have been, for a reader who knows the sample and how counts are suppressed."""
    choices = [range(sample + 1) if each == S else (int(each),) for each in shown]
    found = set()
    for plans in product(*choices):
        if sum(plans) == sample:
            guess = audit(plans[:goods], plans[goods:])
            if [words for _, words in guess.suppressed_grades()] == shown and guess.suppressed_good() == told:
                found.add(plans)
    return found


@pytest.mark.parametrize("sample", [10, 13])
def test_no_reader_can_work_a_small_count_out(sample: int) -> None:
    """The control is the naive variant below: hiding small counts alone."""
    worked_out, naive = [], 0
    for plans in product(range(sample + 1), repeat=4):
        if sum(plans) != sample:
            continue
        found = audit(plans[:2], plans[2:])
        shown = [words for _, words in found.suppressed_grades()]
        could = _could_be(shown, found.suppressed_good(), sample, 2)
        assert plans in could
        small = [at for at, each in enumerate(plans) if 0 < each < 5]
        worked_out += [plans for at in small if len({each[at] for each in could}) == 1]
        naive += sum(0 < each < 5 for each in plans) == 1
    assert worked_out == []
    assert naive > 0
