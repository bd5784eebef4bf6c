"""The example's asks, judgements and promises: every state that a board report tells apart, and counts that agree."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from exports.board_report.contents import contents
from wsoa import clock, snapshot
from wsoa.access import Actor, operator
from wsoa.database import Database
from wsoa.example import SLUG, make_example
from wsoa.people import account, actor_of
from wsoa.snapshot.positions import Snapshot, promised_and_done
from wsoa.terms import AskKind, AskOutcome, BulletKind, Impact, PromiseAnswer

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
LAST_REPORT = date(2026, 10, 31)


@pytest.fixture(scope="module")
def example(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The example as made on a day on which its newest round is open."""
    file = shutil.copy(migrated_sqlite, tmp_path_factory.mktemp("example") / "wsoa.sqlite3")
    database = Database(f"sqlite:///{file}")
    with clock.held_at(NOW):
        with database.writing() as session:
            make_example(session, "not a hash")
        yield database
    database.close()


@pytest.fixture(scope="module")
def session(example: Database) -> Iterator[Session]:
    """A session that reads the example."""
    with example.reading() as opened:
        yield opened


@pytest.fixture(scope="module")
def area(session: Session) -> Snapshot:
    """The example as it stands."""
    return snapshot.load(session, operator("tests"), SLUG)


def who(session: Session, name: str) -> Actor:
    """Somebody of the example, as they act."""
    found = account(session, f"{name}@example.org")
    assert found is not None
    actor = actor_of(session, found["uid"])
    assert actor is not None
    return actor


def test_boards_were_asked_in_every_round_for_every_kind_of_thing(area: Snapshot) -> None:
    assert {ask.kind for ask in area.asks} == set(AskKind)
    assert {ask.written.round for ask in area.asks} == {each.number for each in area.rounds}
    assert {ask.outcome for ask in area.asks} == {None, AskOutcome.AGREED, AskOutcome.DEFERRED}
    assert {bool(ask.milestone) for ask in area.asks} == {bool(ask.risk) for ask in area.asks} == {True, False}


def test_its_report_says_what_the_board_is_asked_to_and_what_became_of_the_last_asks(area: Snapshot) -> None:
    said = contents(area)
    assert [(table.heading, len(table.rows)) for table in said.asks] == [
        ("The board is asked to", 3),
        ("Executive of the Integrated Care Board is asked to", 1),
    ]
    assert [bool(row.passed) for row in said.asks[0].rows] == [True, False, False]
    assert said.last_asks is not None
    assert said.last_asks.sentence == "2 agreed, 1 deferred, 1 outstanding."


def test_nothing_of_a_later_answer_or_judgement_is_known_on_an_earlier_date(session: Session, area: Snapshot) -> None:
    then = snapshot.load(session, operator("tests"), SLUG, as_at=LAST_REPORT)
    assert len(then.asks) < len(area.asks)
    assert all(ask.answered.as_at <= LAST_REPORT for ask in then.asks if ask.answered)
    assert all(judged.written.as_at <= LAST_REPORT for judged in then.impacts)
    assert sum(ask.outstanding for ask in then.asks) == 4


def test_the_next_steps_of_every_round_have_their_answers(session: Session, area: Snapshot) -> None:
    said = {each.workstream: promised_and_done(each, "October") for each in area.promised}
    assert said == {
        1: "Of 3 next steps promised in October: 3 not answered yet.",
        2: "Of 2 next steps promised in October: 2 not answered yet.",
        3: "Of 2 next steps promised in October: 1 done, 1 continues.",
        4: "Of 2 next steps promised in October: 1 continues, 1 dropped.",
        None: "Of 3 next steps promised in October: 2 done, 1 continues.",
    }
    for round_ in area.rounds[1:-1]:
        then = snapshot.load(session, operator("tests"), SLUG, as_at=round_.position_date)
        assert all(step.answered for each in then.promised for step in each.steps)
        assert {each.promised_on for each in then.promised} == {area.rounds[round_.number - 2].position_date}


