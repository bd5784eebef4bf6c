"""Files of evidence: read apart from the position, and handed out to whom they may be.

The file itself is for who may open what may hold personal data; everybody else who reads the piece of evidence gets
its redacted copy, or the file where it holds none (`EvidenceFiles.readable`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from wsoa.access import TABLE, Action, Actor, Reach, Whose, reaches
from wsoa.errors import Unseen
from wsoa.history import Row, rows
from wsoa.history.erased import Erasures, erasures_of
from wsoa.history.files_kept import kept_content
from wsoa.snapshot.load import load, open_programme, reading_at
from wsoa.snapshot.owners import owners
from wsoa.snapshot.positions.files import EvidenceFiles, FileCheck, FilePosition, RevisionPosition
from wsoa.snapshot.reading import Reading, all_with_author
from wsoa.tables import (
    Entry,
    EvidenceFileCheck,
    EvidenceMilestone,
    EvidenceRedaction,
    EvidenceRevision,
    EvidenceTerms,
    History,
    metadata,
)

_entry = metadata.tables[str(Entry.__tablename__)]
_KEPT = tuple(metadata.tables[str(kind.__tablename__)] for kind in (EvidenceRevision, EvidenceRedaction))


def evidence_files(
    session: Session, actor: Actor, slug: str, *, as_at: date | None = None, known_by: int | None = None
) -> Mapping[int, EvidenceFiles]:
    """The files of every piece of evidence that the actor reads, by its number; those that never had one are left out.

    Raises Unseen, Barred and Refused.
    """
    found = load(session, actor, slug, as_at=as_at, known_by=known_by)
    programme = open_programme(session, actor, slug, Action.READ_WORKING)
    every = _read(reading_at(session, programme.id, found.as_at, found.known_by))
    return {each.number: every[each.number] for each in found.evidence if each.number in every}


def files_of(session: Session, programme_id: int, number: int) -> EvidenceFiles | None:
    """The files of E`number` as they stand, for a caller that has asked whose they are; None when it never had one."""
    return _read(reading_at(session, programme_id, None, None)).get(number)


def file_content(session: Session, actor: Actor, slug: str, number: int, digest: str) -> tuple[FilePosition, bytes]:
    """A file of E`number` and what is in it. Unseen where it is none, or not for this actor.

    Raises Gone where it was erased, and NotAsKept.
    """
    files = evidence_files(session, actor, slug).get(number)
    file = files.of(digest) if files else None
    programme = open_programme(session, actor, slug, Action.READ_WORKING)
    if files is None or file is None or not (files.is_read(file) or opens(session, actor, programme.id, number)):
        raise Unseen("file")
    return file, kept_content(session, programme.id, digest)


def opens(session: Session, actor: Actor, programme_id: int, number: int) -> bool:
    """Whether the actor may open the files of E`number` that may hold personal data.

    A lead where it speaks for a milestone of theirs; a partner what is their own organisation's.
    """
    if actor.is_operator:
        return True
    things = whose_evidence(session, programme_id, number)
    row = _terms(session, programme_id, number)
    own = Whose(organisations=frozenset({row["owner"]} if row and row["owner"] else ()))
    for held in actor.held:
        is_own = TABLE[Action.READ_UNREDACTED].get(held.role) is Reach.ASSIGNED
        asked = (own,) if is_own else things
        one = replace(actor, held=(held,))
        if any(reaches(one, Action.READ_UNREDACTED, programme_id, each) for each in asked):
            return True
    return False


def whose_evidence(session: Session, programme_id: int, number: int) -> Sequence[Whose]:
    """Whose E`number` is: of whose milestones it speaks; nobody's in particular when it speaks for none."""
    reading = reading_at(session, programme_id, None, None)
    named = reading.links(EvidenceMilestone, EvidenceTerms, "milestone").get(number, ())
    whose = owners(session, programme_id)
    return [whose[each] for each in named if each in whose] or [Whose()]


def attached_by(session: Session, programme_id: int, number: int) -> Mapping[str, frozenset[str]]:
    """By digest: everybody who has brought that file for E`number`, as it is or as a redacted copy."""
    found: dict[str, set[str]] = {}
    for table in _KEPT:
        same = and_(_entry.c.programme_id == table.c.programme_id, _entry.c.number == table.c.entry)
        mine = (table.c.programme_id == programme_id) & (table.c.number == number) & table.c.file_digest.is_not(None)
        for row in rows(session, select(table.c.file_digest, _entry.c.actor).join(_entry, same).where(mine)):
            found.setdefault(row["file_digest"], set()).update({row["actor"]} - {None})
    return {digest: frozenset(people) for digest, people in found.items()}


def _read(reading: Reading) -> Mapping[int, EvidenceFiles]:
    revisions, copies, checks = (
        _by_number(reading, kind) for kind in (EvidenceRevision, EvidenceRedaction, EvidenceFileCheck)
    )
    erasures = erasures_of(reading.session, reading.at.programme_id)
    return {number: _files(reading, number, rows, copies, checks, erasures) for number, rows in revisions.items()}


def _files(
    reading: Reading,
    number: int,
    revisions: Sequence[Row],
    copies: Mapping[int, Sequence[Row]],
    checks: Mapping[int, Sequence[Row]],
    erasures: Erasures,
) -> EvidenceFiles:
    last = revisions[-1]["file_digest"]
    copy = copies.get(number, (None,))[-1]
    stands = copy is not None and last is not None and copy["of_digest"] == last and copy["file_digest"]
    return EvidenceFiles(
        number=number,
        revisions=tuple(
            RevisionPosition(
                file=_file(reading, row, erasures),
                holds_personal=row["holds_personal"],
                whose=row["whose"],
                until=row["until"],
                written=reading.written(row),
            )
            for row in revisions
        ),
        redaction=_file(reading, copy, erasures) if copy is not None and stands else None,
        checks={
            row["file_digest"]: FileCheck(row["may_be_released"], row["decided_by"], reading.written(row))
            for row in checks.get(number, ())
        },
    )


def _file(reading: Reading, row: Row, erasures: Erasures) -> FilePosition | None:
    if row["file_digest"] is None:
        return None
    erased = erasures.files.get(row["file_digest"])
    return FilePosition(
        digest=row["file_digest"],
        name=row["file_name"],
        kind=row["file_kind"],
        size=row["size"],
        found=_lines(row["found"]),
        hidden=_lines(row["hidden"]),
        written=reading.written(row),
        erased=erased.stands_in("") if erased else "",
    )


def _lines(text: str | None) -> tuple[str, ...]:
    return tuple(text.split("\n")) if text else ()


def _by_number(reading: Reading, kind: type[History]) -> dict[int, list[Row]]:
    """Every row of that kind, each thing's oldest first."""
    found: dict[int, list[Row]] = {}
    every: Iterable[Row] = rows(reading.session, all_with_author(kind), reading.at)
    for row in sorted(every, key=lambda row: (row["as_at"], row["sequence"])):
        found.setdefault(row["number"], []).append(row)
    return found


def _terms(session: Session, programme_id: int, number: int) -> Row | None:
    standing = reading_at(session, programme_id, None, None).newest(EvidenceTerms)
    return next((row for row in standing if row["number"] == number), None)
