"""What lies hidden in an Office file of any sort, whatever its own reader finds. Runs in the child process."""

from lxml import etree

from wsoa.examined import pictures, slides, word, workbook
from wsoa.examined.findings import Refused, Sight
from wsoa.examined.office import Package, Relation, local
from wsoa.examined.office_parts import (
    CHART_DATA,
    COUNTED,
    KEPT_BACK,
    LINKS,
    ORDINARY,
    OUTSIDE,
    PLACES,
    REMOVABLE,
    UNKNOWN,
    UNSEEN,
    WEB,
)

_READERS = {"docx": word, "xlsx": workbook, "pptx": slides}
_WHO_AND_WHEN = {"creator", "lastModifiedBy", "created", "modified", "lastPrinted", "revision"}
_DESCRIBED = {"descr", "title", "alt"}
_LINES = {"p", "si", "comment", "text", "pt", "c", "cm", "tablecolumn", "oddheader", "oddfooter", "property"}
_PICTURES_LEFT = ("gif", "bmp", "emf", "wmf", "svg", "svg+xml", "x-emf", "x-wmf", "png", "jpeg", "jpg")


_CROPPED = (
    "cropped picture, whose cut edges are still in the file",
    "cropped pictures, whose cut edges are still in the file",
)


def look_into_package(package: Package) -> Sight:
    """All that is to be said about an Office file."""
    sight = Sight()
    reader = _READERS[package.kind]
    read = reader.look(package, sight)
    for part, sort in package.reached.items():
        if package.is_xml(part) and part not in read:
            _add_texts(package, part, sort, sight)
        if sort == "image":
            _look_into_picture(package, part, sight)
    for part in ("", *package.reached):
        for relation in package.relations(part):
            _judge(package, part, relation, sight)
    _look_at_all(package, sight)
    return sight


def is_bad_link(relation: Relation) -> bool:
    """Whether it is a link that people follow, to something that is no page of the web."""
    return relation.is_external and relation.sort == "hyperlink" and not relation.target.lower().startswith(WEB)


def is_chart_data(package: Package, part: str, relation: Relation) -> bool:
    """Whether it is the workbook that a chart was drawn from, whose values the chart keeps by itself."""
    is_chart = package.reached.get(part) in ("chart", "chartex")
    return is_chart and relation.sort in ("package", "oleobject", "externallinkpath")


def said_by_core(root: etree._Element) -> set[str]:
    """Which properties of the core say something, but for the language."""
    return {local(one) for one in root if (one.text or "").strip() and local(one) != "language"}


def _judge(package: Package, part: str, relation: Relation, sight: Sight) -> None:
    sort = relation.sort
    if relation.is_external:
        sight.texts.add("a link", relation.target)
    if is_chart_data(package, part, relation):
        sight.hides(*CHART_DATA, removable=True)
    elif sort == "core-properties" and relation.target in package:
        said = said_by_core(package.root(relation.target))
        if said & _WHO_AND_WHEN:
            sight.hides("author and dates in the properties", removable=True)
        if said - _WHO_AND_WHEN:
            sight.hides("title, subject or notes in the properties", removable=True)
    elif sort in REMOVABLE:
        sight.hides(REMOVABLE[sort], removable=True)
    elif is_bad_link(relation):
        sight.hides(LINKS, removable=True)
    elif relation.is_external and sort != "hyperlink":
        sight.hides(*OUTSIDE)
    elif sort in KEPT_BACK:
        sight.hides(*KEPT_BACK[sort])
    elif sort not in ORDINARY and sort not in COUNTED:
        sight.hides(*UNKNOWN)


def _look_at_all(package: Package, sight: Sight) -> None:
    """What can stand in any part: shapes that are switched off, cut pictures; and parts that nothing refers to."""
    for part in package.reached:
        if package.is_xml(part) and package.types.get(part, "").endswith("+xml"):
            root = package.root(part)
            shapes = (one for one in root.iter("{*}docPr", "{*}cNvPr") if one.get("hidden") in ("1", "true"))
            sight.hides("hidden shape or picture", "hidden shapes or pictures", times=sum(1 for _ in shapes))
            sight.hides(*_CROPPED, times=sum(map(_is_cut, root.iter("{*}srcRect"))))
    known = {part for part in package.names() if part in package.reached or part.endswith((".rels", "_types].xml"))}
    sight.hides(*UNSEEN, times=len(package.names()) - len(known), removable=True)


def _is_cut(crop: etree._Element) -> bool:
    """Whether a side is cut; one below nought is a margin."""
    return any(side.strip("0.%") and not side.startswith("-") for side in map(str, crop.attrib.values()))


def _add_texts(package: Package, part: str, sort: str, sight: Sight) -> None:
    """Every text of a part, a line for each paragraph or its like; descriptions of pictures and links too."""
    where = PLACES.get(sort, "another part of the file")
    root = package.root(part)
    line: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            line.append(element.text or "")
            for name, value in element.attrib.items():
                if name in _DESCRIBED or (name == "name" and sort == "table"):
                    sight.texts.add(where, value)
        else:
            if local(element).lower() in _LINES:
                sight.texts.add(where, "".join(line))
                line = []
            line.append(element.tail or "")
    sight.texts.add(where, " ".join(line).strip())


def _look_into_picture(package: Package, part: str, sight: Sight) -> None:
    try:
        known = pictures.look_at_hidden(package.content(part), sight)
    except (Refused, ValueError, IndexError):
        known = False
    ending = package.types.get(part, "").rpartition("/")[2]
    if not known and ending not in _PICTURES_LEFT:
        sight.hides(
            "picture of a kind that could not be looked into", "pictures of a kind that could not be looked into"
        )
    elif not known and ending in ("png", "jpeg", "jpg"):
        sight.hides("damaged picture", "damaged pictures")