def test_the_director_judged_impact_on_evidence_and_one_area_is_left_to_judge(area: Snapshot) -> None:
    assert {each.weakness: each.impact for each in area.impacts} == {
        1: Impact.EMERGING,
        2: Impact.EMERGING,
        3: Impact.EVIDENCED,
        5: Impact.NOT_YET_EVIDENCED,
    }
    assert {each.written.by for each in area.impacts} == {"Dev Whitlock"}
    assert all(each.indicators and each.evidence for each in area.impacts if each.weakness != 5)


def test_one_milestone_was_reworded_with_reason_and_approver_and_one_is_asked_of_two_people(
    session: Session, area: Snapshot
) -> None:
    begun = snapshot.load(session, operator("tests"), SLUG, as_at=area.begins)
    before = {each.number: each.wording for each in begun.milestones}
    changed = [each for each in area.milestones if each.wording != before[each.number]]
    assert [(each.ref, each.approver) for each in changed] == [("2.C", "SEND Improvement Board")]
    asked = {each.ref: set(each.assigned) for each in area.milestones if each.assigned}
    assert asked == {"5.B": {who(session, name).uid for name in ("lead", "forum")}}


def test_some_risks_have_scores_that_their_mitigation_lowers(area: Snapshot) -> None:
    scored = [risk for risk in area.risks if risk.score_before and risk.score_after]
    assert 0 < len(scored) < len(area.risks)
    for risk in scored:
        assert risk.score_before is not None
        assert risk.score_after is not None
        assert risk.score_after < risk.score_before


def test_chair_and_director_may_do_what_they_are_there_for_and_the_lead_still_has_updates_to_give(
    session: Session, area: Snapshot
) -> None:
    assert {held.role for held in who(session, "chair").held} == {"board-member"}
    assert {held.role for held in who(session, "director").held} == {"accountable-leader"}
    due = [each for each in area.milestones if each.workstream in (1, 2) and each.update]
    silent = [each.ref for each in due if each.update and each.update.written.round != area.rounds[-1].number]
    assert len(silent) > 4


def test_its_lists_follow_the_answers_that_were_given(session: Session, area: Snapshot) -> None:
    answered = 0
    dates = [each.position_date for each in area.rounds[1:-1]]
    for then in (*(snapshot.load(session, operator("tests"), SLUG, as_at=when) for when in dates), area):
        for promised in then.promised:
            told = BulletKind.HEADLINE if promised.workstream is None else BulletKind.PROGRESS
            progress = {bullet.text for bullet in then.bullets(told, promised.workstream)}
            next_steps = {bullet.text for bullet in then.bullets(BulletKind.NEXT_STEPS, promised.workstream)}
            for step in (each for each in promised.steps if each.answered):
                assert step.answered is not None
                answered += 1
                assert (step.text in progress) is (step.answered.answer is PromiseAnswer.DONE)
                assert (step.text in next_steps) is (step.answered.answer is PromiseAnswer.CONTINUES)
    assert answered > 20


def test_no_headline_tells_of_what_had_not_happened_yet(session: Session, area: Snapshot) -> None:
    for each in area.rounds[:-1]:
        then = snapshot.load(session, operator("tests"), SLUG, as_at=each.position_date)
        signed = next(milestone for milestone in then.milestones if milestone.ref == "4.A")
        said = any("All six partners have signed" in bullet.text for bullet in then.bullets(BulletKind.HEADLINE, None))
        assert said is (signed.level is not None and signed.level.label == "Complete")


def test_the_report_dates_what_an_earlier_round_said_and_only_that(area: Snapshot) -> None:
    said = {section.number: section for section in contents(area).workstreams}
    silent, spoken = said[1].progress, said[3].progress
    assert silent is not None
    assert spoken is not None
    assert (silent.heading, spoken.heading) == ("Progress, as at 31 October 2026", "Progress")


def test_a_column_of_ratings_is_headed_by_the_word_of_every_page(area: Snapshot) -> None:
    found = {
        column
        for section in contents(area).workstreams
        for table in (section.exceptions, section.not_updated, section.risks)
        if table
        for column in table.columns
    }
    assert found >= {"Rating", "Last rating"}
    assert not any("RAG" in column for column in found)
