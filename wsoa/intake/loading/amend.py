"""Writing what a file says over what the record says: equal is left, a person's work of that date is left alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from wsoa.history import OpenEntry, Row, Standing, said_again, says
from wsoa.history.digest import Content
from wsoa.history.newest import Narrowing
from wsoa.intake.found import Choice, Doubt
from wsoa.intake.loading.outcome import FieldChange, FieldConflict, FileRow, ImportReport, Outcome
from wsoa.intake.loading.told import LABELS, Telling
from wsoa.intake.loading.wording import kept, typeset
from wsoa.rating_keys import in_force
from wsoa.snapshot.positions import Level
from wsoa.snapshot.promises import levels
from wsoa.snapshot.reading import Reading
from wsoa.tables import Child, History, MilestoneLead

COMMAND = "import"

Fields = Mapping[str, object]
Children = Mapping[type[Child], Sequence[Child]]

_SPLIT_FROM: Mapping[type[Child], str] = {MilestoneLead: "leads_words"}
"""Lines that only split the words of a field: while those stand, so does whom a person knew them to be."""


@dataclass(slots=True)
class Amending:
    """The open entry of an import, the date its file speaks for, and the report of what became of each row.

    `begins` is the earliest date of which the file says anything. `settled` are doubts' keys and the codes taken.
    """

    entry: OpenEntry
    as_at: date
    report: ImportReport
    begins: date
    settled: Mapping[str, str] = field(default_factory=dict)
    telling: Telling = field(default_factory=Telling)
    _levels: dict[date, tuple[Level, ...]] = field(default_factory=dict)

    def amend(
        self,
        kind: type[History],
        number: int,
        fields: Fields,
        children: Children | None = None,
        *,
        thing: str,
        row: FileRow | None = None,
        as_at: date | None = None,
        yields: bool = False,
        narrowed: Narrowing | None = None,
    ) -> Outcome:
        """State what the file says of a thing: fields and links it does not speak of stay as they stand.

        The date is the file's unless the row has its own. Compares with the position at that date (DESIGN 6, imports);
        what a person wrote on that date is a conflict, unless it `yields`. `row` is told what became of this part. Only
        rows of `narrowed` stand.
        """
        on = as_at or self.as_at
        standing = self.entry.standing(kind, number, on, narrowed)
        new, lines = _overlaid(kind, number, on, standing, fields, children or {})
        stands: Content = standing.says(kind) if standing else {}
        said = says(new, lines)
        outcome = _outcome(standing, stands == said)
        if outcome is Outcome.UPDATED and standing and _by_a_person(standing, on) and not yields:
            outcome = Outcome.CONFLICT
        row = row or FileRow("", "", thing, is_new=False)
        row.outcomes.append(outcome)
        if outcome is Outcome.CONFLICT:
            told = self.telling.differences(stands, said)
            self.report.conflicts += [FieldConflict(thing, name, record, file, row.cell) for name, record, file in told]
        elif outcome is not Outcome.UNCHANGED:
            row.changes += self._changes(stands, said, on)
            for said_of_another_row in {"reason", "approver"} & kind.model_fields.keys():
                setattr(new, said_of_another_row, None)
            self.entry.append(new, *lines)
        return outcome

    def unlike(
        self, kind: type[History], number: int, fields: Fields, children: Children
    ) -> list[tuple[str, str | None, str | None]]:
        """Each field in which what the file says differs from what stands on its date, and both in words."""
        standing = self.entry.standing(kind, number, self.as_at)
        if standing is None:
            return []
        new, lines = _overlaid(kind, number, self.as_at, standing, fields, children)
        return self.telling.differences(standing.says(kind), says(new, lines))

    def leave_alone(self, unlike: Sequence[tuple[str, str | None, str | None]], row: FileRow) -> None:
        """List as conflicts the fields that the file would change and the record keeps."""
        row.outcomes.append(Outcome.CONFLICT)
        conflicts = (FieldConflict(row.thing, name, record, file, row.cell) for name, record, file in unlike)
        self.report.conflicts.extend(conflicts)

    def doubt(self, cell: str, text: str, why: str, key: str, choices: Sequence[Choice]) -> str:
        """List what can be read in several ways; the code of the reading a person settled on, else of the first."""
        said = self.settled.get(key)
        taken = next((choice for choice in choices if choice.code == said), choices[0])
        settled = said if taken.code == said else None
        doubts = self.report.doubts
        doubts[:] = [doubt for doubt in doubts if not doubt.key or (doubt.key, doubt.cell) != (key, cell)]
        doubts.append(Doubt(cell, text, taken.words, why, key, tuple(choices), settled))
        return taken.code

    def levels(self, on: date) -> tuple[Level, ...]:
        """The levels by which a milestone or risk may be rated on that date."""
        if on not in self._levels:
            self._levels[on] = in_force(self.entry, on)
        return self._levels[on]

    def level(self, values: Row) -> Level | None:
        """The level a row points to, of the key version it was given by."""
        return self.telling.levels.get((values["rating_key"], values["key_version"], values["level"]))

    def learn_levels(self) -> None:
        """Take note of the levels of every version of the key, after it has been stated or found."""
        self._levels.clear()
        self.telling.levels = levels(Reading(self.entry.session, self.entry.moment(self.as_at)))
        offered = self.levels(self.as_at)
        self.telling.in_force = (offered[0].key, offered[0].version) if offered else None

    def _changes(self, stands: Content, said: Content, on: date) -> list[FieldChange]:
        when = "" if on == self.as_at else f", {on.day} {on:%B %Y}"
        found = self.telling.differences(stands, said)
        return [FieldChange(LABELS.get(name, name) + when, before, after) for name, before, after in found]


def _outcome(standing: Standing | None, equal: bool) -> Outcome:
    if standing is None:
        return Outcome.CREATED
    return Outcome.UNCHANGED if equal else Outcome.UPDATED


def _by_a_person(standing: Standing, on: date) -> bool:
    return standing.as_at == on and standing.command != COMMAND


def _overlaid(
    kind: type[History], number: int, on: date, standing: Standing | None, fields: Fields, children: Children
) -> tuple[History, list[Child]]:
    """What stands, with what the file says laid over it; what is only set otherwise is left as it was set."""
    before: Mapping[str, object] = standing.values if standing else {}
    if standing is None:
        row, stays = kind(programme_id=0, number=number, as_at=on), list[Child]()
    else:
        row, stays = said_again(kind, standing.values, standing.children)
        row.as_at = on
    for name, value in fields.items():
        setattr(row, name, kept(before.get(name), value))
    stated = {
        child: lines
        for child, lines in children.items()
        if child not in _SPLIT_FROM or getattr(row, _SPLIT_FROM[child]) != before.get(_SPLIT_FROM[child])
    }
    lines = [line for child, new in stated.items() for line in _as_set(new, [x for x in stays if type(x) is child])]
    return row, [line for line in stays if type(line) not in stated] + lines


def _as_set(lines: Sequence[Child], standing: Sequence[Child]) -> Sequence[Child]:
    """The lines with each text that stands already as it was set, and whoever was known by those words."""
    for name in ("text", "words", "label", "meaning"):
        stands = {typeset(text): line for line in standing if isinstance(text := getattr(line, name, None), str)}
        for line in lines if stands else ():
            text = getattr(line, name)
            known = stands.get(typeset(text)) if isinstance(text, str) else None
            if known is not None:
                setattr(line, name, getattr(known, name))
                if name == "words" and hasattr(known, "person"):
                    for whom in ("person", "organisation"):
                        setattr(line, whom, getattr(line, whom) or getattr(known, whom))
    return lines
