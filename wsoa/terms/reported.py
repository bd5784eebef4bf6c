"""The words of what is reported to boards, asked of them and loaded from trackers."""

from enum import StrEnum


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
