"""The questions that a board's next pack prints: those it has not closed, and those closed since its last pack."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from wsoa.access import Actor
from wsoa.snapshot import Snapshot
from wsoa.snapshot.issued import packs, questions
from wsoa.snapshot.positions import PackPosition, QuestionPosition

if TYPE_CHECKING:
    from exports.beside import AskedOfPack, Issue


def asked_before(
    session: Session, actor: Actor, found: Snapshot, key: str, issue: "Issue | None"
) -> "tuple[AskedOfPack, ...]":
    """What was asked about the packs that the board of `found` was given before report `key` of it.

    A version that mends a pack prints what that pack printed, and what was asked about it, with the answers of today.
    When it is issued as no pack, the board is the programme's own (of all boards, where there is a doubt which), and
    its packs about earlier dates are meant. Raises Unseen and Barred.
    """
    asked = questions(session, actor, found.slug, known_by=found.known_by)
    if not asked:
        return ()
    known = packs(session, actor, found.slug, known_by=found.known_by)
    given = {each.number: each for each in _given_before(known, found, key, issue)}
    return tuple(_still_asked(asked, given, _since(given.values(), key, issue)))


def _given_before(
    known: Sequence[PackPosition], found: Snapshot, key: str, issue: "Issue | None"
) -> Iterator[PackPosition]:
    """The packs that the board had been given, of the report's own series up to the one that is mended."""
    from exports.parts.about import its_board

    board = its_board(found, issue)
    given = [each for each in known if each.issued and (board is None or each.board == board.number)]
    if issue is None:
        yield from (each for each in given if each.position_date < found.as_at)
        return
    later = [each for each in given if each.report == key and (each.pack or 0) > issue.pack]
    until = min((each.written.entry for each in later), default=None)
    for each in given:
        if each not in later and (each.report == key or until is None or each.written.entry < until):
            yield each


def _since(given: Collection[PackPosition], key: str, issue: "Issue | None") -> int:
    """The entry that issued the last pack the board had seen when it was given this one, in its first version."""
    mine = [each for each in given if each.report == key]
    before = [each for each in mine if issue is None or (each.pack or 0) < issue.pack]
    first = min((each.written.entry for each in mine if each not in before), default=None)
    return max((each.written.entry for each in before if first is None or each.written.entry < first), default=0)


def _still_asked(
    asked: Sequence[QuestionPosition], given: Mapping[int, PackPosition], since: int
) -> "Iterator[AskedOfPack]":
    from exports.beside import AskedOfPack
    from exports.catalogue import report

    for question in asked:
        pack = given.get(question.pack)
        closed_before = question.closed and question.answered is not None and question.answered.entry < since
        if pack and pack.pack and not closed_before:
            asked_of = f"{report(pack.report).title} {pack.pack} · version {pack.version}"
            yield AskedOfPack(question, asked_of, pack.position_date)
