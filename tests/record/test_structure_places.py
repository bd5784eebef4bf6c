"""Changes of workstreams and focus areas: what belongs to them moves along or stays, and always has a place."""

import pytest

from tests.record.area import TODAY, Area
from tests.record.test_structure import AGREED, problems, seen
from wsoa.change import AgreedChange
from wsoa.errors import Barred, Conflict, Invalid
from wsoa.risks import RiskChange, state_risk
from wsoa.snapshot.positions import FocusAreaPosition, WorkstreamPosition
from wsoa.terms import NoteKind, ThingState, WorkstreamKind
from wsoa.workstreams import (
    AreaEndChange,
    AreaRestatementChange,
    FocusAreaChange,
    FocusAreasChange,
    NoteChange,
    WorkstreamChange,
    WorkstreamEndChange,
    WorkstreamRestatementChange,
    WorkstreamsChange,
    add_focus_areas,
    add_workstreams,
    end_focus_area,
    end_workstream,
    restate_focus_area,
    restate_workstream,
    take_back_focus_area,
    take_back_workstream,
)

MERGED, WITHDRAWN = {"state": "merged"}, {"state": "withdrawn"}


def workstream(area: Area, number: int) -> WorkstreamPosition:
    return next(each for each in area.snapshot().workstreams if each.number == number)


def focus_area(area: Area, number: int) -> FocusAreaPosition:
    return next(each for each in area.snapshot().focus_areas if each.number == number)


def restate(area: Area, number: int, **said: object) -> None:
    known = workstream(area, number)
    asked = {"seen": seen(area, number, "workstream_terms"), "name": known.name, "ref": known.ref, **said}
    with area.database.writing() as session:
        change = WorkstreamRestatementChange.model_validate(asked)
        restate_workstream(session, area.people["manager"], area.slug, number, change)


def restate_area(area: Area, number: int, **said: object) -> None:
    known = focus_area(area, number)
    asked = {
        "seen": seen(area, number, "focus_area_terms"),
        "wording": known.wording,
        "ref": known.ref,
        "workstream": known.workstream,
        "weaknesses": known.weaknesses,
        **said,
    }
    with area.database.writing() as session:
        change = AreaRestatementChange.model_validate(asked)
        restate_focus_area(session, area.people["manager"], area.slug, number, change)


def end(area: Area, number: int, **said: object) -> None:
    asked = {"seen": seen(area, number, "workstream_terms"), **AGREED, **said}
    with area.database.writing() as session:
        change = WorkstreamEndChange.model_validate(asked)
        end_workstream(session, area.people["manager"], area.slug, number, change)


def end_area(area: Area, number: int, **said: object) -> None:
    asked = {"seen": seen(area, number, "focus_area_terms"), **AGREED, **said}
    with area.database.writing() as session:
        change = AreaEndChange.model_validate(asked)
        end_focus_area(session, area.people["manager"], area.slug, number, change)


def test_a_focus_area_is_merged_with_its_milestones_in_the_same_entry(area: Area) -> None:
    head = area.head()
    end_area(area, 1, **MERGED, into=2)
    assert (focus_area(area, 1).state, focus_area(area, 1).replaced_by) == (ThingState.MERGED, 2)
    assert {milestone.focus_areas for milestone in area.snapshot().milestones} == {(2,)}
    assert area.head() == head + 1
    assert area.milestone(1, as_at=area.snapshot().begins).focus_areas == (1, 2)
    assert area.faults() == []


def test_a_focus_area_is_not_withdrawn_while_milestones_serve_it(sqlite_area: Area) -> None:
    with pytest.raises(Invalid) as refused:
        end_area(sqlite_area, 1, **WITHDRAWN)
    assert problems(refused) == {"into": "6 milestones would be left: choose where to move them."}
    end_area(sqlite_area, 1, **WITHDRAWN, into=4)
    assert sqlite_area.milestone(2).focus_areas == (4,)
    end_area(sqlite_area, 3, **WITHDRAWN)
    assert focus_area(sqlite_area, 3).state is ThingState.WITHDRAWN


def test_a_workstream_is_merged_with_all_that_belongs_to_it(area: Area) -> None:
    with area.entry(TODAY) as writing:
        state_risk(writing, RiskChange(title="Nobody comes", workstream=2), as_at=TODAY)
    with pytest.raises(Invalid) as refused:
        end(area, 2, **WITHDRAWN)
    left = "2 milestones, 2 focus areas and 1 open risk (Nobody comes) would be left: choose where to move them."
    assert problems(refused)["into"] == left
    end(area, 2, **MERGED, into=1)
    assert {milestone.workstream for milestone in area.snapshot().milestones} == {1}
    assert {each.workstream for each in area.snapshot().focus_areas} == {1}
    assert [risk.workstream for risk in area.snapshot().risks] == [1]
    with pytest.raises(Invalid) as refused:
        end(area, 2, **MERGED, into=1)
    assert problems(refused)[""] == "2 was merged into 1 on 20 May 2026 already."
    with area.database.writing() as session:
        back = AgreedChange.model_validate({"seen": seen(area, 2, "workstream_terms"), **AGREED})
        take_back_workstream(session, area.people["manager"], area.slug, 2, back)
    assert workstream(area, 2).state is ThingState.LIVE
    assert area.faults() == []


