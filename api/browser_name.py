"""What a browser calls itself, in words of ours only: the header it sends is read and never kept or shown."""

from starlette.requests import Request

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_MACHINES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)
"""The first that a header holds is meant: Edge says that it is Chrome as well, and Android that it is Linux."""


def browser_name(request: Request) -> str:
    """Which browser asks and on what, as far as it is one that is known: "Firefox on Windows"."""
    said = request.headers.get("user-agent", "")
    browser = next((name for mark, name in _BROWSERS if mark in said), "A browser")
    machine = next((name for mark, name in _MACHINES if mark in said), None)
    return f"{browser} on {machine}" if machine else browser
