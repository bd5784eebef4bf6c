"""The order of a board's packs: each follows the one that the board saw last, and none goes back in time."""

from datetime import date

import pytest

from tests.record.packs import BOARD_REPORT, Packs
from tests.record.test_packs import here, refusal
from wsoa.errors import Conflict, Invalid
from wsoa.issued import SomethingArrived, overtaken_by, redraw_pack

__all__ = ["here"]


def test_a_pack_that_another_overtook_is_compared_with_that_one_and_so_drawn_anew(here: Packs) -> None:
    first, second = here.draft(), here.draft()
    for number in (first, second):
        here.clear(number)
    late = here.edition(second)
    here.issue(first, head=here.area.head())
    with pytest.raises(SomethingArrived):
        here.issue(second)
    with pytest.raises(Conflict):
        here.issue(second, head=here.area.head(), edition=late)
    assert overtaken_by(here.all(), second) == here.one(first)
    assert "prepare a fresh draft of it" in refusal(lambda: here.issue(second, head=here.area.head()))[""]
    with here.writing() as session:
        redraw_pack(session, here.area.people["manager"], here.area.slug, second, seen=2)
    here.clear(second)
    here.issue(second)
    assert here.one(second).pack == 2


def test_a_version_that_mends_a_pack_is_overtaken_only_by_what_it_follows(here: Packs) -> None:
    first, second = here.given(), here.given()
    mends = [BOARD_REPORT.model_copy(update={"replaces": each, "reason": "Mended"}) for each in (first, second)]
    of_first, of_second = (here.draft(change) for change in mends)
    for number in (of_first, of_second):
        here.clear(number)
    here.given()
    assert overtaken_by(here.all(), of_second) is None, "the pack after it is not what it is compared with"
    here.issue(of_first, head=here.area.head())
    assert overtaken_by(here.all(), of_second) == here.one(of_first)
    fourth = here.draft()
    assert overtaken_by(here.all(), fourth) is None, "it is compared with the third"


def test_what_has_changed_is_told_forwards_only(here: Packs) -> None:
    early = here.draft(BOARD_REPORT.model_copy(update={"position_date": date(2026, 3, 31)}))
    first = here.given(BOARD_REPORT.model_copy(update={"position_date": date(2026, 4, 15)}))
    before = BOARD_REPORT.model_copy(update={"position_date": date(2026, 4, 14)})
    assert "as at 15 April 2026" in refusal(lambda: here.draft(before))["position_date"]
    with here.writing() as session, pytest.raises(Invalid, match="Withdraw this draft"):
        redraw_pack(session, here.area.people["manager"], here.area.slug, early, seen=1)
    assert here.draft(before.model_copy(update={"report": "risk-register"})), "a series of its own"
    here.given()
    mending = before.model_copy(update={"replaces": first, "reason": "Two ratings were swapped"})
    assert "as at 15 April 2026, as what it replaces" in refusal(lambda: here.draft(mending))["position_date"]
    same = here.draft(mending.model_copy(update={"position_date": date(2026, 4, 15)}))
    with here.writing() as session:
        assert redraw_pack(session, here.area.people["manager"], here.area.slug, same, seen=1) == 2


@pytest.mark.parametrize("report", ["", "Board report", "../board-report", "board-report-", "BOARD", "tafel-één"])
def test_what_is_no_key_of_a_report_is_refused(here: Packs, report: str) -> None:
    assert refusal(lambda: here.draft(BOARD_REPORT.model_copy(update={"report": report})))["report"]
