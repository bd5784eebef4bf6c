"""Lists are stated whole and told line by line: which lines stood already, which are new, which are gone."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from wsoa.intake.loading.amend import Amending
from wsoa.intake.loading.outcome import FieldChange, FileRow, Outcome, RowOutcome
from wsoa.intake.loading.wording import typeset

LINE = "Line"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list in the file."""

    cell: str
    table: str
    text: str


def tell_lines(amending: Amending, row: FileRow, lines: Sequence[Line], stood: Sequence[str]) -> None:
    """Report each line of a list that was stated as `row`, against the lines that stood before.

    In a list that changed, the lines that stood already are unchanged. New ones are set against those that are gone;
    what is gone without a successor is told with the last line.
    """
    stays = Counter(map(typeset, stood))
    new = []
    for at, line in enumerate(lines):
        if stays[typeset(line.text)]:
            stays[typeset(line.text)] -= 1
        else:
            new.append(at)
    gone = [text for text in stood if stays[typeset(text)] and not stays.subtract([typeset(text)])]
    is_changed = row.outcome is Outcome.UPDATED and bool(new or gone)  # else only their order or their levels are new
    for at, line in enumerate(lines):
        changes = [FieldChange(LINE, gone.pop(0) if gone and at in new else None, line.text)] if at in new else []
        if at == len(lines) - 1:
            changes += [FieldChange(LINE, text, None) for text in gone]
        outcome = Outcome.UNCHANGED if is_changed and not changes else row.outcome
        is_told = outcome in (Outcome.CREATED, Outcome.UPDATED)
        told = tuple(changes) if is_told else ()
        amending.report.rows.append(RowOutcome(line.cell, line.table, row.thing, outcome, told))
        amending.report.count(line.table, [outcome])
