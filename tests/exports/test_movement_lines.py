"""What is said of a change, line by line: who changed it, what was a mistake, and what became of what."""

from dataclasses import replace
from datetime import date

from exports.beside import Beside, Last
from exports.board_report.contents import contents
from exports.board_report.movement_lines import milestone_lines
from exports.board_report.movement_loads import tracker_lines
from tests.exports.positions import due, milestone, rated, written
from tests.exports.sample import snapshot
from wsoa.movement import Facts, facts_of, movement, parts_of
from wsoa.snapshot.positions import NOTHING_TOLD, Agreed, Agreements, MilestonePosition
from wsoa.snapshot.positions.loads import LoadPosition, LoadReport, SaidRow
from wsoa.terms import Scope, ThingState


def held(*milestones: MilestonePosition) -> Facts:
    return facts_of(replace(snapshot(), milestones=milestones, risks=()))


def told(before: Facts, now: Facts, number: int = 1, agreed: Agreements = NOTHING_TOLD) -> list[tuple[str, str]]:
    (move,) = (each for each in movement(before, now).milestones if each.number == number)
    refs = {each.number: each.ref or each.wording for each in now.milestones}
    return [(line.label, line.words) for line in milestone_lines(move, agreed, refs, parts=parts_of(now))]


def mended(code: str, **how: int) -> MilestonePosition:
    update = rated(code)
    return milestone(1, "Open", replace(update, written=replace(update.written, sequence=9, **how)))  # type: ignore[arg-type]


def test_a_correction_says_what_the_report_said_by_mistake() -> None:
    before = held(milestone(1, "Open", rated("R", issue="None", mitigation="None")))
    (said, _), *_ = told(before, held(mended("G", corrects=1)))
    assert said == "Corrected by Manager, 31 March 2026 (the report said Red by mistake)"
    (said, _), *_ = told(before, held(mended("R", withdraws=1)))
    assert said == "Taken back by Manager, 31 March 2026"


def test_a_rating_is_told_by_whoever_brought_it_about() -> None:
    agreed = Agreements(ratings={1: Agreed(replace(written(), by="Lena", reason="The panel met"), None, None)})
    found = told(held(milestone(1, "Open", rated("R"))), held(milestone(1, "Open", rated("G"))), agreed=agreed)
    assert found[0] == ("Rated by Lena, 31 March 2026", "The panel met")


def test_what_was_split_says_into_what_and_its_parts_out_of_what() -> None:
    whole = milestone(1, "Open", None, ref="1.A")
    parts = [replace(milestone(number, f"Part {number}", None), came_from=1) for number in (2, 3)]
    before, now = held(whole), held(replace(whole, state=ThingState.SUPERSEDED), *parts)
    agreed = Agreements(wordings={2: Agreed(written(), "The board", None)})
    assert told(before, now) == [("Split into Part 2 and Part 3", "")]
    assert told(before, now, 2, agreed)[0][0] == "Split from 1.A by Manager, 31 March 2026"


def test_a_date_that_went_and_came_back_is_said_to_have_moved() -> None:
    found = milestone(1, "Open", None, current=due("end of April 2026", date(2026, 4, 30)))
    back = replace(found, dates=replace(found.dates, moves=found.dates.moves + 2))
    assert told(held(found), held(back)) == [("Date", "moved twice in between, and again end of April 2026")]


def loaded(day: date, absent: tuple[int, ...], same: tuple[int, ...]) -> LoadPosition:
    """The account of a tracker that does not hold some milestones, and holds others word for word."""

    def row(number: int, outcome: str) -> SaidRow:
        thing = f"milestone {number} (words)"
        return SaidRow(cell="A1", table="Plan!A1:B9", thing=thing, outcome=outcome, changes=())

    report = LoadReport(
        file={"name": "plan.xlsx", "sha256": "0"},
        as_at=day.isoformat(),
        scope="plan",
        applied=True,
        tables=(),
        rows=[row(9, "updated"), *(row(number, "unchanged") for number in same)],
        doubts=(),
        conflicts=(),
        not_in_file=[f"milestone {number} (words)" for number in absent] + ["risk 4 (words)"],
    )
    now = written().recorded_at
    return LoadPosition(1, "plan.xlsx", "0", day, Scope.PLAN, now, "Mo", 3, report, "0")


def test_what_is_not_updated_was_in_the_tracker_with_the_same_words_or_was_not_in_it() -> None:
    silent = {1: "1.A", 2: "1.B", 4: "Open " * 20}
    may, june = loaded(date(2022, 5, 20), (1, 4), (2, 3)), loaded(date(2022, 6, 3), (1,), (4,))
    found = [(line.label, line.words) for line in tracker_lines([may], silent)]
    assert found == [
        ("Not in the tracker of 20 May 2022", f"1.A; {'Open ' * 11}…."),
        ("In the tracker of 20 May 2022 with the same words", "1.B."),
    ]
    labels = [(line.label, line.words.partition(";")[0]) for line in tracker_lines([june, may], silent)]
    assert labels == [
        ("Not in the trackers of 20 May 2022 and 3 June 2022", "1.A."),
        ("In the trackers of 20 May 2022 and 3 June 2022 with the same words", "1.B"),
    ]
    assert list(tracker_lines([], silent)) == []
    of_values = replace(june, report={**june.report, "rows": (), "not_in_file": ()})
    assert list(tracker_lines([of_values], silent)) == []
    told = [(line.label, line.words) for line in tracker_lines([of_values, may], silent)]
    assert told == found, "a file that could hold no milestone says nothing of any"


def test_what_was_updated_in_the_same_words_is_one_line_with_who_why_and_evidence() -> None:
    now = snapshot()
    then = facts_of(replace(now, as_at=date(2026, 2, 28)))
    unsaid = tuple(replace(fact, said=fact.said and replace(fact.said, sequence=0)) for fact in then.milestones)
    last = Last(6, 2, now.boards[0].name, date(2026, 3, 5), replace(then, milestones=unsaid))
    first, second, *others = now.milestones
    assert first.update
    assert second.update
    because = replace(first.update.written, reason="The board signs it in May.")
    cited = replace(first, update=replace(first.update, written=because, evidence=(4,)))
    worded = replace(second, update=replace(second.update, issue="It rains"))
    found = contents(replace(now, milestones=(cited, worded, *others)), Beside(last=last)).changes
    assert found
    assert found.milestones
    quiet = {line.label: line.words for line in found.quiet}
    line = quiet["Updated at the same rating, in the same words"]
    assert line.startswith("Manager: 1.A (The board signs it in May; E4); 1.C; 1.D; ")
    assert "1.B" not in line
    assert [row.ref for row in found.milestones.rows] == ["1.B"], "its issue is new"
