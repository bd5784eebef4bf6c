"""Setting up a programme: beginning it, its own words, plans, boards and rounds, under the rules of the record."""

import itertools
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError
from sqlalchemy.orm import Session

from tests.record.area import OPERATOR, TODAY, Area
from wsoa import people, programmes, snapshot
from wsoa.access import Actor
from wsoa.errors import Barred, Conflict, Invalid, Unseen
from wsoa.people import MembershipChange, PersonChange, actor_of
from wsoa.plans import PlanChange, save_plan
from wsoa.programmes import BeginChange, ProgrammeChange, WordsChange, address_from
from wsoa.rag import DEFAULT_KEY
from wsoa.rating_keys import KeyChange
from wsoa.rounds import (
    BoardChange,
    Rhythm,
    RoundChange,
    SeriesChange,
    save_board,
    save_round,
    save_series,
    series_of,
    state_board,
)
from wsoa.snapshot.positions import HOUSE_WORDS
from wsoa.terms import PlanKind, Role

_places = itertools.count(1)
PLAN = PlanChange(kind=PlanKind.ACCELERATED_PROGRESS_PLAN, title="Accelerated progress plan")
MAY = RoundChange(name="May", position_date=date(2026, 5, 31), opens=date(2026, 5, 24), closes=date(2026, 6, 5))


def do(area: Area, command: Callable[..., object], *said: object, by: str = "manager", **more: object) -> object:
    """A command of somebody's in the area, committed."""
    with area.database.writing() as session:
        return command(session, area.people[by], area.slug, *said, **more)


def problems(area: Area, command: Callable[..., object], *said: object, **more: Any) -> dict[str, str]:
    """What the rules refuse; nothing is written."""
    head = area.head()
    with pytest.raises(Invalid) as refused:
        do(area, command, *said, **more)
    assert area.head() == head
    return refused.value.problems


def begin(area: Area, actor: Actor, change: BeginChange, **more: str) -> str:
    with area.database.writing() as session:
        return programmes.begin_in_browser(session, actor, change, **more)


def somebody(session: Session, role: Role) -> Actor:
    """Somebody new with a role outside of programmes."""
    change = PersonChange(email=f"somebody-{next(_places)}@begin.example.org", name="Sam Somebody")
    person = people.add_person(session, change, passphrase=None)
    people.grant(session, person, MembershipChange(role=role, starts=TODAY))
    actor = actor_of(session, person)
    assert actor
    return actor


def test_a_programme_begins_with_its_name_and_a_key_in_one_entry(area: Area) -> None:
    change = BeginChange(name="Åston & Poole – partners", region="South West", ons_code="e06000058")
    slug = begin(area, area.people["manager"], change.model_copy(update={"slug": f"{area.slug}-a"}))
    with area.database.reading() as session:
        found = snapshot.load(session, OPERATOR, slug)
    assert (found.head.number, found.name, found.begins) == (1, "Åston & Poole – partners", TODAY)
    assert KeyChange.of("", found.levels).levels == KeyChange.of("", DEFAULT_KEY).levels
    assert (change.ons_code, address_from(change.name)) == ("E06000058", "aston-poole-partners")


def test_an_administrator_and_a_manager_may_begin_one_and_nobody_else(sqlite_area: Area) -> None:
    with sqlite_area.database.writing() as session:
        administrator = somebody(session, Role.ADMINISTRATOR)
    begin(sqlite_area, administrator, BeginChange(name="A place", slug=f"{sqlite_area.slug}-by-admin"))
    for who, actor in sqlite_area.people.items():
        if who == "manager":
            continue
        with pytest.raises(Barred):
            begin(sqlite_area, actor, BeginChange(name="A place", slug=f"{sqlite_area.slug}-x"))


@pytest.mark.parametrize("slug", ["new", "../etc", "a b", "-a", "A", "<b>", "a" * 61, "é"])
def test_an_address_that_will_not_do_is_refused_in_words(sqlite_area: Area, slug: str) -> None:
    with pytest.raises(Invalid) as refused:
        begin(sqlite_area, sqlite_area.people["manager"], BeginChange(name="A place", slug=slug))
    assert set(refused.value.problems) == {"slug"}


