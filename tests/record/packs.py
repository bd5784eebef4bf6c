"""The packs of an area in tests: each step of one, on a form opened just before."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from tests.record.area import Area
from wsoa.issued import Edition, PackChange, clear_pack, draft_pack, issue_pack, lodge_amended, place_of
from wsoa.snapshot.issued import packs
from wsoa.snapshot.positions import PackPosition

POSITION = date(2026, 4, 30)
BOARD_REPORT = PackChange(report="board-report", board=1, position_date=POSITION)


@dataclass
class Packs:
    """The packs of an area, with what a form opened now would carry."""

    area: Area
    files: dict[int, bytes] = field(default_factory=dict)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        with self.area.database.writing() as session:
            yield session

    def all(self, who: str = "manager", **narrowed: str | int) -> tuple[PackPosition, ...]:
        with self.area.database.reading() as session:
            return packs(session, self.area.people[who], self.area.slug, **narrowed)  # type: ignore[arg-type]

    def one(self, number: int) -> PackPosition:
        return next(each for each in self.all() if each.number == number)

    def draft(self, change: PackChange = BOARD_REPORT, who: str = "manager", **more: str) -> int:
        with self.writing() as session:
            return draft_pack(session, self.area.people[who], self.area.slug, change, **more)  # type: ignore[arg-type]

    def clear(self, number: int, who: str = "leader", **more: int | str) -> int:
        with self.writing() as session:
            sent = {"seen": self.one(number).written.sequence, **more}
            return clear_pack(session, self.area.people[who], self.area.slug, number, **sent)  # type: ignore[arg-type]

    def edition(self, number: int) -> Edition:
        pack, version = place_of(self.all(), number)
        said = f"{pack}.{version} of {number} in {self.area.slug}".encode()
        return Edition(pack, version, b"{" + said, b"PK" + said, "0.1")

    def issue(self, number: int, head: int | None = None, edition: Edition | None = None, **more: int | str) -> int:
        made = edition or self.edition(number)
        with self.writing() as session:
            pack = self.one(number)
            sent = {"seen": pack.written.sequence, "head": pack.known_by if head is None else head, **more}
            done = issue_pack(
                session,
                self.area.people["manager"],
                self.area.slug,
                number,
                made,
                **sent,  # type: ignore[arg-type]
            )
        self.files[number] = made.file
        return done

    def given(self, change: PackChange = BOARD_REPORT) -> int:
        """A pack that went all the way."""
        number = self.draft(change)
        self.clear(number)
        self.issue(number)
        return number

    def lodge(self, number: int, file: bytes, *differences: tuple[str | None, str | None], **more: int | str) -> int:
        with self.writing() as session:
            sent = {"seen": len(self.one(number).amendments), "reason": "The chair asked", **more}
            return lodge_amended(
                session,
                self.area.people["manager"],
                self.area.slug,
                number,
                file=file,
                differences=differences,
                **sent,  # type: ignore[arg-type]
            )
