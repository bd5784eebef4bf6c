"""Finding a name in everything that is kept: for whoever asks what is held about them (subject access)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from wsoa.access import Action, Actor, require
from wsoa.erasure.belonging import texts_with_parts
from wsoa.erasure.chosen import chosen, may_propose
from wsoa.erasure.excerpts import NameHit, excerpt
from wsoa.erasure.held import texts_held
from wsoa.erasure.in_files import FilesLooked, Unread
from wsoa.erasure.places import Place, TextHeld
from wsoa.erasure.positions import Told
from wsoa.errors import Barred, Invalid, Unseen
from wsoa.folding import asked_words, holds
from wsoa.security_log import note
from wsoa.snapshot import open_programme
from wsoa.tables import Membership, Organisation, Person, ProgrammeOrganisation, StatisticsFile, metadata
from wsoa.terms import SecurityKind

NOTHING_LOOKED_INTO = FilesLooked()

_person = metadata.tables[str(Person.__tablename__)]
_membership = metadata.tables[str(Membership.__tablename__)]
_organisation = metadata.tables[str(Organisation.__tablename__)]
_statistics = metadata.tables[str(StatisticsFile.__tablename__)]
_works_in = metadata.tables[str(ProgrammeOrganisation.__tablename__)]


@dataclass(frozen=True, slots=True)
class NameFound:
    """Every place that holds the words, the official names that do, and files that a person has to look through."""

    hits: tuple[NameHit, ...]
    told: tuple[Told, ...]
    unread: tuple[Unread, ...] = ()


def find_name(
    session: Session, actor: Actor, slug: str, words: str, looked: FilesLooked = NOTHING_LOOKED_INTO
) -> NameFound:
    """Every text of the programme that holds all the words, in every version, whatever their capitals and accents.

    `looked` is what was found in files of evidence (wsoa.erasure.in_files). That somebody looked is noted in the
    security log, with how much was found and never for what. Raises Unseen, Barred and Invalid.
    """
    programme = open_programme(session, actor, slug, Action.FIND_PERSON)
    asked = asked_words(words)
    if not asked or max(map(len, asked)) < 2:
        raise Invalid({"words": "Enter a name, or a part of one."})
    found = (each for each in texts_held(session, programme.id) if holds(each.text, asked))
    hits = (*(NameHit(each, excerpt(each.text, asked)) for each in found), *looked.hits)
    told = tuple(_names(session, programme.id, asked))
    note(
        session,
        SecurityKind.NAME_SEARCHED,
        person=actor.uid,
        programme_id=programme.id,
        texts=len({each.held.said for each in hits}),
        accounts=len(told),
    )
    return NameFound(hits, told, looked.unread)


def texts_of(session: Session, actor: Actor, slug: str, kind: str, number: int) -> tuple[TextHeld, ...]:
    """Every text of one thing, in every version, the newest first: what may be chosen of it.

    Raises Unseen, and Barred for what is not theirs.
    """
    programme = open_programme(session, actor, slug, Action.PROPOSE_ERASURE)
    require(actor, Action.PROPOSE_ERASURE, programme.id)
    found = tuple(texts_with_parts(session, programme.id, kind, number))
    if not found:
        raise Unseen(kind.replace("_", " "))
    if not may_propose(session, actor, programme.id, found[0]):
        raise Barred(Action.PROPOSE_ERASURE.value)
    return found


def texts_at(session: Session, actor: Actor, slug: str, places: Sequence[Place]) -> tuple[TextHeld, ...]:
    """What those places hold, in their order; those that hold nothing any more are left out.

    Raises Unseen (also for what is not theirs) and Barred.
    """
    programme = open_programme(session, actor, slug, Action.PROPOSE_ERASURE)
    found = chosen(session, programme.id, places)
    things = {(each.kind, each.number): each for each in found.values()}
    if not all(may_propose(session, actor, programme.id, each) for each in things.values()):
        raise Unseen("place")
    return tuple(found[place] for place in dict.fromkeys(places) if place in found)


def _names(session: Session, programme_id: int, asked: tuple[str, ...]) -> Iterator[Told]:
    """The people with a role in the programme, its organisations, and the files of statistics, that say the words."""
    members = select(_person.c.uid, _person.c.name, _person.c.email).join(
        _membership, _membership.c.person_uid == _person.c.uid
    )
    for uid, name, email in session.execute(members.where(_membership.c.programme_id == programme_id).distinct()).all():
        if holds(f"{name} {email}", asked):
            yield Told("person", uid, name)
    works = select(_works_in.c.organisation_uid).where(_works_in.c.programme_id == programme_id)
    of_people = members.with_only_columns(_person.c.organisation_uid).where(_membership.c.programme_id == programme_id)
    here = _organisation.c.uid.in_(works) | _organisation.c.uid.in_(of_people)
    for uid, name in session.execute(select(_organisation.c.uid, _organisation.c.name).where(here)).all():
        if holds(name, asked):
            yield Told("organisation", uid, name)
    for name, by in session.execute(select(_statistics.c.name, _statistics.c.by)).all():
        if holds(f"{name} {by}", asked):
            yield Told("statistics", "", name)
