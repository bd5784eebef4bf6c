"""Coming in and going out: what signing in gives away, what a web session opens, and when it ends (PROOFS D3)."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from api import sessions
from api.pages import entrance
from api.passphrases import Place
from tests.web.client import Client
from tests.web.forms import RED, hidden, opened, update_path
from tests.web.html5 import assert_valid_html5
from tests.web.places import TODAY
from tests.web.site import PASSPHRASE, SLUG, Site
from wsoa import clock
from wsoa.errors import Busy
from wsoa.settings import Settings
from wsoa.sign_ins import MOST_TRIES
from wsoa.tables import Membership, Person, metadata

HOME = f"/programmes/{SLUG}"


def sign_in(client: Client, who: str, passphrase: str = PASSPHRASE, **more: str) -> Any:
    return client.post("/sign-in", data={"email": f"{who}@example.org", "passphrase": passphrase, **more})


def change(site: Site, table: type[Person | Membership], who: str, **values: object) -> None:
    """What an administrator's command writes about somebody."""
    kept = metadata.tables[str(table.__tablename__)]
    key = kept.c.uid if table is Person else kept.c.person_uid
    with site.database.writing() as session:
        session.execute(update(kept).where(key == site.actors[who].uid).values(**values))


@pytest.mark.proof
def test_whoever_does_not_come_in_reads_the_same_and_costs_the_same_work_s11(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str | None] = []
    check = Place.check

    def counted(place: Place, passphrase: str, kept: str | None) -> bool:
        compared.append(kept)
        return check(place, passphrase, kept)

    monkeypatch.setattr(Place, "check", counted)
    client = site.new_client()
    tries = [("lead", "wrong"), ("nobody", "wrong"), ("disabled", "wrong"), ("disabled", PASSPHRASE)]
    change(site, Person, "inspector", passphrase=None)
    tries += [("inspector", PASSPHRASE), *[("adviser", "wrong")] * (MOST_TRIES + 1), ("adviser", PASSPHRASE)]
    answers = [sign_in(client, who, said) for who, said in tries]
    pages = {answer.text.replace(f"{who}@", "WHO@") for answer, (who, _) in zip(answers, tries, strict=True)}
    assert len(pages) == 1
    assert {answer.status_code for answer in answers} == {422}
    headers = {tuple(sorted((n, v) for n, v in a.headers.items() if n != "content-length")) for a in answers}
    assert len(headers) == 1
    assert not any("set-cookie" in answer.headers for answer in answers)
    assert len(compared) == len(tries), "each is compared with a hash once"
    assert compared[-2:] == [None, None], "too many: nobody's hash"
    assert_valid_html5(answers[0].text)


@pytest.mark.parametrize("form", [{}, {"email": "lead@example.org"}, {"email": ["a", "b"], "passphrase": ["c", "d"]}])
def test_a_form_that_is_not_whole_asks_for_what_is_missing_and_never_repeats_a_passphrase(
    site: Site, form: dict[str, Any]
) -> None:
    answer = site.new_client().post("/sign-in", data=form)
    assert answer.status_code == 422
    assert_valid_html5(answer.text)
    assert 'name="passphrase" type="password" value' not in answer.text


def test_signing_in_gives_a_secret_of_its_own_and_ends_the_one_brought_along_s12(site: Site) -> None:
    client = site.new_client("lead")
    brought = client.cookies["session"]
    answer = sign_in(client, "lead")
    given, known = answer.headers.get_list("set-cookie")
    assert given.split("; ")[1:] == ["HttpOnly", "Path=/", "SameSite=lax"]
    assert known.split("; ")[1:] == ["HttpOnly", f"Max-Age={365 * 24 * 3600}", "Path=/", "SameSite=lax"]
    assert client.cookies["session"] != brought
    assert site.new_client().get(HOME, headers={"Cookie": f"session={brought}"}).status_code == 401


def test_behind_https_the_cookie_is_bound_to_the_host_and_never_travels_in_the_open(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "settings", lambda: Settings(public_address="https://tracker.example"))
    cookies = sign_in(site.new_client(), "lead").headers.get_list("set-cookie")
    assert [cookie.split("=")[0] for cookie in cookies] == ["__Host-session", "__Host-browser"]
    assert all("; Secure" in cookie for cookie in cookies)


