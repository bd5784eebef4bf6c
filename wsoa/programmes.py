"""Programmes: beginning one, and stating what it is called."""

import re
import uuid
from datetime import date

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wsoa.access import Actor
from wsoa.change import Change
from wsoa.errors import Invalid
from wsoa.history import OpenEntry
from wsoa.history.entry import LockedHead
from wsoa.tables import Head, Programme, ProgrammeTerms, metadata
from wsoa.terms import Scope
from wsoa.text import Line

_programme = metadata.tables[str(Programme.__tablename__)]
_head = metadata.tables[str(Head.__tablename__)]
_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")


class ProgrammeChange(Change):
    """What a programme is called, where it is, and whether its record holds the whole plan."""

    name: Line
    ons_code: Line | None = None
    old_la_code: Line | None = None
    region: Line | None = None
    scope: Scope = Scope.PLAN


def begin_programme(session: Session, actor: Actor, slug: str, *, source: str) -> OpenEntry:
    """A new programme with an empty chain, and its first entry, open. Invalid when the address will not do."""
    if not _SLUG.fullmatch(slug):
        raise Invalid({"slug": "The programme's address may hold small letters, digits and hyphens, 60 at most."})
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


def programme_exists(session: Session, slug: str) -> bool:
    """Whether any programme has that address: asked by the operator only, who may know of all."""
    return session.scalar(select(_programme.c.id).where(_programme.c.slug == slug)) is not None


def state_programme(entry: OpenEntry, change: ProgrammeChange, *, as_at: date) -> None:
    """What the programme is called from that date on."""
    row = ProgrammeTerms(
        programme_id=entry.programme_id,
        number=1,
        as_at=as_at,
        name=change.name,
        ons_code=change.ons_code,
        old_la_code=change.old_la_code,
        region=change.region,
        scope=change.scope,
    )
    entry.state(row)
