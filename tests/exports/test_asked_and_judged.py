"""What a board report asks for, what became of it, what was promised, and what difference was made."""

import re
from dataclasses import replace
from datetime import date

import pytest
from lxml import etree

from exports.board_report.contents import contents
from exports.board_report.word import word
from tests.exports.asked import ASKS, BOARD, IN_FEBRUARY, IN_MARCH, OTHERS, ask, promised_in
from tests.exports.positions import AS_AT
from tests.exports.records import EARLIER, members, words_of
from tests.exports.sample import empty, snapshot
from wsoa.snapshot.positions import Answered, AskPosition, PromisedPosition, Snapshot, promised_and_done
from wsoa.terms import AskKind, AskOutcome, BulletKind, PromiseAnswer, ThingState


def asking(*asks: AskPosition) -> Snapshot:
    """The invented area with these asks alone."""
    return replace(snapshot(), asks=asks)


def test_the_report_begins_with_what_the_board_is_asked_to() -> None:
    said = contents(snapshot(), EARLIER)
    assert said.outline[:3] == (
        "The board is asked to",
        f"{OTHERS} is asked to",
        "Where the milestones stand",
    )
    words = words_of(word(said))
    assert words.index("What became of the last asks: ") < words.index("Rating key") < words.index("Contents")


def test_each_body_is_asked_in_a_table_of_its_own_and_every_ask_has_its_number() -> None:
    board, others = contents(snapshot()).asks
    assert [(row.place, row.kind_words, row.wording) for row in board.rows] == [
        (1, "Decide", "Who signs off late advice"),
        (2, "Provide", "Two psychologists for a year"),
        (3, "Decide", "Whether the evenings go on"),
    ]
    assert [(row.place, row.kind_words, row.meeting) for row in others.rows] == [(4, "Unblock", "No meeting named")]
    assert BOARD in board.caption
    assert OTHERS in others.caption


def test_an_ask_says_what_it_is_about_how_that_stands_and_what_follows() -> None:
    first, second, _ = contents(snapshot()).asks[0].rows
    assert (first.ref, first.about) == ("Milestone 1.B", "The board has agreed who signs off advice that arrives late")
    assert (first.rating.label, first.consequence) == ("Red", "What follows from 1 falls to families")
    assert (second.ref, second.about, second.rating.label) == ("Risk", "Too few educational psychologists", "Red")


def test_an_ask_whose_meeting_has_passed_is_said_to_be_so_and_one_of_today_is_not() -> None:
    rows = contents(snapshot()).asks[0].rows
    assert [(row.meeting, row.passed) for row in rows[:2]] == [
        ("12 March 2026", "This date has passed"),
        ("9 April 2026", ""),
    ]
    (today,) = contents(asking(ask(1, AskKind.DECIDE, "Now", meeting=AS_AT))).asks
    assert today.rows[0].passed == ""


def test_what_was_deferred_is_asked_again_and_says_since_when() -> None:
    rows = contents(snapshot()).asks[0].rows
    assert [row.deferred for row in rows] == ["", "", "Deferred on 12 March 2026"]


def test_without_one_board_of_its_own_every_body_is_named() -> None:
    board = snapshot().boards[0]
    two = replace(snapshot(), boards=(board, replace(board, number=2, name="Partnership board")))
    assert [table.heading for table in contents(two).asks] == [f"{OTHERS} is asked to", f"{BOARD} is asked to"]


def test_the_last_asks_are_those_of_the_report_before_and_no_older_ones() -> None:
    last = contents(snapshot()).last_asks
    assert last is not None
    assert last.table is not None
    assert last.sentence == "2 agreed, 1 deferred, 1 outstanding."
    assert last.table.caption == "Asks answered since 28 February 2026"
    assert [(row.wording, row.outcome_words, row.decided) for row in last.table.rows] == [
        ("Decide: Whether the evenings go on", "Deferred", "12 March 2026"),
        ("Sign off: The terms of the pilot", "Agreed", "12 March 2026"),
        ("Sign off: The written standard", "Agreed", "12 March 2026"),
    ]
    assert last.table.rows[0].decision == "Minute 6 of the meeting"
    assert last.table.rows[0].about == "Milestone 1.C"


