"""Risks, lists, notes, products and indicators of a file, each matched to the record's."""

from collections.abc import Mapping, Sequence

from wsoa import clock
from wsoa.intake.found import FoundList
from wsoa.intake.loading.amend import Amending
from wsoa.intake.loading.known import RecordKnown, unique
from wsoa.intake.loading.lines import Line, tell_lines
from wsoa.intake.loading.outcome import FileRow, first_cell
from wsoa.intake.loading.ratings import as_found, given, rating_fields
from wsoa.intake.loading.structure import Workstreams, owner_of
from wsoa.intake.loading.wording import same, typeset
from wsoa.products import product_date
from wsoa.progress import list_number
from wsoa.tables import (
    Bullet,
    BulletList,
    BulletListVersion,
    Child,
    Indicator,
    IndicatorTerms,
    Product,
    ProductTerms,
    ProductTimescale,
    ProductUpdate,
    Risk,
    RiskTerms,
    RiskUpdate,
    WorkstreamNote,
    WorkstreamNotes,
)
from wsoa.terms import BulletKind, ProductDate


def load_risks(amending: Amending, record: RecordKnown, workstreams: Workstreams) -> None:
    """State every risk: by its reference where that stands once, else by its title."""
    found_risks, levels = amending.report.found.risks, amending.levels(amending.as_at)
    references = unique(risk.ref for risk in found_risks) & record.risks.refs()
    for found in found_risks:
        owner = owner_of(record, workstreams, found.workstream)
        near = {"workstream": owner} if owner is not None else {}
        known = record.risks.claim(ref=found.ref) if same(found.ref) in references else None
        known = known or record.risks.claim(near, title=found.title)
        number = known or amending.entry.new(Risk)
        terms = {"title": found.title, **given(ref=found.ref, owner=found.owner), **near}
        row = FileRow(
            first_cell(found.where, "risk"), found.table, f"risk {number} ({found.title})", is_new=known is None
        )
        amending.amend(RiskTerms, number, terms, thing=row.thing, row=row)
        cell = found.where.get("rating", "")
        said = rating_fields(amending, levels, found.rating, found.colour, cell=cell, table=found.table)
        words = {"detail": found.detail, "impact": found.impact, "mitigation": found.mitigation}
        said |= as_found(amending, found.table, rated="level" in said, **words)
        if said:
            amending.amend(RiskUpdate, number, said, thing=row.thing, row=row)
        amending.report.tell(row)


def load_lists(amending: Amending, workstreams: Workstreams) -> None:
    """State every list, whole; of workstreams that are read as one, the lines of all."""
    for (kind, workstream), alike in _lists_by_workstream(amending.report.found.lists, workstreams).items():
        found, bullets_found = alike[0], [(line, one.table) for one in alike for line in one.bullets]
        known = list_number(amending.entry, kind, workstream)
        number = known or amending.entry.new(BulletList)
        standing = amending.entry.standing(BulletListVersion, number, amending.as_at)
        bullets = [Bullet(position=n, level=line.level, text=line.text) for n, (line, _) in enumerate(bullets_found, 1)]
        fields = {"workstream": workstream, "kind": kind}
        thing = f"{kind.replace('_', ' ')} of {found.workstream or 'the programme'}"
        row = FileRow(bullets_found[0][0].cell if bullets_found else "", found.table, thing, is_new=known is None)
        amending.amend(BulletListVersion, number, fields, {Bullet: bullets}, thing=thing, row=row)
        lines = [Line(line.cell, table, line.text) for line, table in bullets_found]
        tell_lines(amending, row, lines, _texts(standing.children["bullet"]) if standing else [])


def _lists_by_workstream(
    lists: Sequence[FoundList], workstreams: Workstreams
) -> dict[tuple[BulletKind, int | None], list[FoundList]]:
    found: dict[tuple[BulletKind, int | None], list[FoundList]] = {}
    for one in lists:
        workstream = workstreams[same(one.workstream)] if one.workstream is not None else None
        found.setdefault((one.kind, workstream), []).append(one)
    return found


