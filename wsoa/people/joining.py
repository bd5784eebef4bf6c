"""Coming into a programme: somebody is given a role, with an account if they have none yet."""

from datetime import date

from pydantic import Field
from sqlalchemy import Select, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor, require
from wsoa.change import Change, Links
from wsoa.errors import Invalid, Unseen
from wsoa.history import lock_head, rows
from wsoa.people.accounts import MembershipChange, PersonChange, account, add_person, grant, note_role
from wsoa.people.members import members, not_ended
from wsoa.people.organisations import OrganisationChange, new_organisation, organisations_of
from wsoa.snapshot import open_programme
from wsoa.tables import Membership, Person, WorkstreamTerms, metadata
from wsoa.terms import Role, SecurityKind
from wsoa.text import Line

_person = metadata.tables[str(Person.__tablename__)]
_membership = metadata.tables[str(Membership.__tablename__)]
_workstream = metadata.tables[str(WorkstreamTerms.__tablename__)]

FROM_TODAY = (
    "The first day cannot lie before today, for they have an account already: what they did before is not this "
    "programme's."
)
MAKE_SURE = (
    "This address has an account already, made by another programme. Make sure by telephone that it is theirs and that "
    "they themselves can sign in with it, tick the box that says so, and send the form again."
)

GIVEN_HERE = tuple(role for role in Role if role is not Role.ADMINISTRATOR)
"""The roles of a programme, which its manager may give."""
OF_WORKSTREAMS = frozenset({Role.WORKSTREAM_LEAD, Role.SUPPORT, Role.PARTNER})
"""The roles that are held in workstreams: one lead or supporter each; a partner is shared none, one or several."""
_NEEDS_WORKSTREAM = OF_WORKSTREAMS - {Role.PARTNER}


class RoleChange(Change):
    """A role from a day on (today), in the workstreams that are chosen; `ends` is its last day."""

    role: Role = Field(title="Role")
    workstreams: Links = ()
    starts: date | None = Field(default=None, title="First day")
    ends: date | None = Field(default=None, title="Last day")


class MemberChange(RoleChange, PersonChange):
    """Somebody and what they are to be in the programme. Name and organisation are those of a new account only.

    The organisation is one of the programme's, by uid, or is called by name and is new unless the programme has it.
    `made_sure`: the manager has asked the person whether an account that another programme made is theirs.
    """

    email: Line = Field(title="Email address")
    name: Line = Field(title="Name")
    organisation: Line | None = Field(default=None, title="Organisation")
    new_organisation: Line | None = Field(default=None, title="Another organisation")
    made_sure: bool = Field(default=False, title="Whose account it is")


def add_member(session: Session, actor: Actor, slug: str, change: MemberChange) -> str:
    """Give whoever has that e-mail address a role in the programme, with a new account if there is none; their uid.

    The account of somebody who is known keeps its own name, organisation and passphrase. That there is one is told,
    and its name; not its organisation, its passphrase or its programmes. Whoever made it may have come in with the
    first code instead of its owner, so an account that has never had a role here gets one only when the manager has
    `made_sure`. Raises Unseen, Barred, and Invalid by the form's fields.
    """
    programme_id = _locked(session, actor, slug)
    problems = _problems(session, programme_id, change)
    known = organisations_of(session, actor, slug)
    if change.organisation and change.organisation not in {each.uid for each in known}:
        problems["organisation"] = "Choose an organisation of this programme."
    if problems:
        raise Invalid(problems)
    organisation = change.organisation
    if name := change.new_organisation:
        same = [each.uid for each in known if each.name.casefold() == name.casefold()]
        organisation = same[0] if same else new_organisation(session, actor, slug, OrganisationChange(name=name))
    new = PersonChange(email=change.email, name=change.name, organisation=organisation)
    person, is_new = _account(session, actor, new)
    if not (is_new or change.made_sure or _ever_here(session, programme_id, person)):
        raise Invalid({"made_sure": MAKE_SURE})
    if not is_new:
        _require_from_today(session, programme_id, person, change)
    _give(session, actor, person, slug, programme_id, change)
    return person


def give_role(session: Session, actor: Actor, slug: str, person: str, change: RoleChange) -> None:
    """Give another role to somebody who belongs, or once belonged, to the programme. Unseen, Barred and Invalid."""
    programme_id = _locked(session, actor, slug)
    if person not in {member.uid for member in members(session, programme_id)}:
        raise Unseen("person")
    if problems := _problems(session, programme_id, change):
        raise Invalid(problems)
    _require_from_today(session, programme_id, person, change)
    _give(session, actor, person, slug, programme_id, change)


