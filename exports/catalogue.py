"""The reports on offer. A new report is a folder beside this file, one line in the table, and a preview template."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from exports.beside import ALONE, Beside
from exports.board_report.contents import contents as board_report
from exports.board_report.word import word as board_report_in_word
from exports.evidence_narrative.contents import contents as evidence_narrative
from exports.evidence_narrative.word import word as evidence_narrative_in_word
from exports.exception_report.contents import contents as exception_report
from exports.exception_report.word import word as exception_report_in_word
from exports.house import House
from exports.progress_summary.contents import contents as progress_summary
from exports.progress_summary.word import word as progress_summary_in_word
from exports.reconciliation_report.contents import contents as reconciliation_report
from exports.reconciliation_report.word import word as reconciliation_report_in_word
from exports.risk_register.contents import contents as risk_register
from exports.risk_register.word import word as risk_register_in_word
from wsoa.access import Action
from wsoa.errors import WsoaError
from wsoa.snapshot.positions import Snapshot


class Contents(Protocol):
    """What a report says. `to_json` has at least `schema`, `as_at`, `known_by` and `counts`."""

    def to_json(self) -> dict[str, object]:
        """The contents as plain values."""
        ...


Said = TypeVar("Said", bound=Contents)
Drawn = TypeVar("Drawn", bound=Contents, covariant=True)
Written = TypeVar("Written", bound=Contents, contravariant=True)


class Writer(Protocol[Written]):
    """Makes a file of the contents; `mark` stands on every page."""

    def __call__(self, contents: Written, /, *, mark: str = "DRAFT", sheet: House | None = None) -> bytes:
        """The file, in the house's style sheet or another; the same contents give the same bytes."""
        ...


class Reader(Protocol[Drawn]):
    """Draws what a report says of a position and of what is given beside it."""

    def __call__(self, snapshot: Snapshot, beside: Beside = ALONE, /) -> Drawn:
        """The contents; the same position, with the same beside it, gives the same words."""
        ...


@dataclass(frozen=True, slots=True)
class Report(Generic[Said]):
    """A report: its key (its folder, with hyphens), its title, who reads it, what it says and the files made of it.

    `rounds` is how many position dates before its own it can compare with; nobody need load more for it. `loads`:
    whether it speaks of the trackers that were loaded (`Snapshot.loads`). `narrated`: whether it prints what people
    wrote (`Beside.narrated`), of one area of weakness or of all; it is issued by itself. `action` is what its readers
    must be allowed.
    """

    key: str
    title: str
    readers: str
    contents: Reader[Said]
    writers: Mapping[str, Writer[Said]]
    rounds: int = 0
    loads: bool = False
    narrated: bool = False
    action: Action = Action.READ_REPORT

    @property
    def is_summary(self) -> bool:
        """Whether it is for readers beside the team too, drawn for all of them from the same (api.summarised)."""
        return self.action is Action.READ_SUMMARY

    @property
    def is_given(self) -> bool:
        """Whether boards are given it, in a pack."""
        return not (self.loads or self.narrated or self.is_summary)

    @property
    def mark(self) -> str:
        """What stands on every page while it is not issued: a draft is what may still be."""
        return "" if self.is_summary else "DRAFT"


class UnknownReport(WsoaError):
    """No report has that key."""

    def __init__(self, key: str) -> None:
        super().__init__(f"There is no report “{key}”. Reports: {', '.join(REPORTS)}.")
        self.key = key


# Any: each report has contents of its own, and only its own writers are ever given them.
REPORTS: dict[str, Report[Any]] = {
    each.key: each
    for each in (
        Report(
            "board-report",
            "Board report",
            "For the improvement board: every rating, exception, risk and next step on one date.",
            board_report,
            {"docx": board_report_in_word},
            rounds=5,
        ),
        Report(
            "evidence-narrative",
            "Evidence narrative",
            "For inspectors: each area in their own words, what was done, what it changed and what proves it.",
            evidence_narrative,
            {"docx": evidence_narrative_in_word},
            narrated=True,
        ),
        Report(
            "exception-report",
            "Exception report",
            "For chairs and chief officers: what is off track or at risk, the worst first.",
            exception_report,
            {"docx": exception_report_in_word},
        ),
        Report(
            "progress-summary",
            "Progress summary",
            "For advisers and partners: one page, what is delivered and with what impact, one row for each area.",
            progress_summary,
            {"docx": progress_summary_in_word},
            action=Action.READ_SUMMARY,
        ),
        Report(
            "reconciliation-report",
            "Reconciliation report",
            "For the programme office and for audit: what became of every row and cell of a tracker that was loaded.",
            reconciliation_report,
            {"docx": reconciliation_report_in_word},
            loads=True,
        ),
        Report(
            "risk-register",
            "Risk register",
            "For the board and for audit: every risk and issue, its impact, its mitigation and its owner.",
            risk_register,
            {"docx": risk_register_in_word},
        ),
    )
}


def report(key: str) -> Report[Any]:
    """The report of that key; UnknownReport if there is none."""
    try:
        return REPORTS[key]
    except KeyError:
        raise UnknownReport(key) from None
