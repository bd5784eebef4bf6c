"""The questions that a board's next pack prints: those it has not closed, and those closed since its last pack."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from wsoa.access import Actor
from wsoa.snapshot import Snapshot
from wsoa.snapshot.issued import packs, questions
from wsoa.snapshot.positions import PackPosition

if TYPE_CHECKING:
    from exports.beside import AskedOfPack, Issue


def asked_before(
    session: Session, actor: Actor, found: Snapshot, key: str, issue: "Issue | None"
) -> "tuple[AskedOfPack, ...]":
    """What was asked about the packs that the board of `found` was given before report `key` of it.

    When it is issued as no pack, the board is the programme's own (of all boards, where there is a doubt which), and
    its packs about earlier dates are meant. Raises Unseen and Barred.
    """
    if not questions(session, actor, found.slug, known_by=found.known_by):
        return ()
    given = _given_before(packs(session, actor, found.slug, known_by=found.known_by), found, issue)
    return tuple(_still_asked(session, actor, found, given, key))


def _given_before(known: Sequence[PackPosition], found: Snapshot, issue: "Issue | None") -> dict[int, PackPosition]:
    from exports.parts.about import its_board

    board = its_board(found, issue)
    return {
        each.number: each
        for each in known
        if each.issued and (board is None or each.board == board.number) and (issue or each.position_date < found.as_at)
    }


def _still_asked(
    session: Session, actor: Actor, found: Snapshot, given: dict[int, PackPosition], key: str
) -> "Iterator[AskedOfPack]":
    from exports.beside import AskedOfPack
    from exports.catalogue import report

    since = max((each.written.entry for each in given.values() if each.report == key), default=0)
    for question in questions(session, actor, found.slug, known_by=found.known_by):
        pack = given.get(question.pack)
        closed_before = question.closed and question.answered is not None and question.answered.entry < since
        if pack and pack.pack and not closed_before:
            yield AskedOfPack(question, f"{report(pack.report).title} {pack.pack}", pack.position_date)
