"""What was frozen for boards and readers, looked through for words: contents as JSON, and files that were lodged."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from wsoa.erasure.files import HeldFile
from wsoa.erasure.leaves import leaves
from wsoa.erasure.places import FILE, Place, TextHeld
from wsoa.erasure.word_text import words_of
from wsoa.history import Moment, Row, rows
from wsoa.history.erased import Erasures
from wsoa.snapshot.reading import all_with_author
from wsoa.tables import EvidenceRelease, FrozenFile, History, NarrativeTerms, PackAmendment, PackTerms, metadata
from wsoa.terms import PackState

CONTENTS = "contents_digest"

_terms = metadata.tables[str(PackTerms.__tablename__)]
_narrative = metadata.tables[str(NarrativeTerms.__tablename__)]
_frozen = metadata.tables[str(FrozenFile.__tablename__)]
_LATEST = 2**31 - 1
_NARRATIVE = "evidence-narrative"
_NAMING: tuple[tuple[type[History], str, str], ...] = (
    (PackTerms, CONTENTS, "pack"),
    (PackAmendment, FILE, "pack"),
    (NarrativeTerms, CONTENTS, "narrative"),
    (EvidenceRelease, CONTENTS, "evidence"),
)


@dataclass(frozen=True, slots=True)
class Frozen:
    """One file that rows name: by which column, under which digest; `drawn` are those of its Word files.

    The row is the first that named it, so that a place in it stays what it was whatever is said later; `named` are all.
    `kind` and `number` are the thing's; `report` is the key of the report that was issued, "" of all else.
    """

    table: str
    number: int
    sequence: int
    column: str
    digest: str
    kind: str
    report: str
    drawn: tuple[str, ...]
    named: frozenset[tuple[str, int, int]]
    as_at: date
    recorded_at: datetime
    by: str

    @property
    def row(self) -> tuple[str, int, int]:
        """The row that first named it."""
        return self.table, self.number, self.sequence

    @property
    def is_contents(self) -> bool:
        """Whether it is JSON, of which a word can be taken out; a lodged file goes whole."""
        return self.column == CONTENTS


def all_frozen(
    session: Session, programme_id: int, number: int | None = None, kind: str | None = None
) -> Iterator[Frozen]:
    """Every contents and every lodged file that the programme's rows name, once, the newest first."""
    seen: set[str] = set()
    for table, column, of in _NAMING:
        if kind not in (None, of):
            continue
        naming: dict[str, list[Row]] = {}
        for row in rows(session, all_with_author(table), Moment(programme_id, date.max, _LATEST)):
            digest = row[column]
            if digest is None or digest in seen or number not in (None, row["number"]):
                continue
            if table is PackTerms and PackState(row["state"]) is not PackState.ISSUED:
                continue
            naming.setdefault(digest, []).append(row)
        seen.update(naming)
        for each in naming.values():
            yield _frozen_by(str(table.__tablename__), column, of, each)


def as_first_named(named: Iterable[Frozen | HeldFile], places: Iterable[Place]) -> list[Place]:
    """The places, those in what is named by a digest under the row that first did: it is the digest that was meant."""
    first = {(*row, each.column): each.row for each in named for row in each.named}
    return [Place(*first.get((*place.row, place.field.split("/")[0]), place.row), place.field) for place in places]


def content_now(session: Session, programme_id: int, digest: str, erasures: Erasures) -> bytes | None:
    """The bytes kept for that digest today; None where all of them went."""
    erased = erasures.files.get(digest)
    kept = erased.becomes if erased else digest
    mine = (_frozen.c.programme_id == programme_id) & (_frozen.c.digest == kept)
    content: bytes | None = session.scalar(select(_frozen.c.content).where(mine))
    return content


def frozen_texts(
    session: Session, programme_id: int, erasures: Erasures, kind: str | None = None, number: int | None = None
) -> Iterator[TextHeld]:
    """Every text of every contents by its path, and of every lodged file its words as one."""
    for each in all_frozen(session, programme_id, number, kind):
        content = content_now(session, programme_id, each.digest, erasures)
        if content is None:
            continue
        if each.is_contents:
            for path, text in leaves(json.loads(content)):
                yield _held(each, f"{CONTENTS}/{path}", "What was issued", text)
        elif text := words_of(content):
            yield _held(each, FILE, "The file that was sent", text)


def _held(each: Frozen, field: str, what: str, text: str) -> TextHeld:
    return TextHeld(
        place=Place(each.table, each.number, each.sequence, field),
        kind=each.kind,
        number=each.number,
        what=what if each.kind != "evidence" else "What was released",
        text=text,
        as_at=each.as_at,
        recorded_at=each.recorded_at,
        by=each.by,
        stands=True,
    )


def _frozen_by(table: str, column: str, kind: str, naming: Sequence[Row]) -> Frozen:
    row = min(naming, key=lambda each: (each["number"], each["sequence"]))
    issued = table in (_terms.name, _narrative.name)
    drawn = {each[FILE] for each in naming} if issued else set()
    return Frozen(
        table=table,
        number=row["number"],
        sequence=row["sequence"],
        column=column,
        digest=row[column],
        kind=kind,
        report=_NARRATIVE if kind == "narrative" else row.get("report", ""),
        drawn=tuple(sorted(digest for digest in drawn if digest)),
        named=frozenset((table, each["number"], each["sequence"]) for each in naming),
        as_at=row["as_at"],
        recorded_at=row["recorded_at"],
        by=str(row["acted_by"] or "The tracker’s operator"),
    )
