"""Questions: asked beside a line of an issued pack, answered, closed by the board alone, and opened by asking again."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.record.area import TODAY, Area, begin, on
from wsoa.access import Actor
from wsoa.change import OnBehalfChange
from wsoa.database import Database
from wsoa.errors import Barred, Conflict, Invalid, Unseen
from wsoa.questions import (
    QuestionAnswerChange,
    QuestionChange,
    answer_question,
    ask_again,
    ask_question,
    close_question,
    question_history,
)
from wsoa.snapshot.issued import questions
from wsoa.snapshot.positions import QuestionPosition
from wsoa.tables import Pack, PackTerms
from wsoa.terms import PackState

LINE = QuestionChange(line="milestone-1", line_words="1.1 Step 1 of the way", wording="Why is it late?")
ANSWER = QuestionAnswerChange(answer="Two posts are vacant until June")
MINUTED = OnBehalfChange(on_behalf_of="Improvement board", how_known="minutes of 19 May")
THEMSELVES = OnBehalfChange()


def given(area: Area, state: PackState = PackState.ISSUED) -> int:
    """A pack of that state for the board."""
    with area.entry(TODAY, "issue_pack") as writing:
        number = writing.new(Pack)
        row = PackTerms(
            programme_id=writing.programme_id,
            number=number,
            as_at=TODAY,
            report="board-report",
            board=1,
            position_date=TODAY,
            known_by=1,
            head_digest="0" * 64,
            state=state,
        )
        writing.append(row)
        return number


def asked(area: Area, pack: int, who: str = "board", change: QuestionChange = LINE, *, token: str | None = None) -> int:
    with area.database.writing() as session:
        return ask_question(session, area.people[who], area.slug, pack, change, token=token)


def answered(
    area: Area,
    number: int,
    change: QuestionAnswerChange = ANSWER,
    *,
    who: str = "manager",
    seen: int = 0,
    seen_terms: int = 1,
    token: str | None = None,
) -> int:
    with area.database.writing() as session:
        return answer_question(
            session, area.people[who], area.slug, number, change, seen=seen, seen_terms=seen_terms, token=token
        )


def closed(
    area: Area,
    number: int,
    change: OnBehalfChange = THEMSELVES,
    *,
    who: str = "board",
    seen: int = 1,
    seen_terms: int = 1,
    token: str | None = None,
) -> int:
    with area.database.writing() as session:
        return close_question(
            session, area.people[who], area.slug, number, change, seen=seen, seen_terms=seen_terms, token=token
        )


def again(
    area: Area, number: int, wording: str = "And after June?", *, who: str = "board", seen: int = 1, seen_terms: int = 1
) -> int:
    with area.database.writing() as session:
        return ask_again(session, area.people[who], area.slug, number, wording, seen=seen, seen_terms=seen_terms)


def question(area: Area, number: int, who: str = "board", known_by: int | None = None) -> QuestionPosition:
    with area.database.reading() as session:
        found = questions(session, area.people[who], area.slug, known_by=known_by)
    return next(each for each in found if each.number == number)


def refusal(do: Callable[[], object]) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        do()
    return refused.value.problems


@pytest.fixture(scope="module")
def shared(shared_sqlite: Database) -> Area:
    """One area for all that only refuses."""
    with on(TODAY):
        area = begin(shared_sqlite, "questioned")
        number = asked(area, given(area))
        assert number == 1
    return area


def test_a_question_is_answered_and_the_board_closes_it(area: Area) -> None:
    number = asked(area, given(area))
    found = question(area, number)
    assert (found.line, found.line_words, found.wording) == ("milestone-1", "1.1 Step 1 of the way", "Why is it late?")
    assert (found.written.by, found.answer, found.closed, found.answered) == ("Board", None, False, None)
    answered(area, number)
    found = question(area, number)
    assert found.answered
    assert (found.answer, found.answered.by, found.closed) == (ANSWER.answer, "Manager", False)
    closed(area, number)
    found = question(area, number)
    assert found.answered
    assert (found.answer, found.answered.by, found.closed) == (ANSWER.answer, "Board", True)


def test_a_better_answer_takes_the_place_of_the_first_and_both_stay(sqlite_area: Area) -> None:
    number = asked(sqlite_area, given(sqlite_area))
    answered(sqlite_area, number)
    answered(sqlite_area, number, QuestionAnswerChange(answer="Three posts are vacant"), seen=1)
    assert question(sqlite_area, number).answer == "Three posts are vacant"
    with sqlite_area.database.reading() as session:
        worded, said = question_history(session, sqlite_area.people["manager"], sqlite_area.slug, number)
    assert [each.wording for each in worded] == ["Why is it late?"]
    assert [each.answer for each in said] == ["Three posts are vacant", ANSWER.answer]


def test_asking_again_opens_a_closed_question_and_it_waits_once_more(sqlite_area: Area) -> None:
    number = asked(sqlite_area, given(sqlite_area))
    answered(sqlite_area, number)
    closed(sqlite_area, number)
    again(sqlite_area, number, who="leader", seen=2)
    found = question(sqlite_area, number)
    assert (found.wording, found.answer, found.closed, found.written.by) == ("And after June?", None, False, "Leader")
    assert refusal(lambda: again(sqlite_area, number, " ", seen=3, seen_terms=2)) == {"wording": "Enter the question."}
    answered(sqlite_area, number, seen=3, seen_terms=2)
    assert question(sqlite_area, number).answer == ANSWER.answer


def test_each_is_dated_by_its_day_and_known_then_as_it_was_then(sqlite_area: Area) -> None:
    pack = given(sqlite_area)
    number = asked(sqlite_area, pack)
    before = sqlite_area.head()
    with on(date(2026, 5, 23)):
        answered(sqlite_area, number)
        found = question(sqlite_area, number)
        assert found.answered
        assert (found.written.as_at, found.answered.as_at) == (TODAY, date(2026, 5, 23))
        assert (found.written.round, found.answered.round) == (None, None)
        assert question(sqlite_area, number, known_by=before).answer is None


def test_only_the_board_is_content_with_an_answer(sqlite_area: Area) -> None:
    number = asked(sqlite_area, given(sqlite_area))
    answered(sqlite_area, number)
    assert refusal(lambda: closed(sqlite_area, number, who="manager")).keys() == {"on_behalf_of", "how_known"}
    half = OnBehalfChange(on_behalf_of="Improvement board")
    assert refusal(lambda: closed(sqlite_area, number, half, who="manager")).keys() == {"how_known"}
    with pytest.raises(Barred):
        closed(sqlite_area, number, MINUTED)
    closed(sqlite_area, number, MINUTED, who="manager")
    told = question(sqlite_area, number).answered
    assert told
    assert (told.by, told.how_known) == ("Manager on behalf of Improvement board", "minutes of 19 May")
    assert "" in refusal(lambda: answered(sqlite_area, number, seen=2))
    assert "" in refusal(lambda: closed(sqlite_area, number, seen=2))


def test_a_question_may_be_closed_without_an_answer_and_is_about_the_pack_as_a_whole_when_no_line_is_named(
    sqlite_area: Area,
) -> None:
    number = asked(sqlite_area, given(sqlite_area), change=QuestionChange(wording="Who wrote this?"))
    assert question(sqlite_area, number).line == ""
    closed(sqlite_area, number, seen=0)
    assert (question(sqlite_area, number).answer, question(sqlite_area, number).closed) == (None, True)


def test_a_colleagues_answer_or_another_wording_since_is_a_conflict(sqlite_area: Area) -> None:
    number = asked(sqlite_area, given(sqlite_area))
    answered(sqlite_area, number)
    too_late: tuple[Callable[[], object], ...] = (
        lambda: answered(sqlite_area, number),
        lambda: closed(sqlite_area, number, seen=0),
        lambda: again(sqlite_area, number, seen=0),
    )
    for do in too_late:
        with pytest.raises(Conflict):
            do()
    again(sqlite_area, number)
    with pytest.raises(Conflict, match="This question"):
        answered(sqlite_area, number, seen=2)


def test_the_same_form_sent_twice_is_one_question_one_answer_and_one_closing(sqlite_area: Area) -> None:
    pack = given(sqlite_area)
    number = asked(sqlite_area, pack, token="ask")
    assert asked(sqlite_area, pack, token="ask") == number
    assert answered(sqlite_area, number, token="say") == answered(sqlite_area, number, token="say") == 1
    assert closed(sqlite_area, number, token="close") == closed(sqlite_area, number, token="close") == 2
    with pytest.raises(Conflict):
        closed(sqlite_area, number, MINUTED, who="manager", token="close")


@pytest.mark.parametrize("state", [PackState.DRAFT, PackState.CLEARED])
def test_nobody_asks_about_a_pack_that_no_board_was_given(shared: Area, state: PackState) -> None:
    with pytest.raises(Unseen):
        asked(shared, given(shared, state))
    with pytest.raises(Unseen):
        asked(shared, 99)
    with pytest.raises(Unseen):
        answered(shared, 99)
    assert "wording" in refusal(lambda: asked(shared, 1, change=QuestionChange(wording="  ")))
    assert "answer" in refusal(lambda: answered(shared, 1, QuestionAnswerChange(answer=" ")))


@pytest.mark.parametrize("who", ["manager", "lead", "support", "partner", "adviser", "inspector"])
def test_only_board_members_and_accountable_leaders_ask(shared: Area, who: str) -> None:
    with pytest.raises(Barred):
        asked(shared, 1, who)
    with pytest.raises(Barred):
        again(shared, 1, who=who, seen=0)


@pytest.mark.parametrize("who", ["board", "leader", "lead", "partner", "inspector"])
def test_only_a_manager_answers(shared: Area, who: str) -> None:
    with pytest.raises(Barred):
        answered(shared, 1, who=who)


@pytest.mark.parametrize("who", ["lead", "support", "partner", "adviser", "inspector"])
def test_nobody_else_closes_a_boards_question(shared: Area, who: str) -> None:
    with pytest.raises(Barred):
        closed(shared, 1, MINUTED, who=who, seen=0)


def test_who_does_not_belong_to_the_programme_knows_of_no_question(shared: Area, shared_sqlite: Database) -> None:
    stranger = Actor("stranger", "Stranger", None, ())
    with shared_sqlite.writing() as session, pytest.raises(Unseen):
        ask_question(session, stranger, shared.slug, 1, LINE)
    with shared_sqlite.reading() as session, pytest.raises(Unseen):
        question_history(session, stranger, shared.slug, 1)
    with shared_sqlite.reading() as session, pytest.raises(Barred):
        question_history(session, shared.people["partner"], shared.slug, 1)
    with shared_sqlite.reading() as session, pytest.raises(Unseen):
        question_history(session, shared.people["manager"], shared.slug, 99)
