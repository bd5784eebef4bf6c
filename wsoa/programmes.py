"""Programmes: beginning one, stating what it is called, and the words it uses for what this house calls otherwise."""

import re
import unicodedata
import uuid
from collections.abc import Mapping
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor, require_somewhere
from wsoa.change import Change
from wsoa.errors import Invalid
from wsoa.history import Moment, OpenEntry, entry, newest, rows
from wsoa.history.entry import LockedHead
from wsoa.rating_keys import READY_KEYS, state_key
from wsoa.snapshot import open_programme
from wsoa.tables import Entry, Head, Programme, ProgrammeTerms, ProgrammeWords, metadata
from wsoa.terms import Scope
from wsoa.text import MAX_NUMBER, Line

_programme = metadata.tables[str(Programme.__tablename__)]
_head = metadata.tables[str(Head.__tablename__)]
_entry = metadata.tables[str(Entry.__tablename__)]
_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")
_TAKEN_BY_PAGES = frozenset({"new"})
_ONS = re.compile(r"[EWNSK]\d{8}", re.ASCII)
_OLD_LA = re.compile(r"\d{3}", re.ASCII)


def _an_ons_code(code: str) -> str:
    if not _ONS.fullmatch(code.upper()):
        raise ValueError("An ONS code is a letter and eight digits, like E06000058.")
    return code.upper()


def _an_old_la_code(code: str) -> str:
    if not _OLD_LA.fullmatch(code):
        raise ValueError("A local authority number has three digits, like 839.")
    return code


class ProgrammeChange(Change):
    """What a programme is called, where it is, and whether its record holds the whole plan."""

    name: Line = Field(title="The name of the local area")
    ons_code: Annotated[Line, AfterValidator(_an_ons_code)] | None = None
    old_la_code: Annotated[Line, AfterValidator(_an_old_la_code)] | None = None
    region: Line | None = Field(default=None, title="The region")
    scope: Scope = Field(default=Scope.PLAN, title="What the record holds")


class BeginChange(ProgrammeChange):
    """A programme to begin; without `slug` its address is made from its name."""

    slug: Line | None = Field(default=None, title="The address")


def _within_a_sentence(word: str) -> str:
    """*Action* as it stands within a sentence: *action*; *KPI* stays as it is."""
    return word[:1].lower() + word[1:] if word[1:2].islower() else word


Word = Annotated[Line, Field(max_length=40), AfterValidator(_within_a_sentence)]


class WordsChange(Change):
    """The programme's own words, one and many; none: the house's word stands."""

    milestone: Word | None = Field(default=None, title="One of them")
    milestones: Word | None = Field(default=None, title="Several of them")
    focus_area: Word | None = Field(default=None, title="One of them")
    focus_areas: Word | None = Field(default=None, title="Several of them")
    workstream: Word | None = Field(default=None, title="One of them")
    workstreams: Word | None = Field(default=None, title="Several of them")
    weakness: Word | None = Field(default=None, title="One of them")
    weaknesses: Word | None = Field(default=None, title="Several of them")


OFFERED_WORDS: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("milestone", "milestones"): {
        "milestone": "milestones",
        "action": "actions",
        "task": "tasks",
        "deliverable": "deliverables",
    },
    ("focus_area", "focus_areas"): {
        "focus area": "focus areas",
        "outcome": "outcomes",
        "objective": "objectives",
        "theme": "themes",
    },
    ("workstream", "workstreams"): {
        "workstream": "workstreams",
        "priority": "priorities",
        "strand": "strands",
        "work package": "work packages",
    },
    ("weakness", "weaknesses"): {
        "area of weakness": "areas of weakness",
        "area of significant weakness": "areas of significant weakness",
        "priority action": "priority actions",
        "area for improvement": "areas for improvement",
    },
}
"""The words local areas use, each with its plural, by the two fields of the change they fill."""


def begin_programme(session: Session, actor: Actor, slug: str, *, source: str) -> OpenEntry:
    """A new programme with an empty chain, and its first entry, open. Invalid when the address will not do."""
    if not _SLUG.fullmatch(slug):
        raise Invalid({"slug": "The programme's address may hold small letters, digits and hyphens, 60 at most."})
    if slug in _TAKEN_BY_PAGES:
        raise Invalid({"slug": f"No programme can be called {slug}: the tracker has a page of its own there."})
    if session.scalar(select(_programme.c.id).where(_programme.c.slug == slug)) is not None:
        raise Invalid({"slug": f"There is a programme called {slug} already."})
    uid = uuid.uuid4().hex
    row = insert(_programme).values(uid=uid, slug=slug).returning(_programme.c.id)
    try:
        programme_id: int = session.execute(row).scalar_one()
    except IntegrityError:  # somebody began it in this very moment
        raise Invalid({"slug": f"There is a programme called {slug} already."}) from None
    session.execute(insert(_head).values(programme_id=programme_id, number=0, digest=""))
    head = LockedHead(programme_id, uid, 0, "", None)
    return OpenEntry.after(session, actor, head, command="begin_programme", source=source)


