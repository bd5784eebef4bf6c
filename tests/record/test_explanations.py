"""Explanations: words beside a point to check that stands, never in its place."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.record.area import PEOPLE, TODAY, Area, on
from wsoa import points
from wsoa.errors import Barred, Conflict, Invalid
from wsoa.explanations import GONE, UNSAID, explain_point, newest_explanation
from wsoa.milestones import UpdateChange, promise_date
from wsoa.points import Point

POINT = ("overdue", "milestone", 2)
"""Milestone 1.2 was due at the end of April, and it is 20 May."""


def explain(
    area: Area,
    words: str | None = "The panel sits in June",
    *,
    who: str = "manager",
    seen: int = 0,
    token: str | None = None,
    point: tuple[str, str, int] = POINT,
) -> int:
    rule, about, number = point
    with area.database.writing() as session:
        return explain_point(
            session,
            area.people[who],
            area.slug,
            rule=rule,
            about=about,
            about_number=number,
            words=words,
            seen=seen,
            token=token,
        )


def found(area: Area, who: str = "manager", as_at: date | None = None) -> dict[tuple[str, str, int], Point]:
    with area.database.reading() as session:
        actor = area.people[who]
        now = area.snapshot(as_at, actor=actor)
        return {point.key: point for point in points.found(session, actor, now)}


def seen(area: Area) -> int:
    with area.database.reading() as session:
        return newest_explanation(session, area.people["manager"], area.slug, *POINT)


def refusal(do: Callable[[], object]) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        do()
    return refused.value.problems


def test_an_explanation_stands_beside_its_point_and_is_taken_back_again(area: Area) -> None:
    assert POINT in found(area)
    assert explain(area) == 1
    point = found(area)[POINT]
    assert point.explained is not None
    assert (point.explained.words, point.explained.written.by) == ("The panel sits in June", "Manager")
    assert explain(area, "It sat in May", seen=1) == 2
    assert explain(area, None, seen=seen(area)) == 3
    assert found(area)[POINT].explained is None
    assert explain(area, "It sits in June after all", seen=seen(area)) == 4
    assert area.faults() == []


def test_it_is_dated_for_the_round_that_reports_so_that_its_pack_prints_it(sqlite_area: Area) -> None:
    overdue = ("stale", "milestone", 2)
    assert overdue in found(sqlite_area)
    explain(sqlite_area, point=overdue)
    april = found(sqlite_area, as_at=date(2026, 4, 30))[overdue]
    assert april.explained is not None
    assert april.explained.written.as_at == date(2026, 4, 30)
    assert april.explained.written.recorded_at.date() == TODAY
    assert found(sqlite_area, as_at=date(2026, 4, 29))[overdue].explained is None


def test_a_point_that_is_not_there_cannot_be_explained(sqlite_area: Area) -> None:
    heads = sqlite_area.head()
    for point in (("overdue", "milestone", 99), ("stale", "risk", 2), ("no-such-rule", "milestone", 2)):
        assert refusal(lambda point=point: explain(sqlite_area, point=point)) == {"": GONE}  # type: ignore[misc]
    assert refusal(lambda: explain(sqlite_area, " ")) == {"words": UNSAID}
    assert "take back" in refusal(lambda: explain(sqlite_area, None))[""]
    with sqlite_area.entry(TODAY) as writing:
        promise_date(writing, "end of July 2026", as_at=TODAY, number=2)
    assert refusal(lambda: explain(sqlite_area)) == {"": GONE}
    assert sqlite_area.head() == heads + 1


def test_a_point_that_comes_back_finds_its_old_explanation_and_says_that_it_is_older(sqlite_area: Area) -> None:
    explain(sqlite_area)
    with sqlite_area.entry(TODAY) as writing:
        promise_date(writing, "25 May 2026", as_at=TODAY, number=2)
    assert POINT not in found(sqlite_area)
    with on(date(2026, 6, 1)):
        point = found(sqlite_area)[POINT]
        assert point.explained is not None
        assert point.is_outdated


def test_a_colleague_s_explanation_is_never_overwritten_unseen(sqlite_area: Area) -> None:
    explain(sqlite_area)
    with pytest.raises(Conflict):
        explain(sqlite_area, "Mine")
    with pytest.raises(Conflict):
        explain(sqlite_area, None)
    assert explain(sqlite_area, "Mine", seen=1) == 2


def test_the_same_form_sent_twice_explains_once(sqlite_area: Area) -> None:
    assert explain(sqlite_area, token="once") == 1
    head = sqlite_area.head()
    assert explain(sqlite_area, token="once") == 1
    assert sqlite_area.head() == head
    assert explain(sqlite_area, "Other words", seen=1, token="twice") == 2
    assert explain(sqlite_area, "Other words", seen=1, token="twice") == 2
    assert sqlite_area.head() == head + 1


def test_only_a_manager_explains(sqlite_area: Area) -> None:
    head = sqlite_area.head()
    for who in sorted(PEOPLE.keys() - {"manager"}):
        with pytest.raises(Barred):
            explain(sqlite_area, who=who)
    assert sqlite_area.head() == head


def test_a_partner_is_told_of_what_they_see_and_of_nothing_that_a_part_cannot_tell(sqlite_area: Area) -> None:
    partner, manager = found(sqlite_area, "partner"), found(sqlite_area)
    assert partner.keys() < manager.keys()
    assert {point.about.number for point in partner.values()} <= {1, 2, 3, 4, 5}
    assert "lead-silent" in {rule for rule, _, _ in manager}
    assert "lead-silent" not in {rule for rule, _, _ in partner}


def test_what_explains_a_point_goes_with_what_it_is_about(sqlite_area: Area) -> None:
    seen_by_both = {key for key in found(sqlite_area, "partner") if key[1] == "milestone"}
    mine = min(seen_by_both)
    lead = next(key for key in found(sqlite_area) if key[0] == "lead-silent")
    other = ("stale", "milestone", 6)
    for point in (mine, lead, other):
        explain(sqlite_area, point=point)
    assert {key for key, point in found(sqlite_area, "partner").items() if point.explained} == {mine}
    with on(TODAY):
        theirs = sqlite_area.snapshot(actor=sqlite_area.people["partner"])
        whole = sqlite_area.snapshot(actor=sqlite_area.people["manager"])
    assert [(each.rule, each.about, each.about_number) for each in theirs.explanations] == [mine]
    assert len(whole.explanations) == 3


def test_points_follow_the_record_from_round_to_round(sqlite_area: Area) -> None:
    """Amber in February and in March with one mitigation; green in April with nothing new said of progress."""
    amber = UpdateChange(level="A", progress="Panel met", issue="It sits late", mitigation="Second date booked")
    sqlite_area.rate(1, amber, day=date(2026, 2, 27))
    sqlite_area.rate(1, amber, day=date(2026, 3, 30))
    sqlite_area.rate(1, UpdateChange(level="G", progress="Panel met", reason="On course"), day=date(2026, 5, 4))
    march, now = found(sqlite_area, as_at=date(2026, 3, 31)), found(sqlite_area)
    assert ("same-mitigation", "milestone", 1) in march
    assert ("same-mitigation", "milestone", 1) not in now
    assert ("improved-nothing-new", "milestone", 1) in now
    assert ("improved-nothing-new", "milestone", 1) not in march
    facts = now["improved-nothing-new", "milestone", 1].facts
    assert facts.startswith("Amber on 31 March 2026, Green on 30 April 2026"), facts
