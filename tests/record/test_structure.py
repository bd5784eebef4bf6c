"""Changes of what is promised: nothing vanishes, each says why and who agreed, and nobody's change is overwritten."""

import pytest

from tests.record.area import GREEN, TODAY, Area, on
from wsoa import snapshot
from wsoa.change import AgreedChange
from wsoa.errors import Barred, Conflict, Invalid, Unseen
from wsoa.milestones import (
    EndChange,
    MergeChange,
    PartChange,
    PromisesChange,
    RestatementChange,
    SplitChange,
    end_milestone,
    merge_milestones,
    promise_milestones,
    restate_milestone,
    split_milestone,
    take_back_milestone,
)
from wsoa.snapshot.terms_history import TermsPosition, ending_of, terms_of
from wsoa.terms import ThingState

AGREED = {"reason": "The two are one piece of work", "approver": "Board, 19 May 2026"}


def seen(area: Area, number: int, kind: str = "milestone_terms") -> int:
    with area.database.reading() as session:
        return snapshot.seen(session, area.people["manager"], area.slug, kind, number)


def terms(area: Area, number: int) -> tuple[TermsPosition, ...]:
    with area.database.reading() as session:
        actor = area.people["manager"]
        return terms_of(session, actor, snapshot.load(session, actor, area.slug), number)


def restated(area: Area, number: int, *, by: str = "manager", **said: object) -> None:
    milestone = area.milestone(number)
    stands = {
        "seen": seen(area, number),
        "wording": milestone.wording,
        "ref": milestone.ref,
        "workstream": milestone.workstream,
        "focus_areas": milestone.focus_areas,
        "parent": milestone.parent,
    }
    with area.database.writing() as session:
        change = RestatementChange.model_validate({**stands, **said})
        restate_milestone(session, area.people[by], area.slug, number, change)


def merge(area: Area, number: int, into: int, **said: object) -> int:
    asked = {"seen": seen(area, number), "seen_into": seen(area, into), "into": into, "focus_areas": (1, 2), **AGREED}
    with area.database.writing() as session:
        change = MergeChange.model_validate({**asked, **said})
        return merge_milestones(session, area.people["manager"], area.slug, number, change)


def end(area: Area, number: int, **said: object) -> None:
    with area.database.writing() as session:
        change = EndChange.model_validate({"seen": seen(area, number), **AGREED, **said})
        end_milestone(session, area.people["manager"], area.slug, number, change)


def split(area: Area, number: int, *wordings: str, **said: object) -> list[int]:
    parts = tuple(PartChange(wording=wording) for wording in wordings)
    with area.database.writing() as session:
        change = SplitChange.model_validate({"seen": seen(area, number), "parts": parts, **AGREED, **said})
        return split_milestone(session, area.people["manager"], area.slug, number, change)


def take_back(area: Area, number: int, **said: object) -> None:
    with area.database.writing() as session:
        change = AgreedChange.model_validate({"seen": seen(area, number), **AGREED, **said})
        take_back_milestone(session, area.people["manager"], area.slug, number, change)


def problems(refused: pytest.ExceptionInfo[Invalid]) -> dict[str, str]:
    return refused.value.problems


def test_a_merged_milestone_keeps_its_page_and_the_other_says_what_it_holds(area: Area) -> None:
    area.rate(1, GREEN, day=TODAY)
    entries = area.head()
    merge(area, 1, 2, wording="The two steps as one", ref="1.1/1.2")
    gone, stays = area.milestone(1), area.milestone(2)
    assert (gone.state, gone.replaced_by, gone.approver) == (ThingState.MERGED, 2, "Board, 19 May 2026")
    assert gone.level is not None
    assert (stays.ref, stays.wording, stays.state) == ("1.1/1.2", "The two steps as one", ThingState.LIVE)
    assert (stays.focus_areas, area.head()) == ((1, 2), entries + 1)
    ended = ending_of(terms(area, 1))
    assert (ended.written.as_at, ended.written.reason) == (TODAY, "The two are one piece of work")
    assert area.milestone(1, as_at=area.snapshot().begins).state is ThingState.LIVE
    assert area.faults() == []


