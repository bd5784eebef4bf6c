"""Leads in the plan's words: one cell may name several people, roles, bodies or initials (DOMAIN 3)."""

import re

from wsoa.change import LeadChange
from wsoa.terms import LeadKind
from wsoa.text import MAX_LINE, one_line

_BETWEEN = re.compile(r"\s*(?:[/;,&\n]|\band\b)\s*", re.IGNORECASE)
_INITIALS = re.compile(r"[A-Z]{2,3}")
_BODY = re.compile(r"\b(board|group|team|forum|council|nhs|icb|ccg|trust|partnership|service|panel|committee)\b", re.I)
_ROLE = re.compile(
    r"\b(lead|director|manager|head|officer|co-?ordinator|commissioner|chief|deputy|assistant|principal|dco|senco)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)+")


def split_leads(words: str) -> tuple[LeadChange, ...]:
    """Each lead a cell names, with what kind of words name it. The cell as given is kept beside them."""
    parts = (one_line(part) for part in _BETWEEN.split(words))
    return tuple(LeadChange(words=part[:MAX_LINE], kind=kind_of(part)) for part in parts if part)


def kind_of(words: str) -> LeadKind:
    """Initials, a body, a role, or else a person where the words look like a name."""
    if _INITIALS.fullmatch(words) and not _BODY.search(words):
        return LeadKind.INITIALS
    if _ROLE.search(words):
        return LeadKind.ROLE
    if _BODY.search(words):
        return LeadKind.BODY
    return LeadKind.PERSON if _NAME.fullmatch(words) else LeadKind.ROLE