def awaiting_code(session: Session, actor: Actor, slug: str) -> frozenset[str]:
    """Who has no passphrase yet and gets the code to set one from this programme: all their roles are in it.

    Whoever has a role elsewhere too, or an administrator's, gets it from an administrator: else a manager could come
    in as somebody with more rights than the programme gives. Unseen and Barred.
    """
    programme = open_programme(session, actor, slug, Action.MANAGE_PEOPLE)
    lasting = select(_membership.c.person_uid).where(not_ended(clock.today()))
    here = lasting.where(_membership.c.programme_id == programme.id)
    elsewhere = lasting.where(_membership.c.programme_id.is_distinct_from(programme.id))
    waiting = _person.c.passphrase.is_(None) & _person.c.disabled_at.is_(None)
    query = select(_person.c.uid).where(waiting, _person.c.uid.in_(here), _person.c.uid.not_in(elsewhere))
    return frozenset(session.scalars(query))


def _locked(session: Session, actor: Actor, slug: str) -> int:
    head = lock_head(session, actor, slug)
    require(actor, Action.MANAGE_PEOPLE, head.programme_id)
    return head.programme_id


def _problems(session: Session, programme_id: int, change: RoleChange) -> dict[str, str]:
    """What the rules refuse in a role, by the form's fields.

    Before there is any workstream somebody may be its lead to be: they get it when it names them.
    """
    problems: dict[str, str] = {}
    if change.role not in GIVEN_HERE:
        problems["role"] = "Choose a role of this programme."
    known = {row["number"] for row in rows(session, _numbers(programme_id))}
    if set(change.workstreams) - known:
        problems["workstreams"] = "Choose from the ones shown."
    elif change.role in _NEEDS_WORKSTREAM and not change.workstreams and known:
        problems["workstreams"] = "Choose what they lead or support."
    elif change.role not in OF_WORKSTREAMS and change.workstreams:
        problems["workstreams"] = "This role is for the whole programme: choose none."
    starts = change.starts or clock.today()
    if change.ends is not None and change.ends < max(starts, clock.today()):
        problems["ends"] = "The last day cannot lie before the first, or before today."
    elif change.role is Role.INSPECTOR and change.ends is None:
        problems["ends"] = "An inspector comes for a time: enter the last day."
    return problems


def _numbers(programme_id: int) -> Select[tuple[int]]:
    return select(_workstream.c.number).where(_workstream.c.programme_id == programme_id).distinct()


def _account(session: Session, actor: Actor, new: PersonChange) -> tuple[str, bool]:
    """The uid of the account of that address, and whether it was made now. Two programmes may add one in one moment."""
    if known := account(session, new.email):
        return str(known["uid"]), False
    try:
        with session.begin_nested():
            return add_person(session, new, passphrase=None, by=actor), True
    except IntegrityError:
        return str((account(session, new.email) or {})["uid"]), False


def _ever_here(session: Session, programme_id: int, person: str) -> bool:
    """Whether somebody has, or ever had, a role in the programme."""
    here = (_membership.c.person_uid == person) & (_membership.c.programme_id == programme_id)
    return session.scalar(select(_membership.c.id).where(here).limit(1)) is not None


def _require_from_today(session: Session, programme_id: int, person: str, change: RoleChange) -> None:
    """A first day that has passed would show when they signed in while they belonged to others only."""
    starts, today = change.starts or clock.today(), clock.today()
    since = (_membership.c.programme_id == programme_id) & (_membership.c.starts <= starts) & not_ended(today)
    belonged = select(_membership.c.id).where(_membership.c.person_uid == person, since).limit(1)
    if starts < today and session.scalar(belonged) is None:
        raise Invalid({"starts": FROM_TODAY})


def _give(session: Session, actor: Actor, person: str, slug: str, programme_id: int, change: RoleChange) -> None:
    """One membership for each workstream. A role they hold already is not given twice; it may last longer."""
    starts = change.starts or clock.today()
    query = select(_membership.c.id, _membership.c.workstream, _membership.c.ends).where(
        _membership.c.person_uid == person,
        _membership.c.programme_id == programme_id,
        _membership.c.role == change.role,
        not_ended(starts),
    )
    held = {row["workstream"]: row for row in rows(session, query)}
    for workstream in change.workstreams or (None,):
        if workstream not in held:
            given = MembershipChange(
                role=change.role, programme=slug, workstream=workstream, starts=starts, ends=change.ends
            )
            grant(session, person, given, by=actor)
        elif _lasts_longer(change.ends, held[workstream]["ends"]):
            same = _membership.c.id == held[workstream]["id"]
            session.execute(update(_membership).where(same).values(ends=change.ends))
            kind, role = SecurityKind.ROLE_GIVEN, change.role
            note_role(session, kind, person, programme_id, by=actor, role=role, workstream=workstream, ends=change.ends)


def _lasts_longer(ends: date | None, before: date | None) -> bool:
    return before is not None and (ends is None or ends > before)
