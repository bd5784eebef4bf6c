"""Who may do what: the one permission table of the product (PROOFS 2.2), and the two questions asked of it.

`visible` narrows what is loaded: what an actor may not see does not exist for them. `require` guards what is done
with what they can see.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from sqlalchemy import ColumnElement, Table, false, true

from wsoa.errors import Barred
from wsoa.terms import Role


class Action(StrEnum):
    """What can be done, worded to follow "Your role does not allow you to …"."""

    OPEN_PROGRAMME = "open this programme"
    READ_WORKING = "read the working record"
    UPDATE_MILESTONE = "update this milestone"
    READ_REPORT = "read reports made from the working record"
    SET_UP = "set up the programme or load a tracker"
    WRITE_PROGRESS = "write the progress of this workstream"
    KEEP_RISK = "change this risk"
    RAISE_ASK = "ask a board for something"
    READ_ASKS = "read what boards are asked for"
    ANSWER_ASK = "say what became of what a board was asked for"
    JUDGE_IMPACT = "judge the impact on an area of weakness"
    CONFIRM_WORDING = "confirm the official wording of an area of weakness"
    MANAGE_PEOPLE = "say who belongs to this programme"
    BEGIN_PROGRAMME = "begin a programme"
    RECORD_EVIDENCE = "record evidence"
    KEEP_ROUND = "challenge updates or close the round"
    PREPARE_PACK = "prepare or issue a pack"
    CLEAR_PACK = "clear a pack for issue"
    READ_PACK = "read issued packs"
    ASK_QUESTION = "ask about a line of a pack"
    ANSWER_QUESTION = "answer a board's question"
    CLOSE_QUESTION = "close a board's question"
    DECIDE_DATE = "agree to or refuse a date move"
    EXPLAIN_POINT = "explain a point to check"
    DRAW_SAMPLE = "draw a random sample"
    ENTER_VALUES = "give the values of this indicator"
    LOAD_STATISTICS = "load official statistics"


class Reach(StrEnum):
    """How far a right goes."""

    PROGRAMME = "the whole programme"
    WORKSTREAM = "their workstream"
    SHARED = "the workstreams shared with them"
    ASSIGNED = "what they or their organisation lead"


_P, _W, _S, _T = Reach.PROGRAMME, Reach.WORKSTREAM, Reach.SHARED, Reach.ASSIGNED

TABLE: Mapping[Action, Mapping[Role, Reach]] = MappingProxyType(
    {
        Action.OPEN_PROGRAMME: {role: _P for role in Role if role is not Role.ADMINISTRATOR},
        Action.READ_WORKING: {
            Role.PROGRAMME_MANAGER: _P,
            Role.WORKSTREAM_LEAD: _P,
            Role.SUPPORT: _P,
            Role.ACCOUNTABLE_LEADER: _P,
            Role.PARTNER: _S,
        },
        Action.UPDATE_MILESTONE: {
            Role.PROGRAMME_MANAGER: _P,
            Role.WORKSTREAM_LEAD: _W,
            Role.SUPPORT: _W,
            Role.PARTNER: _T,
        },
        Action.READ_REPORT: {
            Role.PROGRAMME_MANAGER: _P,
            Role.WORKSTREAM_LEAD: _P,
            Role.SUPPORT: _P,
            Role.ACCOUNTABLE_LEADER: _P,
        },
        Action.SET_UP: {Role.PROGRAMME_MANAGER: _P},
        Action.WRITE_PROGRESS: {Role.PROGRAMME_MANAGER: _P, Role.WORKSTREAM_LEAD: _W, Role.SUPPORT: _W},
        Action.KEEP_RISK: {Role.PROGRAMME_MANAGER: _P, Role.WORKSTREAM_LEAD: _W, Role.SUPPORT: _W},
        Action.RAISE_ASK: {Role.PROGRAMME_MANAGER: _P, Role.WORKSTREAM_LEAD: _W, Role.SUPPORT: _W},
        Action.READ_ASKS: {
            Role.PROGRAMME_MANAGER: _P,
            Role.WORKSTREAM_LEAD: _P,
            Role.SUPPORT: _P,
            Role.ACCOUNTABLE_LEADER: _P,
            Role.BOARD_MEMBER: _P,
            Role.PARTNER: _S,
        },
        Action.ANSWER_ASK: {Role.PROGRAMME_MANAGER: _P, Role.BOARD_MEMBER: _P},
        Action.JUDGE_IMPACT: {Role.ACCOUNTABLE_LEADER: _P},
        Action.CONFIRM_WORDING: {Role.PROGRAMME_MANAGER: _P, Role.ACCOUNTABLE_LEADER: _P},
        Action.MANAGE_PEOPLE: {Role.PROGRAMME_MANAGER: _P},
        Action.BEGIN_PROGRAMME: {Role.ADMINISTRATOR: _P, Role.PROGRAMME_MANAGER: _P},
        Action.RECORD_EVIDENCE: {Role.PROGRAMME_MANAGER: _P, Role.WORKSTREAM_LEAD: _W, Role.SUPPORT: _W},
        Action.KEEP_ROUND: {Role.PROGRAMME_MANAGER: _P},
        Action.PREPARE_PACK: {Role.PROGRAMME_MANAGER: _P},
        Action.CLEAR_PACK: {Role.ACCOUNTABLE_LEADER: _P},
        Action.READ_PACK: {
            Role.PROGRAMME_MANAGER: _P,
            Role.WORKSTREAM_LEAD: _P,
            Role.SUPPORT: _P,
            Role.ACCOUNTABLE_LEADER: _P,
            Role.BOARD_MEMBER: _P,
        },
        Action.ASK_QUESTION: {Role.BOARD_MEMBER: _P, Role.ACCOUNTABLE_LEADER: _P},
        Action.ANSWER_QUESTION: {Role.PROGRAMME_MANAGER: _P},
        Action.CLOSE_QUESTION: {Role.BOARD_MEMBER: _P, Role.PROGRAMME_MANAGER: _P},
        Action.DECIDE_DATE: {Role.ACCOUNTABLE_LEADER: _P, Role.BOARD_MEMBER: _P, Role.PROGRAMME_MANAGER: _P},
        Action.EXPLAIN_POINT: {Role.PROGRAMME_MANAGER: _P},
        Action.ENTER_VALUES: {
            Role.PROGRAMME_MANAGER: _P,
            Role.WORKSTREAM_LEAD: _W,
            Role.SUPPORT: _W,
            Role.PARTNER: _T,
        },
        Action.LOAD_STATISTICS: {Role.PROGRAMME_MANAGER: _P},
        Action.DRAW_SAMPLE: {
            Role.PROGRAMME_MANAGER: _P,
            Role.WORKSTREAM_LEAD: _P,
            Role.SUPPORT: _P,
            Role.ACCOUNTABLE_LEADER: _P,
        },
    }
)
"""Role × action. What is not in the table is not allowed."""


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
    """

    workstream: int | None = None
    people: Collection[str] = ()
    organisations: Collection[str] = ()
    assigned: Collection[str] = ()


