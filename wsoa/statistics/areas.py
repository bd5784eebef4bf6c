"""The areas of official statistics: their numbers, the regions they lie in, and the names people call them by.

Numbers are those of the DfE's register of local authorities; regions and England have the numbers that the Local
Authority Interactive Tool gives them.
"""

import re

from wsoa.terms import AreaLevel

ENGLAND = "970"

REGIONS = {
    "980": ("E12000001", "North East"),
    "981": ("E12000002", "North West"),
    "982": ("E12000003", "Yorkshire and the Humber"),
    "983": ("E12000004", "East Midlands"),
    "984": ("E12000005", "West Midlands"),
    "985": ("E12000006", "East of England"),
    "986": ("E12000007", "London"),
    "987": ("E13000001", "London (Inner)"),
    "988": ("E13000002", "London (Outer)"),
    "989": ("E12000008", "South East"),
    "990": ("E12000009", "South West"),
}
"""Number: the code of the Office for National Statistics, and the name."""

_BEGUN_SINCE_2019 = {
    "E06000058": "839",
    "E06000059": "838",
    "E06000060": "825",
    "E06000061": "940",
    "E06000062": "941",
    "E06000063": "942",
    "E06000064": "943",
    "E06000065": "815",
    "E06000066": "933",
}
"""Authorities of which some files know no number but only the code of the Office for National Statistics."""

_BY_ONS = {ons: number for number, (ons, _) in REGIONS.items()} | {"E92000001": ENGLAND} | _BEGUN_SINCE_2019
_CODE = re.compile(r"\d{3}|[A-Z]\d{8}", re.ASCII)

_AUTHORITIES = {
    "980": "390-394 805-808 840 841 929",
    "981": "340-344 350-359 876 877 888-890 895 896 909 942 943",
    "982": "370-373 380-384 810-813 815 816",
    "983": "830 831 855-857 891 892 925 928 940 941",
    "984": "330-336 860 861 884 885 893 894 937",
    "985": "821-823 873 874 881-883 919 926 935",
    "986": "201-213 301-320",
    "989": "825 826 845 846 850-852 867-872 886 887 921 931 936 938",
    "990": "420 800-803 835-839 865 866 878-880 908 916 933",
}


def _numbers(words: str) -> list[str]:
    found: list[str] = []
    for word in words.split():
        first, _, last = word.partition("-")
        found += [str(number) for number in range(int(first), int(last or first) + 1)]
    return found


_REGION_OF = {number: region for region, words in _AUTHORITIES.items() for number in _numbers(words)}

_OF = re.compile(r"^(?:the )?(?:royal borough|london borough|city|county) of ")
_CITY = re.compile(r",? (?:city|county) of$| (?:city council|county council|borough council|council|borough)$")


def region_of(code: str) -> str | None:
    """The number of the region an authority lies in; None for a region, England, or a number nobody has."""
    return _REGION_OF.get(code)


def level_of(code: str) -> AreaLevel:
    """What the area of that number is."""
    if code == ENGLAND:
        return AreaLevel.ENGLAND
    return AreaLevel.REGION if code in REGIONS else AreaLevel.LOCAL_AUTHORITY


def number_of_ons(code: str) -> str | None:
    """The number of the region, the country or the new authority with that nine-character code."""
    return _BY_ONS.get(code)


def is_code(text: str) -> bool:
    """Whether it is an area's number, or the nine-character code of the Office for National Statistics."""
    return _CODE.fullmatch(text) is not None


def same_area(name: str) -> str:
    """A name as two are compared: "Bristol, City of", "City of Bristol" and "bristol" are one; "&" is "and"."""
    plain = " ".join(name.casefold().replace("&", " and ").replace(".", " ").split())
    return _CITY.sub("", _OF.sub("", plain)).replace(",", "").strip()
