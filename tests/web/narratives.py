"""A narrative of Northmere's first area of weakness, taken step by step by the people whose step it is."""

import re
from html import unescape

from tests.web.site import SLUG, Site

HOSTILE = "<img src=x onerror=alert(1)> {{7*7}} ' \""
TEXT = f"Advice is **faster** [E1], see [Milestone 1].\n\n- {HOSTILE}"


def form_of(site: Site, who: str, path: str) -> dict[str, str]:
    """What the form at the address carries unseen."""
    page = site.get(who, path).text
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in fields}


def step(site: Site, who: str, path: str, status: int = 303, /, **typed: str) -> str:
    """A step taken on a form opened just before; where it led, or the page it came back with."""
    answer = site.post(who, path, {**form_of(site, who, path), **typed})
    assert answer.status_code == status, (who, path, answer.status_code, answer.text[-2000:])
    return str(answer.headers["location"] if status == 303 else answer.text)


def write(site: Site, text: str = TEXT, who: str = "lead", kind: str = "position-statement", weakness: int = 1) -> None:
    """A section, saved."""
    step(site, who, f"/narratives/areas/{weakness}/sections/{kind}/write", text=text)


def begun(site: Site, weakness: int = 1) -> str:
    """The address of a new narrative, below the programme's, whose officer is the accountable leader."""
    office = re.search(r'name="(office-[0-9a-f]+)"', site.get("manager", "/narratives/new").text)
    assert office
    typed = {"weakness": str(weakness), office[1]: "Director of Children's Services"}
    return step(site, "manager", "/narratives/new", **typed).removeprefix(f"/programmes/{SLUG}")


def checked(site: Site, here: str, who: str = "other-lead") -> None:
    """Everything it cites holds."""
    places = re.findall(r'name="cited-(\d+)"', site.get(who, f"{here}/cross-check").text)
    step(site, who, f"{here}/cross-check", **{f"holds-{place}": "yes" for place in places})


def issued(site: Site, weakness: int = 1) -> str:
    """A narrative as far as its issue."""
    here = begun(site, weakness)
    step(site, "manager", f"{here}/partners", until="2026-04-30")
    step(site, "manager", f"{here}/hand-over", reason="The forum has said all it wants to say")
    checked(site, here)
    step(site, "leader", f"{here}/sign")
    step(site, "manager", f"{here}/issue", reason="Agreed with the partners")
    return here


def released(site: Site, weakness: int = 1) -> str:
    """A narrative that two people have released."""
    here = issued(site, weakness)
    step(site, "manager", f"/releases{here}/propose")
    step(site, "leader", f"/releases{here}/decide", answer="release", confirmed="yes")
    return here
