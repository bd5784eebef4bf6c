"""Taking words out of everything that holds them: rows, entries, loads, headings, and what was frozen.

The places that were chosen lose their words. So do, without being chosen, the same text in other versions of the same
thing (every row states the whole position), and every copy that the program itself made of it (see `repeated`). What
people wrote elsewhere in other words is found by name and chosen: no program can know that it speaks of the same child.
"""

import json
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import delete, select

from wsoa.erasure.chosen import places_in
from wsoa.erasure.files import HeldFile, all_files
from wsoa.erasure.frozen import CONTENTS, Frozen, all_frozen, as_first_named, content_now
from wsoa.erasure.held import column_key, texts_held
from wsoa.erasure.leaves import everything_in, leaves, rewritten
from wsoa.erasure.places import COLUMN, FILE, WHOLE_REPORT, Place, TextHeld
from wsoa.erasure.reaching import holds_file
from wsoa.erasure.scope import SHEETS, Scope, is_of_a_row, labels, scope
from wsoa.errors import Invalid
from wsoa.history import OpenEntry, rows
from wsoa.history.erased import ENTRY, LOAD, Erasures, agreed_by, erasures_of, stand_in
from wsoa.history.erasing import drop_frozen, erase_in_entry, erase_in_load, erase_in_row
from wsoa.history.freezing import freeze
from wsoa.history.letting_go import let_go
from wsoa.tables import ErasedPlace, ErasureTerms, RememberedColumn, TrackerLoad, metadata
from wsoa.terms import LoadState

Redraw = Callable[[str, bytes], bytes]
"""Makes the file of a report (by its key) of contents as they are frozen. ValueError for contents it cannot read."""

_load = metadata.tables[str(TrackerLoad.__tablename__)]
_column = metadata.tables[str(RememberedColumn.__tablename__)]


@dataclass(slots=True)
class Taking:
    """An erasure under way: what goes, what stands in, the lines that name what was done, and bytes to be deleted."""

    writing: OpenEntry
    terms: ErasureTerms
    scope: Scope
    erasures: Erasures
    lines: list[ErasedPlace] = field(default_factory=list)
    replaced: set[str] = field(default_factory=set)

    def stand_in(self, column: str) -> str:
        """What stands in for words of that column."""
        return stand_in(column, self.terms.as_at, agreed_by(self.terms.requested_by), self.terms.because)

    def name(
        self,
        place: Place,
        fields: str,
        remaining: str | None = None,
        was: str | None = None,
        becomes: str | None = None,
    ) -> None:
        """Name a row or a file in which words were erased."""
        self.lines.append(
            ErasedPlace(
                position=len(self.lines) + 1,
                table_name=place.table,
                number=place.number,
                sequence=place.sequence,
                fields=fields,
                remaining=remaining,
                was=was,
                becomes=becomes,
            )
        )


def taken_out(writing: OpenEntry, terms: ErasureTerms, redraw: Redraw) -> list[ErasedPlace]:
    """Take out what the erasure names; the lines that name what was done.

    Raises Invalid when nothing is left of it, and when something of it cannot be found.
    """
    stood = writing.standing(ErasureTerms, terms.number, terms.as_at)
    assert stood is not None
    held = list(texts_held(writing.session, writing.programme_id))
    never = labels(writing.session, writing.programme_id)
    frozen = tuple(all_frozen(writing.session, writing.programme_id))
    files = tuple(all_files(writing.session, writing.programme_id))
    asked = as_first_named((*frozen, *files), places_in(writing.session, stood.values["id"]))
    found = scope(held, asked, never)
    if not found.places:
        raise Invalid({"": "None of the places holds words any more: they were erased already."})
    erasures = erasures_of(writing.session, writing.programme_id)
    _require_found(asked, held, erasures, _gone(frozen, files, erasures))
    taking = Taking(writing, terms, found, erasures)
    _take_out_of_rows(taking)
    _take_out_of_loads(taking)
    _forget_columns(taking)
    for each in frozen:
        _take_out_of_frozen(taking, each, redraw)
    _drop_replaced(taking, frozen)
    _take_files(taking, files)
    return taking.lines


