"""What a new passphrase must be: long, and nothing that is tried first (ASVS 5.0, 6.2.1 to 6.2.11).

No rule asks for digits or capitals. How soon somebody would come to it is judged by zxcvbn, which knows the passwords
and words most used, runs along a keyboard and repetitions; it is told what others know of the person and the place.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from zxcvbn import zxcvbn

SHORTEST = 15
_FEWEST_GUESSES = 10**11
"""Ten times zxcvbn's own measure of what resists even somebody who has stolen the hash of a passphrase."""
_FEWEST_LETTERS = 12
"""What is said more than once is counted once; fewer letters than these are soon tried whatever they are."""
_LETTERS_JUDGED = 36
"""The beginning must do by itself: judging more takes seconds where somebody means it to."""

_SAID_OFTEN = """
correct horse battery staple · the quick brown fox · jumps over the lazy dog · may the force be with you ·
never guess this one · open the door please · this is my passphrase · this is my secret · let me in ·
written statement of action · send improvement board · area of weakness · accelerated progress plan ·
to be or not to be · once upon a time · god save the king · keep calm and carry on · rule britannia ·
the cat sat on the mat · mary had a little lamb · twinkle twinkle little star · baa baa black sheep ·
humpty dumpty sat on a wall · the owl and the pussycat · row row row your boat · ring a ring o' roses ·
happy new year · merry christmas · happy birthday to you · fish and chips · mind the gap · all you need is love ·
children and families act · special educational needs and disabilities · education health and care plan ·
integrated care board · local area partnership · parent carer forum · head teacher · every child matters ·
working together to safeguard children · keeping children safe in education ·
you'll never walk alone · west bromwich albion · liverpool football club · manchester united · tottenham hotspur
"""
_KNOWN = tuple(_SAID_OFTEN.replace("\n", " ").split(" · "))
"""What is said so often that the words belong together, which a list of words cannot know."""
_IN_ORDER = (
    "monday tuesday wednesday thursday friday saturday sunday",
    "mon tue wed thu fri sat sun",
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "spring summer autumn winter",
    "red orange yellow green blue indigo violet",
    "one two three four five six seven eight nine ten eleven twelve",
    "first second third fourth fifth sixth seventh",
    "alpha bravo charlie delta echo foxtrot golf hotel",
)
"""What comes to mind in a row, of which any part is one thing to guess."""
_OF_THE_TRADE = (
    *("send", "wsoa", "improvement", "tracker", "programme", "partnership", "council", "board", "inspection", "ofsted"),
    *("welcome", "milestone", "workstream", "children", "education", "administrator"),
)


def fault(passphrase: str) -> str | None:
    """What is wrong with a passphrase, whoever chose it; None when it will do."""
    if len(passphrase.strip()) < SHORTEST:
        return f"The passphrase must be {SHORTEST} characters or more: three or four words will do."
    if _is_soon_guessed(passphrase, ()):
        return "That passphrase is one of the first that would be tried. Choose words that do not belong together."
    return None


def fault_of_person(passphrase: str, *known: str) -> str | None:
    """What is wrong with it for this person: others know their name, their address and their programmes."""
    if _is_soon_guessed(passphrase, known):
        return "The passphrase must not be made of your name, your email address or the name of your programme."
    return None


def _is_soon_guessed(passphrase: str, known: Iterable[str]) -> bool:
    """Whether it would be come to early, by who knows all this; capitals, spaces and hyphens make no difference."""
    said = _said_once(_plain(passphrase)[:_LETTERS_JUDGED])
    if len(said) < _FEWEST_LETTERS:
        return True
    parts = {part for text in known for part in (text, *re.split(r"[\s.@_'’-]+", text))}
    told = dict.fromkeys((*map(_plain, (*sorted(parts), *_KNOWN, *_OF_THE_TRADE)), *_RUNS))
    judged = zxcvbn(said, user_inputs=[text for text in told if len(text) > 2])
    return int(judged["guesses"]) < _FEWEST_GUESSES


def _said_once(text: str) -> str:
    """The text without what it says again: a telephone number once and a half is a telephone number."""
    again = (length for length in range(1, 1 + 2 * len(text) // 3) if text.startswith(text[length:]))
    return text[: next(again, len(text))]


def _runs(row: str) -> Iterator[str]:
    """Every two and more that follow each other in a row, as one word."""
    words = row.split()
    return ("".join(words[first:last]) for first in range(len(words)) for last in range(first + 2, len(words) + 1))


def _plain(text: str) -> str:
    """Letters and digits of any script, without case: what somebody would try first."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", text).casefold() if letter.isalnum())


_RUNS = tuple(run for row in _IN_ORDER for run in _runs(row))
