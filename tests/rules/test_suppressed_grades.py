"""Counts from 1 to 4 are suppressed for readers, and so is what would give them away (PROOFS S23)."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import product

import pytest

from tests.exports.readings import measured, months
from tests.proofs import FULL
from wsoa.snapshot.positions import Written
from wsoa.snapshot.positions.voices import SUPPRESSED, AuditPosition, GradeCount, as_readers_see
from wsoa.terms import MissingCode

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
        ((10, 8), (7, 3), [S] * 4, "18 of 28"),
        ((10, 8), (7, 9, 3), [S] * 5, "18 of 37"),
        ((10, 8), (3, 2), [S] * 4, "18 of 23"),
        ((20,), (3,), [S, S], S),
        ((20, 9), (3,), [S] * 3, S),
        ((10, 8), (7, 0, 3), [S] * 5, "18 of 28"),
        ((10, 8), (6, 1, 1), [S] * 5, "18 of 26"),
        ((0, 0), (7, 9), ["0", "0", "7", "9"], "0 of 16"),
    ],
)
def test_what_readers_see_of_grades(
    good: tuple[int, ...], others: tuple[int, ...], shown: list[str], told: str
) -> None:
    found = audit(good, others)
    assert [words for _, words in found.suppressed_grades()] == shown
    assert found.suppressed_good() == told


Shown = tuple[tuple[str, ...], str]
Told = Callable[[AuditPosition], Shown]


def _rule(found: AuditPosition) -> Shown:
    return tuple(words for _, words in found.suppressed_grades()), found.suppressed_good()


def _small_alone(found: AuditPosition) -> Shown:
    """The naive rule: small counts are hidden, and nothing besides."""
    return tuple(S if 0 < each.plans < 5 else str(each.plans) for each in found.grades), f"{found.good} of {found.of}"


def _smallest_beside(found: AuditPosition) -> Shown:
    """What looks better: the smallest other count goes with a small one. Of two that tie it is always the first."""
    hidden = {at for at, each in enumerate(found.grades) if 0 < each.plans < 5}
    if len(hidden) == 1:
        others = [at for at in range(len(found.grades)) if at not in hidden]
        hidden.add(min(others, key=lambda at: (found.grades[at].plans == 0, found.grades[at].plans, at)))
    return tuple(S if at in hidden else str(each.plans) for at, each in enumerate(found.grades)), S


def _worked_out(rule: Told, samples: range, grades: int) -> Iterator[tuple[int, ...]]:
    """Every audit whose small count a reader finds who knows the sample, which grades are good, and the rule itself."""
    for good, sample in product(range(grades + 1), samples):
        by_shown = defaultdict(list)
        for plans in _shared_out(sample, grades):
            by_shown[rule(audit(plans[:good], plans[good:]))].append(plans)
        for could in by_shown.values():
            for counts in zip(*could, strict=True):
                if len(set(counts)) == 1 and 0 < counts[0] < 5:
                    yield could[0]


def _shared_out(plans: int, grades: int) -> Iterator[tuple[int, ...]]:
    """Every way in which so many plans can have got so many grades."""
    if grades == 1:
        yield (plans,)
        return
    for first in range(plans + 1):
        for rest in _shared_out(plans - first, grades - 1):
            yield (first, *rest)


SAMPLES = {2: range(5, 40), 3: range(5, 32), 4: range(5, 22)} if FULL else {2: range(5, 24), 3: range(5, 16)}


@pytest.mark.parametrize("grades", SAMPLES)
def test_no_reader_can_work_a_small_count_out(grades: int) -> None:
    """The controls are a rule that hides small counts alone, and one that hides another count with them."""
    assert list(_worked_out(_rule, SAMPLES[grades], grades)) == []
    assert list(_worked_out(_small_alone, SAMPLES[grades], grades))
    assert list(_worked_out(_smallest_beside, SAMPLES[grades], grades)) or grades == 2


def test_a_value_that_tells_what_its_audit_hides_is_hidden_too() -> None:
    found = measured("Plans that are good enough", months("87.5", "91.0"))
    (seen,) = as_readers_see([found], [replace(audit((21,), (3,)), indicator=1, value=1)])
    assert [(each.raw, each.value) for each in seen.values] == [(S, None), ("91.0", Decimal("91.0"))]
    assert seen.values[0].missing is MissingCode.SUPPRESSED
    assert "87.5" not in str(seen)
    plain = replace(audit((18,), (6,)), indicator=1, value=1)
    assert as_readers_see([found], [plain]) == (found,), "the negative control"
