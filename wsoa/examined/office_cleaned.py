"""An Office file without what can be taken out of it safely: a new zip of the parts that readers see.

What refers to a part that goes is taken out with it, so that no program calls the copy damaged. Every part of XML is
written anew, without remarks. Runs in the child process.
"""

import io
import zipfile

from lxml import etree

from wsoa.examined import pictures
from wsoa.examined.findings import Refused
from wsoa.examined.office import TYPES, Package, local, relations_of
from wsoa.examined.office_hidden import is_bad_link, is_chart_data
from wsoa.examined.office_parts import REMOVABLE

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_WHEN = (1980, 1, 1, 0, 0, 0)
_BOUND = ("attachedTemplate", "dataBinding", "docVars", "mailMerge", "absPath", "fileSharing")
"""Elements that say where a file lay or who had it, or that fill a text from what is taken out."""
_EMPTY_WITHOUT = ("custDataLst", "hyperlinks")
_LINKS_IN_TEXT = ("hlinkClick", "hlinkHover", "hlinkMouseOver")


def cleaned_package(package: Package) -> bytes:
    """The copy of the file, whose every part was looked into by the same tables as `office_hidden` does."""
    left = _without(package)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as copy:
        for part in (TYPES, *left):
            entry = zipfile.ZipInfo(package.spelled[part], _WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            copy.writestr(entry, _content(package, part, left))
    return written.getvalue()


def _without(package: Package) -> list[str]:
    """Drop the relations that go, with what refers to them, and return the parts that are still reached."""
    kept: dict[str, None] = {}
    waiting = [""]
    while waiting:
        part = waiting.pop()
        for relation in package.relations(part):
            if (
                relation.sort in REMOVABLE
                or is_bad_link(relation)
                or is_chart_data(package, part, relation)
                or _is_empty_core(package, relation.sort, relation.target)
            ):
                _drop(package, part, relation.id)
            elif not relation.is_external and relation.target in package and relation.target not in kept:
                kept[relation.target] = None
                waiting.append(relation.target)
        if relations_of(part) in package:
            kept[relations_of(part)] = None
    return list(kept)


def _drop(package: Package, part: str, id: str) -> None:
    for one in package.root(relations_of(part)):
        if one.get("Id") == id:
            _take_out(one)
    if part and package.is_xml(part):
        for element in list(package.root(part).iter(etree.Element)):
            if any(name.startswith(_R) and value == id for name, value in _attributes(element)):
                _unlink(element, id)


def _unlink(element: etree._Element, id: str) -> None:
    """Take out what refers to the relation: only the attribute, the link around a text, or the whole element."""
    name = local(element)
    if name == "pageSetup":
        for attribute, value in _attributes(element):
            if attribute.startswith(_R) and value == id:
                del element.attrib[attribute]
    elif name == "hyperlink" and len(element):
        _unwrap(element)
    else:
        above = element.getparent()
        _take_out(element)
        if above is not None and local(above) in _EMPTY_WITHOUT and not len(above):
            _take_out(above)


def _content(package: Package, part: str, left: list[str]) -> bytes:
    if part == TYPES:
        return _types(package, left)
    sort = package.reached.get(part, "")
    if sort == "image":
        return _picture(package, part)
    if not package.is_xml(part):
        return package.content(part)
    root = package.root(part)
    if sort == "core-properties":
        for one in list(root):
            if local(one) != "language":
                _take_out(one)
    for element in list(root.iter(*(f"{{*}}{name}" for name in (*_BOUND, "metadata")))):
        if local(element) != "metadata" or part.endswith(".svg"):
            _take_out_whole(element)
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)


def _types(package: Package, left: list[str]) -> bytes:
    root = package.root(TYPES)
    for one in list(root):
        named = one.get("PartName")
        if named is not None and named.lstrip("/").lower() not in left:
            _take_out(one)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _picture(package: Package, part: str) -> bytes:
    """A picture without where and when it was taken; one that cannot be looked into keeps the file from readers."""
    content = package.content(part)
    try:
        return pictures.without_hidden(content) or content
    except (Refused, ValueError, IndexError):
        return content


def _is_empty_core(package: Package, sort: str, part: str) -> bool:
    """Whether the core properties have nothing that stays, which is the language."""
    return (
        sort == "core-properties"
        and part in package
        and not any(local(one) == "language" and (one.text or "").strip() for one in package.root(part))
    )


def _attributes(element: etree._Element) -> list[tuple[str, str]]:
    return [(str(name), str(value)) for name, value in element.attrib.items()]


def _take_out(element: etree._Element) -> None:
    """Remove an element; a text behind it stays."""
    above = element.getparent()
    if above is None:
        return
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        above.text = (above.text or "") + element.tail
    above.remove(element)


def _take_out_whole(element: etree._Element) -> None:
    """Remove an element, and the choice between forms of it that would be left empty."""
    whole = next(element.iterancestors(_MARKUP), element)
    _take_out(whole if local(element) == "absPath" else element)


def _unwrap(link: etree._Element) -> None:
    """Leave what stands in a link where the link was."""
    above = link.getparent()
    if above is not None:
        at = above.index(link)
        for child in reversed(link):
            above.insert(at, child)
        _take_out(link)
