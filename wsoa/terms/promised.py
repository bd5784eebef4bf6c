"""The words of plans: who may do what, what was promised, how it is rated and by when."""

from enum import StrEnum


class Role(StrEnum):
    """What a person may be in a programme (PROOFS 2.2). The administrator has no right to content."""

    ADMINISTRATOR = "administrator"
    PROGRAMME_MANAGER = "programme-manager"
    WORKSTREAM_LEAD = "workstream-lead"
    SUPPORT = "support"
    PARTNER = "partner"
    BOARD_MEMBER = "board-member"
    ACCOUNTABLE_LEADER = "accountable-leader"
    ADVISER = "adviser"
    INSPECTOR = "inspector"


class PlanKind(StrEnum):
    """The plans a local area may owe, in the order in which one tends to succeed another."""

    WSOA = "wsoa"
    ACCELERATED_PROGRESS_PLAN = "app"
    PRIORITY_ACTION_PLAN = "pap"
    IMPROVEMENT_PLAN = "improvement-plan"
    NOTICE_PLAN = "notice-plan"
    REVIEW_RESPONSE = "review-response"


class ThingState(StrEnum):
    """Whether a promise still stands; nothing is ever deleted."""

    LIVE = "live"
    MERGED = "merged"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class WorkstreamKind(StrEnum):
    """A group (a data group, a task and finish group) is a workstream without milestones."""

    WORKSTREAM = "workstream"
    GROUP = "group"


class MilestoneKind(StrEnum):
    """What the plan calls the line."""

    MILESTONE = "milestone"
    TASK = "task"
    RECOMMENDATION = "recommendation"


class LeadKind(StrEnum):
    """Who the words of a lead name."""

    PERSON = "person"
    ROLE = "role"
    BODY = "body"
    INITIALS = "initials"


class LeadPart(StrEnum):
    """A workstream is led and supported."""

    LEAD = "lead"
    SUPPORT = "support"


class LevelGroup(StrEnum):
    """What a level of any key comes to; movement compares groups across key versions."""

    NOT_STARTED = "not-started"
    BEHIND = "behind"
    ON_TARGET = "on-target"
    COMPLETE = "complete"


class Requirement(StrEnum):
    """What a level asks of whoever chooses it."""

    REASON = "reason"
    ISSUE = "issue"
    MITIGATION = "mitigation"
    EVIDENCE = "evidence"


class Colour(StrEnum):
    """The shades a level may have; the word always stands beside the shade."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    BLUE = "blue"
    PURPLE = "purple"
    GREY = "grey"


class TimescaleKind(StrEnum):
    """What a timescale in words comes to."""

    DATE = "date"
    MONTH = "month"
    TERM = "term"
    ONGOING = "ongoing"
    RECURRING = "recurring"
    TO_BE_DECIDED = "to-be-decided"
    DONE = "done"
    UNREAD = "unread"


class Precision(StrEnum):
    """How exactly earliest and latest are known."""

    DAY = "day"
    PART_OF_MONTH = "part-of-month"
    MONTH = "month"
    QUARTER = "quarter"
    TERM = "term"
    YEAR = "year"
    RANGE = "range"


class DateStatus(StrEnum):
    """A date moves only with approval."""

    PENDING = "pending"
    APPROVED = "approved"
    REFUSED = "refused"


class RiskKind(StrEnum):
    """A risk may become an issue."""

    RISK = "risk"
    ISSUE = "issue"
    RISK_OR_ISSUE = "risk-or-issue"


class RiskStatus(StrEnum):
    """Whether the register still carries it."""

    OPEN = "open"
    CLOSED = "closed"
