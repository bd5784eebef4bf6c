"""Which addresses we send people to: our own paths, and links that are web pages (PROOFS D8, D9)."""

import re

# A backslash or a control character inside an address is read by browsers as something else than what we see.
_LOCAL = re.compile(r"/(?!/)[^\\\x00-\x20\x7f-\x9f]*")
_WEB = re.compile(r"https?://[^\\\x00-\x20\x7f-\x9f]+", re.IGNORECASE)

# A header that is longer than this is cut or refused by the servers between us and the browser.
_LONGEST = 2_000


def local_path(address: str) -> str:
    """`address` if it is a path on this site (query allowed), else "/": what a redirect or a `then` field may name."""
    return address if len(address) <= _LONGEST and _LOCAL.fullmatch(address) else "/"


def safe_url(address: str | None) -> str:
    """`address` if it is a path on this site or an http(s) page, else "" (no link): for any `href` not our own."""
    text = (address or "").strip()
    return text if _LOCAL.fullmatch(text) or _WEB.fullmatch(text) else ""
