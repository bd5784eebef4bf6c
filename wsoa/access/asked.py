"""The two questions asked of the permission table: what exists for somebody, and what they may do with it."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Table, false, true

from wsoa.access.table import TABLE, Action, Reach
from wsoa.errors import Barred
from wsoa.terms import Role


@dataclass(frozen=True, slots=True)
class Held:
    """A role held today: in a programme and perhaps in one of its workstreams."""

    role: Role
    programme_id: int | None
    workstream: int | None


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever acts. `uid` None is the shell's operator, who is named in `source` of what they write."""

    uid: str | None
    name: str
    organisation: str | None
    held: tuple[Held, ...]
    account: str = ""

    @property
    def is_operator(self) -> bool:
        """Acting from the shell of the machine, past the web's permissions."""
        return self.uid is None


@dataclass(frozen=True, slots=True)
class Whose:
    """What stands behind a thing when permission is judged: its workstream and its leads, as of today.

    `assigned` are the people asked to update it; with nobody there, the workstream's lead and support are asked.
    `released` is for what two people have released.
    """

    workstream: int | None = None
    people: Collection[str] = ()
    organisations: Collection[str] = ()
    assigned: Collection[str] = ()
    released: bool = False


def operator(account: str) -> Actor:
    """The user of the machine's shell."""
    return Actor(uid=None, name=f"operator {account}", organisation=None, held=(), account=account)


def visible(actor: Actor, programme: Table, action: Action | None = None) -> ColumnElement[bool]:
    """The condition under which rows of the table `programme` exist for the actor.

    For an `action` that reaches every programme, all of them do: an administrator opens none, and yet approves what is
    erased in them.
    """
    if actor.is_operator or (action is not None and reaches_everywhere(actor, action)):
        return true()
    seen = {held.programme_id for held in actor.held if may_with(held, Action.OPEN_PROGRAMME)}
    return programme.c.id.in_(sorted(number for number in seen if number is not None)) if seen else false()


def may_with(held: Held, action: Action) -> bool:
    """Whether a role gives a right at all, however far it goes."""
    return held.role in TABLE[action]


def reaches(actor: Actor, action: Action, programme_id: int, whose: Whose | None = None) -> bool:
    """Whether the actor may do this in the programme, and (when `whose` is given) to that thing of it.

    A workstream right covers the workstream of the role and what names the person as lead; an assigned right covers
    what names the person or their organisation as lead; a shared right covers both. Any one role held is enough.
    """
    if actor.is_operator or reaches_everywhere(actor, action):
        return True
    mine = (held for held in actor.held if held.programme_id == programme_id and may_with(held, action))
    here = [(held, reach) for held in mine if (reach := TABLE[action][held.role]) is not Reach.INSTALLATION]
    return any(whose is None or _covers(actor, held, reach, whose) for held, reach in here)


def knows(actor: Actor, programme_id: int, action: Action) -> bool:
    """Whether that programme exists for the actor who would do this in it, as `visible` says of many."""
    return reaches(actor, Action.OPEN_PROGRAMME, programme_id) or reaches_everywhere(actor, action)


def reaches_everywhere(actor: Actor, action: Action) -> bool:
    """Whether the actor may do this in every programme and in none: by a role that is held in no programme."""
    nowhere = (held.role for held in actor.held if held.programme_id is None)
    return actor.is_operator or any(TABLE[action].get(role) is Reach.INSTALLATION for role in nowhere)


def assigned(actor: Actor, whose: Whose) -> bool:
    """Whether the plan names the actor, or their organisation, as lead, or asks the actor for updates."""
    return is_named(actor, whose) or (actor.organisation is not None and actor.organisation in whose.organisations)


def is_named(actor: Actor, whose: Whose) -> bool:
    """Whether the actor in person is named as lead or asked for updates."""
    return actor.uid in whose.people or actor.uid in whose.assigned


def may_somewhere(actor: Actor, action: Action) -> bool:
    """Whether any role that the actor holds gives the right: enough for what belongs to no programme."""
    return actor.is_operator or any(may_with(held, action) for held in actor.held)


def _covers(actor: Actor, held: Held, reach: Reach, whose: Whose) -> bool:
    in_theirs = held.workstream is not None and held.workstream == whose.workstream
    match reach:
        case Reach.INSTALLATION:
            return False
        case Reach.PROGRAMME:
            return True
        case Reach.WORKSTREAM:
            return in_theirs or is_named(actor, whose)
        case Reach.SHARED:
            return in_theirs or assigned(actor, whose)
        case Reach.ASSIGNED:
            return assigned(actor, whose)
        case Reach.RELEASED:
            return whose.released


def require(actor: Actor, action: Action, programme_id: int, whose: Whose | None = None) -> None:
    """Raise Barred unless the actor may."""
    if not reaches(actor, action, programme_id, whose):
        raise Barred(action.value)


def require_somewhere(actor: Actor, action: Action) -> None:
    """Raise Barred unless the actor may do what belongs to no programme."""
    if not may_somewhere(actor, action):
        raise Barred(action.value)
