"""A narrative goes from its draft to its readers: nobody is both of two people, and what is issued is frozen."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.record.area import OPERATOR, TODAY, Area
from tests.record.narrated import OFFICE, Narratives
from wsoa.access import Action
from wsoa.errors import Barred, Conflict, Invalid, Unseen
from wsoa.narratives.checking import ClaimChange, may_cross_check
from wsoa.narratives.drafting import name_signatories
from wsoa.released import decide_release, propose_release, withdraw_release
from wsoa.snapshot.narratives import frozen_narrative
from wsoa.snapshot.positions.released import Releasable, ReleasedNarrative
from wsoa.snapshot.released import released, released_narrative_file
from wsoa.terms import NarrativeState


@pytest.fixture
def here(sqlite_area: Area) -> Narratives:
    return Narratives(sqlite_area)


def refusal(do: Callable[[], object]) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        do()
    return refused.value.problems


def test_a_narrative_is_checked_by_a_second_person_signed_by_its_officers_issued_and_released(area: Area) -> None:
    here = Narratives(area)
    here.write("Panels sit each week [E1], as [1.1] promised. Again: [E1].")
    here.open()
    here.ask()
    here.hand(reason="")
    assert here.now().state is NarrativeState.CROSS_CHECK
    assert "has to be cross-checked first" not in refusal(here.sign)[""]
    here.check()
    assert [(each.cited, each.holds) for each in here.now().checked] == [("E1", True), ("1.1", True)]
    assert here.now().checked_by == "Other lead"
    assert refusal(here.issue) == {"": f"Not signed yet: {OFFICE}."}
    here.sign()
    here.issue()
    now = here.now()
    assert (now.issued, now.version, now.signatories[0].signed_on) == (True, 1, TODAY)
    with area.database.reading() as session:
        assert frozen_narrative(session, OPERATOR, area.slug, now.number) == b'{"schema":"narrative"}'
        assert frozen_narrative(session, OPERATOR, area.slug, now.number, file=True) == b"PK"
    assert "issued already" in refusal(here.give_up)[""]
    assert area.faults() == []


def test_what_is_issued_is_read_outside_only_once_two_people_released_it(here: Narratives) -> None:
    here.signed()
    what, slug, number = Releasable.NARRATIVE, here.area.slug, here.number

    def readers() -> list[str]:
        with here.area.database.reading() as session:
            return [who for who in ("adviser", "inspector", "partner") if released(session, here.actor(who), slug)]

    with here.area.database.writing() as session:
        not_yet = refusal(lambda: propose_release(session, here.actor("manager"), slug, what, number, seen=0))
    assert not_yet == {"": "Only an issued narrative can be released."}
    here.issue()
    with here.area.database.writing() as session:
        propose_release(session, here.actor("manager"), slug, what, number, seen=0)
    assert readers() == []
    with here.area.database.writing() as session:
        decide_release(session, here.actor("leader"), slug, what, number, release=True, confirmed=True, seen=1)
    assert readers() == ["adviser", "inspector", "partner"]
    with here.area.database.reading() as session:
        (item,) = released(session, here.actor("inspector"), slug)
        assert isinstance(item, ReleasedNarrative)
        assert item.contents == b'{"schema":"narrative"}'
        assert released_narrative_file(session, here.actor("inspector"), slug, number) == b"PK"
    with here.area.database.writing() as session:
        withdraw_release(session, here.actor("manager"), slug, what, number, reason="It names a school", seen=2)
    assert readers() == []
    with here.area.database.reading() as session, pytest.raises(Unseen):
        released_narrative_file(session, here.actor("inspector"), slug, number)


@pytest.mark.parametrize(("who", "why"), [("manager", "two people"), ("lead", "two people"), ("operator", "own name")])
def test_nobody_cross_checks_what_they_opened_or_wrote(here: Narratives, who: str, why: str) -> None:
    here.write("Panels sit each week.", who="lead")
    here.open()
    here.hand()
    assert why in refusal(lambda: here.check(who))[""]
    with here.area.database.reading() as session:
        assert not may_cross_check(session, here.actor(who), here.area.slug, here.now())
        assert may_cross_check(session, here.actor("other lead"), here.area.slug, here.now())
    assert here.check("other lead")


def test_every_thing_that_is_cited_is_checked_and_what_does_not_hold_goes_back_with_its_words(here: Narratives) -> None:
    here.write("So says [E1], and [Indicator 3] too.")
    here.open()
    here.hand()
    one = [ClaimChange(cited="E1", holds=True)]
    assert refusal(lambda: here.check(claims=one)) == {"Indicator 3": "Say whether it holds."}
    wordless = [*one, ClaimChange(cited="Indicator 3", holds=False)]
    assert refusal(lambda: here.check(claims=wordless)) == {"Indicator 3": "Say what does not hold."}
    assert "does not cite E7" in refusal(lambda: here.check(claims=[ClaimChange(cited="E7", holds=True)]))[""]
    here.check(wrong="Indicator 3")
    assert here.now().state is NarrativeState.DRAFT
    assert [(each.cited, each.words) for each in here.now().checked if not each.holds] == [
        ("Indicator 3", "It says May")
    ]


def test_only_officers_who_are_named_sign_and_being_sent_back_undoes_it(here: Narratives) -> None:
    here.write("Panels sit.")
    for strange in ("lead", "manager"):
        assert "accountable leaders" in refusal(lambda who=strange: here.open(signs=(who,)))["signatories"]  # type: ignore[misc]
    assert "at least one" in refusal(lambda: here.open(signs=()))["signatories"]
    here.open()
    here.hand()
    here.check()
    with pytest.raises(Barred):
        here.sign("manager")
    assert "own name" in refusal(lambda: here.sign("operator"))[""]
    here.sign()
    assert "signed it already" in refusal(here.sign)[""]
    here.send_back()
    assert (here.now().state, here.now().signatories[0].signed_on) == (NarrativeState.DRAFT, None)
    assert here.now().written.reason == "Too long"


def test_a_leader_who_cross_checked_it_does_not_sign_it(here: Narratives) -> None:
    here.write("Panels sit.")
    here.open()
    here.hand()
    here.check("leader")
    assert "another officer has to sign" in refusal(here.sign)[""]
    here.send_back("manager", Action.KEEP_NARRATIVE)
    here.hand()
    here.check()
    assert here.sign()


def test_partners_read_a_draft_only_while_they_are_asked_about_it(here: Narratives) -> None:
    here.open()
    assert here.read_by("partner") == []
    assert "later day" in refusal(lambda: here.ask(until=TODAY - timedelta(1)))["until"]
    here.ask()
    assert here.read_by("partner") == [here.number]
    here.hand(reason="")
    assert here.read_by("partner") == []
    for reader in ("adviser", "inspector", "board"):
        with pytest.raises(Barred):
            here.read_by(reader)


def test_partners_who_were_not_asked_need_a_reason(here: Narratives) -> None:
    here.open()
    assert "Partners were not asked" in refusal(lambda: here.hand(reason=" "))["reason"]
    assert here.hand()


def test_one_narrative_of_an_area_is_under_way_at_a_time(here: Narratives) -> None:
    first = here.open()
    assert "under way already" in refusal(here.open)[""]
    assert here.open(weakness=2) != first
    here.number = first
    assert refusal(lambda: here.give_up(" ")) == {"reason": "Say why it is withdrawn."}
    here.give_up()
    assert here.open() > first
    assert "areas of weakness" in refusal(lambda: here.open(weakness=9))["weakness"]


def test_a_second_person_meets_what_changed_since_they_looked(here: Narratives) -> None:
    here.open()
    here.hand()
    with pytest.raises(Conflict):
        here.hand(seen=1)
    with pytest.raises(Conflict):
        here.check(seen=1, claims=[])


def test_what_no_longer_holds_needs_a_reason_and_a_partners_view_that_waits_stops_the_issue(here: Narratives) -> None:
    here.signed()
    doubtful, waiting = ("E1 has expired.",), ("The forum’s view waits for its check.",)
    assert refusal(lambda: here.issue(doubtful=doubtful))["reason"].startswith("E1 has expired.")
    assert "Check it" in refusal(lambda: here.issue(waiting=waiting, reason="It is late"))[""]
    here.issue(doubtful=doubtful, reason="The new minutes come on Friday")
    assert here.now().written.reason == "The new minutes come on Friday"


def test_a_later_version_follows_the_issued_one_and_alone_can_be_proposed(here: Narratives) -> None:
    here.signed()
    here.issue()
    first = here.number
    here.signed()
    with pytest.raises(Conflict):
        here.issue(version=1)
    here.issue(version=2, contents=b"{}")
    assert (here.now().version, here.now().replaces) == (2, first)
    with here.area.database.writing() as session:
        again = refusal(
            lambda: propose_release(session, here.actor("manager"), here.area.slug, Releasable.NARRATIVE, first, seen=0)
        )
    assert again == {"": "A later version has been issued. Propose that one instead."}


def test_signatories_are_named_anew_only_before_the_sign_off(here: Narratives) -> None:
    here.signed()
    with pytest.raises(Invalid):
        here.do(name_signatories, signatories=())
    assert here.now().state is NarrativeState.SIGN_OFF


def test_the_same_form_sent_twice_takes_one_step(here: Narratives) -> None:
    here.open()
    first = here.hand(token="a" * 32)
    assert here.hand(token="a" * 32, seen=1) == first


@pytest.mark.parametrize("who", ["lead", "support", "partner", "leader", "adviser", "inspector", "board"])
def test_only_a_manager_opens_and_issues(here: Narratives, who: str) -> None:
    with pytest.raises(Barred):
        here.open(who)
    here.signed()
    with pytest.raises(Barred):
        here.issue(who)
