"""One file to hand over: the released narratives, every action, one page about each, and what was released to prove it.

Its pages are plain HTML that link to one another inside the file, so that it is read without a connection; the same
released things give the same bytes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from markupsafe import Markup

from api.pages.record import CLASSES
from api.pages.reports import preview_template
from api.render import STATIC, Frame, environment
from api.room import REPORT, Room, Told
from exports.house.archive import archive, member

INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class HandedFile:
    """A file that goes along: what it is called there, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Within:
    """Where things stand within the file, as seen from a page that lies `up` folders deep."""

    up: str = ""

    def narrative(self, number: int) -> str:
        """A narrative as a page."""
        return f"{self.up}narratives/{number}.html"

    def word(self, number: int) -> str:
        """A narrative as it was issued."""
        return f"{self.up}narratives/{number}.docx"

    def milestone(self, number: int) -> str:
        """A milestone on its page."""
        return f"{self.up}milestones/{number}.html"

    def known(self, number: int) -> str:
        """How long an area has been known."""
        return f"{self.up}known/{number}.html"

    def actions(self) -> str:
        """Every action."""
        return f"{self.up}actions.html"

    def evidence(self, number: int) -> str:
        """A released piece of evidence."""
        return f"{self.up}evidence/E{number}.html"

    def index(self) -> str:
        """The first page."""
        return f"{self.up}{INDEX}"


def handed(room: Room, frame: Frame, words: Mapping[int, bytes], files: Mapping[int, HandedFile]) -> bytes:
    """The file, a zip archive. `words` are the narratives' Word files, `files` those of evidence, by number.

    Its last member lists the SHA-256 of every other.
    """
    found = dict(_members(room, frame, words, files))
    listed = "".join(f"{sha256(content).hexdigest()}  {name}\n" for name, content in found.items())
    return archive(member(name, content) for name, content in {**found, "SHA256SUMS.txt": listed.encode()}.items())


def _members(
    room: Room, frame: Frame, words: Mapping[int, bytes], files: Mapping[int, HandedFile]
) -> Iterator[tuple[str, bytes]]:
    top, below = _Pages(room, frame, files, Within()), _Pages(room, frame, files, Within("../"))
    yield INDEX, top.page("index", "Evidence room", words=words)
    yield Within().actions(), top.page("actions", "Every action", found=list(room.milestones.values()))
    for told in room.narratives:
        yield Within().narrative(told.item.number), below.narrative(told)
    for number, content in words.items():
        yield Within().word(number), content
    for number, (area, told) in room.areas.items():
        title = "How long have you known, what have you done?"
        yield Within().known(number), below.page("known", title, area=area, told=told)
    for number, (found, told) in room.milestones.items():
        title = f"{found.ref} {found.wording}".strip()
        yield Within().milestone(number), below.page("milestone", title, found=found, told=told)
    for number, piece in room.evidence.items():
        title = f"E{number} {piece.said.title}"
        klass = CLASSES[piece.said.klass] if piece.said.klass else ""
        yield Within().evidence(number), below.page("evidence", title, piece=piece, said=piece.said, klass=klass)
    for file in files.values():
        yield f"evidence/{file.name}", file.content


@dataclass(frozen=True, slots=True)
class _Pages:
    """Draws the pages that lie equally deep."""

    room: Room
    frame: Frame
    files: Mapping[int, HandedFile]
    within: Within

    def page(self, name: str, title: str, **context: Any) -> bytes:  # Any: each template has its own context
        """One page."""
        template = environment().get_template(f"hand_over/{name}.html")
        drawn = template.render(
            room=self.room,
            frame=self.frame,
            within=self.within,
            title=title,
            styles=_styles(),
            files=self.files,
            titles={number: each.said.title for number, each in self.room.evidence.items()},
            evidence_at={f"E{number}": self.within.evidence(number) for number in self.room.evidence},
            leads_to=self.room.leads_to(
                f"{self.within.up}evidence/E{{}}.html", f"{self.within.up}milestones/{{}}.html"
            ),
            **context,
        )
        return drawn.encode("utf-8", "replace")

    def narrative(self, told: Told) -> bytes:
        """A narrative as it is previewed, whose citations lead to the evidence inside the file."""
        return self.page("narrative", told.title, told=told, contents=told.contents, drawn=preview_template(REPORT))


def _styles() -> Markup:
    sheets = "\n".join((STATIC / name).read_text("utf-8") for name in ("paper.css", "hand_over.css"))
    return Markup(f"<style>\n{sheets}</style>")
