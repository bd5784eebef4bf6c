"""The files of the example's evidence, and what was found in them when they were brought.

What stands here of a file is what `wsoa.examined.examine` says of it: tests/example holds every one against it. It is
written down so that making the example asks no child process.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial

from wsoa.examined import Examined
from wsoa.example import papers
from wsoa.released import CleanCopy

NOT_READ = "No text could be read in this file, so it was not searched for personal data. Look through it yourself."


@dataclass(frozen=True)
class Brought:
    """A file under its name, and the sentences about what was found in it. Nothing lies hidden in any of them."""

    name: str
    make: Callable[[], bytes]
    found: tuple[str, ...] = ()
    unsearched: str = ""

    @cached_property
    def content(self) -> bytes:
        """Its bytes."""
        return self.make()

    @cached_property
    def examined(self) -> Examined:
        """What is known of it when it is brought."""
        return Examined(
            kind=self.name.rpartition(".")[2],
            size=len(self.content),
            digest=hashlib.sha256(self.content).hexdigest(),
            name=self.name,
            found=self.found,
            hidden=(),
            removable=(),
            unsearched=self.unsearched,
        )

    @property
    def copy(self) -> CleanCopy:
        """The copy for its readers. Nothing lies hidden in it, so it is the file itself."""
        return CleanCopy(self.examined.digest, self.content, ())


LOG = Brought(
    "duty-desk-log.xlsx",
    partial(
        papers.workbook,
        "First quarter",
        (
            ("Week", "Requests", "Opened within two working days"),
            *((week, requests, requests) for week, requests in enumerate((9, 11, 8, 12, 10, 9, 13, 11, 10, 12), 1)),
        ),
    ),
)
READING = Brought(
    "ten-plans-read.docx",
    partial(
        papers.letter,
        "Ten plans read against the standard: notes of the meeting",
        (
            "Read by: two officers of the council, a paediatrician, a head teacher and two parents.",
            "Eight of the ten met the standard at first reading.",
            "Both that did not name outcomes which nobody could measure. One says nothing about health.",
            "Agreed: the page on health is filled in by the service itself from now on.",
            "No plan was copied, and no child is named in these notes.",
        ),
    ),
)
CHARTER = Brought(
    "charter-for-deciding-together.pdf",
    partial(
        papers.page,
        "Our charter for deciding together",
        (
            "1. We ask families and young people before anything is settled, not after.",
            "2. We say what can be changed and what cannot.",
            "3. We pay for time, for travel and for somebody to mind the children.",
            "4. We tell everybody who was asked what became of it, within a month.",
            "Signed by the council, the Integrated Care Board, the trust,",
            "two school trusts and the Parent Carer Forum.",
        ),
    ),
)
_MAILED = (
    ("Sent", "Wait in weeks", "Family", "Telephone"),
    ("First Monday", "41", "Family 1", "07700 900118"),
    ("First Monday", "36", "Family 2", "07700 900142"),
    ("Second Monday", "29", "Family 3", "07700 900167"),
    ("Second Monday", "18", "Family 4", "07700 900181"),
)
MAILING = Brought(
    "mailing-record.csv",
    partial(papers.table_of_commas, _MAILED),
)
MAILING_REDACTED = Brought(
    "mailing-record-redacted.csv", partial(papers.table_of_commas, tuple(row[:2] for row in _MAILED))
)
WAITING = Brought("longest-wait.png", partial(papers.bars, (71, 68, 64, 58, 52, 48)), unsearched=NOT_READ)

EVERY = (LOG, READING, CHARTER, MAILING, MAILING_REDACTED, WAITING)
