"""After a new rating key: what people say is judged by the key of today, whatever date the round speaks for."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.record.area import AMBER, BEGINS, GREEN, RED, TODAY, Area, on
from wsoa import people
from wsoa.access import Action, Actor
from wsoa.errors import Invalid
from wsoa.history import OpenEntry, entry
from wsoa.milestones import (
    ConfirmChange,
    MilestoneChange,
    UpdateChange,
    confirm_updates,
    correct_update,
    record_update,
    state_milestone,
)
from wsoa.programmes import BeginChange, begin_in_browser
from wsoa.rating_keys import READY_KEYS, KeyChange, save_key
from wsoa.risks import RiskAssessment, RiskChange, assess_risk, raise_risk
from wsoa.rounds import RoundChange, state_round
from wsoa.snapshot import load
from wsoa.terms import Role

ON_TARGET = UpdateChange(level="UT", reason="As planned")
ROUND_DATE = date(2026, 4, 30)
FOUR = KeyChange.of("Four", READY_KEYS["four-states"].levels)
WITHOUT_AMBER = KeyChange.of("Ours", [level for level in READY_KEYS["rag"].levels if level.code != "A"])


@contextmanager
def saying(area: Area) -> Iterator[Session]:
    with area.database.writing() as session:
        yield session


def new_key(area: Area, change: KeyChange = FOUR) -> None:
    with saying(area) as session:
        save_key(session, area.people["manager"], area.slug, change, seen=1)


def test_every_rating_the_form_offers_can_be_given_though_the_round_speaks_for_a_day_before_the_key(area: Area) -> None:
    new_key(area)
    assert [level.code for level in area.snapshot().levels] == [level.code for level in FOUR.levels]
    area.rate(1, ON_TARGET, day=TODAY, by=area.people["lead"])
    for day in (ROUND_DATE, TODAY):
        update = area.milestone(1, day).update
        assert update is not None
        assert update.level is not None
        assert (update.written.as_at, update.level.code, update.level.version) == (ROUND_DATE, "UT", 2)
    assert area.snapshot(ROUND_DATE).levels[0].version == 1
    assert area.faults() == []


def test_a_level_that_the_key_has_no_more_is_refused_and_the_sentence_names_those_it_has(sqlite_area: Area) -> None:
    new_key(sqlite_area)
    with pytest.raises(Invalid, match="Underway \\(on target\\)"):
        sqlite_area.rate(1, GREEN, day=TODAY)


def test_what_is_taken_over_from_a_file_is_judged_by_the_key_of_its_own_day(sqlite_area: Area) -> None:
    new_key(sqlite_area)
    sqlite_area.found(2, GREEN, as_at=date(2026, 4, 10), day=TODAY)
    with pytest.raises(Invalid):
        sqlite_area.found(3, ON_TARGET, as_at=date(2026, 4, 10), day=TODAY)
    assert (sqlite_area.level(2), sqlite_area.level(3)) == ("G", None)


def test_no_change_is_said_of_what_the_key_still_has_and_refused_of_what_it_has_no_more(sqlite_area: Area) -> None:
    area, lead = sqlite_area, sqlite_area.people["lead"]
    for number, said in ((1, RED), (2, AMBER)):
        area.rate(number, said, day=date(2026, 3, 25))
    new_key(area, WITHOUT_AMBER)
    with saying(area) as session:
        assert confirm_updates(session, lead, area.slug, ConfirmChange(milestones=(1,), seen=("1:1",))) == 1
    with pytest.raises(Invalid) as refused, saying(area) as session:
        confirm_updates(session, lead, area.slug, ConfirmChange(milestones=(2,), seen=("2:1",)))
    assert refused.value.problems["milestone-2"].startswith("Choose one of this programme's ratings")


def test_a_correction_is_judged_by_the_key_of_today_on_the_date_of_the_mistake(sqlite_area: Area) -> None:
    area = sqlite_area
    wrong = area.found(2, RED, as_at=date(2026, 3, 10), day=date(2026, 3, 10))
    new_key(area)
    with saying(area) as session:
        correct_update(session, area.people["manager"], area.slug, 2, ON_TARGET, corrects=wrong)
    assert area.level(2, date(2026, 3, 10)) == "UT"


def test_a_risk_is_rated_by_the_key_of_today_too(area: Area) -> None:
    manager = area.people["manager"]
    new_key(area)
    with saying(area) as session:
        number = raise_risk(session, manager, area.slug, RiskChange(title="No chair", workstream=1))
        assess_risk(session, manager, area.slug, number, RiskAssessment(level="UT", reason="As planned"), seen=0)
    level = area.snapshot().risks[0].level
    assert level is not None
    assert (level.code, level.version) == ("UT", 2)


def test_a_programme_begun_after_its_first_rounds_date_rates_by_its_own_key(sqlite_area: Area) -> None:
    day, slug = date(2026, 4, 3), f"begun-{sqlite_area.slug}"
    with on(day), saying(sqlite_area) as session:
        begun = sqlite_area.people["manager"]
        begin_in_browser(session, begun, BeginChange(name=slug, slug=slug))
        membership = people.MembershipChange(role=Role.PROGRAMME_MANAGER, programme=slug, starts=day)
        people.grant(session, begun.uid or "", membership)
    with on(day), saying(sqlite_area) as session:
        manager = people.actor_of(session, begun.uid or "")
        assert manager is not None
        save_key(session, manager, slug, FOUR, seen=1)
        with entry(session, manager, slug, command="set_up", action=Action.SET_UP) as writing:
            _march(writing, day)
        record_update(session, manager, slug, 1, ON_TARGET)
        assert _level(session, manager, slug) == ("UT", 2)
    assert day > BEGINS


def _march(writing: OpenEntry, day: date) -> None:
    march = date(2026, 3, 31)
    change = RoundChange(name="March", position_date=march, opens=date(2026, 3, 25), closes=date(2026, 4, 8))
    state_round(writing, change, as_at=day)
    state_milestone(writing, MilestoneChange(wording="Begin"), as_at=day)


def _level(session: Session, actor: Actor, slug: str) -> tuple[str, int] | None:
    level = load(session, actor, slug).milestones[0].level
    return (level.code, level.version) if level else None
