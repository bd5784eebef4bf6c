"""Partners' own views: given beside a claim, changed, taken back, checked once, and printed whole or told of."""

from datetime import timedelta

import pytest

from tests.record.area import OPERATOR, TODAY, Area, on
from tests.record.erasing import Erasing, named_in
from tests.record.test_one_hand import comes_in
from tests.record.viewpoints import DISAGREES, IMPACT, LATER, Voices, refusal
from wsoa.database import Database
from wsoa.errors import Conflict, Unseen
from wsoa.snapshot.narrated import narrated
from wsoa.snapshot.positions.viewpoints import Claim, ViewState
from wsoa.snapshot.viewpoints import partners
from wsoa.terms import ClaimKind, Role, SectionKind, Stance
from wsoa.text import MAX_TEXT
from wsoa.viewpoints import ViewChange


def test_a_view_waits_for_its_check_and_then_prints_whole_under_the_organisation_s_name(area: Area) -> None:
    here = Voices(area)
    number = here.give()
    assert here.one(number).state is ViewState.WAITING
    (printed,) = here.prints()
    assert printed.wording is None
    assert printed.note == (
        f"A view was received from Parent carer forum of {area.slug} on 20 May 2026. It is not printed yet: it waits "
        "for a personal-data check."
    )
    here.check(number)
    (printed,) = here.prints()
    assert (printed.stance, printed.wording, printed.note) == (Stance.DISAGREES, DISAGREES.wording, None)
    assert printed.organisation == f"Parent carer forum of {area.slug}"
    assert area.faults() == []


def test_a_newer_version_waits_while_the_checked_one_goes_on_being_printed(area: Area) -> None:
    here = Voices(area)
    number = here.give()
    here.check(number)
    other = ViewChange(stance=Stance.AGREES, wording="It has become better since.")
    with on(LATER):
        assert here.change(number, other) == 2
        view, (printed,) = here.one(number), here.prints()
        assert (view.state, view.stance, printed.stance) == (ViewState.WAITING, Stance.AGREES, Stance.DISAGREES)
        assert printed.note is not None
        assert "since on 23 May 2026" in printed.note
        with pytest.raises(Conflict):
            here.check(number, version=1, seen=1)
        here.check(number, clean=False, version=2, seen=1, why="The second line names a child")
        (printed,) = here.prints()
        assert (printed.wording, "sent back" in (printed.note or "")) == (DISAGREES.wording, True)
        assert "names a child" not in (printed.note or ""), "where it stands is for them alone"
        here.change(number, other.model_copy(update={"wording": "It is better."}), seen=2)
        here.check(number, version=3, seen=2)
    assert [(each.wording, each.note) for each in here.prints()] == [(DISAGREES.wording, None)], "as it was that day"
    with on(LATER):
        assert [(each.wording, each.note) for each in here.prints()] == [("It is better.", None)]
    assert area.faults() == []


def test_who_has_said_nothing_is_named_and_so_is_who_took_a_view_back(sqlite_area: Area) -> None:
    here = Voices(sqlite_area)
    here.another()
    with sqlite_area.database.reading() as session:
        asked = [each.name for each in partners(session, here.people["manager"], sqlite_area.slug)]
    forum, trust = f"Parent carer forum of {sqlite_area.slug}", f"Health trust of {sqlite_area.slug}"
    assert asked == [trust, forum]
    assert [each.note for each in here.prints(2)] == [f"No view received from {each}." for each in (trust, forum)]
    number = here.give()
    here.check(number)
    with on(LATER):
        here.withdraw(number)
        assert here.one(number).state is ViewState.WITHDRAWN
        assert [each.note for each in here.prints()] == [
            f"No view received from {trust}.",
            f"A view was received from {forum} on 20 May 2026, and they took it back on 23 May 2026.",
        ]
        here.change(number, DISAGREES, seen=2)
        assert here.prints()[1].wording is None, "what was taken back does not print until it is checked again"
        here.check(number, version=3, seen=1)
        assert here.prints()[1].wording == DISAGREES.wording


def test_sending_back_says_where_and_the_same_words_are_looked_at_again(sqlite_area: Area) -> None:
    here = Voices(sqlite_area)
    number = here.give()
    assert "reason" in refusal(lambda: here.check(number, clean=False, why="  "))
    here.check(number, clean=False, why="The first line")
    with pytest.raises(Conflict):
        here.check(number, clean=True, seen=0)
    assert here.change(number, DISAGREES) == 2, "they say that there is none"
    assert here.one(number).state is ViewState.WAITING
    assert here.change(number, DISAGREES, seen=2) == 2, "the same once more is no new version"


