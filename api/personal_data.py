"""Nothing that looks like a child's personal data is kept before a person has looked at it (PROOFS S23).

The check stands in `dependencies.writing`, through which everything is saved that anybody types, and it is the last
one: what a form lacks is said first, and who may not save learns nothing of it. The page shows every such field again,
to be changed or confirmed; a confirmation holds for the very snippets that were shown and for no others.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from sqlalchemy.orm import Session
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from api.addresses import local_path
from api.forms import ASIDE, SECRET, typed_in
from api.render import is_fragment, render
from exports.parts.wording import listed
from wsoa import security_log
from wsoa.access import Actor
from wsoa.errors import Invalid
from wsoa.personal_data import Kind, Seen, patterns_in
from wsoa.snapshot import open_programme
from wsoa.terms import SecurityKind
from wsoa.text import MAX_TEXT

CHECKED, BACK = f"{ASIDE}checked", f"{ASIDE}back"
NOT_DECIDED = "Take out what is personal data, or say that it has to stand there"
IN_WORDS = {
    Kind.UPN: "a UPN (unique pupil number)",
    Kind.NHS_NUMBER: "an NHS number",
    Kind.DATE_OF_BIRTH: "a date of birth",
    Kind.POSTCODE: "a postcode",
}
TOO_LONG = f"This holds more than {MAX_TEXT:,} characters, which is more than one answer can have"
_NOT_TYPED = SECRET | {"token", "email", "then", "looked_for", "found", "place", "places", "seen", "stood"}
_DIGEST = re.compile("[0-9a-f]{64}")
"""What a form carries to say which words or file its reader saw: its digits are nobody's number."""
_AROUND, _LONG, _MOST = 30, 60, 10
_CALLED = {
    "pasted": "What was pasted",
    "letter": "The letter’s words",
    "lines": "The lines",
    "how": "How it was settled",
    "raw": "Value",
    "ref": "Reference",
    "when": "Date",
    "words": "What was written",
    "shows": "What it shows",
    "why": "Why",
}
"""Fields whose name would say too little; any other says what it is."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """What was seen, with what stands around it."""

    kind: Kind
    before: str
    said: str
    after: str

    @property
    def looks_like(self) -> str:
        """What it looks like, in words."""
        return IN_WORDS[self.kind]

    @property
    def digest(self) -> str:
        """What a confirmation names it by."""
        return hashlib.sha256(f"{self.kind} {self.said}".encode("utf-8", "replace")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Answer:
    """One field of the form as it came; only one with `snippets` is shown."""

    name: str
    text: str
    place: int
    snippets: Sequence[Snippet] = ()

    @property
    def id(self) -> str:
        """Where the page shows it."""
        return f"field-{self.place}"

    @property
    def label(self) -> str:
        """What the field is, in plain words: "Next steps", "Wording, line 3"."""
        name, _, line = re.sub(r"[.-](\d+)$", r"\0\1", self.name).partition("\0")
        words = _CALLED.get(name) or re.sub(r"[_.-]+", " ", name).strip().capitalize()
        return f"{words}, line {line}" if line else words

    @property
    def is_long(self) -> bool:
        """Whether it needs more than one line to be changed in."""
        return len(self.text) > _LONG or "\n" in self.text

    @property
    def shown(self) -> Sequence[Snippet]:
        """The snippets that are quoted: each once, and not too many."""
        return tuple({each.digest: each for each in self.snippets}.values())[:_MOST]

    @property
    def kinds(self) -> str:
        """What it seems to hold: "an NHS number, a date of birth and a postcode"."""
        return listed(list(dict.fromkeys(each.looks_like for each in self.snippets)))


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A form with something that looks like personal data: its answers, and what had been confirmed before."""

    answers: Sequence[Answer]
    checked: frozenset[str]
    route: str
    slug: str | None
    files: Sequence[tuple[str, Sequence[str]]] = ()
    came_back: bool = False
    back: str = "/"
    snippets: Sequence[Snippet] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "snippets", tuple(each for answer in self.answers for each in answer.snippets))

    @property
    def digests(self) -> str:
        """What ticking the box confirms."""
        return " ".join(dict.fromkeys(each.digest for each in self.snippets))

    @property
    def kinds(self) -> str:
        """What it holds, for the security log: never the text."""
        return ", ".join(dict.fromkeys(each.kind for each in self.snippets))

    def decided(self, session: Session, actor: Actor) -> None:
        """Note that somebody confirmed it, with what it is about. Raises Unconfirmed when nobody has."""
        if not self.checked.issuperset(each.digest for each in self.snippets):
            raise Unconfirmed(self)
        programme = open_programme(session, actor, self.slug).id if self.slug else None
        kind, facts = SecurityKind.PERSONAL_DATA_CONFIRMED, {"kinds": self.kinds, "route": self.route}
        security_log.note(session, kind, person=actor.uid, programme_id=programme, **facts)


