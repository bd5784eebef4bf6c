"""Events of the security log in the words of an administrator's page; the table of commas has their digests. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from jinja2.filters import do_filesizeformat

from api.events import kind_words, subject_words
from api.pages.people.wording import plain_role_name
from exports.parts.wording import counted, day
from wsoa.security_events import Event
from wsoa.terms import CodePurpose, Role

_COUNTED: Mapping[str, str] = {
    "texts": "text",
    "accounts": "account",
    "places": "place",
    "packs": "pack",
    "rows": "row",
    "years": "year",
}
_BESIDE: Mapping[str, str] = {
    "created": "created",
    "updated": "updated",
    "revised": "revised",
    "unchanged": "unchanged",
    "left_out": "left out",
}
_DATED: Mapping[str, str] = {"starts": "from {}", "ends": "until {}", "closed_on": "closed on {}"}
_PURPOSES = {CodePurpose.WELCOME: "to come in for the first time", CodePurpose.NEW_PASSPHRASE: "for a new passphrase"}


@dataclass(frozen=True, slots=True)
class Told:
    """An event: what happened, in which programme to what, with the page of that where an administrator has one."""

    event: Event
    what: str
    programme: str
    about: str
    page: str | None
    facts: str


def told(event: Event, programmes: Mapping[str, str]) -> Told:
    """The event in words; `programmes` are their names by address."""
    number = (event.subject or "").removeprefix("erasures/")
    is_erasure = bool(event.programme) and number != event.subject and number.isdecimal()
    return Told(
        event=event,
        what=kind_words(event),
        programme=programmes.get(event.programme or "", event.programme or ""),
        about=subject_words(event),
        page=f"/administration/erasures/{event.programme}/{number}" if is_erasure else None,
        facts=", ".join(_facts(event)),
    )


def _facts(event: Event) -> Iterator[str]:
    """What is known beside, as far as it speaks to people: no digest, and no number of a row."""
    facts = {name: value for name, value in event.facts.items() if value is not None}
    if "role" in facts:
        yield plain_role_name(Role(str(facts["role"])))
    if "changed" in facts:
        yield f"changed {facts['changed']}"
    if "by_administrator" in facts:
        yield "by an administrator"
    if "purpose" in facts:
        yield _PURPOSES[CodePurpose(str(facts["purpose"]))]
    if "format" in facts:
        yield str(facts["format"])
    if "size" in facts:
        yield do_filesizeformat(str(facts["size"]))
    for name, value in facts.items():
        if name in _COUNTED:
            yield counted(int(str(value)), _COUNTED[name])
        elif name in _BESIDE and value:
            yield f"{value} {_BESIDE[name]}"
        elif name in _DATED:
            yield _DATED[name].format(day(date.fromisoformat(str(value))))
