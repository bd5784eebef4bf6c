"""What a new passphrase must be: long, and nothing that is tried first. No rule asks for digits or capitals."""

import re
import unicodedata

SHORTEST = 15
_LEFT_AT_LEAST = 8
"""How much must be left of a passphrase when the person's own names are taken out of it."""
_FEWEST_DIFFERENT = 5

_OFTEN_USED = """
correcthorsebatterystaple passwordpassword password123456789 passwordpassword1 passwordpassword123
passphrasepassphrase thisismypassword thisismypassphrase mysecretpassword mysecretpassphrase mypassphraseis
qwertyuiopasdfghjkl qwertyuiopasdfgh qwertyuiop12345 qwertyuiop123456 qwerty123456789 1qaz2wsx3edc4rfv
1q2w3e4r5t6y7u8i iloveyouforever iloveyousomuch ilovemychildren administrator123 administrator1234
letmeinletmein1 changemechangeme changeme1234567 welcome123456789 welcometothetracker sendimprovement
sendimprovementtracker sendimprovementboard writtenstatementofaction thequickbrownfox
thequickbrownfoxjumpsoverthelazydog maytheforcebewithyou neverguessthisone openthedoorplease
manchesterunited liverpoolfootballclub tottenhamhotspur westbromwichalbion
"""
_REFUSED = frozenset(_OFTEN_USED.split())
_RUNS = ("abcdefghijklmnopqrstuvwxyz" * 2, "1234567890" * 5, "qwertyuiopasdfghjklzxcvbnm")


def fault(passphrase: str) -> str | None:
    """What is wrong with a passphrase, whoever chose it; None when it will do."""
    letters = _plain(passphrase)
    if len(passphrase.strip()) < SHORTEST:
        return f"The passphrase must be {SHORTEST} characters or more: three or four words will do."
    if letters in _REFUSED or _is_monotonous(letters):
        return "That passphrase is one of the first that would be tried. Choose words that do not belong together."
    return None


def fault_of_person(passphrase: str, name: str, email: str) -> str | None:
    """What is wrong with it for this person: their own name or address is known to others."""
    left = _plain(passphrase)
    parts = {_plain(part) for part in (name, email, *re.split(r"[\s.@_'’-]+", f"{name} {email}"))}
    for part in sorted(parts, key=len, reverse=True):
        left = left.replace(part, "") if len(part) > 2 else left
    if len(left) < _LEFT_AT_LEAST:
        return "The passphrase must not be made of your name or email address."
    return None


def _is_monotonous(letters: str) -> bool:
    """A few letters, a piece said again and again, or a run along the alphabet, the digits or the keyboard."""
    said_again = letters in (letters + letters)[1:-1]
    run = any(letters in row or letters in row[::-1] for row in _RUNS)
    return len(set(letters)) < _FEWEST_DIFFERENT or said_again or run


def _plain(text: str) -> str:
    """Letters and digits of any script, without case: what somebody would try first."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", text).casefold() if letter.isalnum())
