"""What has changed between two positions: better, worse, or not to be compared; and silence is never no change."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from pydantic import ValidationError

from tests.exports.positions import LEVELS, due, milestone, rated, risk
from tests.exports.sample import snapshot as sample
from wsoa.movement import (
    Compared,
    DateFact,
    Facts,
    Kind,
    LevelFact,
    MilestoneMove,
    Text,
    TextChange,
    compared,
    counts,
    facts_from,
    facts_of,
    movement,
    sentence,
    to_json,
)
from wsoa.snapshot.positions import MilestonePosition, MilestoneUpdatePosition, RiskPosition, Snapshot
from wsoa.terms import Colour, LevelGroup, RiskKind, RiskStatus, ThingState, TimescaleKind

MARCH, APRIL = date(2026, 3, 31), date(2026, 4, 30)


def level(code: str | None, version: int = 1, **other: object) -> LevelFact | None:
    """A level of the default key, or of another version of it."""
    if code is None:
        return None
    found = LEVELS[code]
    fact = LevelFact(found.code, found.label, found.colour, found.order, found.group, found.key, version)
    return replace(fact, **other)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "now", "answer"),
    [
        ("R", "A", Compared.BETTER),
        ("G", "C", Compared.BETTER),
        ("G", "R", Compared.WORSE),
        ("C", "G", Compared.WORSE),
        ("A", "A", Compared.SAME),
        (None, None, Compared.SAME),
        (None, "G", Compared.RATED),
        (None, "C", Compared.RATED),
        ("A", None, Compared.NOT_RATED),
        ("N", "G", Compared.NOT_COMPARABLE),
        ("R", "N", Compared.NOT_COMPARABLE),
        ("N", "C", Compared.BETTER),
        ("C", "N", Compared.WORSE),
    ],
)
def test_within_one_version_of_a_key_the_order_decides(before: str | None, now: str | None, answer: Compared) -> None:
    assert compared(level(before), level(now)) is answer


@pytest.mark.parametrize(
    ("before", "now", "answer"),
    [
        (level("R"), level("G", 2), Compared.BETTER),
        (level("C"), level("A", 2), Compared.WORSE),
        (level("A"), level("A", 2, order=1), Compared.SAME),
        # Behind before and behind now: which is worse, no key says.
        (level("R"), level("A", 2), Compared.NOT_COMPARABLE),
        (level("G"), level("G", 2, label="Going well"), Compared.NOT_COMPARABLE),
        (level("N"), level("G", 2), Compared.NOT_COMPARABLE),
        # The same letter may come to something else in another key.
        (level("A"), level("A", 2, group=LevelGroup.ON_TARGET), Compared.BETTER),
        (level("G", key=1), level("R", key=2), Compared.WORSE),
    ],
)
def test_across_versions_of_a_key_the_group_decides_and_never_the_order(
    before: LevelFact, now: LevelFact, answer: Compared
) -> None:
    assert compared(before, now) is answer


def test_two_levels_of_the_same_order_are_not_compared() -> None:
    teal = LevelFact("T", "Teal", Colour.BLUE, 2, LevelGroup.ON_TARGET, 1, 1)
    assert compared(level("G"), teal) is Compared.NOT_COMPARABLE


def said(code: str | None, sequence: int = 1, confirmed: bool = False, **more: object) -> MilestoneUpdatePosition:
    """An update by its sequence."""
    update = rated(code)
    written = replace(update.written, sequence=sequence, confirmed=confirmed)
    return replace(update, written=written, **more)  # type: ignore[arg-type]


def place(update: MilestoneUpdatePosition | None = None, **more: object) -> MilestonePosition:
    """The milestone in question."""
    found = milestone(1, "Open the park", update, ref="1.A", current=due("end of April 2026", date(2026, 4, 30)))
    return replace(found, **more)  # type: ignore[arg-type]


def mended(code: str | None, day: date = MARCH, **how: int) -> MilestonePosition:
    """The milestone after its newest row was corrected or taken back by another, on that row's own date."""
    update = said(code, 3)
    return place(replace(update, written=replace(update.written, as_at=day, **how)))  # type: ignore[arg-type]


def held(*milestones: MilestonePosition, risks: Sequence[RiskPosition] = (), as_at: date = MARCH) -> Facts:
    """The facts of a position of these alone."""
    return facts_of(replace(sample(), as_at=as_at, milestones=milestones, risks=tuple(risks)))


def moved(before: MilestonePosition | None, now: MilestonePosition) -> MilestoneMove | None:
    """What became of the one milestone; None: nothing is said of it."""
    found = movement(held(*([before] if before else [])), held(now, as_at=APRIL)).milestones
    assert len(found) <= 1
    return found[0] if found else None


def later(words: str, latest: date | None) -> dict[str, object]:
    """The same milestone due at another time."""
    return {"dates": replace(place().dates, current=due(words, latest))}


