"""Words as they are compared when somebody looks for them: whatever their capitals, accents, dashes. Pure."""

import unicodedata
from functools import lru_cache

_AS_TYPED = str.maketrans(dict.fromkeys("’‘‛ʼʻ′´`", "'") | {"−": "-"})
"""What word processors make of an apostrophe and a minus sign."""
_WITHOUT_STROKE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"})
"""Letters that Unicode does not take apart."""


def folded(text: str) -> tuple[str, list[int]]:
    """The text as somebody would type it, and for each of its letters the place it came from.

    Without capitals, accents, and characters that nobody sees; each apostrophe and each dash is the plain one.
    """
    if text.isascii() and "`" not in text:
        return text.casefold(), list(range(len(text)))
    letters: list[str] = []
    origin: list[int] = []
    for place, letter in enumerate(text):
        for plain in _plain(letter):
            letters.append(plain)
            origin.append(place)
    return "".join(letters), origin


def asked_words(question: str) -> tuple[str, ...]:
    """The words of a question as they are compared, each once."""
    return tuple(dict.fromkeys(filter(None, (folded(word)[0] for word in question.split()))))


def holds(text: str, words: tuple[str, ...]) -> bool:
    """Whether the text holds all the words (of `asked_words`)."""
    plain = folded(text)[0]
    return bool(words) and all(word in plain for word in words)


@lru_cache(4096)
def _plain(letter: str) -> str:
    whole = unicodedata.normalize("NFKD", letter.translate(_AS_TYPED)).casefold().translate(_WITHOUT_STROKE)
    return "".join(_dashed(each) for each in whole if not unicodedata.combining(each) and not _unseen(each))


def _dashed(letter: str) -> str:
    return "-" if unicodedata.category(letter) == "Pd" else letter


def _unseen(letter: str) -> bool:
    return unicodedata.category(letter) == "Cf"