def test_what_was_merged_is_not_merged_again_and_the_refusal_says_where_it_went(sqlite_area: Area) -> None:
    merge(sqlite_area, 1, 2)
    merge(sqlite_area, 2, 3)
    with pytest.raises(Invalid) as refused:
        merge(sqlite_area, 1, 4)
    assert problems(refused) == {"": "1.1 was merged into 1.2 on 20 May 2026: merge 1.3."}
    with pytest.raises(Invalid) as refused:
        merge(sqlite_area, 4, 1)
    assert problems(refused)["into"] == "1.1 was merged into 1.2 on 20 May 2026: choose 1.3."
    with pytest.raises(Invalid) as refused:
        merge(sqlite_area, 4, 4)
    assert "itself" in problems(refused)["into"]
    with pytest.raises(Invalid):
        merge(sqlite_area, 4, 99)


def test_the_plan_is_not_changed_without_a_reason_and_an_approver(sqlite_area: Area) -> None:
    head = sqlite_area.head()
    unsaid = {"reason": "", "approver": " "}
    for change in (
        lambda: merge(sqlite_area, 1, 2, **unsaid),
        lambda: split(sqlite_area, 1, "One", "Two", **unsaid),
        lambda: end(sqlite_area, 1, state="withdrawn", **unsaid),
        lambda: restated(sqlite_area, 1, wording="Otherwise"),
        lambda: restated(sqlite_area, 1, focus_areas=(2,)),
        lambda: restated(sqlite_area, 1, workstream=2),
    ):
        with pytest.raises(Invalid) as refused:
            change()
        assert problems(refused).keys() == {"reason", "approver"}
    assert sqlite_area.head() == head


def test_who_leads_is_put_right_without_asking_a_board(sqlite_area: Area) -> None:
    restated(
        sqlite_area, 1, senior_owner="Director", leads=({"words": "Head of service"},), leads_words="Head of service"
    )
    milestone = sqlite_area.milestone(1)
    assert ([lead.words for lead in milestone.leads], milestone.senior_owner) == (["Head of service"], "Director")


def test_what_is_saved_unchanged_is_not_written(sqlite_area: Area) -> None:
    head = sqlite_area.head()
    restated(sqlite_area, 1, reason="Nothing", approver="Nobody")
    assert sqlite_area.head() == head


def test_of_two_who_merge_at_once_the_second_meets_the_first(area: Area) -> None:
    stale, stale_into = seen(area, 1), seen(area, 2)
    restated(area, 2, wording="Changed by a colleague", **AGREED)
    with pytest.raises(Conflict):
        merge(area, 1, 2, seen=stale, seen_into=stale_into)
    restated(area, 1, wording="Changed too", **AGREED)
    with pytest.raises(Conflict):
        merge(area, 1, 2, seen=stale)
    assert area.milestone(1).state is ThingState.LIVE


def test_a_merge_sent_twice_is_one(area: Area) -> None:
    sent = {"token": "once", "seen": seen(area, 1), "seen_into": seen(area, 2), "wording": "Both"}
    assert merge(area, 1, 2, **sent) == 2
    head = area.head()
    assert merge(area, 1, 2, **sent) == 2
    assert area.head() == head


def test_a_milestone_never_stands_under_itself(sqlite_area: Area) -> None:
    restated(sqlite_area, 2, parent=1, **AGREED)
    restated(sqlite_area, 3, parent=2, **AGREED)
    for parent, said in ((1, "itself"), (2, "1.2 stands under 1.1 already"), (3, "1.3 stands under 1.1 already")):
        with pytest.raises(Invalid) as refused:
            restated(sqlite_area, 1, parent=parent, **AGREED)
        assert said in problems(refused)["parent"]


@pytest.mark.parametrize("into", [2, 3, 5])
def test_what_stood_under_a_merged_milestone_stands_under_the_other_and_in_no_circle(
    sqlite_area: Area, into: int
) -> None:
    restated(sqlite_area, 2, parent=1, **AGREED)
    restated(sqlite_area, 3, parent=2, **AGREED)
    restated(sqlite_area, 6, parent=1, **AGREED)
    merge(sqlite_area, 1, into)
    parents = {number: sqlite_area.milestone(number).parent for number in (2, 3, 6)}
    assert parents == {2: {2: None, 3: None, 5: 5}[into], 3: 2, 6: into}
    assert sqlite_area.milestone(into).parent in (None, 2)