def test_an_ask_deferred_by_a_board_long_ago_counts_as_outstanding() -> None:
    old = ask(1, AskKind.DECIDE, "Again", asked_on=IN_FEBRUARY, outcome=AskOutcome.DEFERRED, answered_on=IN_FEBRUARY)
    last = contents(asking(old)).last_asks
    assert last is not None
    assert (last.sentence, last.table) == ("1 outstanding.", None)


@pytest.mark.parametrize(
    "asks",
    [
        (),
        (ask(1, AskKind.DECIDE, "New"),),  # asked for the first time: nothing can have become of it
        (ASKS[6],),  # answered before the last report
    ],
)
def test_nothing_is_said_of_the_last_asks_where_there_were_none(asks: tuple[AskPosition, ...]) -> None:
    assert contents(asking(*asks)).last_asks is None


def test_another_body_is_named_beside_what_it_answered() -> None:
    theirs = ask(1, AskKind.UNBLOCK, "A place", of=OTHERS, outcome=AskOutcome.AGREED)
    last = contents(asking(theirs)).last_asks
    assert last is not None
    assert last.table is not None
    assert [row.of for row in last.table.rows] == [OTHERS]
    assert f"Asked of {OTHERS}" in words_of(word(contents(asking(theirs))))


def test_an_empty_programme_asks_judges_and_promises_nothing() -> None:
    said = contents(empty())
    assert (said.asks, said.last_asks, said.impact, said.promised) == ((), None, None, None)


def test_every_workstream_says_what_became_of_its_last_next_steps_and_why_some_were_dropped() -> None:
    sections = [section for section in contents(snapshot()).workstreams if section.number in range(1, 5)]
    assert {section.promised and section.promised.sentence for section in sections} == {
        "Of 4 next steps promised in February: 1 done, 1 continues, 1 dropped, 1 not answered yet."
    }
    assert sections[0].promised is not None
    assert [(bullet.level, bullet.text) for bullet in sections[0].promised.dropped] == [
        (1, "Dropped: Write to every school"),
        (2, "with the forum"),
        (2, "Reason: The schools would rather meet"),
    ]


def test_the_programmes_promises_have_a_heading_even_without_new_next_steps() -> None:
    kept = tuple(
        each for each in snapshot().lists if each.workstream is not None or each.kind is not BulletKind.NEXT_STEPS
    )
    said = contents(replace(snapshot(), lists=kept))
    assert said.next_steps is not None
    assert said.next_steps.bullets == ()
    ending = words_of(word(said)).split("Programme next steps\n")[-1]
    assert ending.startswith("Of 4 next steps promised in February")
    assert contents(replace(snapshot(), lists=kept, promised=())).next_steps is None


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ((0,), "Of 1 next step promised in March: 1 done."),
        ((1, 1), "Of 2 next steps promised in March: 2 continue."),
        ((0, 0, 0, 0, 0, 0, 1, 1, 2), "Of 9 next steps promised in March: 6 done, 2 continue, 1 dropped."),
        ((3, 3), "Of 2 next steps promised in March: 2 not answered yet."),
    ],
)
def test_the_sentence_on_what_was_promised_counts_only_what_there_is(steps: tuple[int, ...], said: str) -> None:
    all_kinds = promised_in(1).steps
    found: PromisedPosition = replace(promised_in(1), steps=tuple(all_kinds[step] for step in steps))
    assert promised_and_done(found, "March") == said


def test_the_month_of_another_year_is_named_with_it() -> None:
    old = replace(promised_in(1), promised_on=date(2025, 12, 31))
    section = contents(replace(snapshot(), promised=(old,))).workstreams[0]
    assert section.promised is not None
    assert "promised in December 2025:" in section.promised.sentence


