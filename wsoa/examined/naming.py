"""The name of a file somebody brought, as it is safe to show, to store and to save on any computer."""

import re
import unicodedata

from wsoa.text import one_line

LONGEST = 120
MOST_BYTES = 200
"""Of the letters as they are stored; most disks take 255."""
_UNSAFE = re.compile(r'[<>:"|?*%;\\/]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[0-9¹²³])", re.IGNORECASE)
"""Names of devices, which Windows opens in place of a file, whatever follows their first full stop."""


def safe_name(name: str) -> str:
    """Return a name without its path and without signs nobody sees, none that a computer takes for something else.

    The end of the name stays, so that it says the same kind; a name of nothing else becomes *file*.
    """
    last = re.split(r"[\\/]", name)[-1]
    seen = "".join(sign for sign in one_line(last) if unicodedata.category(sign) not in ("Cf", "Cc", "Cs", "Co", "Cn"))
    stem, dot, ending = _UNSAFE.sub("-", seen).rpartition(".")
    if not dot:
        stem, ending = ending, ""
    stem, ending = " ".join(stem.split()).strip(" .-~"), ending.strip()[:20]
    if not stem or _RESERVED.fullmatch(stem.partition(".")[0].strip()):
        stem = f"file {stem}".strip()
    stem = stem[: LONGEST - len(ending) - len(dot)].encode()[:MOST_BYTES].decode(errors="ignore").rstrip(" .")
    return f"{stem}.{ending}" if ending else stem
