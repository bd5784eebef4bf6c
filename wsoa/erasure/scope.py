"""What goes with the places that were chosen: the same text in other versions, and the program's own copies of it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from wsoa.erasure.frozen import CONTENTS
from wsoa.erasure.places import FILE, WHOLE_REPORT, Place, TextHeld
from wsoa.erasure.repeated import Repeats
from wsoa.history.erased import ENTRY, LOAD, SHORT
from wsoa.history.erasing import KINDS
from wsoa.tables import ErasureTerms, RatingKeyTerms, RatingLevel, metadata

SHEETS = ("cell", "where", "table", "key")
"""Keys of an account under which a place is told as *Sheet!C2*: the sheet's name goes, wherever it stands."""
ALONE = SHORT | {"period"}
"""Columns whose texts are sought only where nothing stands beside them."""

_level = metadata.tables[str(RatingLevel.__tablename__)]
_key = metadata.tables[str(RatingKeyTerms.__tablename__)]


@dataclass(frozen=True, slots=True)
class Scope:
    """All that an erasure takes words out of: places, and the texts that are sought in what repeats them."""

    places: frozenset[Place]
    repeats: Repeats


def scope(held: Sequence[TextHeld], asked: Iterable[Place], never: Iterable[str]) -> Scope:
    """What goes with the places asked for, among all texts that are held.

    `never` are texts that nothing is searched for (see `labels`).
    """
    wanted = set(asked)
    reasons = _reasons(held, wanted)
    first = [
        each
        for each in held
        if each.place in wanted or (_is_reason(each.place) and each.text in reasons) or _says_one_of(each, reasons)
        if not each.erased or _says_one_of(each, reasons)
    ]
    same = {(each.kind, each.number, each.text) for each in first if is_of_a_row(each.place)}
    sought = [each for each in first if each.place.field != FILE]
    repeats = Repeats(
        (_sought(each) for each in sought if not _is_short(each)),
        tuple(never),
        (_sought(each) for each in sought if _is_short(each)),
    )
    again = {
        each.place for each in held if is_of_a_row(each.place) and not each.erased and _goes_along(each, same, repeats)
    }
    whole = {place for place in wanted if place.field in (CONTENTS, WHOLE_REPORT)}
    return Scope(frozenset({each.place for each in first} | again | whole), repeats)


def texts_changed(held: Iterable[TextHeld], found: Scope) -> list[TextHeld]:
    """Which of all texts that are held would change: those that go, and the copies that repeat them."""
    return [each for each in held if each.place in found.places or _repeats(each, found)]


def _repeats(held: TextHeld, found: Scope) -> bool:
    return _is_a_copy(held) and found.repeats.found_in(held.text)


def is_of_a_row(place: Place) -> bool:
    """Whether it is a field of a history row, or of a line fixed with one, and nothing that was frozen."""
    return place.table in KINDS and place.field.split("/")[0] not in (CONTENTS, FILE)


def labels(session: Session, programme_id: int) -> list[str]:
    """The words of the programme's rating keys, which stand in every pack and account."""
    mine = select(_level.c.label, _level.c.code).join(_key, _key.c.id == _level.c.row_id)
    return [text for row in session.execute(mine.where(_key.c.programme_id == programme_id)).all() for text in row]


def _reasons(held: Sequence[TextHeld], wanted: Collection[Place]) -> frozenset[str]:
    """The reasons of earlier erasures that go: chosen themselves, or where they stand in for words in a chosen place.

    A reason goes from every place in which it stands, or nothing would be won.
    """
    stand = [each.text for each in held if each.erased and each.place in wanted]
    return frozenset(
        each.text
        for each in held
        if _is_reason(each.place) and not each.erased
        if each.place in wanted or any(stands_in_by(text, each.text) for text in stand)
    )


def stands_in_by(text: str, reason: str) -> bool:
    """Whether that is the sentence with which an erasure for that reason stood in (see `stand_in`)."""
    return text.startswith("Erased on ") and text.endswith(f" and an administrator: {reason.rstrip('. ')}.")


def _says_one_of(held: TextHeld, reasons: Iterable[str]) -> bool:
    return held.erased and any(stands_in_by(held.text, each) for each in reasons)


def _is_reason(place: Place) -> bool:
    return place.table == ErasureTerms.__tablename__ and place.field == "because"


def _is_short(held: TextHeld) -> bool:
    return held.place.field.rpartition("/")[2] in ALONE


def _is_a_copy(held: TextHeld) -> bool:
    return not is_of_a_row(held.place) and held.place.table != ENTRY and held.place.field != FILE


def _goes_along(held: TextHeld, same: set[tuple[str, int, str]], repeats: Repeats) -> bool:
    """The same text of the same thing, in another version or field; or a copy that the program made."""
    is_copy = held.place.field == "line_words" or held.place.field.startswith("pack_difference/")
    return (held.kind, held.number, held.text) in same or (is_copy and repeats.found_in(held.text))


def _sought(held: TextHeld) -> str:
    """The words that are sought elsewhere; of a cell's place the name of its sheet."""
    if held.place.table == LOAD and held.place.field.rpartition("/")[2] in SHEETS:
        return held.text.rpartition("!")[0]
    return held.text