def test_the_parts_of_a_split_say_where_they_came_from_and_take_over_its_date(area: Area) -> None:
    with on(TODAY):
        numbers = split(area, 1, "First half", "Second half")
    whole, parts = area.milestone(1), [area.milestone(number) for number in numbers]
    assert (whole.state, len(parts)) == (ThingState.SUPERSEDED, 2)
    for part in parts:
        assert (part.came_from, part.focus_areas, part.workstream, part.level) == (1, (1, 2), 1, None)
        assert part.dates.current == whole.dates.current
    assert area.faults() == []


def test_a_whole_may_stay_beside_one_part_and_is_else_split_into_two(sqlite_area: Area) -> None:
    with pytest.raises(Invalid) as refused:
        split(sqlite_area, 1, "Only one")
    assert "two" in problems(refused)["parts"]
    split(sqlite_area, 1, "Hived off", stays=True)
    assert sqlite_area.milestone(1).state is ThingState.LIVE


def test_a_split_sent_twice_is_one(sqlite_area: Area) -> None:
    sent = {"token": "split", "seen": seen(sqlite_area, 1)}
    first = split(sqlite_area, 1, "One", "Two", **sent)
    assert split(sqlite_area, 1, "One", "Two", **sent) == first
    assert len(sqlite_area.snapshot().milestones) == 8


def test_withdrawn_and_superseded_milestones_are_taken_back_with_a_reason(area: Area) -> None:
    end(area, 1, state="withdrawn")
    end(area, 2, state="superseded", replaced_by=3)
    assert area.milestone(2).replaced_by == 3
    with pytest.raises(Invalid) as refused:
        end(area, 1, state="withdrawn")
    assert problems(refused)[""] == "1.1 was withdrawn on 20 May 2026 already."
    with pytest.raises(Invalid):
        take_back(area, 1, reason="")
    take_back(area, 1)
    take_back(area, 2)
    assert {area.milestone(number).state for number in (1, 2)} == {ThingState.LIVE}
    assert area.milestone(2).replaced_by is None
    assert [row.state for row in terms(area, 1)] == [ThingState.LIVE, ThingState.WITHDRAWN, ThingState.LIVE]
    with pytest.raises(Invalid):
        take_back(area, 1)


def test_superseded_needs_what_takes_its_place(sqlite_area: Area) -> None:
    with pytest.raises(Invalid) as refused:
        end(sqlite_area, 1, state="superseded")
    assert "replaced_by" in problems(refused)
    with pytest.raises(Invalid) as refused:
        end(sqlite_area, 1)
    assert "state" in problems(refused)


def test_many_milestones_are_promised_in_one_entry_and_once(area: Area) -> None:
    said = [RestatementChange(wording=f"Do thing {n}", ref="9", workstream=1, when="July 2026") for n in range(40)]
    head = area.head()
    for _ in range(2):
        with area.database.writing() as session:
            change = PromisesChange(token="pasted", milestones=tuple(said))
            numbers = promise_milestones(session, area.people["manager"], area.slug, change)
    assert (numbers, area.head()) == (list(range(7, 47)), head + 1)
    assert area.milestone(46).dates.original is not None


def test_only_a_manager_changes_the_plan_and_only_what_is_there(sqlite_area: Area) -> None:
    with pytest.raises(Barred):
        restated(sqlite_area, 1, by="lead", wording="Mine", **AGREED)
    with sqlite_area.database.writing() as session, pytest.raises(Unseen):
        restate_milestone(session, sqlite_area.people["manager"], sqlite_area.slug, 99, RestatementChange(wording="x"))


def test_a_milestone_belongs_to_what_stands(sqlite_area: Area) -> None:
    for said, field in (
        ({"workstream": 99}, "workstream"),
        ({"focus_areas": (99,)}, "focus_areas"),
        ({"parent": 99}, "parent"),
        ({"wording": " "}, "wording"),
        ({"when": "May 2027"}, "when"),
    ):
        with pytest.raises(Invalid) as refused:
            restated(sqlite_area, 1, **AGREED, **said)
        assert field in problems(refused)
