"""The forms that change the plan, as a browser fills them in and sends them."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

from tests.web.html5 import assert_valid_html5
from tests.web.places import OPERATOR
from tests.web.site import SLUG, Site
from wsoa import clock
from wsoa.access import Action
from wsoa.history import entry
from wsoa.milestones import MilestoneChange, state_milestone

AGREED = {"reason": "The two are one piece of work", "approver": "Board, 20 March 2026"}
HOSTILE = "x<script>alert(1)</script>\" ' & {{ 7 }}"
Answers = dict[str, list[str]]


def filled(page: str, action: str) -> Answers:
    """What a browser sends of the form that goes to the address ending in `action`, as the page filled it in."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    form = next(each for each in tree.iter("form") if (each.get("action") or "").endswith(action))
    found: Answers = {}
    for name, value in _controls(form):
        found.setdefault(name, []).append(value)
    return found


def _controls(form: Element) -> Iterator[tuple[str, str]]:
    for each in form.iter():
        name = each.get("name") or ""
        if each.tag == "input" and (each.get("type") not in ("radio", "checkbox") or each.get("checked") is not None):
            yield name, each.get("value") or ""
        elif each.tag == "textarea":
            # html5lib leaves the first line break of a textarea within a table cell, which a browser takes away.
            yield name, (each.text or "").removeprefix("\n")
        elif each.tag == "select":
            options = list(each.iter("option"))
            chosen = [option for option in options if option.get("selected") is not None] or options[:1]
            yield from ((name, option.get("value") or "") for option in chosen)


def opened(site: Site, path: str, query: str = "") -> Answers:
    page = site.get("manager", f"/set-up/{path}{query}")
    assert page.status_code == 200
    assert_valid_html5(page.text)
    return filled(page.text, path)


def promised(site: Site, *wordings: str) -> list[int]:
    """New milestones of Northmere's first workstream, for one test."""
    with (
        site.database.writing() as session,
        entry(session, OPERATOR, SLUG, command="set_up", action=Action.SET_UP, source="tests") as writing,
    ):
        changes = [
            MilestoneChange(wording=wording, ref=f"T{n}", workstream=1, focus_areas=(1,))
            for n, wording in enumerate(wordings, 1)
        ]
        return [state_milestone(writing, change, as_at=clock.today()) for change in changes]


def opened_choices(site: Site, path: str, select: str) -> list[str]:
    tree = html5lib.parse(site.get("manager", f"/set-up/{path}").text, namespaceHTMLElements=False)
    found = next(each for each in tree.iter("select") if each.get("id") == select)
    return [option.get("value") or "" for option in found.iter("option")]
