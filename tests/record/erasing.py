"""An area from which something is erased: who asks, who approves, and packs whose files are drawn of their contents."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from docx import Document
from sqlalchemy import select

from tests.record.area import RED, Area, begin, on
from tests.record.packs import Packs
from wsoa.access import Actor
from wsoa.database import Database
from wsoa.erasure import ErasureChange, Place, TextHeld, approve_erasure, request_erasure, texts_of
from wsoa.erasure.held import texts_held
from wsoa.history import Verified, verify
from wsoa.issued import Edition
from wsoa.milestones import UpdateChange
from wsoa.people import MembershipChange, PersonChange, actor_of, add_person, grant
from wsoa.snapshot import open_programme
from wsoa.tables import metadata
from wsoa.terms import Role

BECAUSE = "It names a child"
DAY = date(2026, 5, 20)
STANDS = "Erased on 20 May 2026 by a programme manager and an administrator: It names a child."
WORDS = "The mother of Zoë Quartermaine rang twice about the panel"


def redrawn(_report: str, contents: bytes) -> bytes:
    """A file that is nothing but its contents."""
    return b"PK" + contents


@dataclass
class Erasing:
    """The area with an administrator, who approves."""

    area: Area
    administrator: Actor

    def held(self, kind: str | None = None, number: int | None = None) -> list[TextHeld]:
        """Every text of the area, or of one thing."""
        with self.area.database.reading() as session:
            programme = open_programme(session, self.area.people["manager"], self.area.slug)
            return list(texts_held(session, programme.id, kind, number))

    def places(self, words: str) -> list[Place]:
        """Every place whose text holds the words."""
        return [each.place for each in self.held() if words in each.text]

    def of(self, kind: str, number: int, who: str = "manager") -> tuple[TextHeld, ...]:
        """What somebody may choose of one thing."""
        with self.area.database.reading() as session:
            return texts_of(session, self.area.people[who], self.area.slug, kind, number)

    def request(self, places: Iterable[Place], because: str = BECAUSE, day: date = DAY) -> int:
        """A request of the manager's; its number."""
        change = ErasureChange(places=tuple(each.key for each in places), because=because)
        with on(day), self.area.database.writing() as session:
            return request_erasure(session, self.area.people["manager"], self.area.slug, change)

    def approve(self, number: int, day: date = DAY, by: Actor | None = None, seen: int = 1) -> int:
        """The administrator approves it."""
        with on(day), self.area.database.writing() as session:
            return approve_erasure(session, by or self.administrator, self.area.slug, number, redrawn, seen=seen)

    def erase(self, places: Iterable[Place], because: str = BECAUSE, day: date = DAY) -> int:
        """Asked for and approved; the erasure's number."""
        number = self.request(places, because, day)
        self.approve(number, day)
        return number

    def verified(self) -> Verified:
        """What `verify` says of the area."""
        with self.area.database.reading() as session:
            return verify(session, self.area.slug)[0]

    def pack(self, *words: str) -> int:
        """A pack that was issued with those words among its contents."""
        packs = Packs(self.area)
        number = packs.draft()
        packs.clear(number)
        said = {"schema": "tests", "particulars": ["As issued."], "lines": list(words)}
        contents = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
        packs.issue(number, edition=Edition(number, 1, contents, b"PK" + contents, "0.1"))
        return number


def erasing(area: Area) -> Erasing:
    """The area, with an administrator of the installation."""
    with area.database.writing() as session:
        uid = add_person(session, PersonChange(email=f"it@{area.slug}.example.org", name="Ada Root"), passphrase=None)
        grant(session, uid, MembershipChange(role=Role.ADMINISTRATOR, starts=date(2026, 1, 31)))
        found = actor_of(session, uid)
    assert found is not None
    return Erasing(area, found)


def named_in(database: Database) -> Erasing:
    """An area in which a child is named: in an update that was confirmed since, and in a pack."""
    area = begin(database)
    area.rate(1, RED.model_copy(update={"issue": WORDS}), day=date(2026, 4, 1), by=area.people["lead"])
    with on(date(2026, 5, 4)):
        made = erasing(area)
        made.pack(f"1.1: {WORDS}", "Another line")
    area.rate(1, UpdateChange(confirm=True), day=date(2026, 5, 5), by=area.people["lead"])
    return made


def everything(database: Database) -> str:
    """Every column of every row of every table."""
    with database.reading() as session:
        return "\n".join(str(tuple(row)) for table in metadata.sorted_tables for row in session.execute(select(table)))


def issues(place: Erasing) -> list[Place]:
    return [each.place for each in place.of("milestone", 1) if each.what == "Issue"]


def word_file(words: str) -> bytes:
    """A Word file that says that."""
    document = Document()
    document.add_paragraph(words)
    file = BytesIO()
    document.save(file)
    return file.getvalue()
