"""Coming in for the first time: what the page gives away (nothing), what it uses up, and what a passphrase must be."""

import itertools
import re
from typing import Any

import pytest
from sqlalchemy import select

from api import new_passphrase
from api.pages import welcome
from api.passphrases import Passphrases
from tests.web.client import Client
from tests.web.html5 import assert_valid_html5
from tests.web.places import OPERATOR
from tests.web.site import PASSPHRASE, SLUG, Site
from wsoa import invitations, people
from wsoa.errors import Busy
from wsoa.invitations import MOST_TRIES, Invited
from wsoa.people import MemberChange
from wsoa.tables import Invitation, metadata
from wsoa.terms import Role

_invitation = metadata.tables[str(Invitation.__tablename__)]
_new = itertools.count(1)
GOOD = "seven kettles by the shore"
WRONG = "AAAA-AAAA-AAAA-AAAA"


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashing that costs nothing; what it costs is tested with the passphrases."""
    cheap = Passphrases(memory_kib=8, passes=1)
    monkeypatch.setattr(welcome, "passphrases", lambda: cheap)


def invited(site: Site) -> tuple[str, Invited]:
    """Somebody new with an open invitation: their address and the invitation."""
    email = f"newcomer-{next(_new)}@example.org"
    with site.database.writing() as session:
        change = MemberChange(email=email, name="Bartholomew Quill", role=Role.SUPPORT, workstreams=(1,))
        return email, invitations.invite(session, people.add_member(session, OPERATOR, SLUG, change))


def send(client: Client, uid: str, code: str, passphrase: str = GOOD, again: str | None = None) -> Any:
    form = {"invitation_code": code, "passphrase": passphrase, "passphrase_again": again or passphrase}
    return client.post(f"/welcome/{uid}", data=form, headers={"Sec-Fetch-Site": "same-origin"})


def tries(site: Site, made: Invited) -> int:
    with site.database.reading() as session:
        return int(session.scalar(select(_invitation.c.tries).where(_invitation.c.uid == made.uid)) or 0)


def test_the_code_and_a_passphrase_let_somebody_in_and_from_then_on_they_sign_in(site: Site) -> None:
    email, made = invited(site)
    client = site.new_client()
    answer = send(client, made.uid, made.code)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert client.get("/").headers["location"] == f"/programmes/{SLUG}"
    later = site.new_client().post("/sign-in", data={"email": email, "passphrase": GOOD})
    assert later.status_code == 303


def test_looking_at_the_page_uses_nothing_up(site: Site) -> None:
    _, made = invited(site)
    for method in ("GET", "HEAD", "GET", "OPTIONS"):
        site.new_client().request(method, f"/welcome/{made.uid}?invitation_code={made.code}")
    assert tries(site, made) == 0
    assert send(site.new_client(), made.uid, made.code).status_code == 303


@pytest.mark.proof
def test_open_used_void_past_and_unknown_invitations_look_alike_to_the_byte_s11(site: Site) -> None:
    client, opened = site.new_client(), invited(site)[1]
    used, voided, tried = (invited(site)[1] for _ in range(3))
    send(site.new_client(), used.uid, used.code)
    with site.database.writing() as session:
        person = session.scalar(select(_invitation.c.person_uid).where(_invitation.c.uid == voided.uid))
        invitations.invite(session, str(person))
    for _ in range(MOST_TRIES):
        send(client, tried.uid, WRONG)
    uids = [opened.uid, used.uid, voided.uid, tried.uid, "0" * 32, "nothing", "%22", "x" * 300, "'\"><b>"]
    pages = {client.get(f"/welcome/{uid}").content for uid in uids}
    answers = [send(client, uid, WRONG) for uid in uids]
    answers += [send(client, made.uid, made.code) for made in (used, voided, tried)]
    assert len(pages) == 1
    assert {(answer.status_code, answer.content) for answer in answers} == {(422, answers[0].content)}
    assert {tuple(sorted(answer.headers.items())) for answer in answers} == {tuple(sorted(answers[0].headers.items()))}
    assert_valid_html5(pages.pop().decode())
    assert_valid_html5(answers[0].text)


def test_nothing_that_was_typed_is_ever_sent_back(site: Site) -> None:
    _, made = invited(site)
    for code, passphrase, again in ((WRONG, GOOD, GOOD), (made.code, "too short", "x"), (made.code, GOOD, GOOD + "!")):
        answer = send(site.new_client(), made.uid, code, passphrase, again)
        assert answer.status_code == 422
        assert answer.headers["cache-control"] == "no-store"
        assert not {code, passphrase, again} & set(re.findall(r'value="([^"]*)"', answer.text))
        assert made.code not in answer.text
        assert GOOD not in answer.text


def test_what_is_wrong_with_the_form_is_told_before_a_try_is_counted(site: Site) -> None:
    _, made = invited(site)
    for form in ({}, {"invitation_code": WRONG}, {"invitation_code": ["a", "b"]}, {"nobody": "asked"}):
        assert site.new_client().post(f"/welcome/{made.uid}", data=form).status_code == 422
    for passphrase, again in (("short", None), (GOOD, "seven kettles by the sea"), ("password" * 2, None)):
        assert send(site.new_client(), made.uid, WRONG, passphrase, again).status_code == 422
    assert tries(site, made) == 0
    assert "That code does not work" in send(site.new_client(), made.uid, "no code at all", "short").text
    assert tries(site, made) == 0
    send(site.new_client(), made.uid, WRONG)
    assert tries(site, made) == 1


def test_a_passphrase_made_of_ones_own_name_is_refused_and_the_code_stays_good(site: Site) -> None:
    email, made = invited(site)
    for passphrase in ("Bartholomew Quill of Northmere", email, "northmere-2026-quill", "Quill.Bartholomew.Northmere"):
        answer = send(site.new_client(), made.uid, made.code, passphrase)
        assert "must not be made of your name" in answer.text
        assert "set-cookie" not in answer.headers
    assert "must not be made" not in send(site.new_client(), made.uid, WRONG, "northmere-2026-quill").text
    assert tries(site, made) == 1
    assert send(site.new_client(), made.uid, made.code).status_code == 303


@pytest.mark.parametrize(
    ("passphrase", "will_do"),
    [
        ("fourteen chars", False),
        ("              a", False),
        ("aaaaaaaaaaaaaaaaaaaa", False),
        ("Correct Horse Battery Staple", False),
        ("passwordpassword", False),
        ("otterotterotter", False),
        ("123456789012345678", False),
        ("abcdefghijklmnopqrst", False),
        ("mnbvcxzlkjhgfdsa", False),
        ("----------------------", False),
        ("the cat sat on the mat", False),
        ("Happy New Year 2026", False),
        ("merry christmas 2026", False),
        ("monday tuesday wednesday", False),
        ("jan feb mar apr may jun", False),
        ("red orange yellow green blue", False),
        ("head teacher school 2026", False),
        ("children and families act", False),
        ("07700900123 0770090012", False),
        ("shingle beside the shingle", True),
        (GOOD, True),
        (PASSPHRASE, True),
        ("ключ под ковриком у двери", True),
    ],
)
def test_a_passphrase_is_long_and_not_one_of_the_first_to_be_tried(passphrase: str, will_do: bool) -> None:
    assert (new_passphrase.fault(passphrase) is None) is will_do


def test_somebody_signed_in_as_another_person_leaves_that_web_session(site: Site) -> None:
    _, made = invited(site)
    client = site.new_client("lead")
    before = client.cookies["session"]
    assert send(client, made.uid, made.code).status_code == 303
    assert client.cookies["session"] != before
    old = site.new_client().get(f"/programmes/{SLUG}", headers={"Cookie": f"session={before}"})
    assert old.status_code == 401


def test_when_too_many_come_in_at_once_nothing_is_used_up(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    _, made = invited(site)

    judged: list[str] = []

    class Full:
        def place(self) -> None:
            raise Busy

    monkeypatch.setattr(welcome, "passphrases", Full)
    monkeypatch.setattr(new_passphrase, "fault", judged.append)
    answer = send(site.new_client(), made.uid, made.code)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert GOOD not in answer.text
    assert tries(site, made) == 0
    assert judged == [], "judging costs work, and waits for its place as hashing does"


@pytest.mark.proof
def test_a_form_from_another_site_comes_in_nowhere_s7(site: Site) -> None:
    _, made = invited(site)
    form = {"invitation_code": made.code, "passphrase": GOOD, "passphrase_again": GOOD}
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
        answer = site.new_client().post(f"/welcome/{made.uid}", data=form, headers=headers)
        assert answer.status_code == 403
        assert made.code not in answer.text
        assert GOOD not in answer.text
    assert send(site.new_client(), made.uid, made.code).status_code == 303, "control"
