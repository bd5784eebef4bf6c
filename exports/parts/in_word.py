"""The parts of reports in Word, in the house's words."""

from collections.abc import Callable, Iterable, Iterator

from exports import house
from exports.parts.shape import (
    About,
    BulletSection,
    CountRow,
    CountsSection,
    Figure,
    KeyRow,
    Pointer,
    Rating,
    Row,
    Table,
)

KEY_CM = (3.2, 13.8)

Places = Iterator[int]
"""The numbers of the headings of level 1, from 1, by which the contents list finds them."""


def stamp(about: About, mark: str) -> house.Stamp:
    """What stands on every page."""
    return house.Stamp(
        programme=about.programme,
        title=about.issued_as or about.title,
        as_at=about.as_at,
        as_at_words=about.as_at_words,
        head=about.head.number,
        digest=about.head.digest,
        mark=mark,
    )


def opening(about: About, width: float = house.PORTRAIT_CM) -> Iterator[str]:
    """The title and the lines under it; a pack names its meeting on one line and its date on the next."""
    yield house.title(about.programme)
    if about.issued_as:
        yield house.parted(about.issued_as, about.mark, width)
    yield house.subtitle(about.position)
    if about.dated:
        yield house.subtitle(about.dated)
    yield from map(house.small, about.particulars)


def heading(level: int, text: str, places: Places, *, turned_to: bool = False) -> str:
    """A heading; one of level 1 takes its place in the contents list, and one `turned_to` begins a page."""
    return house.heading(level, text, next(places) if level == 1 else 0, turned_to=turned_to)


def bullets(level: int, section: BulletSection | None, places: Places) -> Iterator[str]:
    """A list under its heading, where there is one."""
    if section:
        yield heading(level, section.heading, places)
        yield listed(section)


def listed(section: BulletSection, *, kept: bool = False) -> str:
    """The list alone; one that is `kept` stays with what follows it."""
    return house.bullets(((bullet.level, bullet.text) for bullet in section.bullets), kept=kept)


def table(
    level: int,
    found: Table[Row],
    widths: tuple[float, ...],
    row: Callable[[Row], tuple[str, ...]],
    places: Places,
) -> Iterator[str]:
    """Heading, caption and table: three things that never stand without one another."""
    yield heading(level, found.heading, places)
    yield from captioned(found, widths, row)


def captioned(found: Table[Row], widths: tuple[float, ...], row: Callable[[Row], tuple[str, ...]]) -> Iterator[str]:
    """Caption and table, under a heading that more stands under."""
    yield house.caption("Table", found.number, found.caption)
    colours = found.colours or (None,) * len(found.columns)
    columns = [house.Column(*column) for column in zip(found.columns, widths, colours, strict=True)]
    rows = "1 row" if len(found.rows) == 1 else f"{len(found.rows)} rows"
    summary = f"{rows}. Columns: {', '.join(found.columns)}."
    yield house.table(columns, map(row, found.rows), name=found.caption, summary=summary)


def key(found: Table[KeyRow] | None, places: Places) -> Iterator[str]:
    """The rating key."""
    if found:
        yield from table(1, found, KEY_CM, _key_row, places)


def counts(
    section: CountsSection, places: Places, width: float = house.PORTRAIT_CM, key: Iterable[str] = ()
) -> Iterator[str]:
    """Counts in words, what their levels mean, in a table and, where there are several dates, in a chart."""
    yield heading(1, section.heading, places)
    yield from map(house.paragraph, section.sentences)
    yield from map(house.small, key)
    yield from map(pointer, section.pointers)
    if section.table:
        yield from count_table(section.table, width)
    yield from charted(section.figure, width)


def charted(found: Figure | None, width: float = house.PORTRAIT_CM) -> Iterator[str]:
    """A chart under its caption, where there is one."""
    if found:
        yield house.caption("Figure", found.number, found.caption)
        yield house.figure(found.number, found.alternative, found.caption, width)


def count_table(found: Table[CountRow], width: float = house.PORTRAIT_CM) -> Iterator[str]:
    """A table of counts; the name of the row has the room that the counts leave."""
    each = min(1.9, 0.76 * width / (len(found.columns) - 1))
    rest = len(found.columns) - 1
    yield from captioned(found, (width - rest * each, *(each,) * rest), _count_row)


def pointer(found: Pointer) -> str:
    """A bullet that ends in references to tables."""
    return house.pointing(f"{found.words} ", "Table", found.tables)


def chart(figure: Figure | None) -> list[house.Chart]:
    """The chart of a figure, where there is one."""
    if figure is None:
        return []
    return [house.Chart(figure.categories, tuple((each.name, each.colour, each.counts) for each in figure.series))]


def rating(found: Rating) -> str:
    """A cell with the word of a rating on its shade."""
    return house.rating_cell(found.label, found.colour)


def referred(ref: str, words: str) -> str:
    """A cell that begins with a reference, where there is one."""
    return house.paragraphs_cell([reference(ref, words)]) if ref else prose(words)


def reference(ref: str, words: str) -> str:
    """A line of a cell that begins with a reference."""
    return house.cell_line(f"{house.strong(f'{ref}  ')}{house.run(words)}" if ref else house.run(words))


def prose(text: str) -> str:
    """A cell of text as people type it: lines that begin with a bullet are set as bullets."""
    return house.paragraphs_cell(lines(text)) if "•" in text else house.text_cell(text)


def lines(text: str) -> list[str]:
    """The lines of a cell of text as people type it."""
    before, *points = text.split("•")
    said = [house.cell_line(house.run(before.strip()))] if before.strip() else []
    return [*said, *(house.cell_bullet(point.strip()) for point in points if point.strip())]


def stacked(texts: Iterable[tuple[str, str]]) -> str:
    """A cell of several (reference, words), one under another."""
    return house.paragraphs_cell(reference(ref, words) for ref, words in texts)


def _key_row(row: KeyRow) -> tuple[str, ...]:
    return (rating(row.rating), house.text_cell(row.meaning))


def _count_row(row: CountRow) -> tuple[str, ...]:
    return (house.text_cell(row.name), *map(house.number_cell, row.numbers))
