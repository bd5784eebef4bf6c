"""Evidence narratives: what people write, what is remarked beside it, and whether what is cited still holds."""

from wsoa.narratives.citing import REVISED, Resolved, resolve, resolved
from wsoa.narratives.headings import HEADINGS
from wsoa.narratives.writing import (
    CommentAnswerChange,
    CommentChange,
    SectionChange,
    answer_comment,
    comment_on_section,
    write_section,
)

__all__ = [
    "HEADINGS",
    "REVISED",
    "CommentAnswerChange",
    "CommentChange",
    "Resolved",
    "SectionChange",
    "answer_comment",
    "comment_on_section",
    "resolve",
    "resolved",
    "write_section",
]
