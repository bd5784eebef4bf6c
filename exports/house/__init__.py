"""Our words for Word. They give WordprocessingML text; `document` makes the file of it.

    body = heading(1, "Headlines") + bullets([(1, "A first thing"), (2, "under it")])
    file = document(load_house(), [Section([body])], stamp)

exports/house.docx carries the styles and nothing else. A council that wants its own look opens it, changes the
styles, and saves; `load_house` says what is missing if a style has gone.
"""

from exports.house.charts import Chart, figure
from exports.house.line_charts import Line, LineChart, LineStyle
from exports.house.links import leading_to, placed
from exports.house.package import (
    LANDSCAPE_CM,
    PORTRAIT_CM,
    House,
    HouseUnfit,
    Section,
    Stamp,
    document,
    load_house,
)
from exports.house.parted import parted
from exports.house.tables import (
    Column,
    cell_bullet,
    cell_line,
    cell_small,
    number_cell,
    paragraphs_cell,
    rating_cell,
    table,
    text_cell,
)
from exports.house.text import permitted, run
from exports.house.widths import fitted
from exports.house.words import (
    bullets,
    caption,
    contents_list,
    heading,
    labelled,
    leading,
    page_break,
    paragraph,
    pointing,
    small,
    source_note,
    strong,
    styled,
    subtitle,
    title,
)

__all__ = [
    "LANDSCAPE_CM",
    "PORTRAIT_CM",
    "Chart",
    "Column",
    "House",
    "HouseUnfit",
    "Line",
    "LineChart",
    "LineStyle",
    "Section",
    "Stamp",
    "bullets",
    "caption",
    "cell_bullet",
    "cell_line",
    "cell_small",
    "contents_list",
    "document",
    "figure",
    "fitted",
    "heading",
    "labelled",
    "leading",
    "leading_to",
    "load_house",
    "number_cell",
    "page_break",
    "paragraph",
    "paragraphs_cell",
    "parted",
    "permitted",
    "placed",
    "pointing",
    "rating_cell",
    "run",
    "small",
    "source_note",
    "strong",
    "styled",
    "subtitle",
    "table",
    "text_cell",
    "title",
]