def test_an_address_that_is_taken_or_cannot_be_made_is_refused(sqlite_area: Area) -> None:
    for change in (BeginChange(name="Again", slug=sqlite_area.slug), BeginChange(name="مدينة")):
        with pytest.raises(Invalid) as refused:
            begin(sqlite_area, sqlite_area.people["manager"], change)
        assert set(refused.value.problems) == {"slug"}


def test_the_same_form_sent_twice_is_known_again_and_nobody_elses(sqlite_area: Area) -> None:
    manager, change = sqlite_area.people["manager"], BeginChange(name="Twice", slug=f"{sqlite_area.slug}-twice")
    begin(sqlite_area, manager, change, token="t1")
    with sqlite_area.database.reading() as session:
        assert programmes.begun_before(session, manager, change, token="t1")
        assert not programmes.begun_before(session, manager, change, token="t2")
        assert not programmes.begun_before(session, manager, change, token=None)
        assert not programmes.begun_before(session, sqlite_area.people["lead"], change, token="t1")


@pytest.mark.parametrize("unfit", [{"ons_code": "E0600005"}, {"ons_code": "600005812"}, {"old_la_code": "8391"}])
def test_a_code_of_the_wrong_shape_never_reaches_the_database(unfit: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        ProgrammeChange.model_validate({"name": "A place", **unfit})


def test_the_programme_has_its_own_words_from_today_on(area: Area) -> None:
    change = WordsChange(milestone="Action", workstream="priority", weakness="finding", weaknesses="findings")
    do(area, programmes.save_words, change)
    words = area.snapshot().words
    assert (words.milestone, words.milestones, words.workstreams) == ("action", "actions", "priorities")
    assert (words.focus_area, words.weaknesses) == ("focus area", "findings")
    assert area.snapshot(as_at=date(2026, 5, 19)).words == HOUSE_WORDS
    assert area.faults() == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (WordsChange(milestone="widget"), "milestones"),
        (WordsChange(milestones="widgets"), "milestone"),
        (WordsChange(focus_area="milestone", focus_areas="milestones"), "focus_area"),
    ],
)
def test_a_word_needs_its_plural_and_stands_for_one_thing(sqlite_area: Area, change: WordsChange, field: str) -> None:
    assert set(problems(sqlite_area, programmes.save_words, change)) == {field}


def test_of_two_managers_who_save_at_once_the_second_is_told(sqlite_area: Area) -> None:
    for command, change, seen in (
        (programmes.save_programme, ProgrammeChange(name="Hallowmere and partners"), 1),
        (programmes.save_words, WordsChange(milestone="action"), 0),
    ):
        do(sqlite_area, command, change, seen=seen, token="first")
        do(sqlite_area, command, change, seen=seen, token="first")  # the answer was lost
        with pytest.raises(Conflict):
            do(sqlite_area, command, change, seen=seen, token="second")


def test_a_plan_is_added_once_and_changed_by_who_saw_it(area: Area) -> None:
    number = do(area, save_plan, PLAN.model_copy(update={"predecessor": 1}), token="a")
    assert do(area, save_plan, PLAN.model_copy(update={"predecessor": 1}), token="a") == number == 2
    do(area, save_plan, PLAN.model_copy(update={"status": "Approved"}), number=2, seen=1)
    with pytest.raises(Conflict):
        do(area, save_plan, PLAN, number=2, seen=1)
    with pytest.raises(Unseen):
        do(area, save_plan, PLAN, number=9)
    found = area.snapshot().plans[1]
    assert (found.title, found.status, found.predecessor) == ("Accelerated progress plan", "Approved", None)
    assert area.faults() == []


def test_no_plan_follows_itself_or_one_that_follows_it(sqlite_area: Area) -> None:
    for before in (1, 2):
        do(sqlite_area, save_plan, PLAN.model_copy(update={"predecessor": before}))
    for number, seen, predecessor in ((1, 1, 1), (1, 1, 3), (2, 1, 3), (3, 1, 9)):
        change = PLAN.model_copy(update={"predecessor": predecessor})
        assert set(problems(sqlite_area, save_plan, change, number=number, seen=seen)) == {"predecessor"}


def test_no_body_reports_to_itself_or_to_one_that_reports_to_it(area: Area) -> None:
    assert do(area, save_board, BoardChange(name="Group", reports_to=1), token="b") == 2
    assert do(area, save_board, BoardChange(name="Group", reports_to=1), token="b") == 2
    for number, to in ((1, 1), (1, 2), (2, 7)):
        assert set(problems(area, save_board, BoardChange(name="B", reports_to=to), number=number, seen=1)) == {
            "reports_to"
        }
    with pytest.raises(Conflict):
        do(area, save_board, BoardChange(name="Group"), number=2, seen=0)
    with pytest.raises(Unseen):
        do(area, save_board, BoardChange(name="Group"), number=5)


