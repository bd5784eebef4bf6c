"""How far an erasure would go: which packs repeat the words and which lodged files hold them."""

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from wsoa.access import Action, Actor, require
from wsoa.erasure.files import all_files
from wsoa.erasure.frozen import CONTENTS, all_frozen, as_first_named, content_now
from wsoa.erasure.held import texts_held
from wsoa.erasure.leaves import leaves
from wsoa.erasure.places import FILE, Place
from wsoa.erasure.positions import Reach
from wsoa.erasure.scope import Scope, labels, scope, texts_changed
from wsoa.erasure.word_text import read_words
from wsoa.history.digest import table_of
from wsoa.history.erased import ENTRY, erasures_of
from wsoa.history.erasing import KINDS
from wsoa.snapshot import open_programme


def reach_of(session: Session, actor: Actor, slug: str, places: Sequence[Place]) -> Reach:
    """Which issued packs, and which files that were lodged, lose words with those places. Raises Unseen and Barred."""
    programme = open_programme(session, actor, slug)
    require(actor, Action.PROPOSE_ERASURE, programme.id)
    return reach_now(session, programme.id, places)


def reach_now(session: Session, programme_id: int, places: Iterable[Place]) -> Reach:
    """The same, of a programme by its id."""
    asked = frozenset(places)
    meant = as_first_named((*all_frozen(session, programme_id), *all_files(session, programme_id)), asked)
    held = list(texts_held(session, programme_id))
    found = scope(held, meant, labels(session, programme_id))
    erasures = erasures_of(session, programme_id)
    packs, amended = set[int](), set[int]()
    for each in all_frozen(session, programme_id, kind="pack"):
        content = content_now(session, programme_id, each.digest, erasures)
        if content is None:
            continue
        chosen = {at.field for at in found.places if at.row == each.row}
        if each.is_contents and _repeats(content, chosen, found):
            packs.add(each.number)
        if not each.is_contents and holds_file(content, chosen, found, copied=each.number in packs):
            amended.add(each.number)
    changed = texts_changed(held, found)
    others = tuple(each for each in changed if each.place not in asked)
    return Reach(tuple(sorted(packs)), tuple(sorted(amended)), len(changed), others)


def holds_file(content: bytes, chosen: Iterable[str], found: Scope, *, copied: bool) -> bool:
    """Whether a lodged file goes: it was chosen, or repeats the words; `copied`: the pack it is a copy of did.

    One that cannot be read whole goes with the pack.
    """
    if FILE in chosen:
        return True
    read = read_words(content)
    return found.repeats.found_in(read.text) or (copied and not read.whole)


def written_by(session: Session, programme_id: int, place: Place) -> int | None:
    """The entry that wrote the row of a place; None for what stands outside the chain."""
    if place.table == ENTRY:
        return place.number
    if place.table not in KINDS:
        return None
    table = table_of(KINDS[place.table])
    mine = (table.c.programme_id == programme_id) & (table.c.number == place.number)
    entry: int | None = session.scalar(select(table.c.entry).where(mine, table.c.sequence == place.sequence))
    return entry


def _repeats(content: bytes, chosen: Iterable[str], found: Scope) -> bool:
    gone = set(chosen)
    return any(
        not gone.isdisjoint((CONTENTS, f"{CONTENTS}/{path}")) or found.repeats.found_in(text)
        for path, text in leaves(json.loads(content))
    )
