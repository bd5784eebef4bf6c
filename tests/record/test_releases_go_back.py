"""A release goes back with what it rests on, in the same entry, by whoever may withdraw, refuse or redact that."""

from collections.abc import Callable

import pytest

from tests.record.area import Area
from tests.record.files import ANEW, NUMBERS, OTHER, PLAIN, brought, checked, files, redacted, sequence, taken_away
from tests.record.test_released import EVIDENCE, Releases, refusal
from wsoa.evidence import reinstate_evidence, withdraw_evidence
from wsoa.history.freezing import digest_of
from wsoa.released import CleanCopy
from wsoa.snapshot.positions.released import ReleasePosition
from wsoa.terms import ReleaseState, SecurityKind

Step = Callable[[Area], object]


def withdrawn(area: Area, who: str = "lead") -> None:
    seen = sequence(area, "evidence_terms")
    with area.database.writing() as session:
        withdraw_evidence(session, area.people[who], area.slug, 1, reason="It was made up", seen=seen)


STEPS: dict[str, Step] = {
    "A second person decided that its file may not be released.": lambda area: checked(area, digest_of(PLAIN), False),
    "A redacted copy of its file was brought.": lambda area: redacted(area, OTHER, digest_of(PLAIN)),
    "Its file was taken away.": taken_away,
    "The evidence was withdrawn.": withdrawn,
}


def with_its_file(area: Area, content: bytes = PLAIN) -> Releases:
    """E1 with a file."""
    here = Releases(area)
    brought(area, content)
    return here


def proposed(here: Releases) -> None:
    found = files(here.area)
    assert found is not None
    assert found.readable is not None
    here.propose(EVIDENCE, 1, copy=CleanCopy(found.readable.digest, PLAIN, ()))


def release(here: Releases) -> ReleasePosition:
    (found,) = here.all()
    return found


@pytest.mark.parametrize("why", STEPS)
def test_a_release_goes_back_at_once_and_says_why(sqlite_area: Area, why: str) -> None:
    here = with_its_file(sqlite_area)
    proposed(here)
    here.decide(EVIDENCE, 1)
    assert here.read_by("inspector") == [("evidence", 1)], "the control"
    head = sqlite_area.head()
    STEPS[why](sqlite_area)
    assert here.read_by("inspector") == []
    assert sqlite_area.head() == head + 1, "with the very entry"
    last = release(here).last
    assert (last.state, last.written.reason) == (ReleaseState.WITHDRAWN, why)
    assert here.events()[-1] == (SecurityKind.RELEASE_WITHDRAWN, "evidence/1")
    assert sqlite_area.faults() == []


@pytest.mark.parametrize("why", STEPS)
def test_what_was_only_proposed_cannot_be_released_any_more(sqlite_area: Area, why: str) -> None:
    here = with_its_file(sqlite_area)
    proposed(here)
    STEPS[why](sqlite_area)
    assert release(here).state is ReleaseState.WITHDRAWN
    assert "Nobody has proposed it" in refusal(lambda: here.decide(EVIDENCE, 1))[""]
    assert SecurityKind.RELEASE_WITHDRAWN not in {kind for kind, _ in here.events()}, "nobody could read it"


def test_what_says_nothing_against_a_release_leaves_it(sqlite_area: Area) -> None:
    here = with_its_file(sqlite_area, NUMBERS)
    checked(sqlite_area, digest_of(NUMBERS), True)
    proposed(here)
    here.decide(EVIDENCE, 1)
    checked(sqlite_area, digest_of(NUMBERS), True, why="It is the council’s own number")
    brought(sqlite_area, OTHER, ANEW)
    assert here.read_by("inspector") == [("evidence", 1)]
    withdrawn(sqlite_area)
    with sqlite_area.database.writing() as session:
        lead, seen = sqlite_area.people["lead"], 2
        reinstate_evidence(session, lead, sqlite_area.slug, 1, reason="It was true after all", seen=seen)
    assert here.read_by("inspector") == [], "what stands again is proposed again"
    proposed(here)
    assert release(here).state is ReleaseState.PROPOSED
