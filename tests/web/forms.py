"""The rating form as a browser fills it in."""

import re
from html import unescape

from tests.web.site import Site

HTMX = {"HX-Request": "true"}
RED = {"level": "R", "issue": "No clinic", "mitigation": "A locum", "progress": "", "reason": "", "forecast": ""}


def update_path(number: int | str) -> str:
    """Where the form of a milestone is, and where it is sent."""
    return f"/milestones/{number}/update"


def hidden(page: str, name: str) -> str:
    """The text of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return unescape(found[1])


def opened(site: Site, number: int, who: str = "manager") -> dict[str, str]:
    """What a form opened now carries."""
    page = site.get(who, update_path(number)).text
    return {"seen": hidden(page, "seen"), "token": hidden(page, "token")}
