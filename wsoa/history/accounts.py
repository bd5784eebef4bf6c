"""The account of a load stands outside the chain; the entry that loaded the tracker names its digest."""

import re

_NAMED = re.compile(r"; account, SHA-256 ([0-9a-f]{64})$")


def naming_account(source: str, digest: str) -> str:
    """The source of an entry, with the digest of the account of what it loaded."""
    return f"{source}; account, SHA-256 {digest}"


def without_account(source: str) -> str:
    """The source of an entry alone."""
    return _NAMED.sub("", source)


def account_named(source: str) -> str | None:
    """The digest of the account that an entry's source names, if it names one."""
    found = _NAMED.search(source)
    return found[1] if found else None
