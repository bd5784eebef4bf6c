"""The last narrative of the evidence room is the one that was issued last, whichever was begun last."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from api.room import last_issued_first
from wsoa.snapshot.positions.released import Releasable, ReleasedNarrative, ReleasePosition

FIRST = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_what_was_begun_first_and_issued_last_is_the_last() -> None:
    release = ReleasePosition(Releasable.NARRATIVE, 1, None, None, ())
    begun_last = ReleasedNarrative(2, None, 1, FIRST, b"", "", release)
    issued_last = replace(begun_last, number=1, weakness=1, issued_at=FIRST + timedelta(days=1))
    assert [each.number for each in last_issued_first((begun_last, issued_last))] == [1, 2]
