"""A return: what is due from whom, confirming together what has not changed, and calling it complete."""

from datetime import date

import pytest

from tests.record.area import AMBER, GREEN, RED, Area, on
from tests.record.promises import IN_MAY, POSITIONS, answer, opened, promise, report
from wsoa.access import Actor
from wsoa.errors import Barred, Conflict, Invalid, Unseen
from wsoa.history import OpenEntry
from wsoa.milestones import (
    ConfirmChange,
    complete_return,
    confirm_updates,
    open_return_again,
    record_update,
)
from wsoa.milestones.due import Return, return_of
from wsoa.snapshot import open_programme
from wsoa.tables import AssignedPerson, MilestoneAssignment, MilestoneUpdate
from wsoa.terms import PromiseAnswer

MARCH_DAY = date(2026, 3, 25)


def due(area: Area, who: str) -> Return:
    with on(IN_MAY), area.database.reading() as session:
        actor = area.people[who]
        return return_of(session, actor, open_programme(session, actor, area.slug).id, area.snapshot(actor=actor))


def finish(area: Area, who: str, day: date = IN_MAY) -> int:
    with on(day), area.database.writing() as session:
        return complete_return(session, area.people[who], area.slug)


def confirm(
    area: Area, milestones: tuple[int, ...], *, by: str = "lead", seen: int = 1, token: str | None = None
) -> int:
    change = ConfirmChange(milestones=milestones, seen=tuple(f"{n}:{seen}" for n in milestones), token=token)
    with on(IN_MAY), area.database.writing() as session:
        return confirm_updates(session, area.people[by], area.slug, change)


def rated(area: Area, *milestones: int) -> None:
    for number in milestones:
        area.rate(number, AMBER, day=MARCH_DAY)


def ask(area: Area, milestone: int, person: Actor) -> None:
    """Ask somebody by name to update a milestone."""
    with area.entry(MARCH_DAY) as writing:
        row = MilestoneAssignment(programme_id=writing.programme_id, number=milestone, as_at=MARCH_DAY)
        writing.append(row, AssignedPerson(person=person.uid or ""))


def test_several_are_confirmed_in_one_entry_each_with_a_row_of_its_own(area: Area) -> None:
    rated(area, 1, 2, 3)
    head = area.head()
    assert confirm(area, (1, 2, 3)) == 3
    assert area.head() == head + 1
    for number in (1, 2, 3):
        said = area.milestone(number).update
        assert said is not None
        assert (said.written.confirmed, said.written.round, said.issue) == (True, 3, "Panel sits late")
    assert area.faults() == []


def test_one_that_was_updated_since_leaves_all_unconfirmed(sqlite_area: Area) -> None:
    rated(sqlite_area, 1, 2)
    sqlite_area.rate(2, RED, day=IN_MAY, by=sqlite_area.people["support"])
    head = sqlite_area.head()
    with pytest.raises(Conflict):
        confirm(sqlite_area, (1, 2))
    assert sqlite_area.head() == head


@pytest.mark.parametrize(
    ("milestones", "by"), [((1, 6), "lead"), ((1, 99), "lead"), ((1, 2), "other lead"), ((1,), "board")]
)
def test_nobody_confirms_what_is_not_theirs(sqlite_area: Area, milestones: tuple[int, ...], by: str) -> None:
    rated(sqlite_area, 1, 2, 6)
    head = sqlite_area.head()
    with pytest.raises((Barred, Unseen)):
        confirm(sqlite_area, milestones, by=by)
    assert sqlite_area.head() == head


def test_what_was_never_rated_is_not_confirmed_and_neither_is_the_rest(sqlite_area: Area) -> None:
    rated(sqlite_area, 1)
    head = sqlite_area.head()
    change = ConfirmChange(milestones=(1, 3), seen=("1:1", "3:0"))
    with on(IN_MAY), sqlite_area.database.writing() as session, pytest.raises(Invalid) as refused:
        confirm_updates(session, sqlite_area.people["lead"], sqlite_area.slug, change)
    assert list(refused.value.problems) == ["milestone-3"]
    assert sqlite_area.head() == head


def test_what_does_not_meet_its_rule_is_not_confirmed(sqlite_area: Area) -> None:
    """A tracker brought an amber without a mitigation: who confirms it is asked for one."""
    with sqlite_area.entry(MARCH_DAY, "import") as writing:
        key = {level.code: level for level in sqlite_area.snapshot().levels}["A"]
        row = MilestoneUpdate(programme_id=writing.programme_id, number=1, as_at=MARCH_DAY, level="A")
        row.rating_key, row.key_version, row.issue = key.key, key.version, "Panel sits late"
        writing.append(row)
    with pytest.raises(Invalid) as refused:
        confirm(sqlite_area, (1,))
    assert "mitigation" in refused.value.problems["milestone-1"]


def test_the_same_confirmation_sent_twice_writes_once(sqlite_area: Area) -> None:
    rated(sqlite_area, 1, 2)
    assert confirm(sqlite_area, (1, 2), token="once") == 2
    assert confirm(sqlite_area, (1, 2), token="once") == 0


