"""Events of the security log as pages and files of commas tell them, and what a page of them was asked for."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from starlette.requests import Request

from exports.catalogue import REPORTS
from wsoa.security_events import Asked, Event
from wsoa.terms import SecurityKind

KINDS: Mapping[SecurityKind, str] = {
    SecurityKind.SIGNED_IN: "Signed in",
    SecurityKind.SIGN_IN_FAILED: "Gave a wrong passphrase",
    SecurityKind.SIGN_IN_LIMITED: "Tenth wrong try in five minutes: no more are compared",
    SecurityKind.SIGNED_OUT: "Signed out",
    SecurityKind.SESSION_REVOKED: "Session ended by somebody",
    SecurityKind.CODE_MADE: "Code made",
    SecurityKind.CODE_FAILED: "Gave a wrong code",
    SecurityKind.PASSPHRASE_SET: "Passphrase set",
    SecurityKind.ACCOUNT_MADE: "Account made",
    SecurityKind.ACCOUNT_CHANGED: "Name, address or organisation corrected",
    SecurityKind.ACCOUNT_CLOSED: "Account closed",
    SecurityKind.ACCOUNT_OPENED: "Account opened again",
    SecurityKind.ROLE_GIVEN: "Role given",
    SecurityKind.ROLE_ENDED: "Role ended",
    SecurityKind.DENIED: "Refused",
    SecurityKind.DOWNLOADED: "Downloaded",
    SecurityKind.IMPORTED: "Loaded a file",
    SecurityKind.RELEASED: "Released",
    SecurityKind.RELEASE_WITHDRAWN: "Release taken back",
    SecurityKind.NAME_SEARCHED: "Searched for a person’s name",
    SecurityKind.ERASURE_REQUESTED: "Erasure requested",
    SecurityKind.ERASED: "Erased",
    SecurityKind.RETENTION_SET: "Retention set",
    SecurityKind.BACKED_UP: "Backed up",
    SecurityKind.RESTORED: "Restored from a backup",
    SecurityKind.UPGRADED: "Upgraded",
    SecurityKind.STARTED: "Started",
    SecurityKind.STOPPED: "Stopped",
    SecurityKind.REFUSALS: "Refused very often",
    SecurityKind.PERSONAL_DATA_CONFIRMED: "Personal data confirmed",
}
"""Each kind in the words of a page."""

NEVER_KEPT = frozenset(
    {SecurityKind.DENIED, SecurityKind.REFUSALS, SecurityKind.STARTED, SecurityKind.STOPPED, SecurityKind.CODE_FAILED}
)
"""What stands in the log file only."""

ON_A_PAGE = 50
IN_A_FILE = 10_000
_MOST_PAGES = 100_000
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of events and what it was asked for. `newer` and `older` are addresses, None where there are none."""

    events: tuple[Event, ...]
    kind: str
    person: str
    page: int
    newer: str | None
    older: str | None
    file: str


@dataclass(frozen=True, slots=True)
class Question:
    """What an address asks: a kind (a key of the page's own choices), a person's uid, and which page; "" is all."""

    path: str
    kind: str
    person: str
    page: int

    def asked(self, kinds: Mapping[str, Sequence[SecurityKind]], *, most: int = ON_A_PAGE + 1) -> Asked:
        """The same for the record: one event more than a page holds, to know whether there is another."""
        after = (self.page - 1) * ON_A_PAGE if most <= ON_A_PAGE + 1 else 0
        return Asked(kinds.get(self.kind, ()), self.person or None, most, after)

    def listed(self, found: tuple[Event, ...]) -> Listed:
        """The page of what was found."""
        newer = self._at(self.page - 1) if self.page > 1 else None
        older = self._at(self.page + 1) if len(found) > ON_A_PAGE else None
        file = replace(self, path=f"{self.path}.csv")._at(1)
        return Listed(found[:ON_A_PAGE], self.kind, self.person, self.page, newer, older, file)

    def _at(self, page: int) -> str:
        asked = {"kind": self.kind, "person": self.person, "page": str(page) if page > 1 else ""}
        query = urlencode({name: said for name, said in asked.items() if said})
        return f"{self.path}?{query}" if query else self.path


def question(request: Request, kinds: Iterable[str], people: Iterable[str]) -> Question:
    """What the address asks for, as far as it is on offer; the rest is all kinds, everybody, the first page."""
    said, path = request.query_params, str(request.scope["path"]).removesuffix(".csv")
    kind, person, page = said.get("kind", ""), said.get("person", ""), said.get("page", "")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1
    return Question(
        path,
        kind if kind in set(kinds) else "",
        person if person in set(people) else "",
        min(max(number, 1), _MOST_PAGES),
    )


def kind_words(event: Event) -> str:
    """What somebody did: "Signed in, from a browser new to them"."""
    is_new = event.kind is SecurityKind.SIGNED_IN and event.facts.get("known_browser") is False
    return f"{KINDS[event.kind]}, from a browser new to them" if is_new else KINDS[event.kind]


def subject_words(event: Event) -> str:
    """What an event is about, in words; as it stands where there are none."""
    if event.issued:
        return f"{_titled(event.issued.report)} {event.issued.pack} · version {event.issued.version}"
    return document_words(event.subject)


def document_words(subject: str | None) -> str:
    """The same of a subject alone, which does not say as what a pack was issued."""
    said = subject or ""
    of, _, which = said.removeprefix("released/").partition("/")
    if of == "reports":
        return _titled(which)
    if which.isdigit() and of in _NUMBERED:
        return _NUMBERED[of].format(which)
    return _DOCUMENTS.get(said, said)


_NUMBERED = {
    "packs": "Pack {}",
    "trackers": "Tracker, load {}",
    "statistics": "Statistics, file {}",
    "evidence": "Evidence E{}",
    "erasures": "Erasure {}",
}
_DOCUMENTS = {
    "scorecard": "Scorecard workbook",
    "set-up/find-a-name": "What is held about a name",
    "set-up/sign-ins": "Sign-ins and downloads",
    "administration/security": "Security log",
}


def _titled(report: str) -> str:
    return REPORTS[report].title if report in REPORTS else report


def facts_words(event: Event) -> str:
    """Counts, sizes and digests: "size 48213, sha256 1f0c…"."""
    return ", ".join(filter(None, (_fact(name, value) for name, value in event.facts.items())))


def as_csv(head: Sequence[str], lines: Iterable[Sequence[str]]) -> bytes:
    """A table of commas that a spreadsheet opens as UTF-8 and reads as text: no cell is a formula (ASVS 1.2.10)."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerows([head, *([_as_text(cell) for cell in line] for line in lines)])
    return written.getvalue().encode("utf-8-sig", "replace")


def _as_text(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULAS) else cell


def _fact(name: str, value: object) -> str:
    named = name.replace("_", " ")
    if isinstance(value, bool):
        return named if value else f"no {named}"
    words = str(value)
    return f"{named} {words[:12]}…" if len(words) == 64 else f"{named} {words}"
