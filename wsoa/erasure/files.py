"""Files of evidence: what can be taken out whole, and which copies for readers go with them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from wsoa.erasure.places import FILE, Place, TextHeld
from wsoa.history import Moment, Row, rows
from wsoa.history.erased import Erasures
from wsoa.history.files_kept import FILES
from wsoa.snapshot.reading import all_with_author
from wsoa.tables import EvidenceRedaction, EvidenceRelease, EvidenceRevision, History

CALLED: Mapping[str, str] = {
    "evidence_revision": "The file",
    "evidence_redaction": "The redacted copy",
    "evidence_release": "The copy for readers",
}
"""What people call a file, by the table whose row first named it."""
_TEXT_OF_A_COPY = "the copy that was released"
"""It has no name of its own."""
_LATEST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file that rows name, by the first that did; `copied` are the files from which a copy for readers was made.

    `name` is what it was called, `kind` what it is ("docx"); both are empty for a copy for readers.
    """

    table: str
    number: int
    sequence: int
    digest: str
    name: str
    kind: str
    copied: frozenset[str]
    named: frozenset[tuple[str, int, int]]
    as_at: date
    recorded_at: datetime
    by: str
    column: str = FILE

    @property
    def row(self) -> tuple[str, int, int]:
        """The row that first named it."""
        return self.table, self.number, self.sequence

    @property
    def place(self) -> Place:
        """Where an erasure names it."""
        return Place(*self.row, FILE)

    @property
    def held(self) -> TextHeld:
        """It, among the texts that may be chosen: all of it goes, so its name stands for it."""
        return TextHeld(
            place=self.place,
            kind="evidence",
            number=self.number,
            what=CALLED[self.table],
            text=self.name or _TEXT_OF_A_COPY,
            as_at=self.as_at,
            recorded_at=self.recorded_at,
            by=self.by,
            stands=True,
        )


def all_files(session: Session, programme_id: int, number: int | None = None) -> Iterator[HeldFile]:
    """Every file in the store that the programme's rows name, once."""
    every = {kind: _named(session, programme_id, kind, number) for kind in FILES}
    revisions, copies = every[EvidenceRevision], every[EvidenceRedaction]
    naming: dict[str, list[tuple[type[History], Row]]] = {}
    for kind, found in every.items():
        for row in found:
            if row["file_digest"]:
                naming.setdefault(row["file_digest"], []).append((kind, row))
    for digest, named in naming.items():
        released = [row for kind, row in named if kind is EvidenceRelease]
        yield _held(digest, named, frozenset(_copied(each, revisions, copies) for each in released) - {None, digest})


def file_texts(
    session: Session, programme_id: int, erasures: Erasures, number: int | None = None
) -> Iterator[TextHeld]:
    """Every file that is still kept, as something to be chosen."""
    for each in all_files(session, programme_id, number):
        if each.digest not in erasures.files:
            yield each.held


def _named(session: Session, programme_id: int, kind: type[History], number: int | None) -> Sequence[Row]:
    found = rows(session, all_with_author(kind), Moment(programme_id, date.max, _LATEST))
    mine = (row for row in found if number in (None, row["number"]))
    return sorted(mine, key=lambda row: (row["entry"], row["number"], row["sequence"]))


def _copied(release: Row, revisions: Sequence[Row], copies: Sequence[Row]) -> str | None:
    """The file that readers were to get when that row was written: the redacted copy of the newest, or the newest."""

    def before(found: Sequence[Row]) -> list[Row]:
        return [row for row in found if row["number"] == release["number"] and row["entry"] < release["entry"]]

    stood = before(revisions)
    of: str | None = stood[-1]["file_digest"] if stood else None
    redacted = [row["file_digest"] for row in before(copies) if row["of_digest"] == of]
    return (redacted[-1] if redacted else None) or of


def _held(digest: str, named: Sequence[tuple[type[History], Row]], copied: frozenset[str | None]) -> HeldFile:
    kind, row = named[0]
    return HeldFile(
        table=str(kind.__tablename__),
        number=row["number"],
        sequence=row["sequence"],
        digest=digest,
        name=row.get("file_name") or "",
        kind=row.get("file_kind") or "",
        copied=frozenset(each for each in copied if each),
        named=frozenset((str(of.__tablename__), each["number"], each["sequence"]) for of, each in named),
        as_at=row["as_at"],
        recorded_at=row["recorded_at"],
        by=str(row["acted_by"] or "The tracker’s operator"),
    )
