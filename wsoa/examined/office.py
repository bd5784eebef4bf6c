"""The parts of an Office file (Open Packaging Conventions, ECMA-376 part 2). Runs in the child process."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

from lxml import etree

from wsoa.examined import limits
from wsoa.examined.disguises import PASSWORD
from wsoa.examined.findings import Refused
from wsoa.examined.kinds import KINDS, TAKEN

TYPES = "[content_types].xml"
_MAIN = {KINDS[key].content_type + ".main+xml": key for key in ("docx", "xlsx", "pptx")}
_STRICT = b"purl.oclc.org/ooxml"
_DAMAGED = "The file is damaged. Open it in the program it was made with, save it again and choose that."


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: `sort` is the last word of its type, in small letters, `target` a part or an address."""

    id: str
    sort: str
    target: str
    is_external: bool


class Package:
    """An Office file that was unpacked within its limits. Names of parts are in small letters, as they are compared."""

    def __init__(self, content: bytes, kind: str) -> None:
        """Raises Refused when it is another kind than its name says, is locked, or too large."""
        self.kind = kind
        unpacked = _unpacked(content)
        self._parts = {name.lower(): held for name, held in unpacked.items()}
        self.spelled = {name.lower(): name for name in unpacked}
        if len(self._parts) < len(unpacked):
            raise Refused(_DAMAGED)
        self._roots: dict[str, etree._Element] = {}
        self.types = self._content_types()
        self.main = self._main_part()
        self.reached = self._reached()

    def __contains__(self, part: str) -> bool:
        return part in self._parts

    def content(self, part: str) -> bytes:
        """The bytes of a part."""
        return self._parts[part]

    def names(self) -> list[str]:
        """All parts, also those that nothing refers to."""
        return list(self._parts)

    def root(self, part: str) -> etree._Element:
        """The XML of a part. Raises Refused for one that declares a document type."""
        if part not in self._roots:
            self._roots[part] = parsed(self._parts[part], forgiving=part.endswith(".vml"))
        return self._roots[part]

    def is_xml(self, part: str) -> bool:
        """Whether a part is XML, by its type and its name."""
        return self.types.get(part, "").endswith(("xml", ".vmldrawing")) or part.endswith((".xml", ".rels", ".vml"))

    def relations(self, part: str) -> list[Relation]:
        """What a part refers to; "" is the file itself."""
        name = relations_of(part)
        return [_relation(part, one) for one in self.root(name)] if name in self._parts else []

    def related(self, part: str, sort: str) -> Iterator[str]:
        """The parts that a part refers to as this sort."""
        return (one.target for one in self.relations(part) if one.sort == sort and one.target in self._parts)

    def of_sort(self, *sorts: str) -> list[str]:
        """The parts that are reached as one of these sorts, in the order of their numbers."""
        return sorted((part for part, sort in self.reached.items() if sort in sorts), key=_in_order)

    def _content_types(self) -> dict[str, str]:
        if TYPES not in self._parts:
            raise Refused(f"The file is a packed archive, and no Office file. {TAKEN}")
        by_ending, types = {}, {}
        for one in self.root(TYPES):
            if named := one.get("PartName"):
                types[named.lstrip("/").lower()] = one.get("ContentType", "").lower()
            else:
                by_ending[one.get("Extension", "").lower()] = one.get("ContentType", "").lower()
        return {part: types.get(part) or by_ending.get(part.rpartition(".")[2], "") for part in self._parts}

    def _main_part(self) -> str:
        if _STRICT in self._parts.get("_rels/.rels", b""):
            raise Refused(
                "The file was saved in the strict form of Open XML. Open it in the program it was made with and save "
                f"it as an ordinary .{self.kind}."
            )
        main = list(self.related("", "officedocument"))
        if len(main) != 1:
            raise Refused(_DAMAGED)
        said = self.types[main[0]]
        if _MAIN.get(said) == self.kind:
            return main[0]
        raise Refused(_of_another_kind(self.kind, said))

    def _reached(self) -> dict[str, str]:
        reached: dict[str, str] = {}
        waiting = [""]
        while waiting:
            for one in self.relations(waiting.pop()):
                if not one.is_external and one.target in self._parts and one.target not in reached:
                    reached[one.target] = one.sort
                    waiting.append(one.target)
        return reached


def relations_of(part: str) -> str:
    """The name of the part that holds what a part refers to."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def parsed(content: bytes, *, forgiving: bool = False) -> etree._Element:
    """The XML in `content` without its remarks and instructions. Raises Refused when it declares a document type."""
    try:
        root = etree.fromstring(content, _parser(forgiving))
    except etree.XMLSyntaxError as fault:
        if fault.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from fault
        raise
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refused(
            "The file declares a document type, which no Office program does, and is not opened for safety. "
            "Open it in the program it was made with, save it again and choose that."
        )
    return root


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


@cache
def _parser(forgiving: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True, recover=forgiving
    )


def _relation(part: str, element: etree._Element) -> Relation:
    target, is_external = element.get("Target", ""), element.get("TargetMode") == "External"
    if not is_external:
        path = unquote(target.partition("#")[0])
        whole = path if path.startswith("/") else posixpath.join("/", posixpath.dirname(part), path)
        target = posixpath.normpath(whole).lstrip("/").lower()
    sort = element.get("Type", "").rpartition("/")[2].lower()
    return Relation(element.get("Id", ""), sort, target, is_external)


def _unpacked(content: bytes) -> dict[str, bytes]:
    package = zipfile.ZipFile(io.BytesIO(content))
    entries = [entry for entry in package.infolist() if not entry.is_dir()]
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > limits.MAX_PARTS or unpacked > limits.MAX_UNPACKED:
        raise Refused(
            f"The file unpacks to {len(entries):,} parts and {unpacked / limits.MEGABYTE:,.0f} MB; the most that is "
            f"taken is {limits.MAX_PARTS:,} parts and {limits.MAX_UNPACKED // limits.MEGABYTE} MB. "
            "Make its pictures smaller, or bring it in parts."
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused(PASSWORD)
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise Refused(_DAMAGED)
    if any(entry.file_size > limits.MAX_XML and entry.filename.lower().endswith(".xml") for entry in entries):
        raise Refused(f"The file holds more text than can be looked into. Bring it in parts. {TAKEN}")
    parts = {entry.filename.lstrip("/"): package.read(entry) for entry in entries}
    if len(parts) < len(entries):
        raise Refused(_DAMAGED)
    return parts


def _of_another_kind(kind: str, said: str) -> str:
    save = f"Open it in the program it was made with, save it as .{kind}, and choose that."
    if "macroenabled" in said:
        return f"The file has macros, and files with macros are not taken. {save}"
    if "template" in said or "slideshow" in said:
        return f"The file is a template or a show, though its name ends in .{kind}. {save}"
    if said in _MAIN:
        is_one = KINDS[_MAIN[said]].one
        return f"The file is not what its name says: it is {is_one}. Give it a name that ends in .{_MAIN[said]}."
    return _DAMAGED


def _in_order(part: str) -> tuple[str, int, str]:
    digits = "".join(filter(str.isdigit, posixpath.basename(part)))
    return posixpath.dirname(part), int(digits[:9] or 0), part
