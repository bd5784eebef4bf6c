"""Released: two people make a release, one takes it back, and its readers read frozen words only."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from sqlalchemy import select

from tests.record.area import BEGINS, OPERATOR, TODAY, Area
from tests.record.packs import BOARD_REPORT, Packs
from wsoa.access import Action, Actor
from wsoa.errors import Barred, Conflict, Invalid, Unseen
from wsoa.evidence import EvidenceChange, state_evidence
from wsoa.history.freezing import digest_of
from wsoa.issued import arrived_since
from wsoa.milestones import MilestoneChange, state_milestone
from wsoa.released import (
    decide_release,
    evidence_in_reach,
    propose_release,
    waiting_for,
    withdraw_release,
)
from wsoa.snapshot.positions.released import Releasable, ReleasePosition
from wsoa.snapshot.released import evidence_said, released, released_evidence, released_file, releases
from wsoa.tables import SecurityEvent, metadata
from wsoa.terms import ReleaseState, Role, SecurityKind

EVENTS = metadata.tables[str(SecurityEvent.__tablename__)]
PACK, EVIDENCE = Releasable.PACK, Releasable.EVIDENCE


@dataclass
class Releases:
    """The releases of an area, each step on a form opened just before. E1 speaks for milestone 1 of workstream 1."""

    area: Area
    packs: Packs = field(init=False)

    def __post_init__(self) -> None:
        self.packs = Packs(self.area)
        with self.area.entry(TODAY) as writing:
            change = EvidenceChange(title="Minutes of the panel", shows="It sat", milestones=(1,))
            state_evidence(writing, change, as_at=BEGINS)

    def all(self, who: str = "manager") -> tuple[ReleasePosition, ...]:
        with self.area.database.reading() as session:
            return releases(session, self.area.people[who], self.area.slug)

    def seen(self, what: Releasable, number: int) -> int:
        return next((each.seen for each in self.all() if (each.what, each.number) == (what, number)), 0)

    def propose(self, what: Releasable, number: int, who: str = "manager", **more: Any) -> int:
        sent = {"seen": self.seen(what, number), **more}
        with self.area.database.writing() as session:
            return propose_release(session, self.actor(who), self.area.slug, what, number, **sent)

    def decide(self, what: Releasable, number: int, who: str = "leader", **more: Any) -> int:
        sent = {"seen": self.seen(what, number), "release": True, "confirmed": True, "contents": self.shown(), **more}
        with self.area.database.writing() as session:
            return decide_release(session, self.actor(who), self.area.slug, what, number, **sent)

    def withdraw(self, what: Releasable, number: int, who: str = "manager", **more: Any) -> int:
        sent = {"seen": self.seen(what, number), "reason": "It names a school", **more}
        with self.area.database.writing() as session:
            return withdraw_release(session, self.actor(who), self.area.slug, what, number, **sent)

    def release(self, what: Releasable, number: int) -> None:
        self.propose(what, number)
        self.decide(what, number)

    def actor(self, who: str) -> Actor:
        return OPERATOR if who == "operator" else self.area.people[who]

    def shown(self) -> str:
        """The digest of what E1 says now."""
        with self.area.database.reading() as session:
            return digest_of(evidence_said(session, OPERATOR, self.area.slug, 1))

    def read_by(self, who: str) -> list[tuple[str, int]]:
        with self.area.database.reading() as session:
            found = released(session, self.actor(who), self.area.slug)
        return [(each.release.what.value, each.number) for each in found]

    def events(self) -> list[tuple[str, str]]:
        with self.area.database.reading() as session:
            return [(each.kind, each.subject) for each in session.execute(select(EVENTS).order_by(EVENTS.c.id))]


@pytest.fixture
def here(sqlite_area: Area) -> Releases:
    return Releases(sqlite_area)


def refusal(do: Callable[[], object]) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        do()
    return refused.value.problems


def test_a_release_takes_two_people_and_one_takes_it_back(area: Area) -> None:
    here = Releases(area)
    number = here.packs.given()
    for what in (PACK, EVIDENCE):
        number = number if what is PACK else 1
        assert here.propose(what, number) == 1
        assert here.read_by("adviser") == []
        assert "two people" in refusal(lambda: here.decide(what, number, "manager"))[""]  # noqa: B023
        assert "own names" in refusal(lambda: here.decide(what, number, "operator"))[""]  # noqa: B023
        assert here.decide(what, number) == 2
        assert here.read_by("adviser") == [(what.value, number)]
        assert here.withdraw(what, number) == 3
        assert here.read_by("adviser") == []
        assert "nothing to withdraw" in refusal(lambda: here.withdraw(what, number))[""]  # noqa: B023
        assert here.propose(what, number) == 4, "what was withdrawn can be released again"
    roles = [(each.state.value, each.role) for each in here.all()[0].steps]
    manager, leader = Role.PROGRAMME_MANAGER, Role.ACCOUNTABLE_LEADER
    assert roles == [("proposed", manager), ("released", leader), ("withdrawn", manager), ("proposed", manager)]
    kinds = [kind for kind, _ in here.events()]
    assert kinds[-4:] == 2 * [SecurityKind.RELEASED, SecurityKind.RELEASE_WITHDRAWN]
    assert here.events()[-1][1] == "evidence/1"
    assert area.faults() == []


def test_the_operator_proposes_nothing_and_may_withdraw(here: Releases) -> None:
    number = here.packs.given()
    assert "own names" in refusal(lambda: here.propose(PACK, number, "operator"))[""]
    here.release(PACK, number)
    here.withdraw(PACK, number, "operator")
    assert here.all()[0].last.role is None


def test_a_release_is_refused_with_a_reason_and_can_be_proposed_again(here: Releases) -> None:
    here.propose(EVIDENCE, 1)
    no: dict[str, Any] = {"release": False, "confirmed": False}
    assert set(refusal(lambda: here.decide(EVIDENCE, 1, **no))) == {"reason"}
    here.decide(EVIDENCE, 1, **no, reason="A family could be recognised")
    assert here.all()[0].state is ReleaseState.REFUSED
    assert "decided already" in refusal(lambda: here.decide(EVIDENCE, 1))[""]
    assert here.propose(EVIDENCE, 1) == 3


def test_nothing_is_released_unless_somebody_says_they_checked_it_for_personal_data(here: Releases) -> None:
    here.propose(EVIDENCE, 1)
    assert set(refusal(lambda: here.decide(EVIDENCE, 1, confirmed=False))) == {"confirmed"}
    assert here.read_by("inspector") == []


def test_only_the_newest_version_of_an_issued_pack_is_released(here: Releases) -> None:
    draft = here.packs.draft()
    assert "Only an issued pack" in refusal(lambda: here.propose(PACK, draft))[""]
    first = here.packs.given()
    waiting = here.packs.given(BOARD_REPORT.model_copy(update={"report": "risk-register"}))
    here.release(PACK, first)
    here.propose(PACK, waiting)
    mended = BOARD_REPORT.model_copy(update={"replaces": first, "reason": "Two ratings were swapped"})
    second = here.packs.given(mended)
    here.packs.given(mended.model_copy(update={"report": "risk-register", "replaces": waiting}))
    assert here.read_by("adviser") == [], "nobody goes on reading a mistake"
    assert "Propose that one" in refusal(lambda: here.decide(PACK, waiting))[""]
    here.withdraw(PACK, first)
    assert "Propose that one" in refusal(lambda: here.propose(PACK, first))[""]
    here.release(PACK, second)
    assert here.read_by("adviser") == [("packs", second)]


def test_a_lead_proposes_evidence_of_theirs_and_no_pack(here: Releases) -> None:
    number = here.packs.given()
    with pytest.raises(Barred):
        here.propose(PACK, number, "lead")
    with pytest.raises(Barred):
        here.propose(EVIDENCE, 1, "other lead")
    with pytest.raises(Unseen):
        here.propose(EVIDENCE, 2, "lead")
    here.propose(EVIDENCE, 1, "lead")
    with pytest.raises(Barred):
        here.decide(EVIDENCE, 1, "support")
    with pytest.raises(Barred):
        here.withdraw(EVIDENCE, 1, "other lead")
    here.withdraw(EVIDENCE, 1, "lead")
    found = here.area.snapshot()
    with here.area.database.reading() as session:
        mine = {
            who: evidence_in_reach(session, here.area.people[who], found, Action.PROPOSE_RELEASE)
            for who in ("manager", "lead", "other lead")
        }
    assert mine == {"manager": {1}, "lead": {1}, "other lead": frozenset()}


def test_evidence_that_says_who_may_see_it_is_proposed_with_a_reason(here: Releases) -> None:
    for sensitivity, held_back in (("not for publication", True), ("Open", False)):
        with here.area.entry(TODAY) as writing:
            change = EvidenceChange(title="A survey", sensitivity=sensitivity)
            number = state_evidence(writing, change, as_at=BEGINS)
        if held_back:
            assert sensitivity in refusal(lambda: here.propose(EVIDENCE, number))["reason"]  # noqa: B023
        here.propose(EVIDENCE, number, reason="The forum agrees" if held_back else "")


def test_what_is_released_is_what_was_shown_and_stays_so(here: Releases) -> None:
    here.propose(EVIDENCE, 1)
    shown = here.shown()
    with here.area.entry(TODAY) as writing:
        change = EvidenceChange(title="Minutes, with names", milestones=(1,))
        state_evidence(writing, change, as_at=TODAY, number=1)
    with pytest.raises(Conflict):
        here.decide(EVIDENCE, 1, contents=shown)
    here.decide(EVIDENCE, 1)
    with here.area.entry(TODAY) as writing:
        state_evidence(writing, EvidenceChange(title="Live words"), as_at=TODAY, number=1)
        promise = MilestoneChange(wording="Live wording", ref="9.9", workstream=2)
        state_milestone(writing, promise, as_at=TODAY, number=1)
    with here.area.database.reading() as session:
        said = released_evidence(session, here.area.people["inspector"], here.area.slug, 1).said
    assert said.title == "Minutes, with names"
    assert [(each.kind, each.ref, each.wording) for each in said.speaks_for] == [
        ("Milestone", "1.1", "Step 1 of the way")
    ]
    assert here.area.faults() == []


def test_each_reader_reads_what_their_role_reads_and_no_more(here: Releases) -> None:
    number = here.packs.given()
    here.release(PACK, number)
    here.release(EVIDENCE, 1)
    both = [("evidence", 1), ("packs", number)]
    assert here.read_by("adviser") == both
    assert here.read_by("inspector") == [("evidence", 1)]
    assert here.read_by("board") == [("packs", number)]
    assert here.read_by("partner") == both, "workstream 1 is shared with them"
    partner = here.area.people["partner"]
    of_two = tuple(replace(held, workstream=2) for held in partner.held)
    here.area.people["another partner"] = replace(partner, held=of_two)
    assert here.read_by("another partner") == [("packs", number)]
    here.area.people["both"] = replace(partner, held=(*of_two, *here.area.people["adviser"].held))
    assert here.read_by("both") == both, "one role is enough"
    with here.area.database.reading() as session:
        assert released_file(session, here.area.people["adviser"], here.area.slug, number) == here.packs.files[number]
        with pytest.raises(Unseen):
            released_file(session, here.area.people["inspector"], here.area.slug, number)


def test_a_partner_reads_released_evidence_of_their_own_organisation(here: Releases) -> None:
    partner = here.area.people["partner"]
    with here.area.entry(TODAY) as writing:
        mine = EvidenceChange(title="Our own survey", owner=partner.organisation)
        number = state_evidence(writing, mine, as_at=BEGINS)
    here.propose(EVIDENCE, number)
    with here.area.database.reading() as session:
        shown = digest_of(evidence_said(session, OPERATOR, here.area.slug, number))
    here.decide(EVIDENCE, number, contents=shown)
    assert here.read_by("partner") == [("evidence", number)]


def test_the_same_form_sent_twice_proposes_releases_and_withdraws_once(area: Area) -> None:
    here = Releases(area)
    shown = here.shown()
    steps: tuple[tuple[Callable[..., int], dict[str, Any]], ...] = (
        (here.propose, {"seen": 0, "token": "propose"}),
        (here.decide, {"seen": 1, "token": "decide", "contents": shown}),
        (here.withdraw, {"seen": 2, "token": "withdraw"}),
    )
    for do, more in steps:
        head = area.head()
        assert do(EVIDENCE, 1, **more) == do(EVIDENCE, 1, **more)
        assert area.head() == head + 1
        with pytest.raises(Conflict):
            do(EVIDENCE, 1, **{**more, "token": "another"})
    assert [kind for kind, _ in here.events()][-2:] == [SecurityKind.RELEASED, SecurityKind.RELEASE_WITHDRAWN]


def test_a_release_waits_for_whoever_may_decide_and_did_not_propose_it(here: Releases) -> None:
    here.propose(EVIDENCE, 1, "manager")
    with here.area.database.reading() as session:
        waits = {
            who: len(waiting_for(session, here.area.people[who], here.area.slug))
            for who in ("manager", "leader", "lead", "board", "adviser")
        }
    assert waits == {"manager": 0, "leader": 1, "lead": 0, "board": 0, "adviser": 0}


def test_a_release_is_no_news_for_a_pack_that_is_being_issued(here: Releases) -> None:
    first = here.packs.given()
    number = here.packs.draft()
    here.packs.clear(number)
    here.release(PACK, first)
    here.release(EVIDENCE, 1)
    with here.area.database.reading() as session:
        known_by = here.packs.one(number).known_by
        assert arrived_since(session, here.area.people["leader"], here.area.slug, number, known_by) == ()
    here.packs.issue(number)
