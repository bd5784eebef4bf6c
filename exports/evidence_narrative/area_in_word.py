"""One area of weakness as a Word file has it, in the order in which it is read."""

from collections.abc import Iterator, Sequence

from exports import house
from exports.board_report.scorecard import SeriesFigure
from exports.evidence_narrative.pages import Pages, joined
from exports.evidence_narrative.shape import ActionRow, AreaNarrative, Comparison, IndicatorRow, Progress
from exports.parts import in_word
from exports.parts.shape import CountRow, Table

_INDICATOR_CM = (4.6, 2.6, 3.9, 3.2, 2.7)
_ACTION_CM = (7.2, 4.0, 3.7, 2.1)
_PROGRESS_CM = (13.6, 3.4)
_CHANGE_CM = 2.7
_FIGURE_CM = 1.55
_HIGH_CM = 6.8


def area(found: AreaNarrative, pages: Pages, *, turned_to: bool) -> Iterator[str]:
    """The ten parts, each under its heading; one that is `turned_to` begins a page."""
    yield in_word.heading(1, found.heading, pages.headings, turned_to=turned_to)
    yield house.heading(2, found.official_heading)
    yield house.styled("Normal", house.strong(found.wording))
    yield house.small(found.confirmed)
    yield house.small(found.known)
    yield from _measured(found, pages)
    yield from _done(found, pages)
    yield from _impact(found, pages)
    yield from _voice(found, pages)
    yield from _partners(found)
    yield from pages.section(found.next_steps)
    yield from _progress(found.progress)


def figures(found: AreaNarrative) -> Iterator[SeriesFigure]:
    """What is drawn, in the order in which it is read."""
    yield from (each.drawn for each in found.comparisons if each.drawn)
    if found.series:
        yield found.series


def _measured(found: AreaNarrative, pages: Pages) -> Iterator[str]:
    yield from pages.section(found.key_indicators)
    if found.indicators:
        yield from in_word.captioned(found.indicators, _INDICATOR_CM, lambda row: _indicator(row, pages))
    yield from pages.section(found.position)
    if found.comparisons:
        yield house.heading(3, found.comparison_heading)
    for each in found.comparisons:
        yield from _comparison(each, pages)
    if found.series:
        yield from _drawn(found.series, pages)


def _indicator(row: IndicatorRow, pages: Pages) -> tuple[str, ...]:
    line, run, strong = house.cell_line, house.run, house.strong
    return (
        house.paragraphs_cell([line(pages.placed(row.anchor, strong(row.name))), line(run(row.measures))]),
        house.paragraphs_cell([line(strong(row.latest)), *([line(run(row.period))] if row.period else [])]),
        house.text_cell(row.compared),
        house.paragraphs_cell([line(run(text)) for text in row.aims]),
        house.text_cell(row.england),
    )


def _comparison(found: Comparison, pages: Pages) -> Iterator[str]:
    """The figures of each year under the caption of a figure, where they come from, and the same as a chart."""
    yield house.caption("Figure", found.number, found.caption)
    years = len(found.columns) - 2
    first = house.PORTRAIT_CM - _CHANGE_CM - years * _FIGURE_CM
    widths = (first, *(_FIGURE_CM,) * years, _CHANGE_CM)
    columns = [house.Column(*each) for each in zip(found.columns, widths, strict=True)]
    rows = [tuple(map(house.text_cell, (row.name, *row.figures, row.change))) for row in found.rows]
    summary = f"{len(rows)} rows. Columns: {', '.join(found.columns)}."
    yield house.table(columns, rows, name=found.caption, summary=summary)
    yield from map(house.small, found.sources)
    if found.drawn:
        yield from _drawn(found.drawn, pages)


def _drawn(found: SeriesFigure, pages: Pages) -> Iterator[str]:
    yield house.caption("Figure", found.number, found.caption)
    at = next(pages.charts)
    yield house.figure(found.number, found.alternative, found.caption, house.PORTRAIT_CM, _HIGH_CM, chart=at)


def _done(found: AreaNarrative, pages: Pages) -> Iterator[str]:
    yield from pages.section(found.key_actions)
    if found.no_actions:
        yield house.paragraph(found.no_actions)
    for table in filter(None, (found.actions, found.also_cited)):
        yield house.heading(3, table.heading)
        yield from actions(table, pages)


def actions(table: Table[ActionRow], pages: Pages) -> Iterator[str]:
    """The table of milestones, under its caption."""
    yield from in_word.captioned(table, _ACTION_CM, lambda row: _action(row, pages))


def _action(row: ActionRow, pages: Pages) -> tuple[str, ...]:
    line, run = house.cell_line, house.run
    ref = f"{house.strong(row.ref)}{run('  ')}" if row.ref else ""
    dated = [line(run(row.date_words)), *([line(run(row.moved))] if row.moved else [])]
    return (
        house.paragraphs_cell([line(pages.placed(row.anchor, f"{ref}{run(row.wording)}"))]),
        _rated(row),
        house.paragraphs_cell(dated),
        house.paragraphs_cell([line(joined(row.evidence) if row.evidence else run("None"))]),
    )


def _rated(row: ActionRow) -> str:
    """The rating on its shade, and since when it stands."""
    cell = in_word.rating(row.rating)
    return cell.removesuffix("</w:tc>") + house.cell_line(house.run(row.rated)) + "</w:tc>" if row.rated else cell


def _impact(found: AreaNarrative, pages: Pages) -> Iterator[str]:
    yield from pages.section(found.impact)
    judged = found.judgement
    since = f", {judged.since}" if judged.since else ""
    yield house.labelled("Impact", f"{judged.words}{since}", kept=False)
    if judged.why:
        yield house.paragraph(judged.why)
    if judged.evidence:
        yield house.styled("Normal", f"{house.strong('Evidence: ')}{joined(judged.evidence)}")
    for each in found.audits:
        named = pages.placed(each.anchor, house.strong(f"{each.label}: "))
        yield house.styled("Normal", f"{named}{house.run(' '.join(each.sentences))}")


def _voice(found: AreaNarrative, pages: Pages) -> Iterator[str]:
    yield from pages.section(found.voice)
    for each in found.quotations:
        named = pages.placed(each.anchor, house.strong(f"{each.label}: "))
        yield house.styled("Normal", f"{named}{house.run(f'“{each.wording}”')}", kept=True)
        yield house.small(each.said_by)
    for study in found.case_studies:
        yield pages.heading(3, f"{study.label}: {study.title}", study.anchor)
        yield from _labelled(study.parts)


def _labelled(parts: Sequence[tuple[str, str]]) -> Iterator[str]:
    return (house.labelled(label, words, kept=False) for label, words in parts)


def _partners(found: AreaNarrative) -> Iterator[str]:
    yield house.heading(2, found.partners_heading)
    for partner in found.partners:
        yield house.heading(3, partner.organisation)
        for view in partner.views:
            if view.stance:
                yield house.styled("Normal", house.strong(view.stance), kept=True)
            yield from map(house.paragraph, view.paragraphs)
            if view.note:
                yield house.paragraph(view.note)
    if found.no_partners:
        yield house.paragraph(found.no_partners)


def counted(row: CountRow) -> tuple[str, ...]:
    """A row of counts."""
    return (house.text_cell(row.name), *map(house.number_cell, row.numbers))


def _progress(found: Progress) -> Iterator[str]:
    yield house.heading(2, found.heading)
    yield from map(house.leading if found.table else house.paragraph, found.sentences)
    if found.table:
        yield from in_word.captioned(found.table, _PROGRESS_CM, counted)
