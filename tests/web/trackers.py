"""A tracker on its way from a file to the record, as a browser brings it."""

import re
import time
from pathlib import Path

from tests.intake.workbooks import Rows, save
from tests.web.forms import hidden
from tests.web.site import Site

AS_AT = "2026-03-25"
HEADERS = ("Workstream", "Milestone", "RAG", "Issue", "Mitigation")
NEW = ("Listening", "Ask every family once a term", "A", "Few reply", "Ring them")


def workbook(folder: Path, rows: Rows, name: str = "March.xlsx") -> bytes:
    """The bytes of a workbook with one sheet, Milestones."""
    return save(folder / name, {"Milestones": rows}).read_bytes()


def bring(site: Site, content: bytes, *, name: str = "March.xlsx", who: str = "manager", scope: str = "guess") -> str:
    """Upload a file and wait until it is read; the path of its page."""
    form = {"as_at": AS_AT, "scope": scope}
    answer = site.post(who, "/trackers", form, files={"file": (name, content)})
    assert answer.status_code == 303, answer.text
    path = re.sub("^/programmes/[a-z]+", "", answer.headers["location"])
    waited(site, path, who)
    return path


def waited(site: Site, path: str, who: str = "manager", seconds: float = 20) -> None:
    """Until the page has no more to wait for, as htmx asks it."""
    end = time.monotonic() + seconds
    while site.get(who, path, headers={"HX-Request": "true"}).status_code == 204:
        assert time.monotonic() < end, "it is still being read"
        time.sleep(0.05)


def pressed(preview: str) -> dict[str, str]:
    """What the form of a preview sends when its button is pressed."""
    return {"seen": hidden(preview, "seen"), "lines": hidden(preview, "lines")}
