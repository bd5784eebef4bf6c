"""The history of the record: how it is written, read and verified. Nobody else knows."""

from wsoa.history.entry import OpenEntry, Standing, entry, lock_head
from wsoa.history.newest import (
    Moment,
    Row,
    earliest,
    head_of,
    history,
    known_by_time,
    newest,
    newest_children,
    rows,
)
from wsoa.history.said import said_again, says
from wsoa.history.verify import Fault, Verified, digest_at, programmes_at, verify

__all__ = [
    "Fault",
    "Moment",
    "OpenEntry",
    "Row",
    "Standing",
    "Verified",
    "digest_at",
    "earliest",
    "entry",
    "head_of",
    "history",
    "known_by_time",
    "lock_head",
    "newest",
    "newest_children",
    "programmes_at",
    "rows",
    "said_again",
    "says",
    "verify",
]
