"""Texts of this field, invented: some with a pattern of personal data, some that only look a little like it."""

import calendar
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random

from wsoa.personal_data import Kind

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
AREAS = ("AB", "B", "BB", "BD", "BS", "CV", "DE", "DN", "E", "EC1", "EX", "HU", "IG", "L", "LE", "LS", "M", "NE", "W")
MONTHS = tuple(calendar.month_name)[1:]
INWARD = "ABDEFGHJLNPQRSTUWXYZ"


def upn(random: Random) -> str:
    """A pupil number with its check letter; every fifth one temporary."""
    digits = [random.choice((2, 3, 8, 9)), *(random.randrange(10) for _ in range(10))]
    last = random.randrange(10)
    sign = str(last) if random.randrange(5) else LETTERS[last := random.randrange(23)]
    total = sum(weight * value for weight, value in enumerate([*digits, last], 2))
    return LETTERS[total % 23] + "".join(map(str, digits)) + sign


def nhs_number(random: Random) -> str:
    """A number with its check digit."""
    while True:
        digits = [random.choice((4, 6, 7)), *(random.randrange(10) for _ in range(8))]
        check = (11 - sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits, strict=True)) % 11) % 11
        if check < 10 and len(set(digits)) > 1:
            return "".join(map(str, [*digits, check]))


def postcode(random: Random) -> str:
    """An outward and an inward code."""
    area = random.choice(AREAS)
    district = random.choice("AMNPRV") if area == "EC1" else str(random.randrange(1, 30))
    return f"{area}{district} {random.randrange(10)}{random.choice(INWARD)}{random.choice(INWARD)}"


def birthday(random: Random) -> date:
    """A day on which somebody who is at school or college now was born."""
    return date(2001, 1, 1) + timedelta(random.randrange(7000))


def _spaced(said: str) -> str:
    return " ".join(said[at : at + 4] for at in range(0, len(said), 4))


def _grouped(by: str) -> Callable[[str], str]:
    return lambda said: by.join((said[:3], said[3:6], said[6:]))


def _wide(said: str) -> str:
    return "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in said)


UPN_WRITINGS: tuple[Callable[[str], str], ...] = (
    str,
    str.lower,
    _wide,
    _spaced,
    lambda said: f"({said})",
    lambda said: f"{said[0]} {said[1:4]} {said[4:8]} {said[8:10]} {said[10:]}",
    lambda said: f"{said[:8]}\n{said[8:]}",
    lambda said: f"{said[0]}-{said[1:4]}-{said[4:8]}-{said[8:]}",
    lambda said: f"UPN:{said}",
    lambda said: f"{said[:6]}\u200b{said[6:]}",
)
NHS_WRITINGS: tuple[Callable[[str], str], ...] = (
    str,
    _grouped(" "),
    _grouped("-"),
    _grouped("\u00a0"),
    _grouped("\u2011"),
    _grouped("."),
    lambda said: _wide(_grouped(" ")(said)),
    lambda said: f"[{_grouped(' ')(said)}]",
    lambda said: f"{said[:3]} {said[3:6]}\n{said[6:]}",
    lambda said: f"NHS no.{said}",
    " ".join,
)
POSTCODE_WRITINGS: tuple[Callable[[str], str], ...] = (
    str,
    lambda said: said.replace(" ", ""),
    lambda said: said.replace(" ", "  "),
    lambda said: said.replace(" ", "\u00a0"),
    lambda said: said.replace(" ", "\n"),
    lambda said: f"({said})",
    lambda said: f"{said},",
    _wide,
)
BIRTH_WRITINGS: tuple[Callable[[date], str], ...] = (
    lambda day: f"DOB {day:%d/%m/%Y}",
    lambda day: f"d.o.b. {day.day}.{day.month}.{day:%y}",
    lambda day: f"D.O.B: {day:%d-%m-%Y}",
    lambda day: f"date of birth – {day.isoformat()}",
    lambda day: f"born on {day.day} {MONTHS[day.month - 1]} {day.year}",
    lambda day: f"Born {day.day}{_th(day.day)} of {MONTHS[day.month - 1][:3]}. {day.year}",
    lambda day: f"(born {MONTHS[day.month - 1]} {day.day}, {day.year})",
    lambda day: f"Date of\nbirth: {day.day} {MONTHS[day.month - 1][:3]} {day:%y}",
    lambda day: f"{day:%d/%m/%y} (DOB)",
    lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year} is his date of birth",
    lambda day: f"aged 9 ({day:%d/%m/%Y})",
    lambda day: f"dob {day:%d%m%Y}",
    lambda day: f"whose birthday is {day.day}-{MONTHS[day.month - 1][:3]}-{day:%y}",
    lambda day: f"date of birth as recorded by the school: {day:%d / %m / %Y}",
    lambda day: f"DOB {day:%d %m %Y}",
    lambda day: f"Name\tDOB\tYear group\nChild A\t{day:%d/%m/%Y}\t4",
)
AROUND = (
    "The panel looked at the plan of {} on Tuesday.",
    "{}",
    "Issue: the advice for {} has not come. Mitigation: chased with the provider.",
    "Case 4 of 12, {}; waiting since March 2025 for 23 weeks (87.5%).",
    "See milestone 2.3 and E14: family of {} moved out of the area.",
)