class Unconfirmed(Exception):
    """A form would be saved with what looks like personal data, and nobody has said that it is to be kept."""

    def __init__(self, looked_at: LookedAt) -> None:
        super().__init__(looked_at.kinds)
        self.looked_at = looked_at


def looked_at(request: Request) -> LookedAt | None:
    """What the form of this request seems to hold; None for a request without one, and for one with nothing in it.

    Raises Invalid for a text longer than the record takes: no page asks for one, and to look through it takes long.
    """
    form = request._form  # read before the endpoint, which cannot wait for it
    if form is None:
        return None
    typed = [each for each in typed_in(form) if each[0] not in SECRET]
    if long := {name: TOO_LONG for name, text in typed if len(text) > MAX_TEXT and name not in _NOT_TYPED}:
        raise Invalid(long)
    answers = tuple(
        _answer(name, text, place) for place, (name, text) in enumerate(typed) if not name.startswith(ASIDE)
    )
    if not any(each.snippets for each in answers):
        return None
    aside = {name: text for name, text in typed if name.startswith(ASIDE)}
    return LookedAt(
        answers,
        checked=frozenset(aside.get(CHECKED, "").split()),
        route=str(getattr(request.scope.get("route"), "path", "")),
        slug=request.path_params.get("slug"),
        files=_files(form),
        came_back=BACK in aside,
        back=local_path(aside.get(BACK) or _page_of(request)),
    )


async def on_unconfirmed(request: Request, error: Exception) -> Response:
    """422: the page that asks. To htmx it goes where the form stood, so that other forms of the page stay."""
    assert isinstance(error, Unconfirmed)
    asked = error.looked_at
    problems = {
        each.id: f"{each.label}: it holds what looks like {each.kinds}" for each in asked.answers if each.snippets
    }
    if asked.came_back:
        problems["checked"] = NOT_DECIDED
    address = quote(request.scope["path"])
    query = request.scope["query_string"].decode("latin-1")
    return render(
        request,
        "_personal_data.html" if is_fragment(request) else "personal_data.html",
        422,
        asked=asked,
        address=f"{address}?{query}" if query else address,
        prefix=f"check-{hashlib.sha256(address.encode()).hexdigest()[:6]}-" if is_fragment(request) else "",
        by_htmx=is_fragment(request),
        problems=problems,
    )


def _answer(name: str, text: str, place: int) -> Answer:
    found = () if name in _NOT_TYPED or _DIGEST.fullmatch(text) else patterns_in(text)
    return Answer(name, text, place, tuple(_quoted(text, each) for each in found))


def _quoted(text: str, seen: Seen) -> Snippet:
    """The snippet with a few words on either side."""
    start, stop = max(0, seen.start - _AROUND), seen.stop + _AROUND
    before, after = (" ".join(each.split("\n")) for each in (text[start : seen.start], text[seen.stop : stop]))
    said = text[seen.start : seen.stop]
    return Snippet(seen.kind, f"…{before}" if start else before, said, f"{after}…" if stop < len(text) else after)


def _files(form: FormData) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The files that were chosen, by their fields: no page can send them back, so they have to be chosen again."""
    found: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        if isinstance(value, UploadFile) and value.filename:
            found.setdefault(name, []).append(value.filename)
    return tuple((name, tuple(files)) for name, files in found.items())


def _page_of(request: Request) -> str:
    """The page that the form stood on, as far as the browser says."""
    said = urlsplit(request.headers.get("referer", ""))
    return f"{said.path}?{said.query}" if said.query else said.path
