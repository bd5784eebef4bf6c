"""The ways in which something can have changed since a board last saw it, in the words that follow a number."""

from enum import StrEnum


class Kind(StrEnum):
    """How something has changed. A thing may have changed in several ways at once; the order is that of reading."""

    IMPROVED = "improved"
    WORSENED = "worsened"
    NOT_COMPARABLE = "not-comparable"
    RATED = "rated"
    NOT_RATED = "not-rated"
    CORRECTED = "corrected"
    TAKEN_BACK = "taken-back"
    NO_NUMBER = "no-number"
    NEW = "new"
    TAKEN_UP = "taken-up"
    CLOSED = "closed"
    MERGED = "merged"
    TURNED = "turned"
    RE_DATED = "re-dated"
    RE_WORDED = "re-worded"
    AIMED_ANEW = "aimed-anew"
    UPDATED = "updated"
    NEWER = "newer"
    CONFIRMED = "confirmed"
    NOT_UPDATED = "not-updated"
    RESTING = "resting"


KIND_WORDS = {
    Kind.IMPROVED: "improved",
    Kind.WORSENED: "worsened",
    Kind.NOT_COMPARABLE: "changed, not comparable",
    Kind.RATED: "rated for the first time",
    Kind.NOT_RATED: "no longer rated",
    Kind.CORRECTED: "corrected",
    Kind.TAKEN_BACK: "newest value no longer stands",
    Kind.NO_NUMBER: "given without a number",
    Kind.NEW: "new",
    Kind.TAKEN_UP: "taken up again",
    Kind.CLOSED: "closed",
    Kind.MERGED: "merged",
    Kind.TURNED: "turned from risk to issue or back",
    Kind.RE_DATED: "re-dated",
    Kind.RE_WORDED: "re-worded",
    Kind.AIMED_ANEW: "given another target",
    Kind.UPDATED: "updated at the same rating",
    Kind.NEWER: "given a newer value, neither better nor worse",
    Kind.CONFIRMED: "confirmed unchanged",
    Kind.NOT_UPDATED: "not updated",
    Kind.RESTING: "complete as before",
}
"""What stands after a number: *5 improved, 2 worsened, 1 new*."""

QUIET = frozenset({Kind.CONFIRMED, Kind.NOT_UPDATED, Kind.RESTING})
"""What says that nothing else has changed."""
