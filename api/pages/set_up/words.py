"""What the closed lists of the set-up are called on its pages."""

from enum import StrEnum

from api.forms import Choice
from wsoa.terms import BoardKind, Colour, LevelGroup, PlanKind, Requirement, Scope

PLAN_KINDS = (
    Choice(PlanKind.WSOA, "Written statement of action"),
    Choice(PlanKind.ACCELERATED_PROGRESS_PLAN, "Accelerated progress plan"),
    Choice(PlanKind.PRIORITY_ACTION_PLAN, "Priority action plan"),
    Choice(PlanKind.IMPROVEMENT_PLAN, "Improvement plan"),
    Choice(PlanKind.NOTICE_PLAN, "Plan under an improvement notice"),
    Choice(PlanKind.REVIEW_RESPONSE, "Response to a review"),
)
BOARD_KINDS = (
    Choice(BoardKind.BOARD, "Board"),
    Choice(BoardKind.PROGRAMME_GROUP, "Programme group"),
    Choice(BoardKind.PERFORMANCE_CLINIC, "Performance clinic"),
    Choice(BoardKind.TASK_AND_FINISH_GROUP, "Task and finish group"),
)
SCOPES = (
    Choice(Scope.PLAN, "The whole plan"),
    Choice(Scope.EXCEPTIONS, "Exceptions only", "Only what is late or at risk: every count says so."),
)
COLOURS = tuple((colour.value, colour.value.capitalize()) for colour in Colour)
GROUPS = (
    (LevelGroup.NOT_STARTED.value, "Not started"),
    (LevelGroup.BEHIND.value, "Behind"),
    (LevelGroup.ON_TARGET.value, "On target"),
    (LevelGroup.COMPLETE.value, "Complete"),
)
NEEDS = (
    Choice(Requirement.REASON, "a reason"),
    Choice(Requirement.ISSUE, "an issue"),
    Choice(Requirement.MITIGATION, "a mitigation"),
    Choice(Requirement.EVIDENCE, "evidence"),
)
NONE = Choice("", "None")


def called(choices: tuple[Choice, ...], value: StrEnum) -> str:
    """The words of a choice."""
    return next(choice.text for choice in choices if choice.value == value)
