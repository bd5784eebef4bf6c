"""Leads in the plan's words: one cell may name several people, roles, bodies or initials (DOMAIN 3)."""

import re

from wsoa.change import LeadChange
from wsoa.terms import LeadKind
from wsoa.text import MAX_LINE, clean, one_line

_MARK = re.compile(r"^\s*(?:[•·▪◦●■□‣➢✓*]|[-–—](?=\s)|\(?\d{1,2}[.)](?=\s))\s*|\s[•▪◦●■‣➢]\s", re.MULTILINE)
_STRONG = re.compile(r"\n|;|\s/|/\s")
_COMMA = re.compile(r",(?![^()]*\))")
_WEAK = re.compile(r"\s+(?:and|&|\+)\s+|/|&(?=\S)", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_UNFINISHED = re.compile(r"(?:\b(?:of|for|the|and|to|in)|[&,/-])\s*$", re.IGNORECASE)
_ONE_PHRASE = re.compile(
    r"\b(?:health (?:and|&) (?:well-?being|social care)|task (?:and|&) finish|t ?(?:and|&) ?f|"
    r"children(?:'s|’s)? (?:and|&) (?:young people|famil\w+)|(?:parents?|child(?:ren)?) (?:and|&) (?:carers?|parents?)|"
    r"speech (?:and|&) language|education (?:and|&) (?:skills|learning|inclusion)|early (?:years|help) (?:and|&) \w+|"
    r"(?:parents?|father|mother)/carers?|send?/\w+)\b",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"(?:[A-Z]\.? ?){2,4}")
_TOPIC = re.compile(r"(?:SEND?|EHCP?s?|HR|ICT?|IT|QA|AP|EY|EP|PFA|NEET|ASD|SLCN|SEMH|DSG|AR|EHE|JSNA|CYP|YP|A|B)")
_BODY = re.compile(
    r"\b(?:boards?|groups?|teams?|forums?|councils?|nhs|icb|icp|ccg|trust|partnership|panel|committee|service|"
    r"sendiass?|camhs|pcf|authority|local authority)\b|\b[A-Z]{5,10}\b",
)
_ROLE = re.compile(
    r"\b(?:leads?|directors?|dir|managers?|heads?|headteachers?|officers?|co-?ordinators?|commissioners?|chief|deputy|"
    r"assistant|principals?|chair|member|adviser|advisor|nurse|psychologist|consultant|dco|dmo|dsco|sencos?|dcs|hos|hod|"
    r"sro|portfolio holder|executive)\b|\bAD\b",
)
_SUBJECT = re.compile(
    r"\b(?:services|health|care|education|schools?|help|inclusion|famil(?:y|ies)|commissioning|council|network|"
    r"directorate|department|providers?|colleges?|carers?|parents?|all|partners|workforce|finance|performance)\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:(?:Dr|Mrs?|Ms|Miss|Cllr|Prof)\.? )?[A-Z][\w'’.-]*(?: (?:de|van|von|la|le))?(?: [A-Z][\w'’.-]*)+"
)


def split_leads(words: str) -> tuple[LeadChange, ...]:
    """Each lead a cell names, with what kind of words name it. The cell as given is kept beside them.

    Lines, bullets, semicolons and " / " part leads; a comma, "and" and "/" only where each side is a lead by itself,
    so that a "Director of Children and Families" stays one.
    """
    parts = [lead for line in _lines(words) for part in _at_commas(line) for lead in _at_and(part)]
    return tuple(LeadChange(words=part[:MAX_LINE], kind=kind_of(part)) for part in dict.fromkeys(parts))


def kind_of(words: str) -> LeadKind:
    """Initials, a person, a role or a body, whatever they look most like."""
    bare = _bare(words)
    name = re.split(r",| [-–—] ", bare)[0].strip()
    if _is_initials(bare):
        return LeadKind.INITIALS
    if _is_name(name):
        return LeadKind.PERSON
    if _found(_ROLE, bare):
        return LeadKind.ROLE
    return LeadKind.BODY if _found(_BODY, bare) or _SUBJECT.search(bare) else LeadKind.ROLE


def _lines(words: str) -> list[str]:
    """The parts of a cell that stand apart; a line that was only broken goes on."""
    marked = _MARK.sub("\n", clean(words))
    lines: list[str] = []
    for part in (one_line(part) for part in _STRONG.split(marked)):
        if lines and _UNFINISHED.search(lines[-1]):
            lines[-1] = one_line(f"{lines[-1]} {part}")
        elif lines and part and _is_title_of(part, lines[-1]):
            lines[-1] = f"{lines[-1]}, {part}"
        elif part:
            lines.append(part)
    return [line.strip(" ,;") for line in lines if line.strip(" ,;")]


def _at_commas(line: str) -> list[str]:
    parts: list[str] = []
    for part in (part.strip() for part in _COMMA.split(line)):
        alone = bool(parts) and _is_lead(part) and _is_lead(parts[-1]) and not _is_title_of(part, parts[-1])
        if (parts and not alone and not all(map(_is_lead, _parted(part)))) or (parts and _is_title_of(part, parts[-1])):
            parts[-1] = f"{parts[-1]}, {part}"
        elif part:
            parts.append(part)
    return parts


def _at_and(part: str) -> list[str]:
    parts = _parted(part)
    return parts if all(map(_is_lead, parts)) else [part]


def _parted(words: str) -> list[str]:
    """The words parted at each "and" and "/" that is not within brackets or a set phrase."""
    held: list[str] = []

    def hold(found: re.Match[str]) -> str:
        held.append(found[0])
        return f"\x00{len(held) - 1}\x00"

    masked = _ONE_PHRASE.sub(hold, _IN_BRACKETS.sub(hold, words))
    found = [one_line(_unmasked(part, held)) for part in _WEAK.split(masked)]
    return [part for part in found if part]


def _unmasked(part: str, held: list[str]) -> str:
    while "\x00" in part:
        part = re.sub("\x00(\\d+)\x00", lambda found: held[int(found[1])], part)
    return part


def _is_lead(words: str) -> bool:
    """Whether words name somebody by themselves: "HoS A" does, "Families" and "SEND" do not."""
    bare = _bare(words)
    if _TOPIC.fullmatch(bare):
        return False
    return _is_initials(bare) or _is_name(bare) or bool(_found(_ROLE, bare) or _found(_BODY, bare))


def _is_title_of(part: str, before: str) -> bool:
    """A role right behind a bare name is that person's own: "Jane Smith, Director of X"."""
    return _is_name(before) and bool(_found(_ROLE, part)) and not _is_name(part)


def _is_initials(bare: str) -> bool:
    return bool(_INITIALS.fullmatch(bare)) and not _found(_BODY, bare) and not _TOPIC.fullmatch(bare)


def _is_name(words: str) -> bool:
    is_other = _found(_ROLE, words) or _found(_BODY, words) or _SUBJECT.search(words)
    return bool(_NAME.fullmatch(words)) and not is_other


def _found(pattern: re.Pattern[str], words: str) -> bool:
    return bool(pattern.search(words) or pattern.search(words.casefold()))


def _bare(words: str) -> str:
    return one_line(_IN_BRACKETS.sub(" ", words)).strip(" .,;:")
