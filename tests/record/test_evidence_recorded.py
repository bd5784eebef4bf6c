"""Evidence recorded and indicators defined: numbered for ever, and said better without losing what stood."""

from datetime import date

import pytest

from tests.record.area import BEGINS, PEOPLE, TODAY, Area, on
from wsoa.errors import Barred, Conflict, Invalid, Unseen
from wsoa.evidence import (
    EvidenceChange,
    EvidenceDescriptionChange,
    change_evidence,
    record_evidence,
    state_evidence,
)
from wsoa.indicators import (
    IndicatorChange,
    IndicatorDefinitionChange,
    change_indicator,
    define_indicator,
    state_indicator,
)
from wsoa.milestones import UpdateChange
from wsoa.snapshot.positions import EvidencePosition, IndicatorPosition
from wsoa.terms import IndicatorClass

MINUTES = EvidenceDescriptionChange(title="Minutes of the panel", milestones=(2,), weaknesses=(1,))
TIMELY = IndicatorDefinitionChange(name="Plans within 20 weeks", klass=IndicatorClass.HOW_WELL)
RECORDING = {"manager", "lead", "support", "other lead"}


def recorded(
    area: Area, change: EvidenceDescriptionChange = MINUTES, *, who: str = "lead", token: str | None = None
) -> int:
    with area.database.writing() as session:
        return record_evidence(session, area.people[who], area.slug, change, token=token)


def changed(area: Area, number: int, change: EvidenceDescriptionChange, *, seen: int, token: str | None = None) -> int:
    with area.database.writing() as session:
        return change_evidence(session, area.people["lead"], area.slug, number, change, seen=seen, token=token)


def defined(area: Area, change: IndicatorDefinitionChange, *, who: str = "manager", token: str | None = None) -> int:
    with area.database.writing() as session:
        return define_indicator(session, area.people[who], area.slug, change, token=token)


def defined_anew(area: Area, number: int, change: IndicatorDefinitionChange, *, seen: int) -> int:
    with area.database.writing() as session:
        return change_indicator(session, area.people["manager"], area.slug, number, change, seen=seen)


def piece(area: Area, number: int, as_at: date | None = None) -> EvidencePosition:
    return next(each for each in area.snapshot(as_at).evidence if each.number == number)


def indicator(area: Area, number: int) -> IndicatorPosition:
    return next(each for each in area.snapshot().indicators if each.number == number)


def test_a_milestone_is_completed_with_evidence_recorded_a_moment_ago(area: Area) -> None:
    with pytest.raises(Invalid, match="needs evidence"):
        area.rate(2, UpdateChange(level="C", reason="It sits every month"), day=TODAY, by=area.people["lead"])
    number = recorded(area)
    done = UpdateChange(level="C", reason="It sits every month", evidence=(number,))
    area.rate(2, done, day=TODAY, by=area.people["lead"])
    update = area.milestone(2).update
    assert update is not None
    assert update.evidence == (number,)
    spoken_for = update.written.as_at
    assert piece(area, number, spoken_for).milestones == (2,), "on the date the update speaks for, its evidence stands"
    assert area.faults() == []


def test_the_number_in_an_update_may_have_its_letter(sqlite_area: Area) -> None:
    assert UpdateChange.model_validate({"evidence": ["E5", "e6", " 7 "]}).evidence == (5, 6, 7)
    for wrong in ("EE5", "E", "five", "E-1", "E0"):
        with pytest.raises(ValueError, match="evidence"):
            UpdateChange.model_validate({"evidence": [wrong]})


def test_a_number_is_given_once_and_a_second_sending_gives_the_first_again(sqlite_area: Area) -> None:
    first = recorded(sqlite_area, token="one")
    assert recorded(sqlite_area, token="one") == first
    assert recorded(sqlite_area, token="two") == first + 1
    assert len(sqlite_area.snapshot().evidence) == 2


def test_what_is_changed_stands_from_now_on_and_before_as_it_was(sqlite_area: Area) -> None:
    with sqlite_area.entry(TODAY) as writing:
        for name in ("Complaints", "Waits"):
            state_indicator(writing, IndicatorChange(name=name), as_at=BEGINS)
        change = EvidenceChange(title="Survey", indicators=(2,))
        number = state_evidence(writing, change, as_at=BEGINS)
    better = EvidenceDescriptionChange(title="Survey of families, May", weaknesses=(2,), dated=date(2026, 5, 1))
    assert changed(sqlite_area, number, better, seen=1, token="one") == number
    assert changed(sqlite_area, number, better, seen=1, token="one") == number, "sent again, it is saved once"
    stands = piece(sqlite_area, number)
    assert (stands.title, stands.weaknesses, stands.indicators) == ("Survey of families, May", (2,), (2,))
    assert piece(sqlite_area, number, BEGINS).title == "Survey"
    assert sqlite_area.faults() == []


