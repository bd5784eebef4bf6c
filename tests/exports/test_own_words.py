"""A programme of actions, outcomes and priorities never reads of milestones, focus areas and workstreams."""

import json
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from api.pages.reports import preview_template
from api.render import environment
from exports.beside import Beside
from exports.catalogue import REPORTS
from tests.exports.loads import LOAD
from tests.exports.positions import milestone, rated
from tests.exports.records import EARLIER, words_of
from tests.exports.sample import empty, snapshot
from wsoa.snapshot.positions import HOUSE_WORDS, OwnWords, Snapshot
from wsoa.terms import Scope, ThingState

OWN = OwnWords(
    milestone="action",
    milestones="actions",
    focus_area="outcome",
    focus_areas="outcomes",
    workstream="priority",
    workstreams="priorities",
    weakness="priority area",
    weaknesses="priority areas",
)
HOUSE = re.compile("milestone|focus area|workstream|weakness", re.IGNORECASE)


def outside() -> Snapshot:
    """One that no workstream owns, one that serves nothing, and some that are no longer promised."""
    lost = milestone(99, "Nobody’s promise", rated("R", issue="No owner", mitigation="Find one"), workstream=None)
    gone = replace(snapshot().milestones[0], state=ThingState.WITHDRAWN)
    return replace(snapshot(), milestones=(gone, *snapshot().milestones[1:], lost))


def without_workstreams() -> Snapshot:
    """A plan that is one list."""
    flat = tuple(replace(each, workstream=None) for each in snapshot().milestones)
    return replace(snapshot(), workstreams=(), milestones=flat, lists=(), promised=())


KINDS: dict[str, Callable[[], Snapshot]] = {
    "a plan": lambda: with_a_threat(1, 2),
    "exceptions only": lambda: replace(snapshot(), scope=Scope.EXCEPTIONS),
    "more tables than can be named": lambda: snapshot(3),
    "nothing yet": empty,
    "what stands outside": outside,
    "one list": without_workstreams,
}


def as_called(described: Snapshot, words: OwnWords) -> Snapshot:
    """The programme with its own words, and with an account of a load that speaks in them: that one is quoted."""
    plain = json.dumps(LOAD.report).replace("ilestone", "ction")
    loads = (replace(LOAD, report=json.loads(plain)),) if described.loads else ()
    return replace(described, words=words, loads=loads)


def printed(key: str, described: Snapshot) -> tuple[str, str]:
    """The words of a report as Word and as its preview."""
    earlier = tuple(replace(each, words=described.words) for each in EARLIER.earlier)
    contents = REPORTS[key].contents(described, Beside(earlier))
    page = environment().get_template(preview_template(key)).render(contents=contents)
    return words_of(REPORTS[key].writers["docx"](contents)), page


@pytest.mark.parametrize("key", REPORTS)
@pytest.mark.parametrize("kind", KINDS)
def test_no_report_of_a_programme_with_words_of_its_own_says_the_houses(key: str, kind: str) -> None:
    for text in printed(key, as_called(KINDS[kind](), OWN)):
        assert [text[max(0, at.start() - 40) : at.end() + 20] for at in HOUSE.finditer(text)] == []


@pytest.mark.parametrize("key", REPORTS)
def test_a_programme_without_words_of_its_own_reads_the_houses(key: str) -> None:
    for text in printed(key, as_called(with_a_threat(1), HOUSE_WORDS)):
        assert HOUSE.search(text)


def test_the_programmes_words_stand_in_headings_sentences_columns_and_captions() -> None:
    text, page = printed("board-report", as_called(replace(snapshot(3), scope=Scope.EXCEPTIONS), OWN))
    for words in (
        "Where the actions stand",
        "60 actions, in outcomes 1, 2, 4, 5, 9, 10, 12 and 13",
        "Outcomes 3, 6–8 and 11 do not appear.",
        "The plan's other actions are not in it",
        "exceptions, priority by priority, from",
        "Priority areas: delivery and impact",
        "Action 1.B",
        "Overdue actions",
        "Actions without a date",
        "Actions by rating, round by round",
    ):
        assert words in text
        assert words.replace("'", "&#39;") in page


def test_one_thing_is_named_in_the_singular() -> None:
    one = replace(snapshot(), milestones=snapshot().milestones[:1], scope=Scope.EXCEPTIONS)
    text, _ = printed("board-report", as_called(one, OWN))
    assert "The record lists 1 action, in outcome 1: Amber." in text
    register, _ = printed("risk-register", as_called(with_a_threat(1), OWN))
    assert "Touches action 1.A" in register
    several, _ = printed("risk-register", as_called(with_a_threat(1, 2), OWN))
    assert "Touches actions 1.A and 1.B" in several


def with_a_threat(*milestones: int) -> Snapshot:
    """The first risk threatens these milestones."""
    first, *others = snapshot().risks
    return replace(snapshot(), risks=(replace(first, milestones=milestones), *others))


def test_the_keys_of_the_json_stay_whatever_things_are_called() -> None:
    house, own = (REPORTS["board-report"].contents(as_called(snapshot(), words)) for words in (HOUSE_WORDS, OWN))
    assert keys(house.to_json()) == keys(own.to_json())


def keys(value: object) -> set[str]:
    """Every key within a plain value."""
    if isinstance(value, dict):
        return set(value) | {key for inner in value.values() for key in keys(inner)}
    return {key for inner in value for key in keys(inner)} if isinstance(value, list) else set()
