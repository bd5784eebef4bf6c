"""Saving an update: what the level requires, what somebody else saved meanwhile, and a second sending."""

import secrets
from dataclasses import replace
from datetime import date

import pytest
from pydantic import ValidationError

from tests.record.area import AMBER, GREEN, RED, TODAY, Area, begin
from wsoa.errors import Conflict, Invalid, Unseen
from wsoa.evidence import EvidenceChange, state_evidence
from wsoa.milestones import UpdateChange, record_update
from wsoa.rag import DEFAULT_KEY
from wsoa.rating_keys import state_key

MARCH = date(2026, 3, 10)
CONFIRM = UpdateChange(confirm=True)


def problems(area: Area, change: UpdateChange, number: int = 2) -> set[str]:
    """The fields of an update that the rules refuse."""
    with pytest.raises(Invalid) as refused:
        area.rate(number, change, day=TODAY)
    return set(refused.value.problems)


def evidence(area: Area) -> int:
    """A piece of evidence to cite."""
    with area.entry(MARCH) as writing:
        return state_evidence(writing, EvidenceChange(title="Minutes"), as_at=MARCH)


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        (UpdateChange(), {"level"}),
        (UpdateChange(level="X"), {"level"}),
        (UpdateChange(level="r", issue="i", mitigation="m"), {"level"}),
        (UpdateChange(level="R"), {"issue", "mitigation"}),
        (UpdateChange(level="R", issue="i"), {"mitigation"}),
        (UpdateChange(level="A", issue=" \n", mitigation="m"), {"issue"}),
        (UpdateChange(level="G"), {"reason"}),
        (UpdateChange(level="C", reason="Done"), {"evidence"}),
        (UpdateChange(level="C", evidence=(9, 12)), {"evidence"}),
    ],
)
def test_a_level_says_what_it_requires(area: Area, change: UpdateChange, missing: set[str]) -> None:
    assert problems(area, change) == missing
    assert (area.head(), area.level(2)) == (1, None)


def test_what_the_level_requires_is_enough(area: Area) -> None:
    cited = evidence(area)
    for change in (RED, AMBER, GREEN, UpdateChange(level="N"), UpdateChange(level="C", evidence=(cited, cited))):
        area.rate(2, change, day=TODAY)
        assert area.level(2) == change.level
    update = area.milestone(2).update
    assert update is not None
    assert update.evidence == (cited,)


def test_nothing_can_be_confirmed_that_was_not_rated(area: Area) -> None:
    assert problems(area, CONFIRM) == {"level"}


def test_confirming_says_the_position_again_with_its_evidence(area: Area) -> None:
    cited = evidence(area)
    first = UpdateChange(level="C", progress="Signed off", forecast="May 2026", evidence=(cited,))
    area.rate(2, first, day=MARCH)
    area.rate(2, CONFIRM, day=TODAY)
    update = area.milestone(2).update
    assert update is not None
    assert (update.written.confirmed, update.written.sequence, update.evidence) == (True, 2, (cited,))
    assert update.forecast is not None
    assert (update.progress, update.forecast.words) == ("Signed off", "May 2026")


def test_confirming_meets_the_same_rules(area: Area) -> None:
    area.rate(2, UpdateChange(level="N"), day=MARCH)
    demanding = [level if level.code != "N" else DEFAULT_KEY[0] for level in DEFAULT_KEY]
    with area.entry(MARCH) as writing:
        state_key(writing, as_at=MARCH, number=1, terms=demanding)
    assert problems(area, CONFIRM) == {"level"}
    with area.entry(TODAY) as writing:
        strict = replace(DEFAULT_KEY[4], requires=DEFAULT_KEY[0].requires)
        state_key(writing, as_at=date(2026, 4, 30), number=1, terms=[*DEFAULT_KEY[:4], strict])
    assert problems(area, CONFIRM) == {"issue", "mitigation"}


@pytest.mark.parametrize(
    "typed",
    [
        {"level": "R"},
        {"progress": "More"},
        {"issue": "Another"},
        {"mitigation": "Another"},
        {"forecast": "June 2026"},
        {"evidence": (1,)},
    ],
)
def test_what_was_changed_cannot_be_confirmed_as_unchanged(area: Area, typed: dict[str, object]) -> None:
    evidence(area)
    area.rate(2, AMBER, day=MARCH)
    assert problems(area, CONFIRM.model_copy(update=typed)) == set(typed)
    area.rate(2, UpdateChange(confirm=True, level="A", issue=AMBER.issue, mitigation=AMBER.mitigation), day=TODAY)
    assert area.seen(2) == 2