def test_of_two_who_change_it_the_second_is_told(sqlite_area: Area) -> None:
    number = recorded(sqlite_area)
    changed(sqlite_area, number, MINUTES.model_copy(update={"title": "Theirs"}), seen=1)
    with pytest.raises(Conflict):
        changed(sqlite_area, number, MINUTES.model_copy(update={"title": "Mine"}), seen=1)
    with pytest.raises(Unseen):
        changed(sqlite_area, 99, MINUTES, seen=0)
    assert piece(sqlite_area, number).title == "Theirs"


@pytest.mark.proof
@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//files.example.org/e",
        "/programmes/other",
        "https:",
        "https://",
        "https:///e",
        "https:\\\\files.example.org",
        "http://files.example.org/a b",
        "files.example.org",
    ],
)
def test_a_link_that_is_no_web_address_is_refused(sqlite_area: Area, link: str) -> None:
    head = sqlite_area.head()
    wrong = EvidenceDescriptionChange(title="Minutes", link=link)
    with pytest.raises(Invalid) as refused:
        recorded(sqlite_area, wrong)
    assert set(refused.value.problems) == {"link"}
    with sqlite_area.entry(TODAY) as writing, pytest.raises(Invalid):
        state_evidence(writing, EvidenceChange(title="Minutes", link=link), as_at=TODAY)
    assert sqlite_area.head() == head


@pytest.mark.parametrize("link", ["https://files.example.org/e?a=1&b=2", "HTTP://files.example.org", "http://[::1]/x"])
def test_a_web_address_is_kept_as_it_was_given(sqlite_area: Area, link: str) -> None:
    assert piece(sqlite_area, recorded(sqlite_area, MINUTES.model_copy(update={"link": link}))).link == link


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"dated": date(2026, 5, 21)}, "dated"),
        ({"dated": TODAY, "expires": date(2026, 5, 19)}, "expires"),
        ({"milestones": (99,)}, "milestone"),
        ({"weaknesses": (99,)}, "weakness"),
    ],
)
def test_what_cannot_be_is_refused(sqlite_area: Area, said: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        recorded(sqlite_area, MINUTES.model_copy(update=said))
    assert set(refused.value.problems) == {field}
    assert sqlite_area.snapshot().evidence == ()


@pytest.mark.proof
@pytest.mark.parametrize("who", PEOPLE)
def test_the_manager_and_the_workstreams_record_evidence_and_only_the_manager_defines(
    sqlite_area: Area, who: str
) -> None:
    if who in RECORDING:
        assert recorded(sqlite_area, who=who) == 1
    elif who == "partner":
        assert recorded(sqlite_area, MINUTES.model_copy(update={"milestones": (4,)}), who=who) == 1, "what they lead"
    else:
        with pytest.raises(Barred):
            recorded(sqlite_area, who=who)
    if who == "manager":
        assert defined(sqlite_area, TIMELY) == 1
    else:
        with pytest.raises(Barred):
            defined(sqlite_area, TIMELY, who=who)


def test_evidence_is_of_the_organisation_of_whoever_records_it(sqlite_area: Area) -> None:
    with sqlite_area.entry(TODAY) as writing:
        owner = sqlite_area.people["partner"].organisation
        number = state_evidence(writing, EvidenceChange(title="Letter", owner=owner), as_at=BEGINS)
    name = piece(sqlite_area, number).owner
    assert name
    with on(TODAY):
        changed(sqlite_area, number, MINUTES, seen=1)
    assert piece(sqlite_area, number).owner == name, "whoever changes it does not take it"
    assert piece(sqlite_area, recorded(sqlite_area)).owner is None, "the lead belongs to no organisation"


def test_an_indicator_is_defined_once_and_anew_without_losing_what_its_form_does_not_ask(sqlite_area: Area) -> None:
    assert defined(sqlite_area, TIMELY, token="one") == defined(sqlite_area, TIMELY, token="one") == 1
    with sqlite_area.entry(TODAY) as writing:
        whole = IndicatorChange(**TIMELY.model_dump(), class_words="Quality")
        number = state_indicator(writing, whole, as_at=BEGINS)
    assert defined_anew(sqlite_area, number, TIMELY.model_copy(update={"unit": "%"}), seen=1) == number
    stands = indicator(sqlite_area, number)
    assert (stands.unit, stands.class_words) == ("%", "Quality")
    defined_anew(sqlite_area, number, TIMELY.model_copy(update={"klass": IndicatorClass.DIFFERENCE}), seen=2)
    assert indicator(sqlite_area, number).class_words is None, "another class is not called what the old one was"
    with pytest.raises(Conflict):
        defined_anew(sqlite_area, number, TIMELY, seen=2)
    with pytest.raises(Unseen):
        defined_anew(sqlite_area, 99, TIMELY, seen=0)
    assert sqlite_area.faults() == []
