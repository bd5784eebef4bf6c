"""The record on the web: every text of it on some page, no page that changes it, none that tells another's."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from html import unescape
from pathlib import Path
from typing import cast

import pytest
from fastapi import APIRouter, FastAPI
from sqlalchemy import func, select

from api import app as application
from api.guard import SIGNED_IN, Undeclared, declared
from tests.web.html5 import assert_valid_html5
from tests.web.places import CANARY, OPERATOR
from tests.web.site import EVERYBODY, OTHER_SLUG, SLUG, Site
from tests.web.written import BESIDE
from wsoa import snapshot
from wsoa.intake import read_workbook
from wsoa.intake.loading.apply import load_tracker
from wsoa.intake.recognising.recognise import recognise
from wsoa.intake.recognising.references import bullets
from wsoa.people import MembershipChange, grant
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import OwnWords
from wsoa.tables import metadata
from wsoa.terms import Role

EXAMPLES = {"slug": SLUG, "number": "1", "key": "board-report", "sequence": "1", "turn": "close", "role": "support"} | {
    "milestone": "1",
    "what": "evidence",
    "kind": "position-statement",
    "item": "1",
    "day": "2026-03-25",
    "beside": "impact",
    "digest": "0" * 64,
}
FOUND_ON = ("/milestones", "/search")
READERS = ("manager", "forum", "adviser", "anonymous")
"""One person for each way in which pages differ; the others only walk through."""
INSIDE = ("owner_uid", "by", "command", "source", "digest", "slug", "person", "organisation", "link", "achieved")
"""Fields that say how a row came to be or name somebody by a key, addresses, and a date that is shown as one."""


def plain(html: str) -> str:
    text = unescape(re.sub(r"<[^>]+>", " ", html))
    return re.sub(r"[\s•]+", "", text)


def texts(thing: object) -> Iterator[str]:
    if isinstance(thing, str) and not isinstance(thing, Enum):
        yield thing
    elif isinstance(thing, tuple):
        for one in thing:
            yield from texts(one)
    elif is_dataclass(thing) and not isinstance(thing, OwnWords):
        for field in fields(thing):
            if field.name not in INSIDE:
                yield from texts(getattr(thing, field.name))


def pages_of(found: Snapshot) -> list[str]:
    return [
        *("", "/milestones", "/risks", "/record"),
        *(f"/workstreams/{each.number}" for each in found.workstreams),
        *(f"/milestones/{each.number}" for each in found.milestones),
    ]


def everything_on(site: Site, slug: str, found: Snapshot) -> str:
    client, shown = site.client_for("manager"), []
    for path in pages_of(found):
        answer = client.get(f"/programmes/{slug}{path}")
        assert answer.status_code == 200, path
        assert_valid_html5(answer.text)
        shown.append(plain(answer.text))
    return "\n".join(shown)


def lacking(said: Iterator[str], shown: str) -> list[str]:
    return [text for text in said if plain(text.replace("<", "&lt;")) not in shown]


def test_every_text_of_the_record_is_on_some_page(site: Site) -> None:
    found = site.snapshot()
    assert len(list(texts(found))) > 100
    assert lacking(texts(found), everything_on(site, SLUG, found)) == []


@pytest.fixture
def real_site(site: Site, real: Path) -> Site:
    with site.database.writing() as session:
        tracker = recognise(read_workbook(real / "bcp-2022-04-tracker.xlsx"))
        load_tracker(session, OPERATOR, "real", tracker, as_at=date(2022, 4, 22), name="A real place")
        change = MembershipChange(role=Role.PROGRAMME_MANAGER, programme="real", starts=date(2022, 1, 1))
        grant(session, site.actors["manager"].uid or "", change)
    return site


def test_every_text_of_the_real_tracker_is_on_some_page(real_site: Site, real: Path) -> None:
    with real_site.database.reading() as session:
        found = snapshot.load(session, OPERATOR, "real")
    shown = everything_on(real_site, "real", found)
    assert lacking(texts(found), shown) == []
    workbook = read_workbook(real / "bcp-2022-04-tracker.xlsx")
    cells = {cell.place: cell.text for cell in workbook.cells()}
    kept = [each for each in recognise(workbook).kept if each.field not in ("section", "level", "rating", "focus_area")]
    lines = [line for each in kept for line in bullets(cells[each.cell])]
    assert len(lines) > 200
    assert lacking((re.sub(r"^\s*[\d.]+\s*[:.]\s*", "", line) for line in lines if len(line) > 11), shown) == []


def test_the_record_lists_its_parts_and_links_to_each(site: Site) -> None:
    html = site.get("manager", "/record").text
    assert re.findall(r'<a class="govuk-link" href="#([\w-]+)"', html) == [
        *("key", "plans", "weaknesses", "workstreams", "focus-areas", "lists", "sections"),
        *("risks", "products", "indicators", "evidence", "boards", "rounds"),
    ]
    assert "Official wording, confirmed" in html
    assert '<a class="govuk-link" href="https://files.example.org/e?a=1&amp;b=2" rel="noreferrer noopener">' in html


def test_a_partner_finds_what_belongs_to_the_programme_alone_left_out(site: Site) -> None:
    html = site.get("forum", "/record").text
    assert "Quarterly dashboard" not in html
    assert "The grant ends in July" not in html
    assert "None are shared with you." in html


def gets(site: Site) -> list[str]:
    """The path of every GET route with an example in place of each parameter."""
    found = [route.path for route in declared(cast("FastAPI", site.app)) if "GET" in route.methods]
    examples = {**EXAMPLES, "uid": site.actors["support"].uid or ""}
    return [re.sub(r"{(\w+)(?::\w+)?}", lambda name: examples[name[1]], path) for path in found]


def asked(path: str, role: str) -> tuple[str, ...]:
    """What is asked of a page: today and a date of the past, and what only this page answers."""
    if role not in READERS:
        return ("",)
    if path.endswith("/board-report"):
        return ("", "?as_at=2026-02-10", "?format=docx", "?format=json")
    return (
        ("?level=A&show=overdue", "?q=plan", "?as_at=2026-02-10")
        if path.endswith(FOUND_ON)
        else ("", "?as_at=2026-02-10")
    )


def rows(site: Site) -> dict[str, int]:
    with site.database.reading() as session:
        return {
            name: session.scalar(select(func.count()).select_from(table)) or 0
            for name, table in metadata.tables.items()
            if name not in BESIDE
        }


def unzipped(content: bytes) -> str:
    if not content.startswith(b"PK"):
        return content.decode("utf-8")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def assert_guarded(headers: dict[str, str], path: str) -> None:
    assert "unsafe" not in headers["content-security-policy"], path
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("role", EVERYBODY)
def test_no_get_changes_the_record_fails_or_tells_of_another_programme(site: Site, role: str) -> None:
    client = site.client_for(role)
    heads, before = site.heads(), rows(site)
    for path, query in [(each, query) for each in gets(site) for query in asked(each, role)]:
        answer = client.get(path + query)
        assert answer.status_code < 500, path + query
        assert_guarded(dict(answer.headers), path)
        if role in READERS and answer.headers.get("content-type", "").startswith("text/html"):
            assert_valid_html5(answer.text)
        # An administrator sees everybody's account, and no word of anybody's programme but its name.
        if not (role.startswith("stranger") or path.startswith("/administration")):
            assert CANARY.strip() not in unzipped(answer.content), path + query
    assert site.heads() == heads
    assert rows(site) == before


def test_the_other_programme_s_own_people_do_meet_its_canary(site: Site) -> None:
    for path in ("", "/milestones", "/record", "/reports/board-report?format=docx"):
        answer = site.client_for("stranger").get(f"/programmes/{OTHER_SLUG}{path}")
        assert CANARY.strip() in unzipped(answer.content)


@pytest.mark.parametrize("role", ["stranger", "admin", "anonymous", "disabled"])
def test_whoever_does_not_belong_cannot_tell_the_programme_from_one_that_is_not_there(site: Site, role: str) -> None:
    """Unseen and missing look alike."""
    client = site.client_for(role)
    for path in gets(site):
        if SLUG in path and not path.startswith("/administration"):  # an administrator knows of every programme
            answers = [client.get(each) for each in (path, path.replace(SLUG, "nowhere"))]
            assert {answer.status_code for answer in answers} <= {401, 404}, path
            assert answers[0].text.replace(SLUG, "nowhere") == answers[1].text


def test_every_route_says_who_may_come_in(site: Site) -> None:
    asked = {route.path: route.permission for route in declared(cast("FastAPI", site.app)) if "GET" in route.methods}
    public = {path for path, permission in asked.items() if permission is None}
    assert public <= {"/sign-in", "/health", "/ready", "/static", "/welcome/{uid}", "/new-passphrase/{uid}"}
    assert {path for path, permission in asked.items() if permission is SIGNED_IN} <= {
        "/",
        "/account",
        "/account/name",
        "/programmes/new",
    }


def test_a_route_that_does_not_say_stops_the_start(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    silent = APIRouter()
    endpoint: Callable[[], str] = lambda: "here"  # noqa: E731
    silent.get("/programmes/{slug}/silent")(endpoint)
    monkeypatch.setattr(application, "ROUTERS", (*application.ROUTERS, silent))
    with pytest.raises(Undeclared, match=r"/silent$"):
        application.create_app(site.database)
