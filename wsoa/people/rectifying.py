"""Correcting what an account says of its owner: name, address, organisation (UK GDPR, Article 16).

Accounts stand outside the chain, so what is corrected is corrected at once wherever the record is read; issued packs
keep what they said. Nobody changes their own address, with which they sign in. The security log tells which fields
changed and never what they say.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import Field
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wsoa import clock, security_log
from wsoa.access import Action, Actor, require_somewhere
from wsoa.change import Change
from wsoa.errors import Conflict, Invalid, Refused, Unseen
from wsoa.history import lock_head, rows
from wsoa.people.accounts import PersonChange, account, void_codes
from wsoa.people.every_account import one_account
from wsoa.people.members import members, not_ended
from wsoa.people.organisations import organisations_of
from wsoa.snapshot import open_programme
from wsoa.tables import Membership, Organisation, Person, metadata
from wsoa.terms import SecurityKind
from wsoa.text import Line

_person = metadata.tables[str(Person.__tablename__)]
_organisation = metadata.tables[str(Organisation.__tablename__)]
_membership = metadata.tables[str(Membership.__tablename__)]

NOT_HERE = "An administrator corrects their name, address and organisation: the account is not this programme’s alone."
NOT_ONES_OWN = "You correct your own name on the page of your account; another person changes the rest."
TAKEN = "Another account has this address. Check it: each account has an address of its own."
_CALLED = {"name": "name", "email": "address", "organisation_uid": "organisation"}


class NameChange(Change):
    """What somebody is called. `stood` is what the form was opened on (`Details.stands`)."""

    name: Line = Field(title="Name")
    stood: Line | None = None


class DetailsChange(PersonChange):
    """All that an account says of its owner; the organisation by its uid. `stood` as in `NameChange`."""

    email: Line = Field(title="Email address")
    name: Line = Field(title="Name")
    stood: Line | None = None


@dataclass(frozen=True, slots=True)
class Details:
    """What an account says of its owner today. The organisation by its uid."""

    uid: str
    name: str
    email: str
    organisation: str | None

    @property
    def stands(self) -> str:
        """What a form about all of it is opened on."""
        return _digest(self.name, self.email, self.organisation)

    @property
    def name_stands(self) -> str:
        """What a form about the name alone is opened on."""
        return _digest(self.name)


def may_correct(session: Session, actor: Actor, slug: str) -> frozenset[str]:
    """Whom this programme's manager may correct: its own accounts, with no role elsewhere, but oneself.

    An account that another programme made, or that has a role elsewhere or an administrator's, today or to come, is an
    administrator's to correct. Unseen and Barred.
    """
    programme = open_programme(session, actor, slug, Action.MANAGE_PEOPLE)
    return _correctable(session, actor, programme.id)


def details_here(session: Session, actor: Actor, slug: str, person: str) -> Details:
    """What the account of somebody of the programme says. Unseen, Barred; Refused for whom `may_correct` leaves out."""
    programme = open_programme(session, actor, slug, Action.MANAGE_PEOPLE)
    _require_correctable(session, actor, programme.id, person)
    return _details(session, person)


def details_of(session: Session, actor: Actor, person: str) -> Details:
    """What any account says, for an administrator. Barred, Unseen; Refused for one's own."""
    one_account(session, actor, person)
    if person == actor.uid:
        raise Refused(NOT_ONES_OWN)
    return _details(session, person)


def own_details(session: Session, actor: Actor) -> Details:
    """What one's own account says."""
    return _details(session, str(actor.uid))


def organisations_of_accounts(session: Session, actor: Actor) -> tuple[tuple[str, str], ...]:
    """The organisations of all who have an account, (uid, name) by name: no programme's own list. Barred."""
    require_somewhere(actor, Action.MANAGE_ACCOUNTS)
    working = select(_person.c.organisation_uid)
    query = select(_organisation.c.uid, _organisation.c.name).where(_organisation.c.uid.in_(working))
    return tuple((row["uid"], row["name"]) for row in rows(session, query.order_by(_organisation.c.name)))


