"""When words say the same: the words a thing is looked for by, and a text that stands as it was set before."""

import re
import unicodedata
from functools import lru_cache

_MARKS = "•·▪◦●■□‣➢✓*"
_PLAIN = str.maketrans({"‘": "'", "’": "'", "‚": "'", "‛": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"'})
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_FIRST_MARK = re.compile(rf"^\s*(?:[{_MARKS}]|-(?=\s)|o(?=\s))\s*", re.MULTILINE)
_LATER_MARK = re.compile(rf"(?<=\s)[{_MARKS}](?=\s)")
_WORD = re.compile(r"[\w%£]+")
_NOT_BETWEEN_DIGITS = re.compile(r"(?<!\d) | (?!\d)")
_WORKSTREAM = re.compile(r"^\W*work ?stream\b|\bwork ?stream\W*$", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def same(words: str | None) -> str:
    """Words as they are looked for: "Co-production" is "coproduction", "3.A" is "3a"; "1.1" is not "11"."""
    text = unicodedata.normalize("NFKC", words or "").casefold()
    return _NOT_BETWEEN_DIGITS.sub("", " ".join(_WORD.findall(text)))


def same_name(words: str | None) -> str:
    """The name of a workstream as it is looked for: "Culture workstream" is "Culture"."""
    return same(_WORKSTREAM.sub("", words or "")) or same(words)


@lru_cache(maxsize=20_000)
def typeset(text: str) -> str:
    """A text without what only the program or the page gave it: bullet marks, kinds of quotes, dashes and spaces.

    Two texts that are typeset alike say the same to the letter; then the one that stands is kept.
    """
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", text).translate(_PLAIN))
    return " ".join(_LATER_MARK.sub(" ", _FIRST_MARK.sub("", plain)).split())


def kept(stands: object, says: object) -> object:
    """What stands where a file only sets it otherwise, else what the file says."""
    is_text = isinstance(stands, str) and isinstance(says, str)
    return stands if is_text and typeset(str(stands)) == typeset(str(says)) else says