def test_a_circle_that_stands_already_is_no_trap(sqlite_area: Area) -> None:
    """What an import may have written is not walked for ever."""
    with sqlite_area.entry(TODAY) as writing:
        state_board(writing, BoardChange(name="Improvement board", reports_to=1), as_at=TODAY, number=1)
    assert do(sqlite_area, save_board, BoardChange(name="Group", reports_to=1)) == 2


def test_a_round_is_added_changed_and_known_again(area: Area) -> None:
    assert do(area, save_round, MAY, token="r") == do(area, save_round, MAY, token="r") == 4
    do(area, save_round, MAY.model_copy(update={"board_date": date(2026, 6, 11)}), number=4, seen=1)
    with pytest.raises(Conflict):
        do(area, save_round, MAY, number=4, seen=1)
    with pytest.raises(Unseen):
        do(area, save_round, MAY, number=8)
    assert area.snapshot().rounds[3].board_date == date(2026, 6, 11)
    assert area.faults() == []


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": "April"}, "name"),
        ({"position_date": date(2026, 4, 30)}, "position_date"),
        ({"opens": date(2026, 5, 8)}, "opens"),
        ({"board_date": date(2026, 5, 20)}, "board_date"),
        ({"position_date": date(1026, 5, 31)}, "position_date"),
    ],
)
def test_a_round_has_a_date_and_a_window_of_its_own(sqlite_area: Area, said: dict[str, object], field: str) -> None:
    assert set(problems(sqlite_area, save_round, MAY.model_copy(update=said))) == {field}


def test_a_window_opens_before_it_closes() -> None:
    with pytest.raises(ValidationError) as refused:
        RoundChange(name="May", position_date=MAY.position_date, opens=MAY.closes, closes=MAY.opens)
    assert refused.value.errors()[0]["loc"] == ("closes",)


def test_a_monthly_series_keeps_to_the_ends_of_months_and_a_six_weekly_one_to_its_day() -> None:
    monthly = SeriesChange(first=date(2027, 11, 30), count=4, opens_before=7, closes_after=5, board_after=10)
    assert [f"{each.position_date:%d %b}" for each in series_of(monthly)] == ["30 Nov", "31 Dec", "31 Jan", "29 Feb"]
    assert series_of(monthly)[0].board_date == date(2027, 12, 10)
    on_30th = monthly.model_copy(update={"first": date(2027, 12, 30)})
    assert [each.position_date.day for each in series_of(on_30th)] == [30, 30, 29, 30]
    six_weekly = monthly.model_copy(update={"rhythm": Rhythm.SIX_WEEKLY, "board_after": None})
    assert [each.name for each in series_of(six_weekly)][:2] == ["30 November 2027", "11 January 2028"]


def test_a_series_is_one_entry_and_known_again(area: Area) -> None:
    head = area.head()
    rounds = series_of(SeriesChange(first=date(2026, 5, 31), count=3, opens_before=7, closes_after=5))
    assert do(area, save_series, rounds, token="s") == do(area, save_series, rounds, token="s") == (4, 5, 6)
    assert area.head() == head + 1
    assert set(problems(area, save_series, rounds, token="other")) >= {"name-1", "position_date-2", "opens-3"}


def test_rounds_of_a_series_may_not_overlap_each_other(sqlite_area: Area) -> None:
    rounds = series_of(SeriesChange(first=date(2026, 5, 31), count=2, opens_before=20, closes_after=20))
    assert problems(sqlite_area, save_series, rounds).keys() >= {"opens-2"}


def test_only_the_programmes_manager_sets_it_up(sqlite_area: Area) -> None:
    heads = sqlite_area.head()
    for who in sqlite_area.people.keys() - {"manager"}:
        for command, change in ((save_plan, PLAN), (save_round, MAY), (save_board, BoardChange(name="B"))):
            with pytest.raises(Barred):
                do(sqlite_area, command, change, by=who)
        with pytest.raises(Barred):
            do(sqlite_area, programmes.save_words, WordsChange(), by=who)
    assert sqlite_area.head() == heads
