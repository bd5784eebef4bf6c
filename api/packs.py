"""A pack somebody opens: which one it is, how far it has come, and what it says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from api.beside import beside
from exports import catalogue
from exports.beside import Issue
from exports.catalogue import Report
from exports.frozen import thawed
from wsoa import snapshot
from wsoa.access import Action, Actor, reaches
from wsoa.errors import Unseen
from wsoa.issued import place_of
from wsoa.people import people_of
from wsoa.snapshot import Snapshot
from wsoa.snapshot.issued import frozen, packs
from wsoa.snapshot.positions import PackPosition
from wsoa.snapshot.positions.working import meets
from wsoa.terms import Role


@dataclass(frozen=True, slots=True)
class Opened:
    """A pack among all that the reader may know of, and the programme as it stands today.

    `place` is as which of the board's packs, and in which version, it is issued or would be.
    """

    found: Snapshot
    pack: PackPosition
    among: Sequence[PackPosition]
    place: tuple[int, int]

    @property
    def report(self) -> Report[Any]:
        """The report it is. Any: each report has contents of its own."""
        return catalogue.report(self.pack.report)

    @property
    def called(self) -> str:
        """What it is called: *Board report 7 · version 1*; before it is issued, by its report alone."""
        return called(self.pack)

    @property
    def mended(self) -> PackPosition | None:
        """The issued pack that it replaces."""
        return next((each for each in self.among if each.number == self.pack.replaces), None)

    @property
    def newer(self) -> PackPosition | None:
        """The issued pack that replaces it."""
        return next((each for each in self.among if each.number == self.pack.replaced_by), None)

    @property
    def under_way(self) -> PackPosition | None:
        """The pack that is being prepared to replace it."""
        mine = (each for each in self.among if each.replaces == self.pack.number)
        return next((each for each in mine if each.state in ("draft", "cleared")), None)

    @property
    def since(self) -> PackPosition | None:
        """The newest that was prepared after it for the same report and board, and to mend the same; none withdrawn."""
        later = (each for each in self.among if each.number > self.pack.number and each.state != "given-up")
        return next((each for each in later if _what_for(each) == _what_for(self.pack)), None)

    @property
    def another(self) -> str:
        """What the form for a new pack is asked with, to prepare another like it."""
        replaced = self.pack.replaces
        return f"replaces={replaced}" if replaced else f"like={self.pack.number}"


def _what_for(pack: PackPosition) -> tuple[str, int, int | None]:
    return pack.report, pack.board, pack.replaces


def called(pack: PackPosition) -> str:
    """What a pack is called: *Board report 7 · version 1*; before it is issued, by its report alone."""
    title = catalogue.report(pack.report).title
    return f"{title} {pack.pack} · version {pack.version}" if pack.issued else title


def open_pack(session: Session, actor: Actor, slug: str, number: int) -> Opened:
    """The pack. Raises Unseen (for who may not see drafts, a draft is missing) and Barred."""
    found = snapshot.load(session, actor, slug, action=Action.READ_PACK)
    among = packs(session, actor, slug)
    pack = next((each for each in among if each.number == number), None)
    if pack is None:
        raise Unseen("pack")
    place = (pack.pack, pack.version) if pack.pack and pack.version else place_of(among, number)
    return Opened(found, pack, among, place)


def leaders(session: Session, actor: Actor, slug: str) -> tuple[str, ...] | None:
    """Who else could clear a pack; None for who may not know that. Raises Unseen and Barred."""
    if not reaches(actor, Action.SET_UP, snapshot.open_programme(session, actor, slug).id):
        return None
    of = (each for each in people_of(session, actor, slug) if each.uid != actor.uid)
    return tuple(each.name for each in of if any(held.role is Role.ACCOUNTABLE_LEADER for held in each.roles))


# Any: each report has contents of its own, which only its own writers and template are given.
def contents_of(session: Session, actor: Actor, opened: Opened, issued_on: date | None = None) -> Any:
    """What the pack says: as it was frozen, or drawn from the record as its draft knew it.

    With `issued_on`, as it says it when it is issued on that day. Raises Unseen and Barred.
    """
    pack, slug = opened.pack, opened.found.slug
    if pack.contents_digest is not None:
        return thawed(opened.report, frozen(session, actor, slug, pack.contents_digest))
    read = snapshot.load(session, actor, slug, as_at=pack.position_date, known_by=pack.known_by)
    return opened.report.contents(read, beside(session, actor, read, opened.report, _issue(opened, read, issued_on)))


def _issue(opened: Opened, read: Snapshot, issued_on: date | None) -> Issue:
    pack, mended = opened.pack, opened.mended
    board = next(each for each in opened.found.boards if each.number == pack.board)
    number, version = opened.place
    return Issue(
        board=board,
        pack=number,
        version=version,
        mends=mended.version if mended else None,
        meets=_meets(read, pack),
        issued_on=issued_on,
        cleared_by=pack.cleared_by,
        why=(pack.drafted.reason or "") if mended else "",
    )


def _meets(found: Snapshot, pack: PackPosition) -> date | None:
    """The day on which the pack's board meets about its round; None where that is not said."""
    round_ = next((each for each in found.rounds if each.number == pack.round), None)
    return meets(round_, pack.board) if round_ else None