def correct_member(session: Session, actor: Actor, slug: str, person: str, change: DetailsChange) -> None:
    """Correct the account of somebody of the programme, at once; codes that wait are void when the address changes.

    Raises Unseen, Barred and Refused as `details_here`, Conflict when somebody corrected it since the form was opened,
    and Invalid for an address that is taken or an organisation that is not the programme's.
    """
    programme_id = lock_head(session, actor, slug).programme_id
    stands = details_here(session, actor, slug, person)
    known = {each.uid for each in organisations_of(session, actor, slug)} | {stands.organisation, None}
    _correct(session, actor, person, _values(change), change.stood, known, programme_id)


def correct_account(session: Session, actor: Actor, person: str, change: DetailsChange) -> None:
    """Correct any account but one's own, as `correct_member`. Barred, Unseen, Refused, Conflict and Invalid."""
    stands = details_of(session, actor, person)
    known = {uid for uid, _ in organisations_of_accounts(session, actor)} | {stands.organisation, None}
    _correct(session, actor, person, _values(change), change.stood, known)


def correct_own_name(session: Session, actor: Actor, change: NameChange) -> None:
    """Correct what one is called oneself. Conflict when somebody corrected it since the form was opened."""
    _correct(session, actor, str(actor.uid), {"name": change.name}, change.stood)


def _correctable(session: Session, actor: Actor, programme_id: int) -> frozenset[str]:
    beyond = not_ended(clock.today()) & _membership.c.programme_id.is_distinct_from(programme_id)
    elsewhere = set(session.scalars(select(_membership.c.person_uid).where(beyond)))
    made_here = {each.uid for each in members(session, programme_id) if not each.is_elsewheres}
    return frozenset(made_here - elsewhere - {actor.uid or ""})


def _require_correctable(session: Session, actor: Actor, programme_id: int, person: str) -> None:
    if person in _correctable(session, actor, programme_id):
        return
    if person not in {each.uid for each in members(session, programme_id)}:
        raise Unseen("person")
    raise Refused(NOT_ONES_OWN if person == actor.uid else NOT_HERE)


def _details(session: Session, person: str, *, held: bool = False) -> Details:
    """What the account says; `held`, it stays so to the transaction's end."""
    query = select(_person.c.uid, _person.c.name, _person.c.email, _person.c.organisation_uid)
    query = query.where(_person.c.uid == person)
    found = rows(session, query.with_for_update() if held else query)
    if not found:
        raise Unseen("account")
    row = found[0]
    return Details(row["uid"], row["name"], row["email"], row["organisation_uid"])


def _values(change: DetailsChange) -> dict[str, str | None]:
    return {"name": change.name, "email": change.email, "organisation_uid": change.organisation}


def _correct(
    session: Session,
    actor: Actor,
    person: str,
    values: Mapping[str, str | None],
    stood: str | None,
    organisations: frozenset[str | None] | set[str | None] = frozenset(),
    programme_id: int | None = None,
) -> None:
    now = _details(session, person, held=True)
    before = {"name": now.name, "email": now.email, "organisation_uid": now.organisation}
    differing = [field for field in values if values[field] != before[field]]
    if not differing:  # sent again, or a colleague said the same
        return
    if stood != _digest(*(before[field] for field in values)):
        # An account has no sequence: what stands is compared with what the form was opened on.
        raise Conflict("This account", seen=0, newest=1)
    if "organisation_uid" in differing and values["organisation_uid"] not in organisations:
        raise Invalid({"organisation": "Choose an organisation from the list."})
    _save(session, person, {field: values[field] for field in differing})
    if "email" in differing:
        void_codes(session, person)
    changed = ", ".join(_CALLED[field] for field in differing)
    kind = SecurityKind.ACCOUNT_CHANGED
    security_log.note(session, kind, person=actor.uid, about=person, programme_id=programme_id, changed=changed)


def _save(session: Session, person: str, values: Mapping[str, str | None]) -> None:
    """Two may want one address in one moment: the database keeps it to one."""
    email = values.get("email")
    if email and account(session, email) is not None:
        raise Invalid({"email": TAKEN})
    try:
        with session.begin_nested():
            session.execute(update(_person).where(_person.c.uid == person).values(**values))
    except IntegrityError:
        raise Invalid({"email": TAKEN}) from None


def _digest(*said: str | None) -> str:
    return hashlib.sha256("\n".join(text or "" for text in said).encode("utf-8", "replace")).hexdigest()[:32]