def _th(day: int) -> str:
    return "th" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def personal(seed: int, many: int) -> Iterator[tuple[Kind, str]]:
    """So many texts with one pattern each, of every kind and writing in turn."""
    random = Random(seed)
    for at in range(many):
        kind, turn = list(Kind)[at % 4], at // 4
        said = _said(kind, turn, random)
        yield kind, random.choice(AROUND).format(said)


def _said(kind: Kind, turn: int, random: Random) -> str:
    if kind is Kind.DATE_OF_BIRTH:
        return BIRTH_WRITINGS[turn % len(BIRTH_WRITINGS)](birthday(random))
    writings, made = {
        Kind.UPN: (UPN_WRITINGS, upn),
        Kind.NHS_NUMBER: (NHS_WRITINGS, nhs_number),
        Kind.POSTCODE: (POSTCODE_WRITINGS, postcode),
    }[kind]
    return writings[turn % len(writings)](made(random))


INNOCENT = (
    "Milestone A{n}.{m} waits for A{m}.{n} and E{nn}; see SEN2 {m}, KS{m} and Y{n}.",
    "As at {day} {month} 2026, {n}{m}.{n}% of plans were issued within 20 weeks ({nnn} of {nnnn}).",
    "Ring 0114 273 {nnnn}, 0114{nnnnnnn} or +44 114 273 {nnnn} between {n}am and {m}pm.",
    "Call 07700 900{nnn}, +447700900{nnn} or 0800 {nnn} {nnnn}.",
    "Local authority {nnn}, ONS E060000{nn}, school URN 1{nnnnn}, UKPRN 100{nnnnn}, DfE number {nnn}/{nnnn}.",
    "Measure SEN2_{nnn}_{n}, PHE {nnnnn}, LAIT NI1{nn}, KPI {n}{n}.{m}, version {n}.{m}.{nn}.",
    "Children born between 1 September 20{nn} and 31 August 20{nn} start school in 2026.",
    "Children born after {day} {month} 2019 are counted in the next return.",
    "The birth rate of 20{nn} was published on {day} {month} 2024; births fell by {n}.{m}%.",
    "Young people aged {n} to 25 on {day} {month} 2026: {nnnn}.",
    "Phase W{n} {m}nd draft, S{m} 1st board, E{n} 3pm, L{n} 2hr session, M{m} 5th week.",
    "Meeting on {day}/0{m}/2026 at {n}.30, room S{n}.{nn}; papers by {day}.0{m}.26.",
    "Budget £{n},{nnn},{nnn} of £1{nnnnnnnnn}; invoice 00{nnnnnnn}; order PO{nnnnnn}.",
    "Round 3: {nnn} {nnn} of {nnnn} places; 20{nn}/26: {nn}%, 20{nn}/27: {nn}%.",
    "Action {n}{m} of the WSoA, area of weakness {m}, page {nn}, paragraph {n}.{m}.{n}.",
    "Tribunal reference EH{nnn}/25/000{nn}, complaint CYP-{nnnnn}-{nn}, case {nnnnnn}.",
    "A{m} paper, size 2AB, B{n} form, M{n} motorway, A{nnn} road, bus X{nn}, gate E{n}.",
    "{nnn}\n{nnn}\n{nnnn}\n{nn}.{m}\n{nnnn}",
    "2024\t{nn}.{m}\t{nnn}\t{nnnn}\n2025\t{nn}.{n}\t{nnn}\t{nnnn}",
    "Age {n}: {nn}%. Age {m}: {nn}%. Reviewed on {day} {month} 2026.",
)


def innocent(seed: int, many: int) -> Iterator[str]:
    """So many texts without personal data."""
    random = Random(seed)
    for at in range(many):
        text = INNOCENT[at % len(INNOCENT)]
        for name in ("nnnnnnnnn", "nnnnnnn", "nnnnnn", "nnnnn", "nnnn", "nnn", "nn", "n", "m"):
            while f"{{{name}}}" in text:
                said = "".join(str(random.randrange(1, 10)) for _ in name)
                text = text.replace(f"{{{name}}}", said, 1)
        day = str(random.randrange(1, 29))
        yield text.replace("{day}", day).replace("{month}", random.choice(MONTHS))