def begin_in_browser(session: Session, actor: Actor, change: BeginChange, *, token: str | None = None) -> str:
    """Begin a programme with its name and the key every programme starts with; its address.

    Raises Barred, and Invalid when the address will not do or is taken. Who belongs to it is granted beside this.
    """
    require_somewhere(actor, Action.BEGIN_PROGRAMME)
    writing = begin_programme(session, actor, _address(change), source="form")
    writing.token, today = token, clock.today()
    state_programme(writing, ProgrammeChange(**change.model_dump(exclude={"slug"})), as_at=today)
    state_key(writing, as_at=today, name=READY_KEYS["rag"].name)
    writing.close()
    return _address(change)


def begun_before(session: Session, actor: Actor, change: BeginChange, *, token: str | None) -> bool:
    """Whether this very form of the actor's began the programme already: the answer was lost, not the work (R7)."""
    first = (_entry.c.programme_id == _programme.c.id) & (_entry.c.number == 1)
    query = select(_programme.c.id).join(_entry, first).where(_programme.c.slug == _address(change))
    mine = (_entry.c.token == token) & (_entry.c.actor == actor.uid)
    return token is not None and session.scalar(query.where(mine)) is not None


def address_from(name: str) -> str:
    """The address a programme of that name is offered: *Bournemouth & Poole* gives *bournemouth-poole*."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:60].strip("-")


def programme_exists(session: Session, slug: str) -> bool:
    """Whether any programme has that address: asked by the operator only, who may know of all."""
    return session.scalar(select(_programme.c.id).where(_programme.c.slug == slug)) is not None


def state_programme(entry: OpenEntry, change: ProgrammeChange, *, as_at: date) -> None:
    """What the programme is called from that date on."""
    entry.state(_terms(entry, change, as_at))


def named(session: Session, actor: Actor, slug: str) -> ProgrammeChange:
    """What the programme is called today, as it would be said again. Raises Unseen and Barred."""
    programme = open_programme(session, actor, slug, Action.SET_UP)
    stands = rows(session, newest(ProgrammeTerms), Moment(programme.id, clock.today(), MAX_NUMBER))[0]
    # An earlier tracker may hold what a form would refuse: it is shown, and judged when it is saved.
    return ProgrammeChange.model_construct(**{field: stands[field] for field in ProgrammeChange.model_fields})


def save_programme(
    session: Session, actor: Actor, slug: str, change: ProgrammeChange, *, seen: int = 0, token: str | None = None
) -> None:
    """What the programme is called from today on. Raises Conflict when it was changed since `seen`."""
    with entry(
        session, actor, slug, command="save_programme", action=Action.SET_UP, token=token, payload=(change, seen)
    ) as writing:
        row = _terms(writing, change, clock.today())
        if writing.was_sent():
            return
        writing.require_seen(ProgrammeTerms, 1, seen, "The name of the programme")
        writing.state(row)


def save_words(
    session: Session, actor: Actor, slug: str, change: WordsChange, *, seen: int = 0, token: str | None = None
) -> None:
    """The programme's own words from today on. The plural of a word that is offered need not be given.

    Raises Conflict, and Invalid for a word without its plural or one word for two things.
    """
    with entry(
        session, actor, slug, command="save_words", action=Action.SET_UP, token=token, payload=(change, seen)
    ) as writing:
        said = _with_plurals(change)
        row = ProgrammeWords(programme_id=writing.programme_id, number=1, as_at=clock.today(), **said.model_dump())
        if writing.was_sent():
            return
        writing.require_seen(ProgrammeWords, 1, seen, "The programme’s own words")
        writing.state(row)


def _terms(entry: OpenEntry, change: ProgrammeChange, as_at: date) -> ProgrammeTerms:
    return ProgrammeTerms(
        programme_id=entry.programme_id,
        number=1,
        as_at=as_at,
        name=change.name,
        ons_code=change.ons_code,
        old_la_code=change.old_la_code,
        region=change.region,
        scope=change.scope,
    )


def _address(change: BeginChange) -> str:
    return change.slug or address_from(change.name)


def _with_plurals(change: WordsChange) -> WordsChange:
    said: dict[str, str | None] = change.model_dump()
    problems: dict[str, str] = {}
    taken: set[str] = set()
    for (one, many), offered in OFFERED_WORDS.items():
        word = said[one]
        said[many] = said[many] or (offered.get(word) if word else None)
        if word and not said[many]:
            problems[many] = f"Enter what several of them are called: the plural of “{word}”."
        elif said[many] and not word:
            problems[one] = f"Enter what one of them is called: the singular of “{said[many]}”."
        meant = word or next(iter(offered))
        if meant in taken:
            problems[one] = f"“{meant}” stands for something else already. Choose another word for one of the two."
        taken.add(meant)
    if problems:
        raise Invalid(problems)
    return WordsChange(**said)
