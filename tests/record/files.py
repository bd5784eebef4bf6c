"""Files of evidence for tests of the record: small ones, and how they are brought."""

import hashlib
from datetime import date

from tests.record.area import OPERATOR, Area
from wsoa.evidence import FileChange, attach_file, attach_redaction, decide_file, take_file_away
from wsoa.examined import Examined
from wsoa.personal_data import patterns_in
from wsoa.snapshot import seen
from wsoa.snapshot.files import evidence_files
from wsoa.snapshot.positions.files import EvidenceFiles

PLAIN = b"The panel sat on four Mondays. Attendance was good."
OTHER = b"The panel sat on five Mondays. Attendance was better."
NUMBERS = b"The child with NHS number 943 476 5919 waited for a year."
NO = FileChange(holds_personal=False)
YES = FileChange(holds_personal=True, whose="Children on the waiting list", until=date(2027, 3, 31))
ANEW = FileChange(holds_personal=False, reason="The minutes were corrected")


def sequence(area: Area, kind: str, number: int = 1) -> int:
    with area.database.reading() as session:
        return seen(session, OPERATOR, area.slug, kind, number)


def looked_into(name: str, content: bytes) -> Examined:
    """A text as `wsoa.examined.examine` finds it, without the child process: that has tests of its own."""
    found = tuple(f"{seen.kind}: line 1" for seen in patterns_in(content.decode()))
    return Examined("txt", len(content), hashlib.sha256(content).hexdigest(), name, found, (), ())


def brought(
    area: Area,
    content: bytes = PLAIN,
    change: FileChange = NO,
    *,
    number: int = 1,
    who: str = "lead",
    name: str = "minutes.txt",
    token: str | None = None,
    seen: int | None = None,
) -> Examined:
    examined = looked_into(name, content)
    last = sequence(area, "evidence_revision", number) if seen is None else seen
    with area.database.writing() as session:
        attach_file(session, area.people[who], area.slug, number, examined, content, change, seen=last, token=token)
    return examined


def redacted(area: Area, content: bytes, of: str, *, number: int = 1, who: str = "lead") -> Examined:
    examined = looked_into("redacted.txt", content)
    last = sequence(area, "evidence_redaction", number)
    with area.database.writing() as session:
        attach_redaction(session, area.people[who], area.slug, number, examined, content, of=of, seen=last)
    return examined


def checked(
    area: Area, digest: str, may: bool, *, who: str = "manager", number: int = 1, why: str = "It was made up"
) -> None:
    last = sequence(area, "evidence_file_check", number)
    with area.database.writing() as session:
        decide_file(session, area.people[who], area.slug, number, digest, may_be_released=may, reason=why, seen=last)


def taken_away(area: Area, *, who: str = "lead", number: int = 1, why: str = "It was the wrong one") -> None:
    last = sequence(area, "evidence_revision", number)
    with area.database.writing() as session:
        take_file_away(session, area.people[who], area.slug, number, reason=why, seen=last)


def files(area: Area, who: str = "manager", number: int = 1) -> EvidenceFiles | None:
    with area.database.reading() as session:
        return evidence_files(session, area.people[who], area.slug).get(number)
