"""Writing what a file says over what the record says: equal is left, a person's work of that date is left alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wsoa.history import OpenEntry, Standing, said_again, says
from wsoa.history.digest import Content
from wsoa.intake.loading.outcome import FieldConflict, ImportReport, Outcome
from wsoa.tables import Child, History

COMMAND = "import"

Fields = Mapping[str, object]
Children = Mapping[type[Child], Sequence[Child]]


@dataclass(slots=True)
class Amending:
    """The open entry of an import, the date its file speaks for, and the report of what became of each row."""

    entry: OpenEntry
    as_at: date
    report: ImportReport

    def amend(
        self,
        kind: type[History],
        number: int,
        fields: Fields,
        children: Children | None = None,
        *,
        thing: str,
        as_at: date | None = None,
    ) -> Outcome:
        """State what the file says of a thing: fields and links it does not speak of stay as they stand.

        The date is the file's unless the row has its own. Compares with the position at that date (DESIGN 6, imports).
        """
        on = as_at or self.as_at
        standing = self.entry.standing(kind, number, on)
        row, lines = _overlaid(kind, number, on, standing, fields, children or {})
        if standing is not None:
            stands, said = standing.says(kind), says(row, lines)
            if stands == said:
                return Outcome.UNCHANGED
            if standing.as_at == on and standing.command != COMMAND:
                self._conflict(stands, said, thing)
                return Outcome.CONFLICT
        row.reason = None  # somebody gave it for another row
        self.entry.append(row, *lines)
        return Outcome.CREATED if standing is None else Outcome.UPDATED

    def _conflict(self, stands: Content, said: Content, thing: str) -> None:
        for name in sorted(stands.keys() | said.keys()):
            mine, theirs = stands.get(name), said.get(name)
            if mine != theirs:
                self.report.conflicts.append(FieldConflict(thing, name, _text(mine), _text(theirs)))


def _overlaid(
    kind: type[History], number: int, on: date, standing: Standing | None, fields: Fields, children: Children
) -> tuple[History, list[Child]]:
    """What stands, with what the file says laid over it."""
    row, kept = kind(programme_id=0, number=number, as_at=on), list[Child]()
    if standing is not None:
        row, kept = said_again(kind, standing.values, standing.children)
        row.as_at = on
    for name, value in fields.items():
        setattr(row, name, value)
    stays = [line for line in kept if type(line) not in children]
    return row, stays + [line for lines in children.values() for line in lines]


def _text(value: object) -> str | None:
    """A value as a person reads it; lines of a list one under the other."""
    if isinstance(value, list):
        return "\n".join(str(line.get("text") or ", ".join(map(str, line.values()))) for line in value)
    return None if value is None else str(value)
