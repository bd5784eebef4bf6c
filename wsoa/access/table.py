"""Role × action: the one permission table of the product (PROOFS 2.2). What is not in it is not allowed."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

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
    READ_RELEASED = "read what was released"
    READ_RELEASED_PACKS = "read packs that were released"
    PROPOSE_RELEASE = "propose what is released"
    DECIDE_RELEASE = "release what was proposed"
    KEEP_RELEASES = "see to what is released, or withdraw it"
    SEE_SIGN_INS = "see who signed in and what was downloaded"
    FIND_PERSON = "find a name in everything that is kept"
    PROPOSE_ERASURE = "propose what is erased"
    REQUEST_ERASURE = "request an erasure"
    APPROVE_ERASURE = "approve an erasure"
    MANAGE_ACCOUNTS = "manage accounts"
    READ_SECURITY_LOG = "read the security log"
    KEEP_RETENTION = "say how long a programme is kept"
    READ_UNREDACTED = "open a file that may hold personal data"
    CHECK_FILE = "decide whether a file may be released"
    KEEP_VOICES = "keep case studies, quotations and audits of plans"
    WRITE_NARRATIVE = "write the evidence narrative"
    READ_NARRATIVE = "read evidence narratives before they are issued"
    COMMENT_NARRATIVE = "comment on an evidence narrative"
    GIVE_VIEW = "give your organisation’s own view"
    CHECK_VIEW = "check a partner’s view for personal data"
    KEEP_NARRATIVE = "take an evidence narrative forward or issue it"
    CROSS_CHECK = "cross-check an evidence narrative"
    SIGN_NARRATIVE = "sign an evidence narrative off"
    KEEP_VISIT = "keep the page of a visit"
    ANSWER_REQUEST = "answer what inspectors ask for"
    READ_VISIT = "read the page of a visit"
    READ_SUMMARY = "read the progress summary"


class Reach(StrEnum):
    """How far a right goes."""

    INSTALLATION = "every programme of this installation"
    PROGRAMME = "the whole programme"
    WORKSTREAM = "their workstream"
    SHARED = "the workstreams shared with them"
    ASSIGNED = "what they or their organisation lead"
    RELEASED = "what was released"


_I, _P, _W = Reach.INSTALLATION, Reach.PROGRAMME, Reach.WORKSTREAM
_S, _T, _R = Reach.SHARED, Reach.ASSIGNED, Reach.RELEASED
_ADMINISTRATOR, _MANAGER = Role.ADMINISTRATOR, Role.PROGRAMME_MANAGER
_LEAD, _SUPPORT, _PARTNER = Role.WORKSTREAM_LEAD, Role.SUPPORT, Role.PARTNER
_BOARD, _LEADER, _ADVISER, _INSPECTOR = Role.BOARD_MEMBER, Role.ACCOUNTABLE_LEADER, Role.ADVISER, Role.INSPECTOR
_THEIR_OWN = {_MANAGER: _P, _LEAD: _W, _SUPPORT: _W}
_WRITERS = {_MANAGER: _P, _LEAD: _P, _SUPPORT: _P}
_ALL_OF_IT = {**_WRITERS, _LEADER: _P}

TABLE: Mapping[Action, Mapping[Role, Reach]] = MappingProxyType(
    {
        Action.OPEN_PROGRAMME: {role: _P for role in Role if role is not _ADMINISTRATOR},
        Action.READ_WORKING: {**_ALL_OF_IT, _PARTNER: _S},
        Action.UPDATE_MILESTONE: {**_THEIR_OWN, _PARTNER: _T},
        Action.READ_REPORT: _ALL_OF_IT,
        Action.SET_UP: {_MANAGER: _P},
        Action.WRITE_PROGRESS: _THEIR_OWN,
        Action.KEEP_RISK: _THEIR_OWN,
        Action.RAISE_ASK: _THEIR_OWN,
        Action.READ_ASKS: {**_ALL_OF_IT, _BOARD: _P, _PARTNER: _S},
        Action.ANSWER_ASK: {_MANAGER: _P, _BOARD: _P},
        Action.JUDGE_IMPACT: {_LEADER: _P},
        Action.CONFIRM_WORDING: {_MANAGER: _P, _LEADER: _P},
        Action.MANAGE_PEOPLE: {_MANAGER: _P},
        Action.BEGIN_PROGRAMME: {_ADMINISTRATOR: _I, _MANAGER: _P},
        Action.RECORD_EVIDENCE: {**_THEIR_OWN, _PARTNER: _T},
        Action.KEEP_ROUND: {_MANAGER: _P},
        Action.PREPARE_PACK: {_MANAGER: _P},
        Action.CLEAR_PACK: {_LEADER: _P},
        Action.READ_PACK: {**_ALL_OF_IT, _BOARD: _P},
        Action.ASK_QUESTION: {_BOARD: _P, _LEADER: _P},
        Action.ANSWER_QUESTION: {_MANAGER: _P},
        Action.CLOSE_QUESTION: {_BOARD: _P, _MANAGER: _P},
        Action.DECIDE_DATE: {_LEADER: _P, _BOARD: _P, _MANAGER: _P},
        Action.EXPLAIN_POINT: {_MANAGER: _P},
        Action.ENTER_VALUES: {**_THEIR_OWN, _PARTNER: _T},
        Action.LOAD_STATISTICS: {_MANAGER: _P},
        Action.DRAW_SAMPLE: _ALL_OF_IT,
        Action.READ_RELEASED: {**_ALL_OF_IT, _PARTNER: _R, _ADVISER: _R, _INSPECTOR: _R},
        Action.READ_RELEASED_PACKS: {**_ALL_OF_IT, _BOARD: _P, _PARTNER: _R, _ADVISER: _R},
        Action.PROPOSE_RELEASE: _THEIR_OWN,
        Action.DECIDE_RELEASE: {_MANAGER: _P, _LEADER: _P},
        Action.KEEP_RELEASES: {**_THEIR_OWN, _LEADER: _P},
        Action.SEE_SIGN_INS: {_MANAGER: _P},
        Action.FIND_PERSON: {_MANAGER: _P},
        Action.PROPOSE_ERASURE: _THEIR_OWN,
        Action.REQUEST_ERASURE: {_MANAGER: _P},
        Action.APPROVE_ERASURE: {_ADMINISTRATOR: _I},
        Action.MANAGE_ACCOUNTS: {_ADMINISTRATOR: _I},
        Action.READ_SECURITY_LOG: {_ADMINISTRATOR: _I},
        # A partner's own uploads; a leader reads what is redacted, as every reader does.
        Action.READ_UNREDACTED: {**_THEIR_OWN, _PARTNER: _T},
        Action.CHECK_FILE: {_MANAGER: _P, _LEAD: _W},
        Action.KEEP_VOICES: _WRITERS,
        Action.WRITE_NARRATIVE: _WRITERS,
        # Partners read a draft while they are asked for their comments.
        Action.READ_NARRATIVE: {**_ALL_OF_IT, _PARTNER: _R},
        Action.COMMENT_NARRATIVE: {**_ALL_OF_IT, _PARTNER: _R},
        Action.GIVE_VIEW: {_PARTNER: _P},
        Action.CHECK_VIEW: {_MANAGER: _P},
        Action.KEEP_NARRATIVE: {_MANAGER: _P},
        Action.CROSS_CHECK: {_MANAGER: _P, _LEAD: _P, _LEADER: _P},
        Action.SIGN_NARRATIVE: {_LEADER: _P},
        Action.KEEP_VISIT: {_MANAGER: _P},
        Action.ANSWER_REQUEST: _WRITERS,
        Action.READ_VISIT: {**_ALL_OF_IT, _ADVISER: _R, _INSPECTOR: _R},
        Action.READ_SUMMARY: {**_ALL_OF_IT, _PARTNER: _P, _ADVISER: _P},
        # Only from the shell, as back up, restore and every other setting of the installation.
        Action.KEEP_RETENTION: {},
    }
)
"""Role × action. What is not in the table is not allowed."""

TWO_PEOPLE = frozenset(
    {
        Action.CONFIRM_WORDING,
        Action.CLEAR_PACK,
        Action.DECIDE_DATE,
        Action.DECIDE_RELEASE,
        Action.APPROVE_ERASURE,
        Action.CHECK_FILE,
        Action.CHECK_VIEW,
        Action.CROSS_CHECK,
        Action.SIGN_NARRATIVE,
    }
)
"""What nobody may do to what they themselves typed, prepared, proposed or requested."""
