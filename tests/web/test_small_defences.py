"""Small things that each need a line: what another site may read, what a folder tells, what a passphrase may be."""

import base64
import re
from types import SimpleNamespace
from typing import Any, cast

import pytest

from api import new_passphrase
from api.pages import reports
from api.pages.account import NewPassphrase
from api.pages.entrance import SignIn
from api.pages.packs import show
from api.pages.welcome import Welcome
from api.render import TEMPLATES
from tests.web.edge import edge
from tests.web.places import TODAY
from tests.web.site import Site
from wsoa import invitations, sign_ins, web_sessions

PLEASE_SHARE = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
HOSTILE = "x\r\nSet-Cookie: a=b; filename=\"../\u202e'%0d.exe"


@pytest.mark.parametrize("method", ["GET", "OPTIONS"])
@pytest.mark.parametrize("address", ["/", "/v1/raise/unseen", "/static/app.js", "/nowhere"])
def test_no_other_site_is_ever_allowed_to_read_an_answer(method: str, address: str) -> None:
    answer = edge().request(method, address, headers=PLEASE_SHARE)
    assert [name for name in answer.headers if name.startswith("access-control-")] == []


@pytest.mark.parametrize("folder", ["/static", "/static/", "/static/vendor", "/static/vendor/", "/static/../api/"])
def test_no_folder_tells_what_is_in_it(site: Site, folder: str) -> None:
    answer = site.client_for("anonymous").get(folder)
    assert answer.status_code == 404
    assert ".css" not in answer.text.partition("<main")[2]


def test_every_field_of_a_passphrase_hides_it_and_lets_a_password_manager_help() -> None:
    fields = [
        line
        for page in TEMPLATES.rglob("*.html")
        for line in page.read_text().splitlines()
        if re.search(r"""text_input\(["']\w*passphrase""", line)
    ]
    assert len(fields) >= 6
    assert [each for each in fields if 'type="password"' not in each or "autocomplete=" not in each] == []
    script = (TEMPLATES.parent / "api/static/app.js").read_text()
    assert not re.search(r"paste|\bcopy\b|contextmenu", script)


@pytest.mark.parametrize("length", [64, 1000])
def test_a_passphrase_may_be_long_and_of_any_characters(length: int) -> None:
    chosen = ("Quiet øtters 4 ключ – 鍵 \t" * 60)[:length]
    assert new_passphrase.fault(chosen) is None
    assert SignIn(email="a@example.org", passphrase=chosen).passphrase == chosen
    assert Welcome(invitation_code="x", passphrase=chosen, passphrase_again=chosen).passphrase == chosen
    assert NewPassphrase(old_passphrase=chosen, passphrase=chosen, passphrase_again=chosen).passphrase == chosen


def test_what_opens_a_session_or_makes_a_browser_known_has_256_bits_and_comes_once(site: Site) -> None:
    person = str(site.actors["lead"].uid)
    with site.database.writing() as session:
        given = [web_sessions.begin(session, person) for _ in range(20)]
        given += [sign_ins.remember_browser(session, person, None) for _ in range(20)]
    assert {len(base64.urlsafe_b64decode(f"{each}=")) for each in given} == {32}
    assert len(set(given)) == len(given)


def test_only_the_systems_own_chance_makes_them(monkeypatch: pytest.MonkeyPatch, site: Site) -> None:
    """The control: with another source they would be what it says."""
    told = SimpleNamespace(token_urlsafe=lambda n: f"told-{n}", choice=lambda letters: letters[0])
    for module in (web_sessions, invitations):
        monkeypatch.setattr(module, "secrets", told)
    with site.database.writing() as session:
        assert web_sessions.begin(session, str(site.actors["lead"].uid)) == "told-32"
    assert invitations._new_code() == "2222-2222-2222-2222"


def test_the_name_of_a_download_is_plain_ascii_whatever_it_is_made_of() -> None:
    found = cast(Any, SimpleNamespace(slug=HOSTILE, as_at=TODAY.date()))
    pack = SimpleNamespace(issued=True, report=HOSTILE)
    opened = cast(Any, SimpleNamespace(found=found, pack=pack, place=(7, 1)))
    for name in (reports.file_name(HOSTILE, found, "docx"), show.file_name(opened, HOSTILE)):
        assert re.fullmatch(r"[a-z0-9.-]+", name)
