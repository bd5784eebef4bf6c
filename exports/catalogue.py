"""The reports on offer. A new report is a folder beside this file and one line in the table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from exports.board_report.contents import contents as board_report
from exports.board_report.word import word as board_report_in_word
from wsoa.errors import WsoaError
from wsoa.snapshot.positions import Snapshot


class Contents(Protocol):
    """What a report says. `to_json` has at least `schema`, `as_at`, `known_by` and `counts`."""

    def to_json(self) -> dict[str, object]:
        """The contents as plain values."""
        ...


Said = TypeVar("Said", bound=Contents)
Written = TypeVar("Written", bound=Contents, contravariant=True)


class Writer(Protocol[Written]):
    """Makes a file of the contents; `mark` stands on every page."""

    def __call__(self, contents: Written, /, *, mark: str = "DRAFT") -> bytes:
        """The file; the same contents give the same bytes."""
        ...


@dataclass(frozen=True, slots=True)
class Report(Generic[Said]):
    """A report: its key (its folder, with hyphens), its title, what it says and the files that can be made of it."""

    key: str
    title: str
    contents: Callable[[Snapshot], Said]
    writers: Mapping[str, Writer[Said]]


class UnknownReport(WsoaError):
    """No report has that key."""

    def __init__(self, key: str) -> None:
        super().__init__(f"There is no report “{key}”. Reports: {', '.join(REPORTS)}.")
        self.key = key


# Any: each report has contents of its own, and only its own writers are ever given them.
REPORTS: dict[str, Report[Any]] = {
    each.key: each for each in (Report("board-report", "Board report", board_report, {"docx": board_report_in_word}),)
}


def report(key: str) -> Report[Any]:
    """The report of that key; UnknownReport if there is none."""
    try:
        return REPORTS[key]
    except KeyError:
        raise UnknownReport(key) from None
