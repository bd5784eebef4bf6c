"""What looks like a child's personal data in a text: pupil and NHS numbers, dates of birth, postcodes. Pure.

A pattern warns, it does not judge: a council's own postcode looks like a family's. Sources of the formats:

- UPN: Department for Education, "Unique pupil numbers (UPNs): a guide for schools and local authorities": a check
  letter, the number of the local authority (3), of the school (4), the year (2) and a serial number (3), whose last
  place is a letter while the number is temporary.
- NHS number: NHS Data Dictionary, "NHS NUMBER": nine digits and a check digit, modulus 11, written 3-3-4.
- Postcode: Cabinet Office, "Government Data Standards Catalogue", postcode (BS 7666): outward code, inward code.
- Date of birth: `wsoa.dates_of_birth`.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from wsoa.dates_of_birth import dates_of_birth


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
    found = [hit for find in _FINDERS for hit in find(plain)] + [
        (Kind.DATE_OF_BIRTH, *span) for span in dates_of_birth(plain, under)
    ]
    kept: list[Seen] = []
    for kind, start, stop in sorted(found, key=lambda hit: (hit[1], -hit[2])):
        if not kept or places[start] >= kept[-1].stop:
            kept.append(Seen(kind, places[start], places[stop - 1] + 1))
    return tuple(kept)


Hit = tuple[Kind, int, int]

_A_DIGIT = re.compile(r"\d")

# Between two parts of a number: blanks, a dash or a full stop, and the end of a line at most; never a cell's end.
_GAP = r"[ .-]{0,3}\n?[ ]{0,2}"
# Where the words before say what it is, whatever stands between two signs will do.
_ANY_GAP = r"[^0-9A-Za-z]{0,3}"
_TO_IT = r"[^0-9A-Za-z]{0,5}(?:(?:is|was)[^0-9A-Za-z]{1,3})?"


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
_UPN_NAMED = re.compile(
    rf"{_UPN_SAID.pattern}[a-z]*{_TO_IT}"
    rf"(?P<said>[a-z](?:{_ANY_GAP}[0-9]){{11}}{_ANY_GAP}[0-9a-z])(?![0-9a-z])",
    re.IGNORECASE,
)
_CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
"""By the remainder of the weighted sum; also what the letter of a temporary number counts for."""


def _upns(text: str) -> Iterator[Hit]:
    """With its own check letter; or where it says so; or written in one with an authority's number, if mistyped."""
    for match in _UPN.finditer(text):
        letter, rest = match[1].upper(), "".join(filter(str.isalnum, match[2])).upper()
        whole = match[1].isupper() and len(match[0]) == 13 and rest[0] in "2389" and rest.isdigit()
        if match[0].count("\n") < 2 and (whole or _checks(letter, rest) or _is_said(_UPN_SAID, text, match.start())):
            yield Kind.UPN, match.start(), match.end()
    for match in _UPN_NAMED.finditer(text):
        yield Kind.UPN, *match.span("said")


def _checks(letter: str, rest: str) -> bool:
    values = [_CHECK_LETTERS.find(each) if each.isalpha() else int(each) for each in rest]
    total = sum(weight * value for weight, value in enumerate(values, 2))
    return rest[0] != "0" and min(values) >= 0 and _CHECK_LETTERS[total % 23] == letter


_TURN_OF_NUMBER = rf"(?:{_GAP}|\) ?|[/_,:\u00b7])"
_NHS = re.compile(
    r"[0-9](?<![0-9£$€].)(?<![0-9][.,].)"
    rf"(?:[0-9]{{2}}{_TURN_OF_NUMBER}[0-9]{{3}}{_TURN_OF_NUMBER}[0-9]{{4}}|(?: [0-9]){{9}})"
    r"(?![0-9])(?![.,][0-9])(?! ?%)"
)
_NHS_NAMED = re.compile(
    rf"\bnhs\b{_ANY_GAP}(?P<named>(?:number|num|no|id|ref)\b)?{_TO_IT}"
    rf"(?P<said>[0-9](?:{_ANY_GAP}[0-9]){{9}})(?!{_ANY_GAP}[0-9])",
    re.IGNORECASE,
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
    for match in _NHS_NAMED.finditer(text):
        if match["named"] or _is_modulus_11("".join(filter(str.isdigit, match["said"]))):
            yield Kind.NHS_NUMBER, *match.span("said")


def _is_modulus_11(digits: str) -> bool:
    total = sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), digits, strict=False))
    return len(set(digits)) > 1 and (11 - total % 11) % 11 == int(digits[9])


_AREAS = (
    "AB|AL|B[ABDHLNRST]?|BF|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]|JE|K[ATWY]|"
    "L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?|T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|ZE"
)
_INWARD = re.compile(r"[0-9][ABD-HJLNP-UW-Z]{2}(?![A-Za-z0-9])(?![/_][A-Za-z0-9])", re.IGNORECASE)
_OUTWARD = rf"(?<![A-Za-z0-9])(?<![A-Za-z0-9][/_])(?:GIR|(?:{_AREAS})[0-9][0-9A-HJKMNPR-Y]?)"
_OUTWARD_BEFORE = re.compile(rf"{_OUTWARD}(?: {{0,2}}\n? ?|(?P<joined> ?[-\t] ?))\Z", re.IGNORECASE)
_POSTCODE_NAMED = re.compile(rf"\bpost ?codes?{_TO_IT}(?P<said>{_OUTWARD}{_ANY_GAP}{_INWARD.pattern})", re.IGNORECASE)
_COUNTED = re.compile(r"[0-9](?:ST|ND|RD|TH|HR|YR|FT|LB|PT|WT|QT|PP|TB|GB)", re.IGNORECASE)
"""What follows a number in other writing, as in "workstream W1 2nd stage"."""


def _postcodes(text: str) -> Iterator[Hit]:
    for inward in _INWARD.finditer(text):
        outward = _OUTWARD_BEFORE.search(text, max(0, inward.start() - 9), inward.start())
        if outward is None:
            continue
        said = text[outward.start() : inward.end()]
        is_plain = said.isupper() and not (outward["joined"] and _COUNTED.fullmatch(said[-3:]))
        if is_plain or _is_safe_in_small_letters(said):
            yield Kind.POSTCODE, outward.start(), inward.end()
    for match in _POSTCODE_NAMED.finditer(text):
        yield Kind.POSTCODE, *match.span("said")


_COMPOUND = re.compile(r"[-\t\n]")


def _is_safe_in_small_letters(said: str) -> bool:
    """On one line, long enough or with its blank, and not what counts something: *phase w1 2nd draft*."""
    return not _COMPOUND.search(said) and (" " in said or len(said) > 5) and not _COUNTED.fullmatch(said[-3:])


_FINDERS: tuple[Callable[[str], Iterator[Hit]], ...] = (_upns, _nhs_numbers, _postcodes)


def _is_said(words: re.Pattern[str], text: str, start: int) -> bool:
    """Whether words shortly before the place say what stands there."""
    return bool(words.search(text, max(0, start - 30), start))
