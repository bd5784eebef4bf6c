"""Visits: planned, their timetable and notes kept day by day, and what the visitors ask for answered with evidence."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.record.area import BEGINS, TODAY, Area, on
from wsoa.errors import Barred, Conflict, Invalid, Unseen
from wsoa.evidence import EvidenceChange, state_evidence
from wsoa.history.restated import restated
from wsoa.snapshot.positions.visits import RequestCounts, RequestState, VisitPosition
from wsoa.snapshot.visits import OUTSIDE_READS_OF, visit, visits
from wsoa.tables import EvidenceTerms
from wsoa.terms import VisitKind
from wsoa.visits import (
    AnswerChange,
    NoteChange,
    RequestChange,
    SessionChange,
    VisitChange,
    add_session,
    answer_request,
    change_session,
    change_visit,
    plan_visit,
    record_request,
    take_answer_back,
    time_in,
    withdraw_request,
    withdraw_session,
    write_note,
)
from wsoa.visits.answers import NOT_NUMBERS

FIRST, LAST = date(2026, 5, 19), date(2026, 5, 21)
VISIT = VisitChange(kind=VisitKind.REVISIT, title="SEND revisit", starts=FIRST, ends=LAST, nominee="Head of SEND")
OPENING = SessionChange(day=FIRST, begins="11am", ends="12.30", title="Opening meeting", attends="Leads", weakness=1)
ASKED = RequestChange(wording="Minutes of the panel", asked_by="Lead inspector", asked_on=FIRST, asked_at="2.10pm")
NOTE = NoteChange(text="They asked for one more meeting")


def planned(area: Area, change: VisitChange = VISIT) -> int:
    with area.database.writing() as session:
        return plan_visit(session, area.people["manager"], area.slug, change)


def replanned(area: Area, number: int, *, seen: int = 1, **change: object) -> int:
    with area.database.writing() as session:
        said = VISIT.model_copy(update=change)
        return change_visit(session, area.people["manager"], area.slug, number, said, seen=seen)


def added(area: Area, number: int, change: SessionChange = OPENING, who: str = "manager") -> int:
    with area.database.writing() as session:
        return add_session(session, area.people[who], area.slug, number, change)


def noted(area: Area, number: int, change: NoteChange = NOTE, *, day: date = FIRST, seen: int = 0) -> int:
    with area.database.writing() as session:
        return write_note(session, area.people["manager"], area.slug, number, day, change, seen=seen)


def asked(area: Area, number: int, token: str | None = None, **change: object) -> int:
    with area.database.writing() as session:
        said = ASKED.model_copy(update=change)
        return record_request(session, area.people["manager"], area.slug, number, said, token=token)


def answered(
    area: Area, number: int, item: int, change: AnswerChange, *, seen: int = 0, terms: int = 1, who: str = "lead"
) -> int:
    with area.database.writing() as session:
        return answer_request(session, area.people[who], area.slug, number, item, change, seen=seen, seen_terms=terms)


def evidence(area: Area) -> int:
    with area.entry(TODAY) as writing:
        return state_evidence(writing, EvidenceChange(title="Minutes"), as_at=BEGINS)


def found(area: Area, number: int, who: str = "manager", as_at: date | None = None) -> VisitPosition:
    with area.database.reading() as session:
        return visit(session, area.people[who], area.slug, number, as_at=as_at)


def refusal(do: Callable[[], object]) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        do()
    return refused.value.problems


def test_a_visit_has_its_timetable_the_note_of_each_day_and_what_was_asked_and_answered(area: Area) -> None:
    number = planned(area)
    added(area, number, OPENING.model_copy(update={"begins": "13:00", "ends": None, "title": "Forum"}))
    added(area, number)
    noted(area, number)
    item, piece = asked(area, number, token="form-1"), evidence(area)
    assert asked(area, number, token="form-1") == item, "the same form sent twice asks once"
    answered(area, number, item, AnswerChange.model_validate({"evidence": [f"e{piece}"]}))
    stands = found(area, number)
    assert stands.days == (FIRST, TODAY, LAST)
    assert [(each.begins, each.ends, each.title) for each in stands.sessions_on(FIRST)] == [
        ("11:00", "12:30", "Opening meeting"),
        ("13:00", None, "Forum"),
    ]
    assert stands.sessions_on(TODAY) == ()
    note = stands.note_of(FIRST)
    assert note
    assert (note.text, note.written.by, stands.note_of(TODAY)) == (NOTE.text, "Manager", None)
    (request,) = stands.requests
    assert (request.asked_at, request.evidence, request.state(TODAY)) == ("14:10", (piece,), RequestState.ANSWERED)
    assert request.answered
    assert request.answered.by == "Lead"
    assert area.faults() == []


def test_a_second_note_of_the_same_day_overwrites_nothing(area: Area) -> None:
    number = planned(area)
    noted(area, number)
    with pytest.raises(Conflict):
        noted(area, number, NoteChange(text="Mine"))
    assert [each.text for each in found(area, number).notes] == [NOTE.text]
    noted(area, number, NoteChange(text="Both", shared=True), seen=1)
    noted(area, number, NoteChange(text="Another day"), day=TODAY)
    assert [(each.day, each.text) for each in found(area, number).notes] == [(FIRST, "Both"), (TODAY, "Another day")]
    assert "" in refusal(lambda: noted(area, number, day=LAST)), "it has not come"
    assert "" in refusal(lambda: noted(area, number, day=date(2026, 5, 18))), "none of its days"
    assert "text" in refusal(lambda: noted(area, number, NoteChange(text=" "), seen=2))


def test_a_session_lies_within_the_visit_ends_after_it_begins_and_may_run_beside_another(sqlite_area: Area) -> None:
    number = planned(sqlite_area)
    for change, field in (
        ({"day": date(2026, 5, 22)}, "day"),
        ({"ends": "11:00"}, "ends"),
        ({"title": " "}, "title"),
        ({"weakness": 9}, "weakness"),
    ):
        refused = refusal(lambda change=change: added(sqlite_area, number, OPENING.model_copy(update=change)))  # type: ignore[misc]
        assert set(refused) == {field}
    item, _ = added(sqlite_area, number), added(sqlite_area, number)
    assert len(found(sqlite_area, number).sessions) == 2
    assert "starts" in refusal(lambda: replanned(sqlite_area, number, starts=TODAY))
    manager = sqlite_area.people["manager"]
    with sqlite_area.database.writing() as session:
        withdraw_session(session, manager, sqlite_area.slug, number, item, reason="The forum is ill", seen=1)
    withdrawn = found(sqlite_area, number).sessions[0]
    assert (withdrawn.withdrawn, withdrawn.written.reason) == (True, "The forum is ill")
    other = planned(sqlite_area)
    with pytest.raises(Unseen), sqlite_area.database.writing() as session:
        change_session(session, manager, sqlite_area.slug, other, item, OPENING, seen=2)


def test_a_visit_lasts_a_month_at_most_and_its_page_stands_as_it_stood(sqlite_area: Area) -> None:
    assert set(refusal(lambda: planned(sqlite_area, VISIT.model_copy(update={"ends": date(2026, 5, 18)})))) == {"ends"}
    assert set(refusal(lambda: planned(sqlite_area, VISIT.model_copy(update={"ends": date(9999, 1, 1)})))) == {"ends"}
    with on(date(2026, 5, 4)):
        number = planned(sqlite_area)
    replanned(sqlite_area, number, title="Full revisit")
    with pytest.raises(Conflict):
        replanned(sqlite_area, number, title="Mine")
    assert found(sqlite_area, number).title == "Full revisit"
    assert found(sqlite_area, number, as_at=date(2026, 5, 4)).title == "SEND revisit"


def test_open_late_answered_and_withdrawn_requests_are_counted_apart(sqlite_area: Area) -> None:
    number = planned(sqlite_area)
    items = [asked(sqlite_area, number, due=due) for due in (FIRST, TODAY, None, None, FIRST)]
    answered(sqlite_area, number, items[4], AnswerChange(answer="Shown on the screen"))
    with sqlite_area.database.writing() as session:
        who, slug = sqlite_area.people["manager"], sqlite_area.slug
        withdraw_request(session, who, slug, number, items[3], reason="They had it", seen=1)
    stands = found(sqlite_area, number)
    assert [each.state(TODAY) for each in stands.requests] == ["late", "open", "open", "withdrawn", "answered"]
    assert stands.counts(TODAY) == RequestCounts(asked=4, answered=1, late=1)
    assert stands.counts(LAST).late == 2, "the control: a day later another is due"
    assert "" in refusal(lambda: answered(sqlite_area, number, items[3], AnswerChange(answer="x"), terms=2))
    assert set(refusal(lambda: asked(sqlite_area, number, asked_on=LAST, due=FIRST))) == {"asked_on", "due"}


def test_an_answer_cites_evidence_that_is_there_and_holds_and_a_better_one_leaves_the_first(sqlite_area: Area) -> None:
    number = planned(sqlite_area)
    item, piece, gone = asked(sqlite_area, number), evidence(sqlite_area), evidence(sqlite_area)
    with sqlite_area.entry(TODAY) as writing:
        row, links = restated(writing, EvidenceTerms, gone)
        row.withdrawn, row.reason = True, "Superseded"
        writing.append(row, *links)
    for change, field in (
        (AnswerChange(), "answer"),
        (AnswerChange(evidence=(99,)), "evidence"),
        (AnswerChange(evidence=(piece, gone)), "evidence"),
    ):
        refused = refusal(lambda change=change: answered(sqlite_area, number, item, change))  # type: ignore[misc]
        assert set(refused) == {field}
    answered(sqlite_area, number, item, AnswerChange(answer="Given on paper"))
    with pytest.raises(Conflict):
        answered(sqlite_area, number, item, AnswerChange(answer="Mine"))
    with on(LAST):
        answered(sqlite_area, number, item, AnswerChange(answer="Better", evidence=(piece,)), seen=1)
        (request,) = found(sqlite_area, number).requests
    assert request.answered
    assert request.amended
    assert (request.answer, request.evidence) == ("Better", (piece,))
    assert (request.answered.as_at, request.amended.as_at) == (TODAY, LAST)
    (before,) = found(sqlite_area, number, as_at=TODAY).requests
    assert (before.answer, before.evidence, before.amended) == ("Given on paper", (), None)


def test_an_answer_given_by_mistake_is_taken_back_and_the_request_waits_again(sqlite_area: Area) -> None:
    number = planned(sqlite_area)
    item, piece = asked(sqlite_area, number), evidence(sqlite_area)

    def taken_back(seen: int, reason: str = "Of another request") -> int:
        with sqlite_area.database.writing() as session:
            who, slug = sqlite_area.people["lead"], sqlite_area.slug
            return take_answer_back(session, who, slug, number, item, reason=reason, seen=seen)

    assert "" in refusal(lambda: taken_back(0)), "nothing stands"
    answered(sqlite_area, number, item, AnswerChange(evidence=(piece,)))
    assert "reason" in refusal(lambda: taken_back(1, " "))
    taken_back(1)
    (request,) = found(sqlite_area, number).requests
    assert (request.state(TODAY), request.answer, request.evidence) == (RequestState.OPEN, None, ())
    assert request.taken_back
    assert request.taken_back.reason == "Of another request"
    answered(sqlite_area, number, item, AnswerChange(answer="Rightly"), seen=2)
    (request,) = found(sqlite_area, number).requests
    assert (request.state(TODAY), request.answer, request.amended) == (RequestState.ANSWERED, "Rightly", None)


def test_readers_from_outside_see_shared_visits_their_shared_notes_and_no_name(sqlite_area: Area) -> None:
    hidden, number = planned(sqlite_area), planned(sqlite_area)
    noted(sqlite_area, number, NoteChange(text="Among us"))
    noted(sqlite_area, number, NoteChange(text="For all", shared=True), day=TODAY)
    added(sqlite_area, number)
    item = asked(sqlite_area, number)
    answered(sqlite_area, number, item, AnswerChange(answer="Given"))
    for who in ("adviser", "inspector"):
        with pytest.raises(Unseen):
            found(sqlite_area, number, who)
    replanned(sqlite_area, number, shared=True)
    for who in ("adviser", "inspector"):
        with sqlite_area.database.reading() as session:
            (seen,) = visits(session, sqlite_area.people[who], sqlite_area.slug)
        assert (seen.number, [each.text for each in seen.notes]) == (number, ["For all"])
        written = [seen.written, seen.requests[0].answered]
        written += [each.written for each in seen.sessions] + [each.written for each in seen.notes]
        written += [each.written for each in seen.requests]
        assert {each.by for each in written if each} == {OUTSIDE_READS_OF}
        with pytest.raises(Unseen):
            found(sqlite_area, hidden, who)
    replanned(sqlite_area, number, seen=2)
    with pytest.raises(Unseen):
        found(sqlite_area, number, "inspector", as_at=TODAY)


def test_a_manager_keeps_the_visit_and_whoever_writes_answers(sqlite_area: Area) -> None:
    number = planned(sqlite_area)
    item = asked(sqlite_area, number)
    for who in ("lead", "leader", "partner", "board", "adviser", "inspector"):
        with pytest.raises(Barred):
            added(sqlite_area, number, who=who)
    for who in ("leader", "partner", "board", "adviser", "inspector"):
        with pytest.raises(Barred):
            answered(sqlite_area, number, item, AnswerChange(answer="x"), who=who)
    for seen, who in enumerate(("manager", "lead", "support", "other lead")):
        answered(sqlite_area, number, item, AnswerChange(answer=who), who=who, seen=seen)
    for who in ("partner", "board"):
        with pytest.raises(Barred), sqlite_area.database.reading() as session:
            visits(session, sqlite_area.people[who], sqlite_area.slug)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        *(("09:30", "09:30"), ("9:30", "09:30"), ("9.30", "09:30"), ("0930", "09:30"), ("930", "09:30")),
        *(("9am", "09:00"), ("9 a.m.", "09:00"), ("2.15PM", "14:15"), ("12am", "00:00"), ("12pm", "12:00")),
    ],
)
def test_a_time_is_kept_in_one_form_however_it_is_typed(typed: str, kept: str) -> None:
    assert time_in(typed) == kept


@pytest.mark.parametrize(
    "typed", ["9", "24:00", "09:60", "13pm", "0am", "half past nine", "", "09:30:00", "٩:٣٠", "9am "]
)
def test_what_is_no_time_or_may_be_two_is_refused(typed: str) -> None:
    if typed.endswith(" "):
        assert time_in(typed) == "09:00", "the control"
        return
    with pytest.raises(ValueError, match=r"09:30"):
        time_in(typed)


def test_numbers_of_evidence_are_read_as_people_write_them() -> None:
    assert AnswerChange.model_validate({"evidence": ["E12, e14 and 15; E12"]}).evidence == (12, 14, 15)
    for typed in ("minutes", "E0", "E-1", "E9999999999999"):
        with pytest.raises(ValueError, match=NOT_NUMBERS):
            AnswerChange.model_validate({"evidence": [typed]})
