"""Our words for running text. Each takes text and gives WordprocessingML, escaped once.

Styles are named by id, never looked up: that is what makes a report cheap (PERFORMANCE 1).
"""

from collections.abc import Iterable, Sequence

from exports.house.text import RTL_MARK, direction, run

_KEEP = "<w:keepNext/>"
_KEPT = f"<w:pPr>{_KEEP}</w:pPr>"


def styled(style: str, runs: str, *, kept: bool = False, turned_to: bool = False) -> str:
    """A paragraph of runs in a style.

    One that is `kept` stays on the page of what follows it; one `turned_to` begins a page.
    """
    turned = direction(runs) if RTL_MARK in runs else ""
    placed = f"{_KEEP if kept else ''}{'<w:pageBreakBefore/>' if turned_to else ''}"
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{placed}{turned}</w:pPr>{runs}</w:p>'


def title(text: str) -> str:
    """The title of the document."""
    return styled("Title", run(text))


def subtitle(text: str) -> str:
    """The line under the title."""
    return styled("Subtitle", run(text))


def heading(level: int, text: str, place: int = 0, *, turned_to: bool = False) -> str:
    """A heading of level 1, 2 or 3. It stays with what follows it.

    `place` is its number in the contents list, from 1; 0 when it is not in it. One `turned_to` begins a page.
    """
    if level not in (1, 2, 3):
        raise ValueError(f"a heading has level 1, 2 or 3, not {level}")
    marked = _marked(place, f"_Toc{place:06}", run(text)) if place else run(text)
    return styled(f"Heading{level}", marked, turned_to=turned_to)


def contents_list(heading: str, entries: Sequence[str]) -> str:
    """A contents list without page numbers, whose entries are the headings of places 1, 2, 3 …, as links.

    It is no field: no reader is asked to update anything. The entries run on behind the heading in one paragraph that
    stays whole: a line for each, without a page number, would fill half a page that leads nowhere on paper.
    """
    links = run(" · ").join(
        f'<w:hyperlink w:anchor="_Toc{place:06}" w:history="1">{run(entry)}</w:hyperlink>'
        for place, entry in enumerate(entries, start=1)
    )
    return styled("TOC1", f"{strong(f'{heading}  ')}{links}")


def _marked(number: int, name: str, runs: str) -> str:
    """Runs between the two ends of a bookmark; both number and name are its own."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{runs}<w:bookmarkEnd w:id="{number}"/>'


def paragraph(text: str) -> str:
    """A paragraph of the body."""
    return styled("Normal", run(text))


def leading(text: str) -> str:
    """A paragraph that stays on the page of what follows it."""
    return f"<w:p>{_KEPT}{run(text)}</w:p>"


def small(text: str) -> str:
    """A paragraph in small print: particulars under the title."""
    return styled("SmallPrint", run(text))


def source_note(text: str) -> str:
    """A paragraph in small print under a rule: where what stands above was drawn from."""
    return styled("SourceNote", run(text))


def labelled(label: str, text: str, *, kept: bool = True) -> str:
    """A paragraph whose first words say what it is: *Lead: …* One that is `kept` stays with what follows it."""
    return f"<w:p>{_KEPT if kept else ''}{strong(f'{label}: ')}{run(text)}</w:p>"


def strong(text: str) -> str:
    """A run that carries weight, inside a paragraph or a cell."""
    return run(text, '<w:rStyle w:val="Strong"/>')


_FEW_BULLETS, _FEW_CHARACTERS = 6, 600


def bullets(lines: Iterable[tuple[int, str]], *, kept: bool = False) -> str:
    """A list of (level, text). Level 1 is a bullet; anything deeper stands under the bullet before it.

    A short list stays on one page; of any other neither the first nor the last stands alone on one. The last of a list
    that is `kept` stays with what follows it.
    """
    told = list(lines)
    last = len(told) - 1
    short = len(told) <= _FEW_BULLETS and sum(len(text) for _, text in told) <= _FEW_CHARACTERS
    together = {*range(last)} if short else {0, last - 1}
    together |= {last} if kept else set()
    return "".join(
        styled("ListBullet" if level == 1 else "ListBullet2", run(text), kept=at in together)
        for at, (level, text) in enumerate(told)
    )


_CAPTIONED = {"Table": 100_000, "Figure": 200_000}
"""What is numbered, and where the numbers of its bookmarks begin: far from those of headings."""


def caption(label: str, number: int, text: str) -> str:
    """A caption above what it names (Table or Figure), numbered by a field whose result is already filled in.

    Label and number carry a bookmark, for `pointing` to find.
    """
    field = f'<w:fldSimple w:instr=" SEQ {label} \\* ARABIC ">{run(str(number))}</w:fldSimple>'
    named = _marked(_CAPTIONED[label] + number, _caption_mark(label, number), f"{run(f'{label} ')}{field}")
    return styled("Caption", f"{named}{run(f': {text}')}")


def pointing(words: str, label: str, numbers: Sequence[int]) -> str:
    """A bullet that ends in cross-references, each a field filled in: *… are in Table 4 and Table 6.*"""
    last = len(numbers) - 1
    joints = ("" if at == 0 else " and " if at == last else ", " for at in range(len(numbers)))
    fields = "".join(
        f"{run(joint) if joint else ''}{_reference(label, number)}"
        for joint, number in zip(joints, numbers, strict=True)
    )
    return styled("ListBullet", f"{run(words)}{fields}{run('.')}")


def _reference(label: str, number: int) -> str:
    words = run(f"{label} {number}")
    return f'<w:fldSimple w:instr=" REF {_caption_mark(label, number)} \\h ">{words}</w:fldSimple>'


def _caption_mark(label: str, number: int) -> str:
    return f"_Ref{label}{number}"


def page_break() -> str:
    """What follows begins on a new page."""
    return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
