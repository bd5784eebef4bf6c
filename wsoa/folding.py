"""Words as they are compared when somebody looks for them: whatever their capitals, accents and punctuation. Pure."""

import unicodedata
from functools import lru_cache


def folded(text: str) -> tuple[str, list[int]]:
    """The text without capitals and accents, and for each of its letters the place it came from."""
    if text.isascii():
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
    whole = unicodedata.normalize("NFKD", letter).casefold()
    return "".join(each for each in whole if not unicodedata.combining(each))