def test_nothing_is_moved_into_itself_or_into_what_no_longer_stands(sqlite_area: Area) -> None:
    end(sqlite_area, 3, **WITHDRAWN)
    for into, said in ((1, "itself"), (3, "3 was withdrawn on 20 May 2026"), (99, "those shown")):
        with pytest.raises(Invalid) as refused:
            end(sqlite_area, 1, **MERGED, into=into)
        assert said in problems(refused)["into"]


def test_a_group_takes_no_milestones(sqlite_area: Area) -> None:
    restate(sqlite_area, 3, kind=WorkstreamKind.GROUP, notes=(NoteChange(kind=NoteKind.PURPOSE, text="Sees the data"),))
    assert [note.text for note in workstream(sqlite_area, 3).notes] == ["Sees the data"]
    with pytest.raises(Invalid) as refused:
        end(sqlite_area, 1, **MERGED, into=3)
    assert "is a group" in problems(refused)["into"]
    with pytest.raises(Invalid) as refused:
        restate(sqlite_area, 1, kind=WorkstreamKind.GROUP)
    assert "4 milestones belong to it" in problems(refused)["kind"]


def test_a_workstream_is_renamed_by_agreement_and_its_leads_are_put_right_without(sqlite_area: Area) -> None:
    with pytest.raises(Invalid) as refused:
        restate(sqlite_area, 1, name="On time")
    assert problems(refused).keys() == {"reason", "approver"}
    restate(sqlite_area, 1, leads=({"words": "Head of SEND"},), weaknesses=(1, 2))
    restate(sqlite_area, 1, name="On time", leads=({"words": "Head of SEND"},), **AGREED)
    known = workstream(sqlite_area, 1)
    assert (known.name, [lead.words for lead in known.leads], known.weaknesses) == ("On time", ["Head of SEND"], ())
    with pytest.raises(Invalid):
        restate(sqlite_area, 2, name="on  TIME", **AGREED)


def test_of_two_who_rename_at_once_the_second_meets_the_first(area: Area) -> None:
    stale = seen(area, 1, "workstream_terms")
    restate(area, 1, name="First", **AGREED)
    with pytest.raises(Conflict):
        restate(area, 1, name="Second", seen=stale, **AGREED)
    stale = seen(area, 1, "focus_area_terms")
    restate_area(area, 1, wording="First", **AGREED)
    with pytest.raises(Conflict):
        end_area(area, 1, **MERGED, into=2, seen=stale)


def test_a_focus_area_moves_with_the_milestones_that_serve_no_other_of_its_workstream(sqlite_area: Area) -> None:
    restate_area(sqlite_area, 1, workstream=2, with_milestones=True, **AGREED)
    owners = {number: sqlite_area.milestone(number).workstream for number in (1, 2, 3)}
    assert owners == {1: 1, 2: 2, 3: 2}
    restate_area(sqlite_area, 2, workstream=2, **AGREED)
    assert sqlite_area.milestone(1).workstream == 1


def test_a_focus_area_comes_back_only_to_a_workstream_that_stands(sqlite_area: Area) -> None:
    end_area(sqlite_area, 4, **WITHDRAWN)
    end(sqlite_area, 2, **MERGED, into=1)
    back = AgreedChange.model_validate({"seen": seen(sqlite_area, 4, "focus_area_terms"), **AGREED})
    with sqlite_area.database.writing() as session, pytest.raises(Invalid) as refused:
        take_back_focus_area(session, sqlite_area.people["manager"], sqlite_area.slug, 4, back)
    assert problems(refused)[""] == "2 was merged into 1 on 20 May 2026: take that back first."


def test_names_and_lines_are_added_in_one_entry_and_once(area: Area) -> None:
    head, actor = area.head(), area.people["manager"]
    names = tuple(WorkstreamChange(name=name) for name in ("Culture", "Practice"))
    lines = tuple(FocusAreaChange(ref=str(n), wording=f"Line {n}") for n in range(3))
    for _ in range(2):
        with area.database.writing() as session:
            added = add_workstreams(session, actor, area.slug, WorkstreamsChange(token="a", workstreams=names))
        with area.database.writing() as session:
            change = FocusAreasChange(token="b", workstream=1, focus_areas=lines)
            areas = add_focus_areas(session, actor, area.slug, change)
    assert (added, areas, area.head()) == ([4, 5], [5, 6, 7], head + 2)
    with area.database.writing() as session, pytest.raises(Invalid) as refused:
        add_workstreams(session, actor, area.slug, WorkstreamsChange(workstreams=(WorkstreamChange(name="culture"),)))
    assert "already" in problems(refused)["lines"]
    with area.database.writing() as session, pytest.raises(Barred):
        add_workstreams(session, area.people["lead"], area.slug, WorkstreamsChange(workstreams=names))
