"""What every page and document asks of the plan, and the points to check (DESIGN 2, rule 7).

Pure functions of the snapshot, and of those of earlier rounds where a rule speaks of several; never of the clock.
"""

from wsoa.points.questions import (
    QUARTERLY,
    Question,
    has_no_date,
    is_complete,
    is_exception,
    is_judgement_due,
    is_not_updated,
    is_of_this_round,
    is_overdue,
    is_past_its_meeting,
    is_reported,
    live,
    months_since,
    outstanding,
    ratings_of,
)
from wsoa.points.reading import found
from wsoa.points.rules import RULES, earlier_needed, grouped, points_to_check
from wsoa.points.shape import Group, Point, Rule, Thing

__all__ = [
    "QUARTERLY",
    "RULES",
    "Group",
    "Point",
    "Question",
    "Rule",
    "Thing",
    "earlier_needed",
    "found",
    "grouped",
    "has_no_date",
    "is_complete",
    "is_exception",
    "is_judgement_due",
    "is_not_updated",
    "is_of_this_round",
    "is_overdue",
    "is_past_its_meeting",
    "is_reported",
    "live",
    "months_since",
    "outstanding",
    "points_to_check",
    "ratings_of",
]