def _gone(frozen: Iterable[Frozen], files: Iterable[HeldFile], erasures: Erasures) -> set[tuple[str, int, int]]:
    """The rows that first named what an erasure had before."""
    gone = {each.row for each in frozen if each.digest in erasures.files}
    return gone | {each.row for each in files if each.digest in erasures.files}


def _require_found(
    asked: Iterable[Place], held: Sequence[TextHeld], erasures: Erasures, replaced: set[tuple[str, int, int]]
) -> None:
    """Nothing of what was requested is passed over: each place is there, or an erasure had it before."""
    there = {each.place for each in held}
    in_rows = {place.row for place in there}
    for place in asked:
        whole = place.field in (CONTENTS, WHOLE_REPORT) and place.row in in_rows
        gone = place.row in replaced or place.field in erasures.fields.get(place.row, ())
        if not (place in there or whole or gone):
            raise Invalid({"": _MOVED})


_MOVED = (
    "Some of these words are no longer where they stood when this was requested. Refuse it, and ask the programme"
    " manager to find the words again and make a new request."
)


def _take_out_of_rows(taking: Taking) -> None:
    by_row: dict[tuple[str, int, int], list[str]] = {}
    for place in sorted(taking.scope.places):
        if is_of_a_row(place) or place.table == ENTRY:
            by_row.setdefault((place.table, place.number, place.sequence), []).append(place.field)
    for (table, number, sequence), fields in by_row.items():
        words = {name: taking.stand_in(name.rpartition("/")[2]) for name in fields}
        if table == ENTRY:
            remaining = erase_in_entry(taking.writing, number, words)
        else:
            remaining = erase_in_row(taking.writing, table, number, sequence, words)
        taking.name(Place(table, number, sequence, ""), "\n".join(fields), remaining=remaining)


def _take_out_of_loads(taking: Taking) -> None:
    kept = [column for column in _load.c if column.name != "content"]
    query = select(*kept).where(_load.c.programme_id == taking.writing.programme_id).order_by(_load.c.number)
    for row in rows(taking.writing.session, query):
        chosen = {each.field for each in taking.scope.places if each.table == LOAD and each.number == row["number"]}
        said: dict[str, object] = {}
        for name in ("by", "file_name", "message"):
            if row[name] and (name in chosen or taking.scope.repeats.found_in(row[name])):
                said[name] = taking.stand_in(name)
        report = _without(taking, row["report"], chosen, "report/")
        if report != row["report"]:
            said["report"] = report
        if taking.scope.repeats.found_in("\n".join(everything_in(row["corrections"]))):
            said["corrections"] = {}
        if row["state"] != LoadState.LOADED and (said or taking.scope.repeats.found_in(_read(row["grid"]))):
            said |= {"state": LoadState.GIVEN_UP, "content": None, "grid": None, "corrections": {}}
        if said:
            was, remaining = erase_in_load(taking.writing, row["number"], said)
            fields = "\n".join(sorted(chosen | (said.keys() - {"state", "content", "grid"})))
            taking.name(Place(LOAD, row["number"], 0, ""), fields, was=was, remaining=remaining)


def _read(grid: bytes | None) -> str:
    """The texts of what was read of a file that waits (api/pages/trackers/reading.py)."""
    return "\n".join(text for _, text in leaves(json.loads(zlib.decompress(grid)))) if grid else ""


def _without(taking: Taking, said: object, chosen: set[str], before: str) -> object:
    """JSON in which chosen texts have gone whole, and from the others what repeats them."""
    words = taking.stand_in("")
    whole = before.rstrip("/") in chosen

    def other(path: str, text: str) -> str:
        if (whole or f"{before}{path}" in chosen) and path.rpartition("/")[2] not in SHEETS:
            return words
        return taking.scope.repeats.taken_out_of(text, words)

    return rewritten(said, other)


