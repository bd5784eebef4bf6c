"""Links inside a document: a place that can be led to, and words that lead there."""

from exports.house.text import run

_FIRST = 300_000
"""Where the numbers of these bookmarks begin: far from those of headings and captions."""
_LOOK = '<w:color w:val="1B4B72" w:themeColor="hyperlink"/><w:u w:val="single"/>'
_STRONG = '<w:rStyle w:val="Strong"/>'


def placed(number: int, place: str, runs: str) -> str:
    """Runs that can be led to. `number`, from 0, is the place's own, and so is its name ("evidence-12")."""
    mark = _FIRST + number
    return f'<w:bookmarkStart w:id="{mark}" w:name="{_mark(place)}"/>{runs}<w:bookmarkEnd w:id="{mark}"/>'


def leading_to(place: str, text: str, *, bold: bool = False) -> str:
    """Words that lead to a place, underlined: colour alone does not say so."""
    look = f"{_STRONG if bold else ''}{_LOOK}"
    return f'<w:hyperlink w:anchor="{_mark(place)}" w:history="1">{run(text, look)}</w:hyperlink>'


def _mark(place: str) -> str:
    """The name of the bookmark: letters, figures and underscores."""
    return place.replace("-", "_")