A, A2 = said("A"), said("A", 2)
CASES = {
    "a better rating": (place(A), place(said("G", 2)), [Kind.IMPROVED]),
    "a worse rating": (place(A), place(said("R", 2)), [Kind.WORSENED]),
    "complete now": (place(A), place(said("C", 2)), [Kind.IMPROVED]),
    "rated for the first time": (place(), place(said("R")), [Kind.RATED]),
    "a rating taken back": (place(A), place(said(None, 2)), [Kind.NOT_RATED]),
    "begun": (place(said("N")), place(said("G", 2)), [Kind.NOT_COMPARABLE]),
    "confirmed": (place(A), place(said("A", 2, confirmed=True)), [Kind.CONFIRMED]),
    "updated at the same rating": (place(A), place(A2), [Kind.UPDATED]),
    "nothing said": (place(A), place(A), [Kind.NOT_UPDATED]),
    "never updated": (place(), place(), [Kind.NOT_UPDATED]),
    "complete as before": (place(said("C")), place(said("C")), [Kind.RESTING]),
    "complete and confirmed": (place(said("C")), place(said("C", 2, confirmed=True)), [Kind.CONFIRMED]),
    "new": (None, place(A), [Kind.NEW]),
    "new and given up again": (None, place(A, state=ThingState.WITHDRAWN), [Kind.NEW, Kind.CLOSED]),
    "withdrawn": (place(A), place(A, state=ThingState.WITHDRAWN), [Kind.CLOSED]),
    "superseded": (place(A), place(A, state=ThingState.SUPERSEDED, replaced_by=2), [Kind.CLOSED]),
    "merged": (place(A), place(A, state=ThingState.MERGED, replaced_by=2), [Kind.MERGED]),
    "taken up again": (place(A, state=ThingState.WITHDRAWN), place(A), [Kind.TAKEN_UP, Kind.NOT_UPDATED]),
    "over before and still": (place(A, state=ThingState.MERGED), place(A, state=ThingState.MERGED), None),
    "an update taken back": (place(A), mended("A", APRIL, withdraws=2), [Kind.NOT_UPDATED]),
    "taken back and complete": (place(said("C")), mended("C", APRIL, withdraws=2), [Kind.RESTING]),
    "what it said taken back": (place(A), mended("R", withdraws=1), [Kind.CORRECTED]),
    "what it said corrected": (place(said("R")), mended("G", corrects=1), [Kind.CORRECTED]),
    "a later update corrected": (place(said("R")), mended("G", APRIL, corrects=2), [Kind.IMPROVED]),
    "there and back": (
        place(A),
        place(A, dates=replace(place().dates, moves=2)),
        [Kind.RE_DATED, Kind.NOT_UPDATED],
    ),
    "re-dated in silence": (
        place(A),
        place(A, **later("June 2026", date(2026, 6, 30))),
        [Kind.RE_DATED, Kind.NOT_UPDATED],
    ),
    "improved and re-dated": (
        place(A),
        place(said("G", 2), **later("June 2026", date(2026, 6, 30))),
        [Kind.IMPROVED, Kind.RE_DATED],
    ),
    "the same day in other words": (
        place(A),
        place(A, **later("30 April 2026", date(2026, 4, 30))),
        [Kind.NOT_UPDATED],
    ),
    "no day before and no day now": (
        place(A, **later("to be agreed", None)),
        place(A, **later("to be  agreed", None)),
        [Kind.NOT_UPDATED],
    ),
    "a date for the first time": (
        place(A, dates=replace(place().dates, current=None)),
        place(A),
        [Kind.RE_DATED, Kind.NOT_UPDATED],
    ),
    "re-worded": (place(A), place(A, wording="Open both parks"), [Kind.RE_WORDED, Kind.NOT_UPDATED]),
    "given another reference": (place(A), place(A, ref="1.B"), [Kind.RE_WORDED, Kind.NOT_UPDATED]),
    "spaced otherwise": (place(A), place(A, wording="Open  the\npark"), [Kind.NOT_UPDATED]),
}


@pytest.mark.parametrize("case", CASES)
def test_what_became_of_a_milestone(case: str) -> None:
    before, now, kinds = CASES[case]
    found = moved(before, now)
    assert (list(found.kinds) if found else None) == kinds


def test_a_milestone_that_next_months_file_does_not_hold_is_not_updated() -> None:
    """A file brings rows; what it leaves out stands as it stood, and is said to."""
    first, second = place(A), replace(place(A), number=2, ref="1.B")
    found = movement(held(first, second), held(replace(first, update=said("G", 2)), second, as_at=APRIL))
    assert [list(move.kinds) for move in found.milestones] == [[Kind.IMPROVED], [Kind.NOT_UPDATED]]