def test_whoever_saves_on_what_no_longer_stands_meets_a_conflict(area: Area) -> None:
    area.rate(2, AMBER, day=TODAY, seen=0)
    with pytest.raises(Conflict) as conflict:
        area.rate(2, RED, day=TODAY, seen=0)
    assert (conflict.value.seen, conflict.value.newest, area.level(2)) == (0, 1, "A")
    area.rate(2, RED, day=TODAY, seen=conflict.value.newest)
    assert area.level(2) == "R"


def test_a_form_that_claims_to_have_seen_the_future_meets_a_conflict(area: Area) -> None:
    for seen in (-1, 1, 2**70):
        with pytest.raises(Conflict):
            area.rate(2, RED, day=TODAY, seen=seen)


def test_a_conflict_comes_before_what_the_level_requires(area: Area) -> None:
    area.rate(2, AMBER, day=TODAY, seen=0)
    with pytest.raises(Conflict):
        area.rate(2, UpdateChange(level="R"), day=TODAY, seen=0)


def test_two_who_save_for_a_date_on_which_something_newer_stands_still_meet(area: Area) -> None:
    """An update of the round's date is ordered before one made since, yet may not be overwritten unseen."""
    area.found(2, AMBER, as_at=date(2026, 5, 10), day=date(2026, 5, 10))
    area.rate(2, RED, day=TODAY, seen=1)
    assert (area.level(2), area.level(2, date(2026, 4, 30))) == ("A", "R")
    with pytest.raises(Conflict) as conflict:
        area.rate(2, GREEN, day=TODAY, seen=1)
    area.rate(2, GREEN, day=TODAY, seen=conflict.value.newest)
    assert area.level(2, date(2026, 4, 30)) == "G"


def test_a_second_sending_of_a_form_is_answered_again_and_writes_nothing(area: Area) -> None:
    for _form in range(3):
        seen, token = area.seen(2), secrets.token_hex(8)
        change = AMBER.model_copy(update={"token": token, "progress": token})
        answers = {area.rate(2, change, day=TODAY, seen=seen) for _press in range(4)}
        assert answers == {seen + 1}
    assert (area.head(), area.seen(2)) == (4, 3)


def test_the_first_answer_stands_although_somebody_saved_since(area: Area) -> None:
    mine = AMBER.model_copy(update={"token": "mine"})
    assert area.rate(2, mine, day=TODAY, seen=0) == 1
    assert area.rate(2, RED, day=TODAY, seen=1) == 2
    assert area.rate(2, mine, day=TODAY, seen=0) == 1
    assert (area.level(2), area.head()) == ("R", 3)


def test_the_same_token_with_other_words_is_a_new_attempt(area: Area) -> None:
    first = AMBER.model_copy(update={"token": "t"})
    area.rate(2, first, day=TODAY, seen=0)
    other = first.model_copy(update={"issue": "Something else"})
    with pytest.raises(Conflict):
        area.rate(2, other, day=TODAY, seen=0)
    assert area.rate(2, other, day=TODAY, seen=1) == 2
    assert area.rate(3, first, day=TODAY, seen=0) == 1


def test_a_refused_form_can_be_mended_and_sent_with_its_token(area: Area) -> None:
    refused = UpdateChange(level="R", issue="i", token="t")
    assert problems(area, refused) == {"mitigation"}
    assert area.rate(2, refused.model_copy(update={"mitigation": "m"}), day=TODAY) == 1


def test_a_confirmation_sent_twice_is_one_row(area: Area) -> None:
    area.rate(2, AMBER, day=MARCH)
    for _press in range(3):
        assert area.rate(2, CONFIRM.model_copy(update={"token": "t"}), day=TODAY, seen=1) == 2
    assert area.head() == 3


def test_a_token_that_the_record_could_not_keep_is_refused_at_the_edge() -> None:
    assert UpdateChange(token="x" * 64).token == "x" * 64
    with pytest.raises(ValidationError):
        UpdateChange(token="x" * 65)


def test_another_programmes_milestone_does_not_exist_for_a_lead(area: Area) -> None:
    other = begin(area.database, f"{area.slug}-too", milestones=9)
    for actor in area.people.values():
        with area.database.writing() as session, pytest.raises(Unseen):
            record_update(session, actor, other.slug, 1, AMBER)
    with area.database.writing() as session, pytest.raises(Unseen):
        record_update(session, area.people["manager"], area.slug, 9, AMBER)
    assert (area.head(), other.head()) == (1, 1)