def load_notes(amending: Amending, workstreams: Workstreams) -> None:
    """State what is noted about each group, whole; of groups that are read as one, all."""
    notes = amending.report.found.notes
    for number in dict.fromkeys(workstreams[same(note.group)] for note in notes):
        mine = [note for note in notes if workstreams[same(note.group)] == number]
        lines = [WorkstreamNote(position=n, kind=note.kind, text=note.text) for n, note in enumerate(mine, 1)]
        thing = f"notes of {mine[0].group}"
        standing = amending.entry.standing(WorkstreamNotes, number, amending.as_at)
        row = FileRow(mine[0].cell, mine[0].table, thing, is_new=standing is None)
        amending.amend(WorkstreamNotes, number, {}, {WorkstreamNote: lines}, thing=thing, row=row)
        told = [Line(note.cell, note.table, note.text) for note in mine]
        tell_lines(amending, row, told, _texts(standing.children["workstream_note"]) if standing else [])


def load_products(amending: Amending, record: RecordKnown) -> None:
    """State every reporting product, and how far it has come by the date its column names."""
    for found in amending.report.found.products:
        known = record.products.claim(name=found.name)
        number = known or amending.entry.new(Product)
        words = {
            ProductDate.START: found.start,
            ProductDate.FIRST_DRAFT: found.first_draft,
            ProductDate.FIRST_ISSUE: found.first_issue,
        }
        fields = {"name": found.name, **given(type=found.type, frequency=found.frequency)}
        row = FileRow(
            first_cell(found.where, "product"), found.table, f"reporting product {found.name}", is_new=known is None
        )
        dates = _product_dates(amending, number, {which: text for which, text in words.items() if text})
        amending.amend(ProductTerms, number, fields, dates, thing=row.thing, row=row)
        if found.progress:
            _state_progress(amending, found.progress, number, row)
        amending.report.tell(row)


def _product_dates(
    amending: Amending, number: int, words: Mapping[ProductDate, str]
) -> Mapping[type[Child], Sequence[Child]]:
    """The dates a row gives; one that stands in the same words is not read anew, one it does not give stays."""
    standing = amending.entry.standing(ProductTerms, number, amending.as_at)
    stands = {line["which"]: line for line in standing.children["product_timescale"]} if standing else {}
    dates: list[Child] = []
    for which in ProductDate:
        line, said = stands.get(which), words.get(which)
        if line and (said is None or typeset(line["words"]) == typeset(said)):
            dates.append(ProductTimescale(**{name: value for name, value in line.items() if name != "row_id"}))
        elif said:
            dates.append(product_date(which, said, amending.as_at))
    return {ProductTimescale: dates} if words else {}


def _state_progress(amending: Amending, progress: str, number: int, row: FileRow) -> None:
    """The progress in words; the column's own date counts where it has passed."""
    dates = [found.progress_as_at for found in amending.report.found.products]
    stated = max((on for on in dates if on is not None and on <= clock.today()), default=amending.as_at)
    amending.amend(ProductUpdate, number, {"progress": progress}, thing=row.thing, row=row, as_at=stated)


def load_indicators(amending: Amending, record: RecordKnown) -> None:
    """State every indicator: by its name within its class."""
    for found in amending.report.found.indicators:
        known = record.indicators.claim(name=found.name, klass=found.klass)
        number = known or amending.entry.new(Indicator)
        fields = {"name": found.name, "klass": found.klass, **given(class_words=found.class_words)}
        fields |= given(definition=found.definition, source=found.source, owner=found.owner)
        row = FileRow(
            first_cell(found.where, "indicator"), found.table, f"indicator {found.name}", is_new=known is None
        )
        amending.amend(IndicatorTerms, number, fields, thing=row.thing, row=row)
        amending.report.tell(row)


def _texts(lines: Sequence[Mapping[str, object]]) -> list[str]:
    return [str(line["text"]) for line in lines]
