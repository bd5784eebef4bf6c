"""A pack is issued: what it says and the file it is are frozen, and the entry that does so holds both digests."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from wsoa.access import Action, Actor
from wsoa.errors import Conflict, Invalid, Unseen
from wsoa.history import entry
from wsoa.history.freezing import freeze
from wsoa.issued.arrived import SomethingArrived, arrived
from wsoa.issued.drafting import its_terms, require_state
from wsoa.snapshot.issued import last_given, packs
from wsoa.snapshot.positions.issued import PackPosition
from wsoa.tables import PackTerms
from wsoa.terms import PackState

OVERTAKEN = "Another pack of this report was issued to its board after this one was drawn: prepare a fresh draft of it."


@dataclass(frozen=True, slots=True)
class Edition:
    """What a pack is issued as: which of the board's packs, in which version, what it says as JSON, and its file."""

    pack: int
    version: int
    contents: bytes
    file: bytes
    program_version: str


def issue_pack(
    session: Session,
    actor: Actor,
    slug: str,
    number: int,
    edition: Edition,
    *,
    head: int,
    seen: int,
    token: str | None = None,
) -> int:
    """Issue cleared pack `number`, and freeze it; the sequence of the row.

    `head` is the last entry the actor has seen: the one the pack was drawn from, or a later one. Raises Unseen, Barred
    and Invalid, also for a pack that was overtaken (see `overtaken_by`); Conflict when somebody changed the pack since
    `seen` or issued another as the same pack and version; SomethingArrived, which lists it, when others have written in
    the record after `head`.
    """
    action, sent = Action.PREPARE_PACK, (number, head, seen)
    with entry(session, actor, slug, command="issue_pack", action=action, token=token, payload=sent) as writing:
        row = its_terms(writing, number)
        if writing.was_sent():
            return writing.sequence(PackTerms, number)
        writing.require_seen(PackTerms, number, seen, "This pack")
        require_state(row, PackState.CLEARED)
        if not row.known_by <= head < writing.number:
            raise Invalid({"": f"The record it was previewed from ends at no entry {head}. Open the page again."})
        if since := arrived(session, writing.programme_id, number, head):
            raise SomethingArrived(since, seen=head, newest=writing.number - 1)
        among = packs(session, actor, slug)
        if (edition.pack, edition.version) != place_of(among, number):
            raise Conflict("The series of this board’s packs", seen=head, newest=writing.number - 1)
        if overtaken_by(among, number):
            raise Invalid({"": OVERTAKEN})
        row.state, row.pack, row.version = PackState.ISSUED, edition.pack, edition.version
        row.program_version = edition.program_version
        row.contents_digest, row.file_digest = freeze(writing, edition.contents), freeze(writing, edition.file)
        return writing.append(row)


def overtaken_by(found: Sequence[PackPosition], number: int) -> PackPosition | None:
    """The pack that pack `number` follows, where it was issued only after that one was drawn; None where it was not.

    A pack is compared with the one its board saw last (DESIGN 2, rule 6), and is issued as it was seen and cleared.
    One that was overtaken would be both only by chance, so it is drawn anew. Raises Unseen.
    """
    place, _ = place_of(found, number)
    mine = next(each for each in found if each.number == number)
    before = (each for each in found if each.pack and each.pack < place)
    last = last_given(tuple(before), report=mine.report, board=mine.board)
    return last if last and last.written.entry > mine.known_by else None


def place_of(found: Sequence[PackPosition], number: int) -> tuple[int, int]:
    """As which pack of its board and report, and in which version, pack `number` would be issued now.

    Every board has a series of its own for each report. Raises Unseen when it is not among those found.
    """
    mine = next((each for each in found if each.number == number), None)
    if mine is None:
        raise Unseen("pack")
    given = [each for each in found if each.issued and (each.report, each.board) == (mine.report, mine.board)]
    mended = next((each.pack for each in given if each.number == mine.replaces), None)
    if mended is None:
        return max((each.pack or 0 for each in given), default=0) + 1, 1
    return mended, max(each.version or 0 for each in given if each.pack == mended) + 1
