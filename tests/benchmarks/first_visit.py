"""What a browser that has never been here loads: the page, and every file that it and its style sheets name."""

import gzip
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from posixpath import dirname, join, normpath

KILO = 1000
_NAMED = re.compile(rb"""url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']""")
_IMPORTED = re.compile(rb"""^\s*import\b[^"';]*["']([^"']+)["']""", re.MULTILINE)
_KINDS = {"css": "css", "js": "js", "woff2": "fonts", "woff": "fonts", "ttf": "fonts"}


class _Links(HTMLParser):
    """The addresses of everything a page asks its browser to load."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One element: style sheets (those for print too), icons, scripts and pictures."""
        said = dict(attrs)
        address = said.get("href") if tag == "link" else said.get("src")
        if tag in ("link", "script", "img") and address:
            self.found.append(address)


def weighed(path: str, get: Callable[[str], bytes | None]) -> dict[str, float]:
    """Kilobytes (1,000 bytes) of each kind, deflated by gzip level 6, and `ours`, their sum. Each file counts once.

    `get` gives None for what is not there: a style sheet of somebody else's names pictures that we do not serve, for
    elements that we do not have.
    """
    page = get(path) or b""
    links = _Links()
    links.feed(page.decode())
    sizes = {"page": _deflated(page), "css": 0.0, "js": 0.0, "fonts": 0.0, "pictures": 0.0}
    met: set[str] = set()
    waiting = list(links.found)
    while waiting:
        address = waiting.pop()
        # The query only tells versions apart, and data: is in the file that names it.
        if (file := address.partition("?")[0]) in met or file.startswith("data:"):
            continue
        met.add(file)
        content = get(file)
        if content is None:
            continue
        sizes[_KINDS.get(file.rpartition(".")[2], "pictures")] += _deflated(content)
        waiting += _named(file, content)
    return sizes | {"ours": sum(sizes.values())}


def _deflated(content: bytes) -> float:
    return len(gzip.compress(content, 6)) / KILO


def _named(file: str, content: bytes) -> Iterator[str]:
    """What a style sheet or a module asks for in turn."""
    pattern = {"css": _NAMED, "js": _IMPORTED}.get(file.rpartition(".")[2])
    for found in pattern.finditer(content) if pattern else ():
        yield normpath(join(dirname(file), next(filter(None, found.groups())).decode()))
