"""The field's words as closed lists. Stored as their values; a value is never renamed (DESIGN 6, digests)."""

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


class BulletKind(StrEnum):
    """The lists a workstream or the programme keeps each round; a section is any other part, under a heading."""

    PROGRESS = "progress"
    NEXT_STEPS = "next_steps"
    HEADLINE = "headline"
    SECTION = "section"


class NoteKind(StrEnum):
    """What is written down about a group."""

    PURPOSE = "purpose"
    MEMBERS = "members"
    RESPONSIBILITIES = "responsibilities"


class ProductDate(StrEnum):
    """The three dates of a reporting product."""

    START = "start"
    FIRST_DRAFT = "first_draft"
    FIRST_ISSUE = "first_issue"


class IndicatorClass(StrEnum):
    """Outcomes-based accountability: how much, how well, what difference."""

    HOW_MUCH = "how-much"
    HOW_WELL = "how-well"
    DIFFERENCE = "difference"


class Polarity(StrEnum):
    """Which way is better."""

    HIGH = "high"
    LOW = "low"
    NEAR_TARGET = "near-target"
    NEUTRAL = "neutral"


class PeriodBasis(StrEnum):
    """What stretch of time one value speaks for."""

    IN_MONTH = "in-month"
    CALENDAR_YEAR_TO_DATE = "calendar-year-to-date"
    FINANCIAL_YEAR_TO_DATE = "financial-year-to-date"
    ACADEMIC_YEAR_TO_DATE = "academic-year-to-date"
    ROLLING_12_MONTHS = "rolling-12-months"
    SNAPSHOT = "snapshot"


class BoardKind(StrEnum):
    """The bodies that read packs."""

    BOARD = "board"
    PROGRAMME_GROUP = "programme-group"
    PERFORMANCE_CLINIC = "performance-clinic"
    TASK_AND_FINISH_GROUP = "task-and-finish-group"


class Scope(StrEnum):
    """Whether a tracker holds the whole plan or only its exceptions; told apart, never assumed."""

    PLAN = "plan"
    EXCEPTIONS = "exceptions"


class LoadState(StrEnum):
    """How far a tracker has got that somebody brought."""

    READING = "reading"
    READ = "read"
    UNREADABLE = "unreadable"
    LOADED = "loaded"
    GIVEN_UP = "given-up"


class AskKind(StrEnum):
    """What a board can be asked to do."""

    DECIDE = "decide"
    SIGN_OFF = "sign-off"
    RESOURCE = "resource"
    UNBLOCK = "unblock"


class AskOutcome(StrEnum):
    """What became of an ask; one without an outcome is outstanding."""

    AGREED = "agreed"
    REFUSED = "refused"
    DEFERRED = "deferred"
    WITHDRAWN = "withdrawn"


class PromiseAnswer(StrEnum):
    """What became of a next step by the following round."""

    DONE = "done"
    CONTINUES = "continues"
    DROPPED = "dropped"


class Impact(StrEnum):
    """How far families can feel it: judged for each area of weakness, apart from delivery (DESIGN 2, rule 4)."""

    NOT_YET_EVIDENCED = "not-yet-evidenced"
    EMERGING = "emerging"
    EVIDENCED = "evidenced"
    SUSTAINED = "sustained"


class PackState(StrEnum):
    """How far a pack has come. One that is replaced stays issued: the version that replaces it says so."""

    DRAFT = "draft"
    CLEARED = "cleared"
    ISSUED = "issued"
    GIVEN_UP = "given-up"
