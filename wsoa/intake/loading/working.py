"""Risks, lists, notes, products and indicators of a file, each matched to the record's."""

from collections.abc import Sequence

from wsoa import clock
from wsoa.intake.loading.amend import Amending
from wsoa.intake.loading.known import RecordKnown, same, unique
from wsoa.intake.loading.outcome import Outcome
from wsoa.intake.loading.ratings import as_found, given, rating_fields
from wsoa.intake.loading.structure import Workstreams
from wsoa.products import product_date
from wsoa.progress import list_number
from wsoa.snapshot.positions import Level
from wsoa.tables import (
    Bullet,
    BulletList,
    BulletListVersion,
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
from wsoa.terms import ProductDate


def load_risks(amending: Amending, record: RecordKnown, workstreams: Workstreams, levels: Sequence[Level]) -> None:
    """State every risk: by its reference where that stands once, else by its title."""
    found_risks = amending.report.found.risks
    references = unique(risk.ref for risk in found_risks) & unique(row["ref"] for row in record.risks.things)
    for found in found_risks:
        number = record.risks.claim(ref=found.ref) if same(found.ref) in references else None
        number = number or record.risks.claim(title=found.title)
        number = number or amending.entry.new(Risk)
        terms = {"title": found.title, **given(ref=found.ref, owner=found.owner)}
        if found.workstream is not None:
            terms["workstream"] = workstreams[same(found.workstream)]
        thing = f"risk {number} ({found.title})"
        outcomes = [amending.amend(RiskTerms, number, terms, thing=thing)]
        cell = found.where.get("rating", "")
        said = rating_fields(amending, levels, found.rating, cell=cell, table=found.table)
        words = {"detail": found.detail, "impact": found.impact, "mitigation": found.mitigation}
        said |= as_found(amending, found.table, rated="level" in said, **words)
        if said:
            outcomes.append(amending.amend(RiskUpdate, number, said, thing=thing))
        amending.report.count(found.table, outcomes)


def load_lists(amending: Amending, workstreams: Workstreams) -> None:
    """State every list, whole."""
    for found in amending.report.found.lists:
        workstream = workstreams[same(found.workstream)] if found.workstream is not None else None
        number = list_number(amending.entry, found.kind, workstream) or amending.entry.new(BulletList)
        bullets = [Bullet(position=n, level=line.level, text=line.text) for n, line in enumerate(found.bullets, 1)]
        fields = {"workstream": workstream, "kind": found.kind}
        whose = found.workstream or "the programme"
        thing = f"{found.kind.replace('_', ' ')} of {whose}"
        outcome = amending.amend(BulletListVersion, number, fields, {Bullet: bullets}, thing=thing)
        for _line in found.bullets:
            amending.report.count(found.table, [outcome])


def load_notes(amending: Amending, workstreams: Workstreams) -> None:
    """State what is noted about each group, whole."""
    notes = amending.report.found.notes
    for group in dict.fromkeys(note.group for note in notes):
        mine = [note for note in notes if note.group == group]
        lines = [WorkstreamNote(position=n, kind=note.kind, text=note.text) for n, note in enumerate(mine, 1)]
        number, thing = workstreams[same(group)], f"notes of {group}"
        outcome = amending.amend(WorkstreamNotes, number, {}, {WorkstreamNote: lines}, thing=thing)
        for note in mine:
            amending.report.count(note.table, [outcome])


def load_products(amending: Amending, record: RecordKnown) -> None:
    """State every reporting product, and how far it has come by the date its column names."""
    for found in amending.report.found.products:
        number = record.products.claim(name=found.name) or amending.entry.new(Product)
        words = {
            ProductDate.START: found.start,
            ProductDate.FIRST_DRAFT: found.first_draft,
            ProductDate.FIRST_ISSUE: found.first_issue,
        }
        dates = [product_date(which, text, amending.as_at) for which, text in words.items() if text]
        fields = {"name": found.name, **given(type=found.type, frequency=found.frequency)}
        thing = f"reporting product {found.name}"
        outcomes = [
            amending.amend(ProductTerms, number, fields, {ProductTimescale: dates} if dates else {}, thing=thing)
        ]
        if found.progress:
            outcomes.append(_state_progress(amending, found.progress, number, thing))
        amending.report.count(found.table, outcomes)


def _state_progress(amending: Amending, progress: str, number: int, thing: str) -> Outcome:
    """The progress in words; the column's own date counts where it has passed."""
    dates = [found.progress_as_at for found in amending.report.found.products]
    stated = max((on for on in dates if on is not None and on <= clock.today()), default=amending.as_at)
    return amending.amend(ProductUpdate, number, {"progress": progress}, thing=thing, as_at=stated)


def load_indicators(amending: Amending, record: RecordKnown) -> None:
    """State every indicator: by its name within its class."""
    for found in amending.report.found.indicators:
        number = record.indicators.claim(name=found.name, klass=found.klass) or amending.entry.new(Indicator)
        fields = {"name": found.name, "klass": found.klass, **given(class_words=found.class_words)}
        fields |= given(definition=found.definition, source=found.source, owner=found.owner)
        thing = f"indicator {found.name}"
        amending.report.count(found.table, [amending.amend(IndicatorTerms, number, fields, thing=thing)])
