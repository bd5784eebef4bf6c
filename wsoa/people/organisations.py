"""The organisations of a programme, and no other programme's: adding one, renaming it, naming its successor.

Organisations stand outside the chain, and their names are today's wherever the record is read (DESIGN 6). An
organisation that works in another programme too is not renamed here, for it would be renamed there.
"""

import operator
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CompoundSelect, insert, select, union, update
from sqlalchemy.orm import Session

from wsoa.access import Action, Actor, require
from wsoa.change import Change
from wsoa.errors import Conflict, Invalid, Unseen
from wsoa.history import lock_head, rows
from wsoa.snapshot import open_programme
from wsoa.tables import (
    Membership,
    MilestoneLead,
    MilestoneTerms,
    Organisation,
    Person,
    ProgrammeOrganisation,
    WorkstreamLead,
    WorkstreamTerms,
    metadata,
)
from wsoa.text import Line

_organisation = metadata.tables[str(Organisation.__tablename__)]
_link = metadata.tables[str(ProgrammeOrganisation.__tablename__)]
_person = metadata.tables[str(Person.__tablename__)]
_membership = metadata.tables[str(Membership.__tablename__)]
_LEADS = tuple(
    (metadata.tables[str(lead.__tablename__)], metadata.tables[str(terms.__tablename__)])
    for lead, terms in ((MilestoneLead, MilestoneTerms), (WorkstreamLead, WorkstreamTerms))
)


class OrganisationChange(Change):
    """What an organisation is called and which one took its place. `stood` is what the form was opened on."""

    name: Line
    successor: Line | None = None
    stood: Line | None = None


@dataclass(frozen=True, slots=True)
class OrganisationPosition:
    """An organisation as it stands today. `shared` with another programme, it keeps its name here."""

    uid: str
    name: str
    successor: str | None
    successor_name: str | None
    shared: bool

    @property
    def stands(self) -> str:
        """What a form about it is opened on: compared with what stands when the form comes back."""
        return f"{self.successor or ''} {self.name}".strip()


def organisations_of(session: Session, actor: Actor, slug: str) -> tuple[OrganisationPosition, ...]:
    """The organisations of the programme by name: those added to it, those of its people and of leads the plan names.

    Unseen and Barred.
    """
    programme = open_programme(session, actor, slug, Action.SET_UP)
    return _positions(session, programme.id)


def new_organisation(session: Session, actor: Actor, slug: str, change: OrganisationChange) -> str:
    """A new organisation of the programme; its uid. Invalid when the programme has one of that name."""
    programme_id = _locked(session, actor, slug)
    _require_new_name(change.name, _positions(session, programme_id))
    uid = uuid.uuid4().hex
    session.execute(insert(_organisation).values(uid=uid, name=change.name))
    session.execute(insert(_link).values(programme_id=programme_id, organisation_uid=uid))
    return uid


def change_organisation(session: Session, actor: Actor, slug: str, uid: str, change: OrganisationChange) -> None:
    """Rename an organisation and say which one took its place.

    Raises Unseen for one that is not of the programme, Conflict when a colleague changed it since the form was opened,
    and Invalid for one that works elsewhere too, for a name that is taken and for a successor that leads back to it.
    """
    programme_id = _locked(session, actor, slug)
    known = {each.uid: each for each in _positions(session, programme_id)}
    if uid not in known:
        raise Unseen("organisation")
    before = known[uid]
    if change.stood != before.stands:
        # An organisation has no sequence: what stands is compared with what the form was opened on.
        raise Conflict("This organisation", seen=0, newest=1)
    if before.shared:
        raise Invalid({"name": "This organisation works in another programme too, so it cannot be changed here."})
    _require_new_name(change.name, [each for each in known.values() if each.uid != uid])
    _require_no_circle(uid, change.successor, known)
    values = {"name": change.name, "successor_uid": change.successor or None}
    session.execute(update(_organisation).where(_organisation.c.uid == uid).values(**values))


def _locked(session: Session, actor: Actor, slug: str) -> int:
    head = lock_head(session, actor, slug)
    require(actor, Action.MANAGE_PEOPLE, head.programme_id)
    return head.programme_id


def _positions(session: Session, programme_id: int) -> tuple[OrganisationPosition, ...]:
    here, elsewhere = _at_work(programme_id, operator.eq), _at_work(programme_id, operator.ne)
    uid, name, successor = _organisation.c.uid, _organisation.c.name, _organisation.c.successor_uid
    query = select(uid, name, successor, uid.in_(elsewhere).label("shared")).where(uid.in_(here)).order_by(name, uid)
    found = rows(session, query)
    names = {row["uid"]: row["name"] for row in found}
    return tuple(
        OrganisationPosition(
            row["uid"], row["name"], row["successor_uid"], names.get(row["successor_uid"]), row["shared"]
        )
        for row in found
    )


def _at_work(programme_id: int, compare: Callable[[Any, Any], Any]) -> CompoundSelect[Any]:
    """The uids of organisations in the programme (or, compared otherwise, in others). Any: what `operator` takes."""
    linked = select(_link.c.organisation_uid).where(compare(_link.c.programme_id, programme_id))
    of_people = (
        select(_person.c.organisation_uid)
        .join(_membership, _membership.c.person_uid == _person.c.uid)
        .where(compare(_membership.c.programme_id, programme_id))
    )
    of_leads = [
        select(lead.c.organisation)
        .join(terms, terms.c.id == lead.c.row_id)
        .where(compare(terms.c.programme_id, programme_id))
        for lead, terms in _LEADS
    ]
    return union(linked, of_people, *of_leads)


def _require_new_name(name: str, known: Iterable[OrganisationPosition]) -> None:
    if name.casefold() in {each.name.casefold() for each in known}:
        raise Invalid({"name": f"There is an organisation called {name} already."})


def _require_no_circle(uid: str, successor: str | None, known: Mapping[str, OrganisationPosition]) -> None:
    if successor is not None and successor not in known:
        raise Invalid({"successor": "Choose an organisation of this programme."})
    later, passed = successor, {uid}
    while later is not None and later in known:
        if later in passed:
            raise Invalid({"successor": f"{known[uid].name} cannot follow itself: choose another organisation."})
        passed.add(later)
        later = known[later].successor
