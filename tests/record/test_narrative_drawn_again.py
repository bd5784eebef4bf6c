"""What is issued is what was drawn: what was said, erased or re-worded since has it drawn again."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.record.area import TODAY, Area, on
from tests.record.erasing import erasing
from tests.record.narrated import Narratives
from tests.record.viewpoints import Voices
from wsoa.access import Action
from wsoa.errors import Conflict, Invalid
from wsoa.milestones import MilestoneChange, state_milestone
from wsoa.narratives import REVISED, resolved
from wsoa.snapshot.citable import citable
from wsoa.terms import ThingState
from wsoa.weaknesses import WeaknessChange, state_weakness


@pytest.fixture
def here(sqlite_area: Area) -> Narratives:
    return Narratives(sqlite_area)


def refusal(do: Callable[[], object]) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        do()
    return refused.value.problems


def withdraw_area(here: Narratives) -> None:
    with here.area.entry(TODAY) as writing:
        change = WeaknessChange(wording="Plans come late.", state=ThingState.WITHDRAWN)
        state_weakness(writing, change, as_at=TODAY, number=1)


def test_a_view_that_was_checked_after_the_drawing_has_it_drawn_again(here: Narratives) -> None:
    views = Voices(here.area)
    view = views.give()
    here.signed()
    views.check(view)
    assert "draw it again" in refusal(here.issue)[""]
    here.send_back("manager", Action.KEEP_NARRATIVE)
    here.hand()
    here.check()
    here.sign()
    assert here.issue()


def test_a_view_that_was_given_and_taken_back_after_the_drawing_stops_it_too(here: Narratives) -> None:
    here.signed()
    views = Voices(here.area)
    view = views.give()
    assert "draw it again" in refusal(here.issue)[""]
    views.withdraw(view)
    assert "draw it again" in refusal(here.issue)[""]


def test_a_view_of_another_area_stops_nothing(here: Narratives) -> None:
    here.open(weakness=2)
    here.hand()
    here.check()
    here.sign()
    Voices(here.area).give()
    assert here.issue()


def test_what_was_erased_after_the_edition_was_made_is_not_frozen(here: Narratives) -> None:
    here.write("The mother of Zoë Quartermaine rang twice.")
    here.signed()
    head = here.area.head()
    erased = erasing(here.area)
    erased.erase(erased.places("Zoë Quartermaine"))
    with pytest.raises(Conflict):
        here.issue(head=head)
    assert here.issue()


def test_a_narrative_of_an_area_that_was_withdrawn_is_neither_opened_nor_handed_on(here: Narratives) -> None:
    here.open()
    withdraw_area(here)
    assert "no longer in the plan" in refusal(here.hand)[""]
    here.give_up()
    assert "no longer in the plan" in refusal(here.open)["weakness"]
    assert here.open(weakness=2)


def test_partners_have_their_time_or_are_told_why_not(here: Narratives) -> None:
    here.open()
    here.ask(until=TODAY + timedelta(days=3))
    assert refusal(lambda: here.hand(reason="")) == {
        "reason": "Partners are asked until 23 May 2026. Wait until then, or say why not."
    }
    with on(TODAY + timedelta(days=3)):
        assert here.hand(reason="")


def promise(here: Narratives, number: int, ref: str, wording: str) -> None:
    with here.area.entry(TODAY) as writing:
        change = MilestoneChange(wording=wording, ref=ref, workstream=1, focus_areas=(1,))
        state_milestone(writing, change, as_at=TODAY, number=number)


@pytest.mark.parametrize(
    ("number", "ref", "wording", "why"),
    [
        (2, "1.2", "Step 2 of the way, or another", {"1.2": REVISED, "#2": REVISED}),
        (3, "1.3", "Step 3 of the way, or another", {"1.2": "", "#2": ""}),
    ],
)
def test_a_milestone_that_was_reworded_after_it_was_cited_has_to_be_read_again(
    here: Narratives, number: int, ref: str, wording: str, why: dict[str, str]
) -> None:
    since = here.area.head()
    promise(here, number, ref, wording)
    assert cited(here, since) == why


def test_a_reference_that_became_another_milestones_is_followed_by_nobody_unread(here: Narratives) -> None:
    since = here.area.head()
    promise(here, 2, "1.9", "Step 2 of the way")
    promise(here, 3, "1.2", "Step 3 of the way")
    assert cited(here, since)["1.2"] == REVISED
    assert cited(here, here.area.head())["1.2"] == ""


def cited(here: Narratives, since: int) -> dict[str, str]:
    """Why each does not hold that was cited then."""
    found = here.area.snapshot()
    with here.area.database.reading() as session:
        behind = citable(session, here.actor("manager"), found)
    return {each.citation.label: each.why for each in resolved(found, "See [1.2], [#2].", behind, since=since)}