def test_an_organisation_has_one_view_of_a_claim_and_a_colleague_s_is_never_overwritten(area: Area) -> None:
    here = Voices(area)
    colleague = here.member("colleague", here.people["partner"].organisation)
    number = here.give(token="t.1")
    assert here.give(token="t.1") == number, "the answer was lost, not the work"
    with pytest.raises(Conflict):
        here.give(by=colleague)
    assert "A colleague wrote it" in refusal(lambda: here.change(number, DISAGREES, by=colleague))[""]
    assert here.change(number, DISAGREES.model_copy(update={"wording": "Ours"})) == 2
    with pytest.raises(Conflict):
        here.change(number, DISAGREES.model_copy(update={"wording": "Mine"}), seen=1)
    beside = [Claim(1), Claim(2), Claim(1, ClaimKind.SECTION, section=SectionKind.KEY_ACTIONS)]
    beside += [
        Claim(1, ClaimKind.SECTION, section=SectionKind.KEY_NEXT_STEPS),
        Claim(1, ClaimKind.MILESTONE, milestone=4),
    ]
    others = [here.give(claim) for claim in beside]
    assert len({number, *others}) == 6
    assert [each.beside.key for each in here.seen_by("partner") if each.weakness == 1] == [
        *("area", "impact", "key-actions", "key-next-steps", "milestone-4"),
    ]
    assert {Claim.read(each.weakness, each.beside.key) for each in here.seen_by("partner")} == {IMPACT, *beside}
    here.give(by=here.another())
    assert len(here.seen_by("manager")) == 7
    assert len(here.seen_by("partner")) == 6, "a partner sees their own organisation's"


def test_a_partner_whose_role_has_ended_since_the_date_has_still_said_nothing(sqlite_area: Area) -> None:
    here, slug = Voices(sqlite_area), sqlite_area.slug
    silent = f"No view received from Parent carer forum of {slug}."
    with on(LATER), sqlite_area.database.reading() as session:
        assert [each.note for each in narrated(session, OPERATOR, slug, as_at=TODAY).views.of(1)] == [silent]
    with on(LATER):
        here.leaves("partner")
        with sqlite_area.database.reading() as session:
            for day in (TODAY, LATER):
                drawn = narrated(session, OPERATOR, slug, as_at=day).views.of(1)
                assert [each.note for each in drawn] == [silent], "as on the date of the narrative"
        assert here.prints() == (), "the control: nobody is a partner now"
    tomorrow = LATER + timedelta(days=1)
    with on(tomorrow), sqlite_area.database.reading() as session:
        assert narrated(session, OPERATOR, slug, as_at=tomorrow).views.of(1) == ()


def test_the_same_words_are_sent_back_again_only_by_another_manager(sqlite_area: Area) -> None:
    here = Voices(sqlite_area)
    second, third = (here.member(each, None, Role.PROGRAMME_MANAGER) for each in ("second", "third"))
    number = here.give()
    here.check(number, clean=False, why="Line 2")
    told = refusal(lambda: here.check(number, clean=False, seen=1, why="Line 2 again"))
    assert "these very words before" in told[""]
    here.change(number, DISAGREES)
    assert refusal(lambda: here.check(number, clean=False, version=2, seen=1, why="I do not like it")) == told
    comes_in(sqlite_area.database, second, here.people["manager"], TODAY)
    assert (
        "one person’s doing"
        in refusal(lambda: here.check(number, clean=False, version=2, seen=1, why="Line 2", by=second))[""]
    ), "the first let them in"
    here.check(number, clean=False, version=2, seen=1, why="Line 2", by=third)
    here.change(number, DISAGREES.model_copy(update={"wording": "Other words"}), seen=2)
    here.check(number, clean=False, version=3, seen=2, why="Line 1")
    here.change(number, DISAGREES, seen=3)
    here.check(number, version=4, seen=3)
    assert here.prints()[0].wording == DISAGREES.wording, "who sent it back can say that it holds none"


def test_a_claim_has_to_be_there_and_its_answer_be_one(sqlite_area: Area) -> None:
    here = Voices(sqlite_area)
    with pytest.raises(Unseen):
        here.give(Claim(9))
    for milestone in (99, 6):
        with pytest.raises(Unseen):
            here.give(Claim(1, ClaimKind.MILESTONE, milestone=milestone))
    own = ViewChange(stance=Stance.OWN_ANALYSIS, wording="As we see it")
    assert "stance" in refusal(lambda: here.give(IMPACT, own))
    assert "wording" in refusal(lambda: here.give(IMPACT, ViewChange(stance=Stance.DISAGREES, wording=" ")))
    assert here.one(here.give(Claim(1), own)).stance is Stance.OWN_ANALYSIS
    assert here.one(here.give(IMPACT, ViewChange(stance=Stance.AGREES))).wording == ""
    long = "A paragraph.\n\n" * 1400
    number = here.give(Claim(2), ViewChange(stance=Stance.OWN_ANALYSIS, wording=long))
    assert here.one(number).wording == long.strip("\n")
    with pytest.raises(ValueError, match="20,000"):
        ViewChange(stance=Stance.AGREES, wording="x" * (MAX_TEXT + 1))
    for key in ("", "milestone-", "milestone-0", "milestone-99999999999", "impact ", "section", "milestone-१"):
        with pytest.raises(Unseen):
            Claim.read(1, key)


def test_only_an_erasure_by_two_people_takes_words_out_and_the_print_says_so(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    with on(TODAY):
        place: Erasing = named_in(database)
        here = Voices(place.area)
        number = here.give(change=DISAGREES.model_copy(update={"wording": "Bo Quill of Ash Lane still waits"}))
        here.check(number)
        places = place.places("Bo Quill of Ash Lane")
        assert [(each.table, each.field) for each in places] == [("viewpoint_terms", "wording")]
        place.approve(place.request(places))
        (printed,) = here.prints()
        assert printed.wording is not None
        assert printed.wording.startswith("Erased on 20 May 2026 by a programme manager and an administrator")
        assert place.verified().faults == ()
    database.close()
