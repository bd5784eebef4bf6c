"""What looks like a day of birth in a text: a date in any writing usual in this country, beside words that say so.

Pure. Letters and digits are plain ones: `wsoa.personal_data` reads all others as people see them.
"""

import re
from collections.abc import Iterator
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
_DAYS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    *("twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
    "twentieth",
)
_TENS = {"twenty": 20, "thirty": 30, "thirtieth": 30}
_DAY_IN_WORDS = rf"(?:(?:twenty|thirty)[ -])?(?:{'|'.join(sorted(_DAYS, key=len, reverse=True))})|thirtieth"
_YEAR = r"(?P<year{0}>(?:19|20)[0-9]{{2}}|'?[0-9]{{2}})"
_TURN = r"[ ]{0,2}[/.-][ ]{0,2}\n?"
_DATE = re.compile(
    r"(?<![0-9A-Za-z])(?:"
    r"(?P<year1>(?:19|20)[0-9]{2})[/.-](?P<month1>[0-9]{1,2})[/.-](?P<day1>[0-9]{1,2})|"
    rf"(?P<day2>[0-9]{{1,2}}){_TURN}(?P<month2>[0-9]{{1,2}}){_TURN}{_YEAR.format(2)}|"
    rf"(?P<day3>[0-9]{{1,2}}(?=\D)|{_DAY_IN_WORDS})(?:st|nd|rd|th)?[\s./,-]{{0,3}}(?:of\s)?(?P<month3>{_MONTH})[\s./,-]{{0,3}}{_YEAR.format(3)}|"
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
_SIGNS = ("birth", "born", "dob", "d.o", "d. o", "d o", "age", "years old", "yo", "y/o", "(b", "turn")
"""Without one of these no date is one of birth, and none is looked for."""


def says_birth(heading: str) -> bool:
    """Whether what stands under this heading is a date of birth."""
    return bool(_SAID.search(heading))


def dates_of_birth(text: str, under: str = "") -> Iterator[tuple[int, int]]:
    """Where they begin and end. `under` is the heading of the column that the text stands in."""
    headed = says_birth(under)
    small = text.lower()
    if not headed and not _has_sign(small):
        return
    below = _below_birth(text)
    for match in _DATE.finditer(text):
        if _is_real(match) and (headed or match.start() in below or _is_of_birth(text, match)):
            yield match.span()


def _has_sign(small: str) -> bool:
    return any(sign in small for sign in _SIGNS)


def _is_of_birth(text: str, match: re.Match[str]) -> bool:
    start, stop = match.span()
    before = text[max(0, start - 60) : start]
    if not _has_sign(f"{before} {text[stop : stop + 40]}".lower()):
        return False
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
    at = int(day) if day.isdigit() else _day_in_words(day.lower())
    return _is_day(year, number, at) or (month.isdigit() and _is_day(year, at, number))


def _day_in_words(said: str) -> int:
    """The day of the month that *third* or *twenty-third* is."""
    tens, last = (words := re.split("[ -]", said))[0], words[-1]
    return _TENS.get(tens, 0) + (_DAYS.index(last) + 1 if last in _DAYS else 0)


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
