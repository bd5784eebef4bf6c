"""Words that are only spelt or set otherwise are the same words, and what stands is kept as it was set."""

from dataclasses import replace

from tests.intake.stated import (
    APRIL,
    area,
    changes,
    load,
    milestone,
    outcomes,
    shown,
    tracker,
)
from wsoa.database import Database
from wsoa.intake.found import FoundIndicator, FoundProduct, FoundRisk

OPEN = "Every park is “open” – to all"
SET_OTHERWISE = '•  every park is "open" - to all'


def test_words_that_are_only_set_otherwise_are_the_same_and_stay_as_they_stood(database: Database) -> None:
    mitigation = "• Ask the county\n• Ask again"
    row = milestone(2, OPEN, rating="A", issue="It’s “wet”", mitigation=mitigation, leads_words="HoS A and HoS B")
    load(database, tracker(row))
    head = shown(database).head
    otherwise = replace(
        row,
        wording=SET_OTHERWISE.replace("every", "Every"),
        issue='It\'s  "wet"',
        mitigation="Ask the county • Ask again",
        leads_words="HoS A  and\nHoS B",
    )
    report = load(database, tracker(otherwise))
    assert (outcomes(report), report.doubts, shown(database).head) == ({"unchanged": 1}, [], head)
    report = load(database, tracker(replace(otherwise, issue="It's “wet”!")))
    assert changes(report) == {"milestone 1": [("Issue", "It’s “wet”", "It's “wet”!")]}


def test_milestones_workstreams_and_areas_are_known_however_they_are_spelt(database: Database) -> None:
    load(database, tracker(milestone(2, OPEN, workstream="Co-production", focus_areas=area("3", "All – in"))))
    row = milestone(2, SET_OTHERWISE, workstream="Coproduction workstream", focus_areas=area("3.", "all - in"))
    load(database, tracker(row), APRIL)
    now = shown(database)
    assert [one.name for one in now.workstreams] == ["Co-production"]
    assert (len(now.milestones), len(now.focus_areas)) == (1, 1)


def test_a_row_of_a_reference_that_another_row_has_too_is_known_by_its_words(database: Database) -> None:
    twins = (milestone(2, "Open the park", ref="8.3"), milestone(3, "Paint the fence", ref="8.3"))
    load(database, tracker(*twins))
    report = load(database, tracker(*twins[::-1]), APRIL)
    assert (outcomes(report), report.doubts) == ({"unchanged": 2}, [])


def test_the_same_words_in_two_workstreams_keep_their_own(database: Database) -> None:
    pair = [
        milestone(n, "Recruit", workstream=name, rating=code) for n, name, code in ((2, "Play", "A"), (3, "Read", "G"))
    ]
    load(database, tracker(*pair))
    report = load(database, tracker(*pair[::-1]), APRIL)
    assert (outcomes(report), [one.level.code for one in shown(database).milestones if one.level]) == (
        {"unchanged": 2},
        ["A", "G"],
    )


def test_one_focus_area_of_two_workstreams_stays_with_each(database: Database) -> None:
    both = [
        milestone(n, f"Step {n}", workstream=name, focus_areas=area("3", "All in"))
        for n, name in ((2, "Play"), (3, "Read"))
    ]
    load(database, tracker(*both))
    head = shown(database).head
    load(database, tracker(*both[::-1]))
    assert shown(database).head == head


def test_risks_products_and_indicators_are_known_however_they_are_set(database: Database) -> None:
    where = {"risk": "Risks!A2", "rating": "Risks!C2"}
    risk = FoundRisk(where, "Risks!A1:E2", None, "", "Staff “leave”", None, "R", "Waits – long", None, None)
    product = FoundProduct(
        {"product": "P!A2"}, "P!A1:B2", "Power-BI report", None, None, "May-22", None, None, None, None
    )
    measure = FoundIndicator({"indicator": "K!A2"}, "K!A1:B2", None, None, "% seen – on time", None, None, None)
    row = milestone(2, "Open the park")
    load(database, tracker(row, risks=(risk,), products=(product,), indicators=(measure,)))
    head = shown(database).head
    otherwise = tracker(
        row,
        risks=(replace(risk, title='staff "leave"', impact="Waits -  long"),),
        products=(replace(product, name="Power BI report"),),
        indicators=(replace(measure, name="% seen - on time"),),
    )
    report = load(database, otherwise)
    now = shown(database)
    assert (len(now.risks), len(now.products), len(now.indicators)) == (1, 1, 1)
    assert set(outcomes(report)) <= {"unchanged", "updated"}
    assert all(field in ("Title", "Name") for found in changes(report).values() for field, _, _ in found)
    assert now.head.number <= head.number + 1
    assert [one.code for one in now.levels] == ["R", "A", "G", "C", "N"]
