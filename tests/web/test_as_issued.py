"""A milestone as an issued pack has it, from contents of every kind of report: what is not in them is not made up."""

import pytest

from api.as_issued import milestone_as_issued
from exports import catalogue
from exports.frozen import frozen
from tests.exports.sample import snapshot as sample
from wsoa.errors import Unseen


def contents(key: str) -> bytes:
    return frozen(catalogue.report(key).contents(sample()))


def test_a_board_report_holds_every_milestone_whether_it_prints_it_or_not() -> None:
    said = contents("board-report")
    for milestone in sample().milestones:
        found = milestone_as_issued(said, milestone.number)
        assert (found.ref, found.wording) == (milestone.ref, milestone.wording)
        assert found.rating is not None
        assert found.rating.label == (milestone.level.label if milestone.level else "Not rated")
        assert found.progress == ((milestone.update.progress if milestone.update else "") or "")
        assert found.leads is None, "who leads it is not among what is frozen"


def test_a_report_of_exceptions_holds_those_alone_and_no_progress() -> None:
    said = contents("exception-report")
    held = []
    for milestone in sample().milestones:
        try:
            held.append(milestone_as_issued(said, milestone.number))
        except Unseen:
            assert milestone.level is None or not milestone.level.exception
    assert held
    assert all(each.issue and each.mitigation and each.progress is None and each.line for each in held)


def test_a_risk_register_holds_none() -> None:
    with pytest.raises(Unseen):
        milestone_as_issued(contents("risk-register"), 1)