def test_words_that_changed_are_told_before_and_after() -> None:
    before = place(said("A", issue="Rain", mitigation="Tents"))
    found = moved(before, place(said("A", 2, issue="Frost", mitigation=None, progress="Paths laid")))
    assert found
    assert found.texts == (
        TextChange(Text.PROGRESS, None, "Paths laid"),
        TextChange(Text.ISSUE, "Rain", "Frost"),
        TextChange(Text.MITIGATION, "Tents", None),
    )
    again = moved(before, place(said("A", 2, issue="Rain ", mitigation="\nTents")))
    assert again
    assert again.texts == (), "how a text is spaced is no change"


GRANT = risk(1, "The grant ends", "A", detail="In July", mitigation="Ask again")
TOLD = replace(GRANT.written, sequence=2) if GRANT.written else None
RISKS = {
    "worse": (GRANT, replace(GRANT, level=LEVELS["R"], written=TOLD), [Kind.WORSENED]),
    "silent": (GRANT, GRANT, [Kind.NOT_UPDATED]),
    "closed": (GRANT, replace(GRANT, status=RiskStatus.CLOSED, written=TOLD), [Kind.CLOSED]),
    "closed before": (replace(GRANT, status=RiskStatus.CLOSED), replace(GRANT, status=RiskStatus.CLOSED), None),
    "opened again": (
        replace(GRANT, status=RiskStatus.CLOSED),
        replace(GRANT, written=TOLD),
        [Kind.TAKEN_UP, Kind.UPDATED],
    ),
    "an issue now": (GRANT, replace(GRANT, kind=RiskKind.ISSUE, written=TOLD), [Kind.TURNED, Kind.UPDATED]),
    "new": (None, GRANT, [Kind.NEW]),
    "come and gone": (None, replace(GRANT, status=RiskStatus.CLOSED), [Kind.NEW, Kind.CLOSED]),
    "called otherwise": (GRANT, replace(GRANT, title="The grant has ended"), [Kind.RE_WORDED, Kind.NOT_UPDATED]),
}


@pytest.mark.parametrize("case", RISKS)
def test_what_became_of_a_risk(case: str) -> None:
    before, now, kinds = RISKS[case]
    found = movement(held(risks=[before] if before else []), held(risks=[now], as_at=APRIL)).risks
    assert ([list(move.kinds) for move in found]) == ([kinds] if kinds else [])


def test_the_counts_are_said_in_one_line_and_add_up() -> None:
    before = [replace(place(A), number=number) for number in range(1, 8)]
    changes: list[dict[str, object]] = [
        {"update": said("G", 2)},
        {"update": said("G", 2)},
        {"update": said("R", 2), **later("June 2026", date(2026, 6, 30))},
        *({} for _ in range(4)),
    ]
    now = [replace(each, **change) for each, change in zip(before, changes, strict=True)]  # type: ignore[arg-type]
    found = movement(held(*before), held(*now, replace(place(A), number=8), as_at=APRIL)).milestones
    assert sentence(found) == "2 improved, 1 worsened, 1 new, 1 re-dated, 4 not updated"
    assert sum(counts(found).values()) == len(found) + 1, "one of them has changed in two ways"
    assert sentence(()) == ""


def test_nothing_is_said_of_what_the_reader_s_own_position_does_not_hold() -> None:
    """A frozen pack holds everything; its reader may see less."""
    hidden, shown = place(A), replace(place(A), number=2)
    found = movement(held(hidden, shown, risks=[GRANT]), held(replace(shown, update=said("G", 2)), as_at=APRIL))
    assert [move.number for move in found.milestones] == [2]
    assert found.risks == ()


@pytest.mark.parametrize("found", [sample(), replace(sample(), milestones=(place(), place(said("N"))), risks=())])
def test_facts_go_to_json_and_come_back_the_same(found: Snapshot) -> None:
    facts = facts_of(found)
    plain = json.loads(json.dumps(to_json(facts)))
    assert facts_from(plain) == facts
    assert movement(facts_from(plain), facts).milestones == movement(facts, facts).milestones
    assert plain["as_at"] == "2026-03-31"


def test_what_a_later_version_adds_to_facts_is_left_alone_and_what_is_broken_is_refused() -> None:
    plain = to_json(facts_of(sample()))
    assert facts_from({**plain, "narratives": [{"number": 1}]}) == facts_of(sample())
    with pytest.raises(ValidationError):
        facts_from({**plain, "milestones": [{"number": 1}]})


def test_facts_that_were_frozen_before_a_field_was_kept_are_read_without_it() -> None:
    plain = json.loads(json.dumps(to_json(held(place(A)))))
    (frozen,) = plain["milestones"]
    for field in ("came_from", "date_moves"):
        del frozen[field]
    for field in ("corrects", "withdraws"):
        del frozen["said"][field]
    before = facts_from(plain)
    (found,) = movement(before, held(place(A, dates=replace(place().dates, moves=2)))).milestones
    assert found.kinds == (Kind.NOT_UPDATED,)


def test_facts_keep_a_date_as_it_was_read() -> None:
    (fact,) = held(place(A)).milestones
    assert fact.due == DateFact("end of April 2026", TimescaleKind.MONTH, date(2026, 4, 30), date(2026, 4, 30))
