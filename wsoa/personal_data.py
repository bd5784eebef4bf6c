"""What looks like a child's personal data in a text: pupil and NHS numbers, dates of birth, postcodes. Pure.

A pattern warns, it does not judge: a council's own postcode looks like a family's. Sources of the formats:

- UPN: Department for Education, "Unique pupil numbers (UPNs): a guide for schools and local authorities": a check
  letter, the number of the local authority (3), of the school (4), the year (2) and a serial number (3), whose last
  place is a letter while the number is temporary.
- NHS number: NHS Data Dictionary, "NHS NUMBER": nine digits and a check digit, modulus 11, written 3-3-4.
- Postcode: Cabinet Office, "Government Data Standards Catalogue", postcode (BS 7666): outward code, inward code.
- Date of birth: a date in any writing usual in the United Kingdom, beside words that say whose day it is.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache


class Kind(StrEnum):
    """What a snippet looks like."""

    UPN = "UPN"
    NHS_NUMBER = "NHS number"
    DATE_OF_BIRTH = "date of birth"
    POSTCODE = "postcode"


@dataclass(frozen=True, slots=True)
class Seen:
    """A snippet that looks like personal data: `text[start:stop]`."""

    kind: Kind
    start: int
    stop: int


def patterns_in(text: str, *, under: str = "") -> tuple[Seen, ...]:
    """All that looks like personal data in `text`, in its order, none within another.

    `under` is the heading of the column that the text stands in: below *Date of birth* a date needs no other words.
    Full-width and other digits, unusual spaces and dashes, and characters that nobody sees are read as people see them.
    """
    if not _A_DIGIT.search(text):
        return ()
    plain, places = _as_seen(text)
    found = [hit for find in _FINDERS for hit in find(plain)] + list(_dates_of_birth(plain, under))
    kept: list[Seen] = []
    for kind, start, stop in sorted(found, key=lambda hit: (hit[1], -hit[2])):
        if not kept or places[start] >= kept[-1].stop:
            kept.append(Seen(kind, places[start], places[stop - 1] + 1))
    return tuple(kept)


def says_birth(heading: str) -> bool:
    """Whether what stands under this heading is a date of birth."""
    return bool(_SAID.search(heading))


Hit = tuple[Kind, int, int]

_A_DIGIT = re.compile(r"\d")

# Between two parts of a number: blanks, a dash or a full stop, and the end of a line at most; never a cell's end.
_GAP = r"[ .-]{0,3}\n?[ ]{0,2}"


def _as_seen(text: str) -> tuple[str, Sequence[int]]:
    """The text in plain characters, and the place in `text` that each of them comes from."""
    if text.isascii():
        return text, range(len(text))
    letters, places = [], []
    for place, letter in enumerate(text):
        for each in _plain(letter):
            letters.append(each)
            places.append(place)
    return "".join(letters), places


@lru_cache(4096)
def _plain(letter: str) -> str:
    if letter.isascii():
        return letter
    kind = unicodedata.category(letter)
    if kind == "Nd":
        return str(unicodedata.decimal(letter))
    if kind == "Pd" or letter == "\u2212":
        return "-"
    return "" if kind == "Cf" else " " if kind == "Zs" else unicodedata.normalize("NFKC", letter)


_UPN = re.compile(rf"(?<![A-Za-z0-9])([A-Za-z])((?:{_GAP}[0-9]){{11}}{_GAP}[0-9A-Za-z])(?![A-Za-z0-9])")
_UPN_SAID = re.compile(r"\b(?:upn|unique\s+pupil\s+(?:number|no|ref))", re.IGNORECASE)
_CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
"""By the remainder of the weighted sum; also what the letter of a temporary number counts for."""


def _upns(text: str) -> Iterator[Hit]:
    """With its own check letter; or where it says so; or written in one with an authority's number, if mistyped."""
    for match in _UPN.finditer(text):
        letter, rest = match[1].upper(), "".join(filter(str.isalnum, match[2])).upper()
        whole = match[1].isupper() and len(match[0]) == 13 and rest[0] in "2389" and rest.isdigit()
        if match[0].count("\n") < 2 and (whole or _checks(letter, rest) or _is_said(_UPN_SAID, text, match.start())):
            yield Kind.UPN, match.start(), match.end()


