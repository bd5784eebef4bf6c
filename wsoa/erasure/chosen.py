"""The places somebody chose: the words they hold, whose they are, and how an erasure names them."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor, Whose, reaches
from wsoa.erasure.held import LATEST, texts_held
from wsoa.erasure.places import COLUMN, Place, TextHeld
from wsoa.history import Moment, newest, rows
from wsoa.history.erased import ENTRY, LOAD
from wsoa.history.erasing import KINDS
from wsoa.snapshot.files import whose_evidence
from wsoa.snapshot.owners import owners
from wsoa.tables import (
    AskTerms,
    BulletListVersion,
    ErasedPlace,
    FocusAreaTerms,
    History,
    RiskTerms,
    WorkstreamTerms,
    metadata,
)

_BESIDE: Mapping[str, str] = {ENTRY: "entry", LOAD: "load", COLUMN: "column"}
_OF_A_WORKSTREAM: Mapping[str, type[History]] = {
    "risk": RiskTerms,
    "focus_area": FocusAreaTerms,
    "bullet_list": BulletListVersion,
}


def kind_of(table: str) -> str | None:
    """Of what kind of thing a place of that table is; None for no such table."""
    if table in _BESIDE:
        return _BESIDE[table]
    return str(metadata.tables[table].info["thing"]) if table in KINDS else None


def chosen(session: Session, programme_id: int, places: Iterable[Place]) -> dict[Place, TextHeld]:
    """What each of the places holds; those that hold nothing, or nothing any more, are left out.

    The sentence that stands in for erased words is held like any other: its reason may have to go as well.
    """
    wanted = set(places)
    things = {(kind, None if kind == "column" else place.number) for place in wanted if (kind := kind_of(place.table))}
    many = len(things) > 50
    found = (
        texts_held(session, programme_id)
        if many
        else (
            held for kind, number in sorted(things, key=str) for held in texts_held(session, programme_id, kind, number)
        )
    )
    return {held.place: held for held in found if held.place in wanted and (not held.erased or " " in held.text)}


def may_propose(session: Session, actor: Actor, programme_id: int, held: TextHeld) -> bool:
    """Whether the actor may ask that a text is erased: a manager any, a lead one of what is theirs."""
    return may_ask(session, actor, programme_id, held.kind, held.number)


def may_ask(session: Session, actor: Actor, programme_id: int, kind: str, number: int) -> bool:
    """Whether the actor may ask that something of that thing is erased."""
    if reaches(actor, Action.REQUEST_ERASURE, programme_id):
        return True
    whose = whose_is(session, programme_id, kind, number)
    return whose is not None and reaches(actor, Action.PROPOSE_ERASURE, programme_id, whose)


def whose_is(session: Session, programme_id: int, kind: str, number: int) -> Whose | None:
    """Whose a thing is today; None for what is no workstream's."""
    at = Moment(programme_id, clock.today(), LATEST)
    if kind == "milestone":
        return owners(session, programme_id, number=number).get(number)
    if kind == "workstream":
        return Whose(number) if rows(session, newest(WorkstreamTerms, one=True), at, number) else None
    if kind == "evidence":
        things = whose_evidence(session, programme_id, number)
        return things[0] if len(things) == 1 and things[0].workstream else None
    if kind == "ask":
        found = rows(session, newest(AskTerms, one=True), at, number)
        about = next(((of, found[0][of]) for of in ("milestone", "risk") if found and found[0][of]), None)
        return whose_is(session, programme_id, *about) if about else None
    if kind in _OF_A_WORKSTREAM:
        found = rows(session, newest(_OF_A_WORKSTREAM[kind], one=True), at, number)
        return Whose(found[0]["workstream"]) if found and found[0]["workstream"] else None
    return None


def lines_of(places: Sequence[Place]) -> list[ErasedPlace]:
    """The lines of an erasure that name them: one for each row, with its fields."""
    fields: dict[tuple[str, int, int], list[str]] = {}
    for place in places:
        fields.setdefault((place.table, place.number, place.sequence), []).append(place.field)
    return [
        ErasedPlace(position=at, table_name=table, number=number, sequence=sequence, fields="\n".join(sorted(names)))
        for at, ((table, number, sequence), names) in enumerate(sorted(fields.items()), 1)
    ]


def places_in(session: Session, row_id: int) -> list[Place]:
    """The places a row of an erasure names."""
    table = metadata.tables[str(ErasedPlace.__tablename__)]
    query = select(table).where(table.c.row_id == row_id).order_by(table.c.position)
    return [
        Place(line["table_name"], line["number"], line["sequence"], name)
        for line in rows(session, query)
        for name in line["fields"].split("\n")
        if name
    ]
