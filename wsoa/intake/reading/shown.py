"""Values of cells as text, the way a British reader sees them on the screen."""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

_COLOURS_AND_LOCALES = re.compile(r"\[[^\]]*\]|\"[^\"]*\"|\\.|_.")
_NUMBER = re.compile(r"(?P<thousands>#,##)?0(?:\.(?P<decimals>0+))?(?P<percent>%)?")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def as_shown(value: object, number_format: str = "General") -> str:
    """Return the text of a cell's value.

    Whole numbers have no ".0"; percentages, thousands and fixed decimals follow the format ("59%", "25.0"). A date is
    DD/MM/YYYY, with HH:MM where it has a time; a date whose format shows no day keeps its month and year ("Sep-21",
    "September 2021"). True and false are TRUE and FALSE. Excel's escapes in text ("_x000B_") are undone.
    """
    match value:
        case None:
            return ""
        case str():
            return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float() | Decimal():
            return _number(Decimal(str(value)), number_format)
        case datetime():
            day = _date(value, number_format)
            return day if value.time() == time() else f"{day} {value:%H:%M}"
        case date():
            return _date(value, number_format)
        case time():
            return f"{value:%H:%M}"
        case timedelta():
            minutes = int(value.total_seconds()) // 60
            return f"{minutes // 60}:{minutes % 60:02}"
        case _:
            return str(value)


def _date(day: date, number_format: str) -> str:
    plain = _COLOURS_AND_LOCALES.sub("", number_format.casefold().split(";")[0])
    if "d" in plain or "y" not in plain or "m" not in plain:
        return f"{day:%d/%m/%Y}"
    month = "%B" if "mmmm" in plain else "%b" if "mmm" in plain else "%m"
    year = "%Y" if "yyyy" in plain else "%y"
    mark = next((mark for mark in "-/." if mark in plain), " ")
    return f"{day:{month}}{mark}{day:{year}}"


def _number(number: Decimal, number_format: str) -> str:
    if not number.is_finite():
        return str(number)
    shown = _NUMBER.fullmatch(_COLOURS_AND_LOCALES.sub("", number_format.split(";")[0]))
    if not shown:
        return _plain(number)
    scaled = number * 100 if shown["percent"] else number
    rounded = scaled.quantize(Decimal(1).scaleb(-len(shown["decimals"] or "")), ROUND_HALF_UP)
    return f"{rounded:{',' if shown['thousands'] else ''}f}{shown['percent'] or ''}"


def _plain(number: Decimal) -> str:
    """A number of the General format: no ".0", and no more than the 15 digits Excel itself keeps."""
    return f"{Decimal(f'{number:.15g}').normalize():f}"