def _forget_columns(taking: Taking) -> None:
    """A heading that held the words is remembered no longer."""
    keys = {each.field for each in taking.scope.places if each.table == COLUMN}
    mine = _column.c.programme_id == taking.writing.programme_id
    for row in rows(taking.writing.session, select(_column).where(mine)):
        key = column_key(taking.writing.programme_uid, row["table_kind"], row["header"])
        if key in keys or taking.scope.repeats.found_in(row["header"]):
            same = (_column.c.table_kind == row["table_kind"]) & (_column.c.header == row["header"])
            taking.writing.session.execute(delete(_column).where(mine, same))
            taking.name(Place(COLUMN, 0, 0, key), key)


def _take_out_of_frozen(taking: Taking, each: Frozen, redraw: Redraw) -> None:
    content = content_now(taking.writing.session, taking.writing.programme_id, each.digest, taking.erasures)
    if content is None:
        return
    chosen = {at.field for at in taking.scope.places if at.row == each.row}
    if not each.is_contents:
        if holds_file(content, chosen, taking.scope, copied=_copies_redrawn(taking, each)):
            _replace(taking, each, FILE, each.digest, None)
        return
    said = json.loads(content)
    without = _without(taking, said, chosen, f"{CONTENTS}/")
    if without == said:
        return
    assert isinstance(without, dict)
    new = _frozen_again(_told(without, taking))
    if each.drawn:
        try:
            file = redraw(each.report, new)
        except ValueError:
            raise Invalid({"": f"Pack {each.number} cannot be drawn without those words. Choose others."}) from None
        for digest in each.drawn:
            _replace(taking, each, FILE, digest, file)
    _replace(taking, each, CONTENTS, each.digest, new)


def _take_files(taking: Taking, files: Iterable[HeldFile]) -> None:
    """Files of evidence go whole, and with each the copies for readers that were made of it."""
    kept = [each for each in files if each.digest not in taking.erasures.files]
    chosen = {each.digest for each in kept if each.place in taking.scope.places}
    gone = [each for each in kept if each.digest in chosen or not chosen.isdisjoint(each.copied)]
    for each in gone:
        taking.name(Place(*each.row, ""), FILE, was=each.digest)
    let_go(taking.writing, (each.digest for each in gone))


def _copies_redrawn(taking: Taking, each: Frozen) -> bool:
    """Whether words were just taken out of the pack that a lodged file is a copy of."""
    return any(line.number == each.number and line.was and line.table_name == "pack_terms" for line in taking.lines)


def _told(contents: dict[str, object], taking: Taking) -> dict[str, object]:
    """With a line on the first page that says that words were erased, and when."""
    particulars = contents.get("particulars")
    if not isinstance(particulars, list):
        return contents
    said = [line for line in particulars if not str(line).startswith(_SAYS)]
    day = f"{taking.terms.as_at.day} {taking.terms.as_at:%B %Y}"
    return contents | {"particulars": [*said, f"{_SAYS} on {day}."]}


_SAYS = "Words were erased from this pack"


def _replace(taking: Taking, each: Frozen, column: str, digest: str, content: bytes | None) -> None:
    """Keep `content` in the place of what rows name by that digest; what was kept there is deleted in the end."""
    erased = taking.erasures.files.get(digest)
    becomes = freeze(taking.writing, content) if content is not None else None
    kept = erased.becomes if erased else digest
    if kept:
        taking.replaced.add(kept)
    taking.name(Place(each.table, each.number, each.sequence, ""), column, was=digest, becomes=becomes)


def _drop_replaced(taking: Taking, frozen: Iterable[Frozen]) -> None:
    """Delete the bytes in whose place others stand now.

    Without their words two contents may have become the same: what still stands for another row stays.
    """
    becomes = {was: each.becomes for was, each in taking.erasures.files.items()}
    becomes |= {line.was: line.becomes for line in taking.lines if line.was and line.table_name != LOAD}
    stand = {becomes.get(digest, digest) for each in frozen for digest in (each.digest, *each.drawn)}
    for digest in sorted(taking.replaced - stand):
        drop_frozen(taking.writing, digest)


def _frozen_again(contents: Mapping[str, object]) -> bytes:
    """Canonical JSON, as the contents were frozen (exports/frozen.py)."""
    return json.dumps(contents, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