def test_after_signing_out_the_old_cookie_opens_nothing_s12(site: Site) -> None:
    client = site.new_client("lead")
    kept = client.cookies["session"]
    assert client.post("/sign-out").headers["location"] == "/sign-in"
    assert "session" not in client.cookies
    assert site.new_client().get(HOME, headers={"Cookie": f"session={kept}"}).status_code == 401


def test_an_account_that_is_closed_is_out_at_the_next_request_s12(site: Site) -> None:
    client = site.new_client("support")
    change(site, Person, "support", disabled_at=clock.now())
    assert client.get(HOME).status_code == 401
    change(site, Person, "support", disabled_at=None)


def test_a_role_that_has_ended_is_gone_at_the_next_request_also_for_a_form_already_open_s12(site: Site) -> None:
    client, form, heads = site.new_client("support"), {**opened(site, 1, "support"), **RED}, site.heads()
    change(site, Membership, "support", ends=TODAY.date() - timedelta(days=1))
    assert client.get(HOME).status_code == 404
    assert client.post(HOME + update_path(1), data=form).status_code == 404
    assert "You do not belong to a programme yet" in client.get("/").text
    assert site.heads() == heads
    change(site, Membership, "support", ends=None)


def test_a_web_session_idles_out_and_ends_after_half_a_day_however_busy_s12(site: Site) -> None:
    idle, busy = site.new_client("lead"), site.new_client("lead")
    for minutes in range(25, 12 * 60, 25):
        with clock.held_at(TODAY + timedelta(minutes=minutes)):
            assert busy.get(HOME).status_code == 200
    with clock.held_at(TODAY + timedelta(minutes=31)):
        assert idle.get(HOME).status_code == 401
    with clock.held_at(TODAY + timedelta(hours=12, minutes=1)):
        assert busy.get(HOME).status_code == 401


@pytest.mark.parametrize("then", ["//evil.example", "/\\evil.example", "https://evil.example", "/\tevil", "evil"])
def test_signing_in_never_leads_off_the_site_s16(site: Site, then: str) -> None:
    assert sign_in(site.new_client(), "lead", then=then).headers["location"] == "/"


def test_no_answer_sends_the_reader_to_a_host_that_the_request_named_s16(site: Site) -> None:
    for path in (f"{HOME}/", f"{HOME}/risks/", "/sign-in/", "/static"):
        answer = site.client_for("lead").get(path, headers={"Host": "evil.example"})
        assert answer.status_code == 404
        assert "evil.example" not in answer.text


def test_when_too_many_sign_in_at_once_the_form_comes_back_with_all_but_the_passphrase(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> str:
        raise Busy

    monkeypatch.setattr(entrance, "_enter", full)
    answer = sign_in(site.new_client(), "lead", **{"then": HOME, "kept.issue": "Typed before"})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert_valid_html5(answer.text)
    assert 'value="lead@example.org"' in answer.text
    assert (hidden(answer.text, "then"), hidden(answer.text, "kept.issue")) == (HOME, "Typed before")
    assert "then enter your passphrase" in answer.text
    assert PASSPHRASE not in answer.text


def test_what_was_typed_comes_through_a_mistyped_passphrase_and_is_saved_under_its_own_token(site: Site) -> None:
    form = {**opened(site, 3, "lead"), **RED, "issue": 'Two <b>"posts"</b>\nvacant', "evidence": "1"}
    client = site.new_client()
    page = client.post(HOME + update_path(3), data=form).text
    carried = {name: hidden(page, name) for name in ("then", *(f"kept.{field}" for field in form))}
    again = sign_in(client, "lead", "mistyped", **carried)
    assert {name: hidden(again.text, name) for name in carried} == carried
    back = sign_in(client, "lead", **carried)
    assert_valid_html5(back.text)
    assert f'<form method="post" action="{HOME}{update_path(3)}">' in back.text
    saved = client.post(HOME + update_path(3), data={field: hidden(back.text, field) for field in form})
    assert saved.status_code == 303
    stands = site.milestone(3).update
    assert stands is not None
    assert (stands.issue, stands.evidence) == (form["issue"], (1,))