def test_without_what_was_seen_a_confirmation_would_hide_what_a_colleague_said(
    sqlite_area: Area, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: it would say again, as if looked at, what the lead never saw."""
    rated(sqlite_area, 1)
    sqlite_area.rate(1, RED, day=IN_MAY, by=sqlite_area.people["support"])
    monkeypatch.setattr(OpenEntry, "require_seen", lambda *_, **__: None)
    assert confirm(sqlite_area, (1,)) == 1


def test_a_return_is_complete_when_all_is_said_and_lists_what_is_missing_before(area: Area) -> None:
    promise(area)
    rated(area, 1, 2, 3, 5)
    with pytest.raises(Invalid) as refused:
        finish(area, "lead")
    assert set(refused.value.problems) == {"next-steps-1", *(f"milestone-{number}" for number in (1, 2, 3, 5))}
    assert "9 of 9 next steps have no answer yet" in refused.value.problems["next-steps-1"]
    confirm(area, (1, 2, 3, 5))
    answers = tuple(answer(position, PromiseAnswer.CONTINUES) for position in POSITIONS)
    report(area, opened(area).model_copy(update={"answers": answers}))
    assert finish(area, "lead") == finish(area, "lead")
    with on(IN_MAY):
        (kept,) = area.snapshot().returns
    assert (kept.person, kept.round, kept.complete) == (area.people["lead"].uid, 3, True)
    area.rate(1, GREEN, day=IN_MAY, by=area.people["lead"])
    with on(IN_MAY), area.database.writing() as session:
        assert area.snapshot().returns[0].complete
        open_return_again(session, area.people["lead"], area.slug)
    with on(IN_MAY):
        assert not area.snapshot().returns[0].complete
    assert area.faults() == []


def test_returns_are_each_persons_own(sqlite_area: Area) -> None:
    rated(sqlite_area, 1, 2, 3, 5)
    confirm(sqlite_area, (1, 2, 3, 5))
    assert finish(sqlite_area, "lead") != finish(sqlite_area, "support")
    with on(IN_MAY):
        assert len(sqlite_area.snapshot().returns) == 2
        assert sqlite_area.snapshot(actor=sqlite_area.people["partner"]).returns == ()


def test_outside_of_rounds_and_with_nothing_due_there_is_no_return(sqlite_area: Area) -> None:
    for who, day in (("lead", date(2026, 2, 10)), ("manager", IN_MAY)):
        with pytest.raises(Invalid):
            finish(sqlite_area, who, day)
    with pytest.raises(Barred):
        finish(sqlite_area, "board")
    with on(IN_MAY), sqlite_area.database.writing() as session:
        open_return_again(session, sqlite_area.people["lead"], sqlite_area.slug)
    assert sqlite_area.snapshot().returns == ()


def test_support_owes_what_the_lead_owes(sqlite_area: Area) -> None:
    promise(sqlite_area)
    lead, support = due(sqlite_area, "lead"), due(sqlite_area, "support")
    assert lead == support
    assert [each.number for each in support.workstreams] == [1]
    assert len(support.unanswered) == 1
    assert due(sqlite_area, "manager").is_empty
    assert due(sqlite_area, "partner").workstreams == ()


def test_what_somebody_is_asked_for_by_name_is_due_from_them_and_from_nobody_else(sqlite_area: Area) -> None:
    ask(sqlite_area, 2, sqlite_area.people["support"])
    assert 2 in {milestone.number for milestone in due(sqlite_area, "support").asked}
    assert 2 not in {milestone.number for milestone in due(sqlite_area, "lead").asked}
    sqlite_area.rate(2, AMBER, day=IN_MAY, by=sqlite_area.people["lead"])
    ask(sqlite_area, 6, sqlite_area.people["partner"])
    assert 6 in {milestone.number for milestone in due(sqlite_area, "partner").asked}


def test_a_manager_updates_on_behalf_of_somebody_and_names_how_they_know(area: Area) -> None:
    told = RED.model_copy(update={"on_behalf_of": "Mo Winter", "how_known": "e-mail of 3 March"})
    area.rate(1, told, day=IN_MAY, by=area.people["manager"])
    said = area.milestone(1).update
    assert said is not None
    assert said.written.by == "Manager on behalf of Mo Winter"
    assert said.written.source == "form, for Mo Winter, from: e-mail of 3 March"
    assert said.written.how_known == "e-mail of 3 March"
    area.rate(1, AMBER, day=IN_MAY, by=area.people["manager"])
    own = area.milestone(1).update
    assert own is not None
    assert (own.written.by, own.written.how_known) == ("Manager", None)
    assert area.faults() == []


@pytest.mark.parametrize("half", ["on_behalf_of", "how_known"])
def test_neither_for_whom_nor_how_known_stands_alone(sqlite_area: Area, half: str) -> None:
    told = RED.model_copy(update={"on_behalf_of": "Mo Winter", "how_known": "e-mail", half: None})
    with pytest.raises(Invalid) as refused:
        sqlite_area.rate(1, told, day=IN_MAY, by=sqlite_area.people["manager"])
    assert list(refused.value.problems) == [half]


@pytest.mark.parametrize("who", ["lead", "support"])
def test_a_lead_speaks_for_nobody_else(sqlite_area: Area, who: str) -> None:
    told = RED.model_copy(update={"seen": 0, "on_behalf_of": "Mo Winter", "how_known": "e-mail"})
    with on(IN_MAY), sqlite_area.database.writing() as session, pytest.raises(Barred):
        record_update(session, sqlite_area.people[who], sqlite_area.slug, 1, told)