def test_a_workstream_that_was_merged_still_says_what_became_of_its_next_steps_this_round() -> None:
    stood = snapshot()
    gone = replace(stood.workstreams[0], number=90, name="Old ways", state=ThingState.MERGED, replaced_by=1)
    merged = replace(stood, workstreams=(*stood.workstreams, gone))
    assert "Old ways" not in " ".join(each.heading for each in contents(merged).workstreams)
    old = replace(promised_in(1), workstream=90)
    section = next(each for each in contents(replace(merged, promised=(old,))).workstreams if each.number == 90)
    assert section.promised is not None
    assert section.particulars[0][0] == "Merged into"
    assert stood.workstreams[0].name in section.particulars[0][1]


def test_impact_stands_beside_delivery_with_since_when_by_whom_and_its_lead_indicator() -> None:
    section = contents(snapshot()).impact
    assert section is not None
    first, second, third = section.table.rows
    assert (first.impact_words, first.since) == ("Emerging", "Since 12 March 2026, judged by Manager")
    assert (first.why, first.evidence) == ("Half of the parents felt heard", "Evidence: E12")
    assert first.indicator == "Parents who felt heard"
    assert (second.impact_words, second.indicator) == ("Not yet evidenced", "None named")
    assert (third.impact_words, third.since, third.delivery) == ("Not judged yet", "", "No milestones")


def test_impact_counts_every_milestone_that_serves_an_area_and_says_which_serve_several_or_none() -> None:
    section = contents(snapshot()).impact
    assert section is not None
    served = {area.number: area.weaknesses for area in snapshot().focus_areas}
    expected = [
        sum(any(weakness in served[area] for area in each.focus_areas) for each in snapshot().milestones)
        for weakness in (1, 2, 3)
    ]
    assert [row.counts.total for row in section.table.rows] == expected
    assert section.sentences[1:] == (
        "8 milestones serve no area of weakness.",
        "6 milestones serve more than one and are counted with each.",
    )


def test_impact_is_never_shown_in_a_colour() -> None:
    xml = re.findall(r"<w:tbl>.*?</w:tbl>", body_of(snapshot()))
    tables = [table for table in xml if "judged by Manager" in table]
    assert len(tables) == 1
    assert "w:shd" not in tables[0]
    assert any("w:shd" in table for table in xml)


def body_of(described: Snapshot) -> str:
    """The main part of the report in Word."""
    return members(word(contents(described)))["word/document.xml"].decode()


def test_an_answer_of_the_very_date_of_the_last_report_is_not_news() -> None:
    then = ask(1, AskKind.DECIDE, "Then", outcome=AskOutcome.AGREED, answered_on=date(2026, 2, 28))
    later = ask(2, AskKind.DECIDE, "Later", outcome=AskOutcome.AGREED, answered_on=date(2026, 3, 1))
    last = contents(asking(then, later)).last_asks
    assert last is not None
    assert last.sentence == "1 agreed."


def test_outside_of_rounds_everything_answered_is_told() -> None:
    bare = replace(asking(*ASKS), rounds=(), current_round=None)
    last = contents(bare).last_asks
    assert last is not None
    assert last.table is not None
    assert last.sentence == "2 agreed, 1 refused, 1 deferred, 1 outstanding."
    assert last.table.caption == "Asks that have been answered"
    assert ASKS[0].meeting == IN_MARCH


def test_words_that_look_like_markup_or_fields_come_back_as_words() -> None:
    hostile = iter(f'<w:t>{at}</w:t> & "{{{{ PAGE }}}}" =1+1 ]]> تحسين {at}' for at in range(99))
    texts = [next(hostile) for _ in range(8)]
    outstanding = replace(ASKS[2], wording=texts[0], consequence=texts[1], of=texts[2])
    answered = replace(ASKS[3], wording=texts[3], decision=texts[4])
    kept = promised_in(1)
    dropped = replace(kept.steps[2], text=texts[5], answered=Answered(PromiseAnswer.DROPPED, texts[6]))
    described = replace(
        asking(outstanding, answered),
        impacts=(replace(snapshot().impacts[0], words=texts[7]),),
        promised=(replace(kept, steps=(dropped,)),),
    )
    file = word(contents(described))
    read = words_of(file)
    assert [text for text in texts if text not in read] == []
    assert len(etree.fromstring(members(file)["word/document.xml"])) == 1
