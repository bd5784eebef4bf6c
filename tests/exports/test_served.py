"""Which area of weakness a milestone serves: only one that stands in the plan."""

from dataclasses import replace

from exports.board_report.impact import serving_each
from tests.exports.narrating import snapshot
from wsoa.terms import ThingState


def test_what_serves_only_an_area_that_was_withdrawn_is_told_with_what_serves_none() -> None:
    found = snapshot()
    before = serving_each(found)
    gone = next(each for each in before if each is not None)
    ended = tuple(
        replace(each, state=ThingState.WITHDRAWN) if each.number == gone else each for each in found.weaknesses
    )
    after = serving_each(replace(found, weaknesses=ended))
    assert gone not in after
    everywhere = {each.number for several in before.values() for each in several}
    assert {each.number for several in after.values() for each in several} == everywhere
    assert len(after[None]) > len(before.get(None, ()))
