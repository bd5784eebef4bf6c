"""Other parts of a plan, each whole under its own heading."""

from wsoa.intake.loading.amend import Amending
from wsoa.intake.loading.lines import Line, tell_lines
from wsoa.intake.loading.outcome import FileRow
from wsoa.progress import list_number
from wsoa.tables import Bullet, BulletList, BulletListVersion
from wsoa.terms import BulletKind


def load_sections(amending: Amending) -> None:
    """State every section of the file."""
    for found in amending.report.found.sections:
        known = list_number(amending.entry, BulletKind.SECTION, None, found.heading)
        number = known or amending.entry.new(BulletList)
        standing = amending.entry.standing(BulletListVersion, number, amending.as_at)
        bullets = [Bullet(position=n, level=line.level, text=line.text) for n, line in enumerate(found.lines, 1)]
        fields = {"workstream": None, "kind": BulletKind.SECTION, "heading": found.heading}
        row = FileRow(found.lines[0].cell, found.table, f"section “{found.heading}”", is_new=known is None)
        amending.amend(BulletListVersion, number, fields, {Bullet: bullets}, thing=row.thing, row=row)
        lines = [Line(line.cell, found.table, line.text) for line in found.lines]
        tell_lines(
            amending, row, lines, [str(line["text"]) for line in standing.children["bullet"]] if standing else []
        )