def operator(account: str) -> Actor:
    """The user of the machine's shell."""
    return Actor(uid=None, name=f"operator {account}", organisation=None, held=(), account=account)


def visible(actor: Actor, programme: Table) -> ColumnElement[bool]:
    """The condition under which rows of the table `programme` exist for the actor."""
    if actor.is_operator:
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
    if actor.is_operator:
        return True
    mine = [held for held in actor.held if held.programme_id == programme_id and may_with(held, action)]
    return any(whose is None or _covers(actor, held, TABLE[action][held.role], whose) for held in mine)


def assigned(actor: Actor, whose: Whose) -> bool:
    """Whether the plan names the actor, or their organisation, as lead, or asks the actor for updates."""
    return is_named(actor, whose) or (actor.organisation is not None and actor.organisation in whose.organisations)


def is_named(actor: Actor, whose: Whose) -> bool:
    """Whether the actor in person is named as lead or asked for updates."""
    return actor.uid in whose.people or actor.uid in whose.assigned


def may_begin(actor: Actor) -> bool:
    """Whether the actor may begin a programme: this belongs to no programme, so any role held is enough."""
    return actor.is_operator or any(may_with(held, Action.BEGIN_PROGRAMME) for held in actor.held)


def _covers(actor: Actor, held: Held, reach: Reach, whose: Whose) -> bool:
    in_theirs = held.workstream is not None and held.workstream == whose.workstream
    match reach:
        case Reach.PROGRAMME:
            return True
        case Reach.WORKSTREAM:
            return in_theirs or is_named(actor, whose)
        case Reach.SHARED:
            return in_theirs or assigned(actor, whose)
        case Reach.ASSIGNED:
            return assigned(actor, whose)


def require(actor: Actor, action: Action, programme_id: int, whose: Whose | None = None) -> None:
    """Raise Barred unless the actor may."""
    if not reaches(actor, action, programme_id, whose):
        raise Barred(action.value)
