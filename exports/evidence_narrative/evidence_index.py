"""The index of everything that proves a claim: each piece of evidence once, and every place that cites it. Pure."""

from collections.abc import Iterable, Iterator
from datetime import date

from exports.evidence_narrative.citing import Citing, place, section_place
from exports.evidence_narrative.shape import ActionRow, AreaNarrative, EvidenceRow, Run, Section
from exports.parts.shape import Table
from exports.parts.wording import NOT_GIVEN, day
from wsoa.examined import KINDS
from wsoa.marked_text import CitedKind
from wsoa.released import is_open
from wsoa.snapshot.positions import EvidencePosition
from wsoa.terms import SectionKind

INDEX = "Evidence index"
NOT_RELEASED = "Not released"
_COLUMNS = ("Number", "Title and what it shows", "Date and owner", "Cited in")


def evidence_index(
    citing: Citing, narratives: Iterable[AreaNarrative], unserving: Iterable[ActionRow]
) -> Table[EvidenceRow] | None:
    """Every piece that is cited, by its number; None where nothing is."""
    cited: dict[int, dict[Run, None]] = {}
    for number, where in (*_of_areas(citing, narratives), *_of_actions(unserving)):
        cited.setdefault(number, {})[where] = None
    found = {each.number: each for each in citing.snapshot.evidence}
    rows = tuple(_row(citing, found[number], tuple(cited[number])) for number in sorted(cited) if number in found)
    caption = "Every piece of evidence that is cited, and where"
    return Table(INDEX, caption, _COLUMNS, rows) if rows else None


def _of_areas(citing: Citing, narratives: Iterable[AreaNarrative]) -> Iterator[tuple[int, Run]]:
    for area in narratives:
        written = (area.key_indicators, area.position, area.key_actions, area.impact, area.voice, area.next_steps)
        for section in written:
            yield from _of_section(citing, area, section)
        for table in filter(None, (area.actions, area.also_cited)):
            yield from _of_actions(table.rows)
        judged = Run(
            f"{area.heading}: the judgement of impact", to=section_place(area.number, SectionKind.EVIDENCE_OF_IMPACT)
        )
        yield from ((_number(each), judged) for each in area.judgement.evidence)


def _of_section(citing: Citing, area: AreaNarrative, section: Section) -> Iterator[tuple[int, Run]]:
    where = Run(f"{area.heading}: {section.heading}", to=section.anchor)
    for kind, number in citing.things(area.number, section.kind):
        if kind is CitedKind.EVIDENCE:
            yield number, where


def _of_actions(rows: Iterable[ActionRow]) -> Iterator[tuple[int, Run]]:
    for row in rows:
        where = Run(f"Rating of {row.ref or row.wording}", to=place(CitedKind.MILESTONE, row.number))
        yield from ((_number(each), where) for each in row.evidence)


def _number(run: Run) -> int:
    return int(run.text.partition(" ")[0].removeprefix("E"))


def _file(citing: Citing, found: EvidencePosition) -> str:
    """What readers get of it: a file of which kind (its name may name somebody), a link, or nothing yet."""
    files = citing.narrated.files.get(found.number)
    if files and files.now:
        readable = files.readable
        return f"File: {KINDS[readable.kind].one}" if readable else "Its file is not cleared for readers yet"
    return f"Link: {found.link}" if found.link else ""


def _dated(found: EvidencePosition, on: date) -> str:
    dated = day(found.dated) if found.dated else "No date given"
    if found.withdrawn is not None:
        return f"{dated}; withdrawn"
    return f"{dated}; expired on {day(found.expires)}" if found.expires and found.expires < on else dated


def _row(citing: Citing, found: EvidencePosition, cited_in: tuple[Run, ...]) -> EvidenceRow:
    """What it says; only its number of what not everybody may see, until two people have released it."""
    anchor, label = place(CitedKind.EVIDENCE, found.number), f"E{found.number}"
    if not is_open(found.sensitivity) and found.number not in citing.narrated.evidence_released:
        gone = "Withdrawn" if found.withdrawn is not None else ""
        return EvidenceRow(found.number, anchor, label, NOT_RELEASED, "", "", gone, "", cited_in)
    return EvidenceRow(
        number=found.number,
        anchor=anchor,
        label=label,
        title=found.title,
        shows=found.shows or NOT_GIVEN,
        file=_file(citing, found),
        dated=_dated(found, citing.snapshot.as_at),
        owner=found.owner or NOT_GIVEN,
        cited_in=cited_in,
    )
