"""The same form sent again is answered again; with another answer anywhere in it, it is a new attempt (R7)."""

import ast
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import wsoa
from tests.record.area import BEGINS, GREEN, TODAY, Area
from tests.record.test_asks_and_answers import ASK, raised
from tests.record.test_people_asked import asked
from tests.record.test_risks_kept import RISK
from tests.record.test_structure import AGREED, merge, restated, seen
from tests.record.test_structure_places import WITHDRAWN, end, restate, restate_area
from wsoa.asks import AskAnswerChange, answer_ask
from wsoa.errors import Conflict
from wsoa.milestones import (
    MilestoneChange,
    PartChange,
    PromisesChange,
    RestatementChange,
    SplitChange,
    promise_milestones,
    split_milestone,
    state_milestone,
)
from wsoa.risks import state_risk
from wsoa.terms import AskOutcome, NoteKind
from wsoa.workstreams import NoteChange

Send = Callable[[Area, str], object]


def another_wording(area: Area, answer: str) -> object:
    opened = {"seen": 1, "seen_into": 1, "token": "t"}
    return merge(area, 4, 6, wording=answer, **opened)


def another_reference(area: Area, answer: str) -> object:
    return merge(area, 4, 6, ref=answer, seen=1, seen_into=1, token="t")


def another_date(area: Area, answer: str) -> object:
    parts = tuple(PartChange(wording=wording, when=f"June {answer}") for wording in ("One", "Two"))
    change = SplitChange.model_validate({"seen": 1, "parts": parts, "token": "t", **AGREED})
    with area.database.writing() as session:
        return split_milestone(session, area.people["manager"], area.slug, 1, change)


def a_date_where_there_was_none(area: Area, answer: str) -> None:
    number = 7
    if len(area.snapshot().milestones) < number:
        with area.entry(BEGINS) as writing:
            state_milestone(writing, MilestoneChange(wording="No date", workstream=1), as_at=BEGINS)
    restated(area, number, wording="No date yet", when=f"June {answer}", seen=1, token="t", **AGREED)


def other_notes(area: Area, answer: str) -> None:
    notes = (NoteChange(kind=NoteKind.PURPOSE, text=answer),)
    restate(area, 3, name="Data gang", notes=notes, seen=1, seen_notes=0, token="t", **AGREED)


def notes_alone(area: Area, answer: str) -> None:
    notes = (NoteChange(kind=NoteKind.PURPOSE, text=answer),)
    restate(area, 3, notes=notes, seen=1, seen_notes=0, token="t")


def whether_they_move_along(area: Area, answer: str) -> None:
    along = answer == "2027"
    restate_area(area, 1, workstream=2, with_milestones=along, seen=1, token="t", **AGREED)


def another_place(area: Area, answer: str) -> None:
    end(area, 1, **WITHDRAWN, into={"2026": 2, "2027": 3}[answer], seen=1, token="t")


def another_meeting(area: Area, answer: str) -> object:
    if not area.snapshot().asks:
        raised(area, change=ASK.model_copy(update={"milestone": 2}))
    deferred = AskAnswerChange(outcome=AskOutcome.DEFERRED, decision="Later", decided_on=TODAY)
    with area.database.writing() as session:
        return answer_ask(
            session,
            area.people["board"],
            area.slug,
            1,
            deferred,
            meeting=date(int(answer), 12, 1),
            seen=0,
            seen_terms=1,
            token="t",
        )


@pytest.mark.parametrize(
    "send",
    [
        another_wording,
        another_reference,
        another_date,
        a_date_where_there_was_none,
        other_notes,
        notes_alone,
        whether_they_move_along,
        another_place,
        another_meeting,
    ],
)
def test_another_answer_under_the_same_token_is_never_dropped_in_silence(sqlite_area: Area, send: Send) -> None:
    area = sqlite_area
    first = send(area, "2026")
    head = area.head()
    assert (send(area, "2026"), area.head()) == (first, head), "the very same form is answered again"
    with pytest.raises(Conflict):
        send(area, "2027")
    assert area.head() == head


def test_people_are_asked_for_every_milestone_of_the_second_form(sqlite_area: Area) -> None:
    asked(sqlite_area, [1], "lead", token="t")
    asked(sqlite_area, [1], "other lead", token="another")
    asked(sqlite_area, [1, 2], "lead", token="t")
    assert {sqlite_area.milestone(number).assigned for number in (1, 2)} == {(sqlite_area.people["lead"].uid,)}


def test_the_same_promises_with_another_date_are_new_ones(sqlite_area: Area) -> None:
    def promised(when: str) -> list[int]:
        change = RestatementChange.model_validate({"wording": "A new step", "workstream": 1, "when": when, **AGREED})
        with sqlite_area.database.writing() as session:
            sent = PromisesChange(token="t", milestones=(change,))
            return promise_milestones(session, sqlite_area.people["manager"], sqlite_area.slug, sent)

    assert promised("June 2026") == promised("June 2026") == [7]
    assert promised("July 2026") == [8]
    current = sqlite_area.milestone(8).dates.current
    assert current is not None
    assert current.words == "July 2026"


def test_who_told_it_is_part_of_what_was_sent(sqlite_area: Area) -> None:
    told = GREEN.model_copy(update={"on_behalf_of": "The trust", "how_known": "e-mail", "token": "t"})
    by = sqlite_area.people["manager"]
    assert [sqlite_area.rate(2, told, day=TODAY, by=by, seen=0) for _ in range(2)] == [1, 1]
    with pytest.raises(Conflict):
        sqlite_area.rate(2, told.model_copy(update={"on_behalf_of": "The school"}), day=TODAY, by=by, seen=0)


def test_a_workstream_is_ended_with_its_risks_once(sqlite_area: Area) -> None:
    with sqlite_area.entry(TODAY) as writing:
        state_risk(writing, RISK.model_copy(update={"workstream": 3}), as_at=TODAY)
    stale = seen(sqlite_area, 3, "workstream_terms")
    for _ in range(2):
        end(sqlite_area, 3, **WITHDRAWN, into=2, seen=stale, token="t")
    assert [risk.workstream for risk in sqlite_area.snapshot().risks] == [2]


def _unsent(source: str) -> bool:
    """Whether some entry takes a form's token without all that came with it."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    named = [{each.arg for each in call.keywords} for call in calls if ast.unparse(call.func) == "entry"]
    return any("token" in given and "payload" not in given for given in named)


def test_no_command_takes_a_token_without_all_that_came_with_it() -> None:
    assert _unsent("entry(session, token=token)")
    assert [path.name for path in Path(wsoa.__file__).parent.rglob("*.py") if _unsent(path.read_text("utf-8"))] == []
