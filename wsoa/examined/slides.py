"""A PowerPoint presentation: its texts in their places, and what it hides. Runs in the child process.

Element names are those of ECMA-376 part 1, sections 19 to 21.
"""

from collections.abc import Iterator

from lxml import etree

from wsoa.examined.findings import Sight
from wsoa.examined.office import Package, local

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_OFF = ("0", "false")
_FURNITURE = ("sldNum", "dt", "hdr", "ftr", "sldImg")


def look(package: Package, sight: Sight) -> set[str]:
    """See the slides and their notes; return the parts that were read here."""
    presentation = package.root(package.main)
    numbers = _numbers(package, presentation)
    room = _room(presentation)
    slides, notes = package.of_sort("slide"), package.of_sort("notesslide")
    for part in slides:
        called = f"slide {numbers[part]}" if part in numbers else "a slide that no show has"
        root = package.root(part)
        _read(root, called, sight)
        if part not in numbers or root.get("show") in _OFF:
            sight.hides("hidden slide", "hidden slides")
        outside = sum(1 for shape in root.iter(f"{P}sp", f"{P}graphicFrame", f"{P}pic") if _is_outside(shape, room))
        sight.hides("shape or picture outside its slide", "shapes or pictures outside their slides", times=outside)
    for part in notes:
        _look_at_notes(package.root(part), _noted(package, part, numbers), sight)
    _look_at_comments(package, sight)
    return {*slides, *notes}


def _read(root: etree._Element, called: str, sight: Sight) -> None:
    births: set[int] = set()
    for row in root.iter(f"{A}tr"):
        sight.texts.row(called, [" ".join(_lines(cell)) for cell in row.iterchildren(f"{A}tc")], births)
    for paragraph in root.iter(f"{A}p"):
        if not any(True for _ in paragraph.iterancestors(f"{A}tc")):
            sight.texts.add(called, _text(paragraph))
    for described in root.iter(f"{P}cNvPr"):
        sight.texts.add(
            f"a description on {called}", f"{described.get('descr', '')} {described.get('title', '')}".strip()
        )


def _look_at_notes(root: etree._Element, called: str, sight: Sight) -> None:
    texts = [text for shape in root.iter(f"{P}sp") if not _is_furniture(shape) for text in _lines(shape)]
    for text in texts:
        sight.texts.add(called, text)
    if any(text.strip() for text in texts):
        sight.hides("slide with speaker's notes", "slides with speaker's notes")


def _look_at_comments(package: Package, sight: Sight) -> None:
    parts = package.of_sort("comments")
    comments = sum(local(one) in ("cm", "reply") for part in parts for one in package.root(part).iter(etree.Element))
    by = ", by people who are named" if package.of_sort("commentauthors", "authors") else ""
    sight.hides(f"comment{by}", f"comments{by}", times=comments)


def _lines(holder: etree._Element) -> Iterator[str]:
    return map(_text, holder.iter(f"{A}p"))


def _text(paragraph: etree._Element) -> str:
    return "".join("\n" if one.tag == f"{A}br" else one.text or "" for one in paragraph.iter(f"{A}t", f"{A}br"))


def _numbers(package: Package, presentation: etree._Element) -> dict[str, int]:
    targets = {one.id: one.target for one in package.relations(package.main)}
    order = (targets.get(one.get(_ID, ""), "") for one in presentation.iter(f"{P}sldId"))
    return {part: number for number, part in enumerate(order, 1)}


def _noted(package: Package, part: str, numbers: dict[str, int]) -> str:
    of = next((numbers[slide] for slide in package.related(part, "slide") if slide in numbers), 0)
    return f"the notes of slide {of}" if of else "the notes of a slide"


def _room(presentation: etree._Element) -> tuple[int, int]:
    size = presentation.find(f"{P}sldSz")
    return (int(size.get("cx", 0)), int(size.get("cy", 0))) if size is not None else (0, 0)


def _is_outside(shape: etree._Element, room: tuple[int, int]) -> bool:
    """Whether a shape that stands on the slide itself, in no group, has no part of it in sight."""
    above = shape.getparent()
    frame = next(shape.iter(f"{A}xfrm", f"{P}xfrm"), None)
    if above is None or local(above) != "spTree" or frame is None or not all(room):
        return False
    at, size = frame.find(f"{A}off"), frame.find(f"{A}ext")
    if at is None or size is None:
        return False
    left, top = int(at.get("x", 0)), int(at.get("y", 0))
    right, bottom = left + int(size.get("cx", 0)), top + int(size.get("cy", 0))
    return left >= room[0] or top >= room[1] or right <= 0 or bottom <= 0


def _is_furniture(shape: etree._Element) -> bool:
    placeholder = next(shape.iter(f"{P}ph"), None)
    return placeholder is not None and placeholder.get("type") in _FURNITURE
