"""From a snapshot and what people wrote beside it to the contents of the evidence narrative. Pure.

The same snapshot with the same words beside it gives the same contents. Numbers are pulled from the record, words were
written by people; nothing is made up between them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from itertools import chain
from typing import TypeVar, cast

from exports.beside import ALONE, Beside
from exports.board_report.impact import IMPACTS, NOT_JUDGED, serving_each
from exports.evidence_narrative import actions, indicators, voices
from exports.evidence_narrative.about import about_narrative, making
from exports.evidence_narrative.background import area_behind, milestones_behind
from exports.evidence_narrative.behind import AreaBehind
from exports.evidence_narrative.citing import BROKEN, Citing
from exports.evidence_narrative.evidence_index import INDEX, evidence_index
from exports.evidence_narrative.shape import (
    ActionRow,
    AreaNarrative,
    BrokenCitation,
    EvidenceNarrativeContents,
    Judgement,
)
from exports.parts.levels import key_table, shown
from exports.parts.numbering import numbered
from exports.parts.shape import CountRow, CountsSection, Table
from exports.parts.wording import day
from exports.progress_summary.grouping import GROUPS, NOT_RATED, grouped, in_words
from wsoa.marked_text import CitedKind
from wsoa.rag import count_levels
from wsoa.snapshot.narrated import NOTHING_WRITTEN
from wsoa.snapshot.positions import MilestonePosition, Snapshot, WeaknessPosition, capital
from wsoa.snapshot.positions.voices import as_readers_see
from wsoa.terms import SectionKind, ThingState

__all__ = ["EvidenceNarrativeContents", "areas_of", "contents"]

Serving = Mapping[int | None, Sequence[MilestonePosition]]
Part = TypeVar("Part")


def contents(snapshot: Snapshot, beside: Beside = ALONE) -> EvidenceNarrativeContents:
    """Everything the narrative says of the area of `beside.weakness`, or of every area of weakness that stands.

    An area that does not stand is none: see `areas_of`.
    """
    told = beside.narrated or NOTHING_WRITTEN
    snapshot = replace(snapshot, indicators=as_readers_see(snapshot.indicators, told.citable.said.audits))
    citing = Citing(snapshot, told)
    areas = areas_of(snapshot, beside.weakness)
    serving: Serving = serving_each(snapshot)
    behind = tuple(area_behind(snapshot, citing.narrated.history, each, serving.get(each.number, ())) for each in areas)
    said = _once(numbered(_contents(citing, beside, areas, serving, behind)), set())
    return replace(said, milestones=milestones_behind(snapshot, citing.narrated.history, _each_serves(areas, serving)))


def areas_of(snapshot: Snapshot, weakness: int | None) -> tuple[WeaknessPosition, ...]:
    """The areas of weakness that stand: that of the number, or all of them; empty where there is none."""
    standing = (each for each in snapshot.weaknesses if each.state is ThingState.LIVE)
    return tuple(each for each in standing if weakness in (None, each.number))


def _contents(
    citing: Citing,
    beside: Beside,
    areas: Sequence[WeaknessPosition],
    serving: Serving,
    behind: tuple[AreaBehind, ...],
) -> EvidenceNarrativeContents:
    snapshot, figures = citing.snapshot, indicators.figure_numbers()
    unserving = _unserving(snapshot, serving) if beside.weakness is None else None
    narratives = tuple(
        _area(citing, each, serving.get(each.number, ()), known, figures)
        for each, known in zip(areas, behind, strict=True)
    )
    key = key_table(shown(snapshot.levels, (each.level for each in _printed(areas, serving, unserving is not None))))
    evidence = evidence_index(citing, narratives, unserving.rows if unserving else ())
    said = EvidenceNarrativeContents(
        about=about_narrative(snapshot, areas, beside),
        outline=(),
        counts=_counts(snapshot, areas, serving, whole=beside.weakness is None),
        broken_heading=BROKEN,
        broken=tuple(_broken(citing, areas, _printed(areas, serving, unserving is not None))),
        narratives=narratives,
        unserving=unserving,
        evidence=evidence,
        evidence_heading=INDEX,
        no_evidence="" if evidence else "No evidence is cited.",
        key=key,
        making_heading="About this document",
        making=tuple(making(snapshot, beside)),
        milestones=(),
        areas=behind,
    )
    return replace(said, outline=tuple(_outline(said)))


def _broken(
    citing: Citing, areas: Sequence[WeaknessPosition], found: Iterable[MilestonePosition]
) -> Iterator[BrokenCitation]:
    """What no longer holds: of what people wrote, of judgements of impact, and of ratings."""
    snapshot = citing.snapshot
    yield from citing.broken(each.number for each in areas)
    for area in areas:
        called = f"the judgement of impact of {snapshot.words.weakness} {area.ref or area.number}"
        for judged in snapshot.impacts:
            if judged.weakness == area.number:
                yield from citing.unproven(called, judged.evidence, area.number)
    for each in found:
        if each.update:
            yield from citing.unproven(f"the rating of {each.ref or each.wording}", each.update.evidence)


def _outline(said: EvidenceNarrativeContents) -> Iterator[str]:
    """The headings of level 1 as they are read."""
    yield said.counts.heading
    if said.broken:
        yield said.broken_heading
    yield from (each.heading for each in said.narratives)
    if said.unserving:
        yield said.unserving.heading
    yield said.evidence_heading
    if said.key:
        yield said.key.heading
    yield said.making_heading


def _each_serves(areas: Sequence[WeaknessPosition], serving: Serving) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for area in areas:
        for milestone in serving.get(area.number, ()):
            found.setdefault(milestone.number, []).append(area.number)
    return found


def _printed(areas: Sequence[WeaknessPosition], serving: Serving, unserving: bool) -> tuple[MilestonePosition, ...]:
    """Every milestone that is printed, once."""
    numbers: tuple[int | None, ...] = tuple(each.number for each in areas)
    every = chain.from_iterable(serving.get(each, ()) for each in (*numbers, *((None,) if unserving else ())))
    return tuple({each.number: each for each in every}.values())


def _unserving(snapshot: Snapshot, serving: Serving) -> Table[ActionRow] | None:
    """What serves no area of weakness is promised all the same: in a narrative of all of them nothing is left out."""
    words = snapshot.words
    heading = f"{capital(words.milestones)} that serve no {words.weakness}"
    return actions.action_table(snapshot, serving.get(None, ()), heading, f"{heading}, {day(snapshot.as_at)}")


def _counts(snapshot: Snapshot, areas: Sequence[WeaknessPosition], serving: Serving, *, whole: bool) -> CountsSection:
    """How far everything has come that is printed, each milestone counted once; and area by area."""
    words, printed = snapshot.words, _printed(areas, serving, whole)
    several = len(areas) > 1
    sentences = [f"{words.count_milestones(len(printed))} in all: {in_words(grouped(printed))}."]
    if several and sum(len(serving.get(each.number, ())) for each in areas) > len(_printed(areas, serving, False)):
        sentences.append(f"A {words.milestone} that serves several {words.weaknesses} is counted with each, here once.")
    return CountsSection(
        heading="Progress in short",
        sentences=tuple(sentences) if printed else (_none_serve(snapshot, whole=whole),),
        counts=count_levels(printed, snapshot.levels),
        table=_by_area(snapshot, areas, serving) if several and printed else None,
    )


def _none_serve(snapshot: Snapshot, *, whole: bool) -> str:
    words = snapshot.words
    return f"No {words.milestones} are recorded." if whole else f"No {words.milestone} serves this {words.weakness}."


def _by_area(snapshot: Snapshot, areas: Sequence[WeaknessPosition], serving: Serving) -> Table[CountRow]:
    words = snapshot.words
    labels = (*GROUPS.values(), NOT_RATED)
    rows = []
    for area in areas:
        counts = {each.label: each.count for each in grouped(serving.get(area.number, ()))}
        numbers = tuple(counts.get(label, 0) for label in labels)
        rows.append(CountRow(heading_of(snapshot, area), (*numbers, sum(numbers))))
    caption = f"{capital(words.milestones)} by progress, {day(snapshot.as_at)}"
    columns = (capital(words.weakness), *map(capital, labels), "Total")
    return Table("Progress in short", caption, columns, tuple(rows))


def heading_of(snapshot: Snapshot, area: WeaknessPosition) -> str:
    """*Area of weakness 1*."""
    return f"{capital(snapshot.words.weakness)} {area.ref or area.number}"


def _area(
    citing: Citing,
    area: WeaknessPosition,
    serving: Sequence[MilestonePosition],
    known: AreaBehind,
    figures: Iterator[int],
) -> AreaNarrative:
    snapshot, number, words = citing.snapshot, area.number, citing.snapshot.words
    heading = heading_of(snapshot, area)
    measured = indicators.readings(snapshot, number, citing.of_kind(number, CitedKind.INDICATOR))
    compared = tuple(indicators.comparisons(measured, snapshot, figures))
    own = {each.number for each in serving}
    cited = [n for n in citing.of_kind(number, CitedKind.MILESTONE) if n not in own]
    also = [each for each in snapshot.milestones if each.number in cited]
    return AreaNarrative(
        number=number,
        ref=area.ref,
        heading=heading,
        official_heading="The inspectors’ words",
        wording=area.wording,
        confirmed=_confirmed(area),
        known=known.sentences[0],
        key_indicators=citing.section(number, SectionKind.KEY_INDICATORS),
        indicators=indicators.indicator_table(
            measured, "Key indicators of impact", f"{heading}: key indicators, as published by {day(snapshot.as_at)}"
        ),
        position=citing.section(number, SectionKind.POSITION_STATEMENT),
        comparison_heading="The local area beside others",
        comparisons=compared,
        series=None if compared else indicators.own_series(measured, _judged_by(snapshot, number), figures),
        key_actions=citing.section(number, SectionKind.KEY_ACTIONS),
        actions=actions.action_table(
            snapshot, serving, f"Every {words.milestone}", f"{heading}: every {words.milestone}, {day(snapshot.as_at)}"
        ),
        no_actions="" if serving else f"No {words.milestone} serves this {words.weakness}.",
        also_cited=actions.action_table(
            snapshot, also, "Also cited", f"{heading}: other {words.milestones} that are cited, not counted here"
        ),
        impact=citing.section(number, SectionKind.EVIDENCE_OF_IMPACT),
        judgement=_judgement(snapshot, number),
        audits=voices.audits(citing.narrated, citing.of_kind(number, CitedKind.AUDIT)),
        voice=citing.section(number, SectionKind.VOICE_OF_FAMILIES),
        quotations=voices.quotations(citing.narrated, citing.of_kind(number, CitedKind.QUOTATION)),
        case_studies=voices.case_studies(citing.narrated, citing.of_kind(number, CitedKind.CASE_STUDY)),
        partners_heading=voices.PARTNERS,
        partners=(partners := voices.partner_views(citing.narrated, snapshot, number)),
        no_partners="" if partners else voices.NOBODY_ASKED,
        next_steps=citing.section(number, SectionKind.KEY_NEXT_STEPS),
        progress=actions.progress(snapshot, serving, heading),
    )


def _confirmed(area: WeaknessPosition) -> str:
    if area.confirmed:
        return "The official wording, locked in the record: nobody can change it."
    return "This wording has not been confirmed against the inspectors’ letter yet."


def _judged_by(snapshot: Snapshot, weakness: int) -> tuple[int, ...]:
    return next((each.indicators for each in snapshot.impacts if each.weakness == weakness), ())


def _judgement(snapshot: Snapshot, weakness: int) -> Judgement:
    judged = next((each for each in snapshot.impacts if each.weakness == weakness), None)
    if judged is None:
        return Judgement(None, NOT_JUDGED, "", "", ())
    since = f"since {day(judged.written.as_at)}, as its accountable leader judges it"
    return Judgement(
        judged.impact,
        IMPACTS[judged.impact],
        since,
        judged.words or "",
        actions.evidence_runs(snapshot, judged.evidence),
    )


def _once(part: Part, given: set[str]) -> Part:
    """The same part, in which every place is given to the first that has it: a link leads to one place only."""
    if isinstance(part, tuple):
        return cast(Part, tuple(_once(each, given) for each in part))
    if not is_dataclass(part) or isinstance(part, type):
        return part
    changed = {each.name: _once(getattr(part, each.name), given) for each in fields(part)}
    anchor = changed.get("anchor")
    if anchor:
        changed["anchor"] = "" if anchor in given else anchor
        given.add(anchor)
    return cast(Part, replace(part, **changed))
