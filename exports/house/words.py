"""Our words for running text. Each takes text and gives WordprocessingML, escaped once.

Styles are named by id, never looked up: that is what makes a report cheap (PERFORMANCE 1).
"""

from collections.abc import Iterable

from exports.house.text import run

_KEPT = "<w:pPr><w:keepNext/></w:pPr>"


def styled(style: str, runs: str) -> str:
    """A paragraph of runs in a style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def title(text: str) -> str:
    """The title of the document."""
    return styled("Title", run(text))


def subtitle(text: str) -> str:
    """The line under the title."""
    return styled("Subtitle", run(text))


def heading(level: int, text: str) -> str:
    """A heading of level 1, 2 or 3. It stays with what follows it."""
    if level not in (1, 2, 3):
        raise ValueError(f"a heading has level 1, 2 or 3, not {level}")
    return styled(f"Heading{level}", run(text))


def paragraph(text: str) -> str:
    """A paragraph of the body."""
    return f"<w:p>{run(text)}</w:p>"


def leading(text: str) -> str:
    """A paragraph that stays on the page of what follows it."""
    return f"<w:p>{_KEPT}{run(text)}</w:p>"


def small(text: str) -> str:
    """A paragraph in small print: particulars under the title."""
    return styled("SmallPrint", run(text))


def source_note(text: str) -> str:
    """A paragraph in small print under a rule: where what stands above was drawn from."""
    return styled("SourceNote", run(text))


def labelled(label: str, text: str) -> str:
    """A paragraph whose first words say what it is: *Lead: …* It stays with what follows it."""
    return f"<w:p>{_KEPT}{strong(f'{label}: ')}{run(text)}</w:p>"


def strong(text: str) -> str:
    """A run that carries weight, inside a paragraph or a cell."""
    return run(text, '<w:rStyle w:val="Strong"/>')


def bullets(lines: Iterable[tuple[int, str]]) -> str:
    """A list of (level, text). Level 1 is a bullet; anything deeper stands under the bullet before it."""
    return "".join(styled("ListBullet" if level == 1 else "ListBullet2", run(text)) for level, text in lines)


def caption(label: str, number: int, text: str) -> str:
    """A caption above what it names, numbered by a field whose result is already filled in."""
    return styled(
        "Caption",
        f'{run(f"{label} ")}<w:fldSimple w:instr=" SEQ {label} \\* ARABIC ">{run(str(number))}</w:fldSimple>'
        f"{run(f': {text}')}",
    )


def page_break() -> str:
    """What follows begins on a new page."""
    return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