def _checks(letter: str, rest: str) -> bool:
    values = [_CHECK_LETTERS.find(each) if each.isalpha() else int(each) for each in rest]
    total = sum(weight * value for weight, value in enumerate(values, 2))
    return rest[0] != "0" and min(values) >= 0 and _CHECK_LETTERS[total % 23] == letter


_NHS = re.compile(
    rf"[0-9](?<![0-9£$€].)(?<![0-9][.,].)(?:[0-9]{{2}}{_GAP}[0-9]{{3}}{_GAP}[0-9]{{4}}|(?: [0-9]){{9}})"
    r"(?![0-9])(?![.,][0-9])(?! ?%)"
)
_NHS_SAID = re.compile(r"\bnhs(?:\s*(?:number|num|no|id|ref)\b|\s*#|\W{0,3}$)", re.IGNORECASE)
_ABROAD = re.compile(r"(?:\+|\b00)[0-9]{2}\W{0,3}(?:\(0\)\W?)?$")


def _nhs_numbers(text: str) -> Iterator[Hit]:
    for match in _NHS.finditer(text):
        digits = "".join(filter(str.isdigit, match[0]))
        if match[0].count("\n") > 1 or _ABROAD.search(text, max(0, match.start() - 10), match.start()):
            continue
        if _is_said(_NHS_SAID, text, match.start()) or (digits[0] != "0" and _is_modulus_11(digits)):
            yield Kind.NHS_NUMBER, match.start(), match.end()


def _is_modulus_11(digits: str) -> bool:
    total = sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), digits, strict=False))
    return len(set(digits)) > 1 and (11 - total % 11) % 11 == int(digits[9])


_AREAS = (
    "AB|AL|B[ABDHLNRST]?|BF|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]|JE|K[ATWY]|"
    "L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?|T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|ZE"
)
_INWARD = re.compile(r"[0-9][ABD-HJLNP-UW-Z]{2}(?![A-Za-z0-9])(?![/_][A-Za-z0-9])", re.IGNORECASE)
_OUTWARD_BEFORE = re.compile(
    rf"(?<![A-Za-z0-9])(?<![A-Za-z0-9][/_])(?:GIR|(?:{_AREAS})[0-9][0-9A-HJKMNPR-Y]?) {{0,2}}\n? ?\Z", re.IGNORECASE
)
_COUNTED = re.compile(r"[0-9](?:ST|ND|RD|TH|HR|YR|FT|LB|PT|WT|QT|PP|TB|GB)", re.IGNORECASE)
"""What follows a number in other writing, as in "workstream W1 2nd stage"."""


def _postcodes(text: str) -> Iterator[Hit]:
    for inward in _INWARD.finditer(text):
        outward = _OUTWARD_BEFORE.search(text, max(0, inward.start() - 9), inward.start())
        if outward is None:
            continue
        said = text[outward.start() : inward.end()]
        if said.isupper() or _is_safe_in_small_letters(said):
            yield Kind.POSTCODE, outward.start(), inward.end()


def _is_safe_in_small_letters(said: str) -> bool:
    """On one line, long enough or with its blank, and not what counts something: *phase w1 2nd draft*."""
    return "\n" not in said and (" " in said or len(said) > 5) and not _COUNTED.fullmatch(said[-3:])


_FINDERS: tuple[Callable[[str], Iterator[Hit]], ...] = (_upns, _nhs_numbers, _postcodes)


