"""Every form of every page asks before it saves what looks like personal data, and no code saves without (S23)."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest

from api import personal_data
from tests.proofs import times
from tests.web.site import Site
from tests.web.test_personal_data_warned import TITLE, texts
from tests.web.test_record import gets

NUMBER = "450 557 7104"
INSTEAD = ("1", "2026-03-20", "end of July 2026", "Some words")
API = Path(personal_data.__file__).parent
WITHOUT_THE_CHECK = {
    "dependencies.py": "the check itself, and when a web session was last used",
    "downloads.py": "who downloaded what",
    "pages/account.py": "one's own passphrase and web sessions",
    "pages/entrance.py": "web sessions",
    "pages/welcome.py": "a passphrase of one's own",
    "pages/trackers/reading.py": "what a file of a tracker was read as: its preview warns",
}
"""Where something is saved that did not come through `dependencies.writing`, and why nobody typed it."""


def test_nothing_is_saved_but_through_the_check() -> None:
    """Whoever opens the database for writing in another way has to say above why nothing typed is saved by it."""
    files = [each for each in API.rglob("*.py") if "shell" not in each.parts]
    found = {str(each.relative_to(API)) for each in files if re.search(r"\.writing\(\)", each.read_text("utf-8"))}
    assert found <= WITHOUT_THE_CHECK.keys()
    assert "dependencies.py" in found, "the control"


@dataclass
class Form:
    """A form of a page: what it sends as it stands, and the fields that take words."""

    action: str
    sent: dict[str, str] = field(default_factory=dict)
    wordy: list[str] = field(default_factory=list)


class Forms(HTMLParser):
    """The forms of a page that change something, filled in as far as a choice or a word will do."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path, self.found = path, list[Form]()
        self.now: Form | None = None
        self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        name, kind = said.get("name", ""), said.get("type", "text")
        if tag == "form" and said.get("method") == "post":
            self.now = Form(said.get("action") or self.path)
        elif self.now is None or not name:
            return
        elif tag == "textarea" or (tag == "input" and kind == "text"):
            self.now.wordy.append(name)
            self.now.sent.setdefault(name, said.get("value", "") or "Some words")
            self.area = name if tag == "textarea" else ""
        elif tag == "input" and kind in ("radio", "checkbox"):
            if "checked" in said or (kind == "radio" and name not in self.now.sent):
                self.now.sent[name] = said.get("value", "on")
        elif tag == "input" and kind != "file":
            self.now.sent.setdefault(name, said.get("value") or ("2026-03-20" if kind == "date" else ""))

    def handle_data(self, data: str) -> None:
        if self.now and self.area and data.strip():
            self.now.sent[self.area] = data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""
        elif tag == "form" and self.now:
            self.found.append(self.now)
            self.now = None


def every_form(site: Site) -> list[Form]:
    """The forms of every page that take words, each once."""
    found: dict[tuple[str, ...], Form] = {}
    for path in gets(site)[:: times(3, 1)]:
        answer = site.client_for("manager").get(path)
        if answer.status_code == 200 and answer.headers["content-type"].startswith("text/html"):
            reader = Forms(path)
            reader.feed(answer.text)
            found |= {(each.action, *each.wordy): each for each in reader.found if each.wordy}
    return list(found.values())


def sent(site: Site, form: Form, name: str) -> tuple[int, str]:
    """The answer to the form with the number in that field; what is refused in another field is put right by trying."""
    said = dict(form.sent)
    for other in ("", *INSTEAD):
        typed = {**said, name: f"{said[name]} {NUMBER}"}
        answer = site.client_for("manager").post(form.action, data=typed, headers={"Sec-Fetch-Site": "same-origin"})
        refused = set(re.findall(r'<a href="#([^"]+)">', answer.text)) & said.keys() - {name}
        if answer.status_code != 422 or TITLE in answer.text or not refused:
            break
        said |= dict.fromkeys(refused, other)
    return answer.status_code, answer.text


@pytest.mark.proof
def test_no_form_of_any_page_saves_it_unasked_s23(
    site: Site, monkeypatch: pytest.MonkeyPatch, record_property: Callable[[str, object], None]
) -> None:
    forms = every_form(site)
    tries = [(form, name) for form in forms for name in list(dict.fromkeys(form.wordy))[:: times(3, 1)]]
    asked = set[str]()
    for form, name in tries:
        status, page = sent(site, form, name)
        assert status in (200, 409, 422), (form.action, name)
        if TITLE in page:
            asked.add(form.action)
    assert not any(NUMBER in each for each in texts(site))
    # The control: without the check, forms save it.
    monkeypatch.setattr(personal_data, "looked_at", lambda request: None)
    saved = {form.action for form, name in tries if sent(site, form, name)[0] == 303}
    record_property("forms", len(forms))
    record_property("asked", len(asked))
    assert saved <= asked
    assert len(asked) >= times(8, 30)
    assert any(NUMBER in each for each in texts(site))
