"""Whether the reason of an erasure can stand where the words stood: it must not say again what is to go. Pure."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from wsoa.erasure.repeated import Repeats
from wsoa.folding import asked_words, folded
from wsoa.personal_data import patterns_in

PERSONAL = "This looks like personal data. Say why in other words: everybody who reads the record will read them."

_WORD = re.compile(r"[^\W\d_]{2,}")
_OPENS = re.compile(r"(?:^|[.!?:•\n]\s*)\W*$")
_ENDINGS = 2
"""So many letters more make a plural or a possessive of a name: *the Malik family*, *the Maliks*."""
_LEAST = 3
_OF_THE_LANGUAGE = asked_words(
    "a about an and any are as asked at be because been but by can could for from had has have he her his if in is it"
    " its may must nobody not of on one or our says she so somebody that the their there they this to was we were what"
    " when who why will with words would you your"
    " child children court families family father mother name names parent parents person pupil request requested right"
    " school young"
)
"""Small words with which a sentence begins, and those that reasons are made of: a small record may never write them
within a sentence, and they would be taken for names.
"""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as it is said and as it is compared; `opens`: a sentence begins with it."""

    said: str
    plain: str
    opens: bool

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital, or in a script that has none."""
        return not self.said[0].islower()


def unfit(because: str, erased: Collection[str], record: Iterable[str]) -> str | None:
    """Why the reason cannot stand where those texts stood; `record` is all that is held, by which a name is known."""
    if not because.strip():
        return "Say why it is erased, without the words themselves."
    if patterns_in(because):
        return PERSONAL
    if Repeats(erased).found_in(because):
        return "The reason repeats words that are erased. Say why in other words."
    name = _name_in(because, erased, record)
    return f"“{name}” stands in what is erased. Say why without it." if name else None


def _name_in(because: str, erased: Collection[str], record: Iterable[str]) -> str | None:
    """The first word of the reason that stands in what is erased as well, and looks like a name in either."""
    standing = {word.plain: False for text in erased for word in _words(text)}
    standing |= {word.plain: True for text in erased for word in _words(text) if word.is_capital}
    suspects = []
    for word in _words(because):
        same = frozenset(each for each in standing if _is_same(word.plain, each))
        if not same or word.plain in _OF_THE_LANGUAGE:
            continue
        if word.is_capital and not word.opens:
            return word.said
        if word.is_capital or any(standing[each] for each in same):
            suspects.append((word.said, same | {word.plain}))
    small = _written_small(record, frozenset().union(*(forms for _, forms in suspects)))
    return next((said for said, forms in suspects if sum(small[each] for each in forms) <= 0), None)


def _written_small(record: Iterable[str], forms: Collection[str]) -> Counter[str]:
    """How much oftener the record writes a word small than, within a sentence, with a capital: if so, it is no name."""
    count = Counter[str]()
    for text in dict.fromkeys(record) if forms else ():
        for word in _words(text):
            if word.plain in forms and not (word.is_capital and word.opens):
                count[word.plain] += -1 if word.is_capital else 1
    return count


def _words(text: str) -> Iterator[_Word]:
    """The words of the text, accents in one piece and without characters that nobody sees."""
    whole = "".join(each for each in unicodedata.normalize("NFKC", text) if unicodedata.category(each) != "Cf")
    for match in _WORD.finditer(whole):
        yield _Word(match[0], folded(match[0])[0], opens=_OPENS.search(whole, 0, match.start()) is not None)


def _is_same(one: str, other: str) -> bool:
    """Whether they are one word, or one is the plural or possessive of the other."""
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= _LEAST and len(long) - len(short) <= _ENDINGS and long.startswith(short))
