"""Nobody is second to themselves: not to words of theirs, nor to what they recorded, nor to whom they let in."""

from collections.abc import Callable

import pytest

from tests.record.area import BEGINS, GREEN, TODAY, Area, on
from tests.record.narrated import Narratives
from tests.record.test_voices import TOLD
from wsoa import invitations
from wsoa.errors import Invalid
from wsoa.evidence import EvidenceDescriptionChange, record_evidence
from wsoa.narratives import SectionChange, write_section
from wsoa.narratives.checking import ClaimChange, may_cross_check, own_claims
from wsoa.people import MembershipChange, PersonChange, actor_of, add_person, grant
from wsoa.released import decide_release, may_decide, propose_release
from wsoa.snapshot.positions.released import Releasable
from wsoa.snapshot.released import releases
from wsoa.terms import Role, SectionKind
from wsoa.voices import record_case_study

TWO = "two people"


@pytest.fixture
def here(sqlite_area: Area) -> Narratives:
    return Narratives(sqlite_area)


def refusal(do: Callable[[], object]) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        do()
    return refused.value.problems


def say(here: Narratives, who: str, text: str, seen: int) -> None:
    with here.area.database.writing() as session:
        change = SectionChange(text=text)
        write_section(session, here.actor(who), here.area.slug, 1, SectionKind.POSITION_STATEMENT, change, seen=seen)


def let_in(here: Narratives, who: str, by: str) -> None:
    """Somebody came in with a code that the other made."""
    with here.area.database.writing() as session:
        made = invitations.invite(session, here.actor(who).uid or "", by=here.actor(by).uid)
        assert invitations.redeem(session, made.uid, made.code)


def join(here: Narratives, who: str, role: Role) -> None:
    with here.area.database.writing() as session:
        change = PersonChange(email=f"{who}@example.org", name=who)
        uid = add_person(session, change, passphrase=None)
        grant(session, uid, MembershipChange(role=role, programme=here.area.slug, starts=BEGINS))
        found = actor_of(session, uid)
    assert found
    here.area.people[who] = found


def may_check(here: Narratives, who: str) -> bool:
    with here.area.database.reading() as session:
        return may_cross_check(session, here.actor(who), here.area.slug, here.now())


def test_whose_words_were_written_over_still_wrote_them(here: Narratives) -> None:
    say(here, "lead", "Every plan is on time now.", seen=0)
    say(here, "manager", "Every plan is on time now!", seen=1)
    here.open()
    here.hand()
    assert TWO in refusal(lambda: here.check("lead"))[""]
    assert not may_check(here, "lead")
    assert here.check("other lead")


def test_words_that_were_written_over_before_the_last_issue_bind_nobody_and_words_that_stand_do(
    here: Narratives,
) -> None:
    say(here, "lead", "Plans are late.", seen=0)
    say(here, "manager", "Plans are later.", seen=1)
    here.signed()
    here.issue()
    here.open()
    here.hand()
    assert may_check(here, "lead")
    assert not may_check(here, "manager")


def test_nobody_cross_checks_what_they_recorded_themselves(here: Narratives) -> None:
    people, slug = here.area.people, here.area.slug
    with here.area.database.writing() as session:
        record_case_study(session, people["other lead"], slug, TOLD)
        record_evidence(session, people["support"], slug, EvidenceDescriptionChange(title="Log", milestones=(1,)))
    with on(TODAY):
        here.area.rate(4, GREEN, day=TODAY, by=people["other lead"])
    here.write("See [Case study 1], [1.4], [E1] and [1.1].")
    here.open()
    here.hand()
    own = "You recorded it yourself, so somebody else has to check this one."
    assert refusal(lambda: here.check("other lead")) == {"Case study 1": own, "1.4": own}
    with here.area.database.reading() as session:
        assert own_claims(session, people["support"], slug, here.now()) == {"E1"}
        assert own_claims(session, people["leader"], slug, here.now()) == set()
    assert not may_check(here, "other lead")
    assert may_check(here, "leader")
    assert here.check("leader")


def test_a_claim_of_ones_own_is_told_beside_what_else_is_missing(here: Narratives) -> None:
    with here.area.database.writing() as session:
        record_case_study(session, here.actor("other lead"), here.area.slug, TOLD)
    here.write("See [Case study 1] and [1.1].")
    here.open()
    here.hand()
    claims = [ClaimChange(cited="Case study 1", holds=True)]
    assert set(refusal(lambda: here.check(claims=claims))) == {"Case study 1", "1.1"}


def test_whom_the_cross_checker_let_in_does_not_sign(here: Narratives) -> None:
    here.write("Panels sit.")
    let_in(here, "leader", by="other lead")
    here.open()
    here.hand()
    here.check("other lead")
    assert "cross-checked it" in refusal(here.sign)[""]


@pytest.mark.parametrize(("came", "by"), [("leader", "officer"), ("officer", "leader")])
def test_two_officers_of_whom_one_let_the_other_in_are_one(here: Narratives, came: str, by: str) -> None:
    join(here, "officer", Role.ACCOUNTABLE_LEADER)
    here.write("Panels sit.")
    here.open(signs=("leader", "officer"))
    here.hand()
    here.check()
    let_in(here, came, by=by)
    for who in ("leader", "officer"):
        assert "one person’s" in refusal(lambda who=who: here.sign(who))[""]  # type: ignore[misc]


def test_two_officers_whom_neither_let_in_both_sign(here: Narratives) -> None:
    join(here, "officer", Role.ACCOUNTABLE_LEADER)
    here.open(signs=("leader", "officer"))
    here.hand()
    here.check()
    let_in(here, "officer", by="board")
    here.sign("leader")
    assert here.sign("officer")


@pytest.mark.parametrize("who", ["manager", "writer"])
def test_who_opened_wrote_or_issued_a_narrative_does_not_decide_its_release(here: Narratives, who: str) -> None:
    for each in ("writer", "deputy"):
        join(here, each, Role.PROGRAMME_MANAGER)
    here.write("Panels sit.", who="writer")
    here.signed()
    here.issue()
    slug, what, number = here.area.slug, Releasable.NARRATIVE, here.number
    with here.area.database.writing() as session:
        propose_release(session, here.actor("deputy"), slug, what, number, seen=0)
    said = {"release": True, "confirmed": True, "seen": 1}
    with here.area.database.writing() as session:
        again = refusal(lambda: decide_release(session, here.actor(who), slug, what, number, **said))  # type: ignore[arg-type]
    assert "opened, wrote or issued" in again[""]
    with here.area.database.writing() as session:
        (out,) = releases(session, here.actor(who), slug)
        assert not may_decide(session, here.actor(who), slug, out)
        assert may_decide(session, here.actor("leader"), slug, out)
        assert decide_release(session, here.actor("leader"), slug, what, number, **said)  # type: ignore[arg-type]
