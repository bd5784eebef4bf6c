"""Progress: what a workstream or the programme reports each round, and what became of what it promised."""

from wsoa.progress.answers import NextStepAnswerChange, state_answers
from wsoa.progress.bulleted import as_text, read_bullets
from wsoa.progress.lists import BulletChange, list_number, write_list
from wsoa.progress.returns import ReturnListsChange, told_kind, write_return_lists

__all__ = [
    "BulletChange",
    "NextStepAnswerChange",
    "ReturnListsChange",
    "as_text",
    "list_number",
    "read_bullets",
    "state_answers",
    "told_kind",
    "write_list",
    "write_return_lists",
]
