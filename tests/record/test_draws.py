"""Draws: a random sample of milestones that anybody can draw again, and that shows when it was drawn twice."""

from collections import Counter
from collections.abc import Callable
from hashlib import sha256

import pytest

from tests.record.area import TODAY, Area
from wsoa.draws import draw_sample, drawn_by, population
from wsoa.errors import Barred, Invalid
from wsoa.milestones import EndChange, end_milestone
from wsoa.snapshot.issued import draws
from wsoa.snapshot.positions import DrawPosition
from wsoa.terms import ThingState


def drawn(
    area: Area, size: int = 2, *, who: str = "leader", weakness: int | None = None, token: str | None = None
) -> int:
    with area.database.writing() as session:
        return draw_sample(session, area.people[who], area.slug, size=size, weakness=weakness, token=token)


def found(area: Area, number: int) -> DrawPosition:
    with area.database.reading() as session:
        return next(each for each in draws(session, area.people["leader"], area.slug) if each.number == number)


def refusal(do: Callable[[], object]) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        do()
    return refused.value.problems


def test_a_draw_is_kept_whole_and_the_seed_draws_the_same_again(area: Area) -> None:
    one = found(area, drawn(area, 3))
    assert (one.size, one.population, one.position_date, one.weakness) == (3, 6, TODAY, None)
    assert one.written.by == "Leader"
    then = area.snapshot(one.position_date, one.known_by)
    assert drawn_by(one.seed, population(then, None), 3) == one.milestones
    assert len(set(one.milestones)) == 3
    assert area.faults() == []


def test_the_rule_of_drawing_is_the_one_that_is_written_down() -> None:
    by_hand = sorted(range(1, 45), key=lambda number: sha256(f"a seed {number}".encode()).hexdigest())
    assert drawn_by("a seed", range(1, 45), 5) == tuple(by_hand[:5])
    assert drawn_by("a seed", reversed(range(1, 45)), 5) == tuple(by_hand[:5]), "the order they come in is no matter"  # type: ignore[arg-type]


def test_no_milestone_is_drawn_more_often_than_another() -> None:
    times = Counter(each for seed in range(3000) for each in drawn_by(str(seed), range(1, 11), 3))
    assert max(times.values()) < 1.15 * 900
    assert min(times.values()) > 0.85 * 900


def test_a_draw_drawn_again_is_another_one_and_both_stay(sqlite_area: Area) -> None:
    numbers = [drawn(sqlite_area) for _ in range(3)]
    assert numbers == [1, 2, 3]
    assert len({found(sqlite_area, number).seed for number in numbers}) == 3


def test_the_same_form_sent_twice_draws_once(area: Area) -> None:
    first = drawn(area, token="form-1")
    assert drawn(area, token="form-1") == first
    assert drawn(area, token="form-2") != first


def test_only_what_is_promised_today_and_serves_the_area_is_drawn(sqlite_area: Area) -> None:
    with sqlite_area.database.writing() as session:
        end = EndChange(seen=1, state=ThingState.WITHDRAWN, reason="Done elsewhere", approver="Board, 5 May")
        end_milestone(session, sqlite_area.people["manager"], sqlite_area.slug, 2, end)
    assert 2 not in found(sqlite_area, drawn(sqlite_area, 5)).milestones
    assert found(sqlite_area, drawn(sqlite_area, 1, weakness=2)).milestones == (1,)
    assert refusal(lambda: drawn(sqlite_area, 2, weakness=2)) == {"size": "There is only 1 to draw from."}
    assert set(refusal(lambda: drawn(sqlite_area, 1, weakness=9))) == {"weakness"}


@pytest.mark.parametrize("size", [0, -1, 7, 10**12])
def test_more_than_there_are_or_none_is_refused_and_leaves_no_draw(sqlite_area: Area, size: int) -> None:
    head = sqlite_area.head()
    assert set(refusal(lambda: drawn(sqlite_area, size))) == {"size"}
    assert sqlite_area.head() == head


def test_who_draws(sqlite_area: Area) -> None:
    for who in ("manager", "lead", "support", "leader"):
        drawn(sqlite_area, who=who)
    for who in ("partner", "board", "adviser", "inspector"):
        with pytest.raises(Barred):
            drawn(sqlite_area, who=who)