def _is_said(words: re.Pattern[str], text: str, start: int) -> bool:
    """Whether words shortly before the place say what stands there."""
    return bool(words.search(text, max(0, start - 30), start))


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?P<year{0}>(?:19|20)[0-9]{{2}}|'?[0-9]{{2}})"
_TURN = r"[ ]{0,2}[/.-][ ]{0,2}\n?"
_DATE = re.compile(
    r"(?<![0-9A-Za-z])(?:"
    r"(?P<year1>(?:19|20)[0-9]{2})[/.-](?P<month1>[0-9]{1,2})[/.-](?P<day1>[0-9]{1,2})|"
    rf"(?P<day2>[0-9]{{1,2}}){_TURN}(?P<month2>[0-9]{{1,2}}){_TURN}{_YEAR.format(2)}|"
    rf"(?P<day3>[0-9]{{1,2}})(?:st|nd|rd|th)?[\s./,-]{{0,3}}(?:of\s)?(?P<month3>{_MONTH})[\s./,-]{{0,3}}{_YEAR.format(3)}|"
    rf"(?P<month4>{_MONTH})[\s.]{{1,2}}(?P<day4>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s{_YEAR.format(4)}|"
    r"(?P<day5>[0-9]{2})(?P<month5>[0-9]{2})(?P<year5>(?:19|20)?[0-9]{2})|"
    r"(?P<day6>[0-9]{1,2}) (?P<month6>[0-9]{1,2}) (?P<year6>(?:19|20)?[0-9]{2})"
    r")(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_DAY_OF_BIRTH = r"(?:\bd\.? ?o\.? ?b\b\.?|\bd of b\b|\b(?:date|day) ?of\s{1,2}birth\b|\bbirth[ -]?(?:date|day)\b)"
_SAID = re.compile(_DAY_OF_BIRTH, re.IGNORECASE)
_BETWEEN = r"(?:[^.;!?\n]|\.(?! ?[A-Z])|\n(?![^\n]*\n)){0,40}$"
# The nearest words of the kind count, so each looks back from the date without meeting itself again.
_SAID_BEFORE = re.compile(rf"{_DAY_OF_BIRTH}{_BETWEEN}", re.IGNORECASE)
_BORN_BEFORE = re.compile(r"\b(?:born|birth)\b(?P<gap>[^.;!?\n]{0,30}\n?[^.;!?\n]{0,5})$", re.IGNORECASE)
_AGED_BEFORE = re.compile(
    r"(?:\bage[ds]?\b[ :]{0,2}[0-9]{1,2}(?: ?years?| ?yrs?)?|\byears old|\by/?o)[\s,;:(\[-]{1,4}$"
    r"|\(b\.? ?$|\bturn(?:s|ed|ing) [0-9]{1,2} on(?: the)? $",
    re.IGNORECASE,
)
_SAID_AFTER = re.compile(
    rf"[\s,;:()\[\]-]{{0,4}}(?:(?:is|was|as)\s)?(?:(?:his|her|their|the)\s)?{_DAY_OF_BIRTH}", re.IGNORECASE
)
_A_STRETCH = re.compile(
    r"\b(?:after|before|between|since|until|till|from|by|to|prior|later|earlier|during|plan|plans|rate|rates|weight|"
    r"certificate|cohort|years?|published|review(?:ed)?|due|end|data)\b",
    re.IGNORECASE,
)
"""Between *born* and a date: it says which children are meant, or something else, and nobody's day of birth."""
_SIGNS = ("birth", "born", "dob", "d.o", "d o", "age", "years old", "yo", "y/o", "(b", "turn")
"""Without one of these no date is one of birth, and none is looked for."""


def _dates_of_birth(text: str, under: str) -> Iterator[Hit]:
    headed = says_birth(under)
    small = text.lower()
    if not headed and not any(sign in small for sign in _SIGNS):
        return
    below = _below_birth(text)
    for match in _DATE.finditer(text):
        if _is_real(match) and (headed or match.start() in below or _is_of_birth(text, match)):
            yield Kind.DATE_OF_BIRTH, match.start(), match.end()


def _is_of_birth(text: str, match: re.Match[str]) -> bool:
    start, stop = match.span()
    before = text[max(0, start - 60) : start]
    if _SAID_BEFORE.search(before) or _SAID_AFTER.match(text, stop):
        return True
    if match["year5"] or match["year6"]:  # six digits are much else; only a day of birth that is named makes them one
        return False
    born = _BORN_BEFORE.search(before)
    return bool(_AGED_BEFORE.search(before)) or (born is not None and not _A_STRETCH.search(born["gap"]))


def _is_real(match: re.Match[str]) -> bool:
    """Whether there is such a day; month and day may be the other way round."""
    form = next(each for each in "123456" if match[f"year{each}"])
    said, day, month = match[f"year{form}"].lstrip("'"), match[f"day{form}"], match[f"month{form}"]
    year = int(said) if len(said) == 4 else 2000 + int(said)
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    return _is_day(year, number, int(day)) or (month.isdigit() and _is_day(year, int(day), number))


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _below_birth(text: str) -> set[int]:
    """The places in cells below a heading that says *date of birth*, in lines pasted from a spreadsheet."""
    if "\t" not in text or not says_birth(text):
        return set()
    columns, found, place = set[int](), set[int](), 0
    for line in text.split("\n"):
        for column, cell in enumerate(line.split("\t")):
            if column in columns:
                found.update(range(place, place + len(cell)))
            if says_birth(cell) and not any(map(str.isdigit, cell)):
                columns.add(column)
            place += len(cell) + 1
    return found
