from datetime import date
from typing import Any

import pytest
from jinja2 import UndefinedError
from starlette.requests import Request

from api.render import Frame, NavItem, Past, environment, render
from tests.web.html5 import assert_valid_html5
from wsoa.settings import Settings


def request(**headers: str) -> Request:
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": raw, "state": {}})


FULL = Frame(
    area="Northmere Council and NHS partners",
    home="/programmes/northmere",
    person="Ash <Lead>",
    nav=(
        NavItem("Overview", "/programmes/northmere", current=True),
        NavItem("Reports", "/programmes/northmere/reports"),
    ),
    position="Northmere written statement of action · as at 31 January 2026",
    other_date="/programmes/northmere/dates",
    past=Past(date(2026, 1, 31), "/programmes/northmere"),
    accessibility="https://northmere.example/accessibility",
)

START: dict[str, Any] = {"waiting": None, "asks": "", "packs": (), "needs": ()}


def page(template: str, frame: Frame | None = None, **context: Any) -> str:
    answer = render(request(), template, frame=frame, **context)
    text = bytes(answer.body).decode()
    assert_valid_html5(text)
    return text


def test_the_frame_says_whose_programme_who_is_signed_in_and_where_they_may_go() -> None:
    text = page("packs/start.html", FULL, **START)

    assert "Northmere Council and NHS partners</a>" in text
    assert "Ash &lt;Lead&gt;" in text
    assert 'action="/sign-out"' in text
    assert text.count('aria-current="page"') == 1
    assert "Accessibility statement" in text


def test_every_page_links_to_the_council_s_own_accessibility_statement_if_there_is_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: dict[str, Any] = {"email": "", "then": "/", "kept": ()}
    assert "Accessibility statement" not in page("sign_in.html", **asked)
    address = "https://council.example/accessibility"
    monkeypatch.setattr("api.render.settings", lambda: Settings(accessibility_statement=address))
    assert f'href="{address}"' in page("sign_in.html", **asked)


def test_a_visitor_sees_neither_a_menu_nor_a_way_out() -> None:
    text = page("sign_in.html", email="", then="/", kept=())

    assert "/sign-out" not in text
    assert "<nav" not in text


def test_the_past_has_a_band_that_leads_back_to_today() -> None:
    assert "You are looking at 31 January 2026</strong>, as it was known then" in page(
        "packs/start.html", FULL, **START
    )
    later = Frame(past=Past(date(2026, 1, 31), "/", known_then=False))
    assert "as we know it now" in page("packs/start.html", later, **START)
    assert "You are looking at" not in page("packs/start.html", **START)


def test_no_page_wears_the_crown() -> None:
    text = page("packs/start.html", FULL, **START).lower()

    assert "crown" not in text
    assert "gov.uk" not in text


def test_the_title_names_the_page_and_says_when_there_is_an_error() -> None:
    assert "<title>Sign in – SEND improvement tracker</title>" in page("sign_in.html", email="", then="/", kept=())
    wrong = {"email": "Enter your email address"}
    text = page("sign_in.html", email="x", then="/", kept=(), problems=wrong)
    assert "<title>Error: Sign in – SEND improvement tracker</title>" in text
    assert '<a href="#email">Enter your email address</a>' in text


def test_the_frame_that_the_endpoint_left_also_stands_around_an_error() -> None:
    asked = request()
    asked.state.frame = FULL

    assert b"Northmere Council" in render(asked, "packs/start.html", **START).body


def test_everything_is_escaped_whatever_the_template_is_called() -> None:
    assert environment().from_string("{{ x }}").render(x="<script>") == "&lt;script&gt;"
    assert environment().select_template(["macros/rating.html"]).environment.autoescape is True


def test_a_name_that_no_page_gave_is_an_error_not_a_gap() -> None:
    with pytest.raises(UndefinedError):
        page("sign_in.html", email="")
    with pytest.raises(UndefinedError):
        environment().from_string("{{ frame.nothing }}").render(frame=FULL)


def test_half_a_character_does_not_break_the_page() -> None:
    text = page("sign_in.html", email="a\ud800b", then="/", kept=())

    assert 'value="a?b"' in text


def test_programmes_to_choose_from_are_links_and_none_is_said_in_words() -> None:
    mine = [{"name": "Northmere WSoA", "area": "Northmere", "href": "/programmes/northmere"}]

    assert '<a class="govuk-link govuk-link--no-visited-state" href="/programmes/northmere">' in page(
        "home.html", programmes=mine, may_begin=False, keeps_accounts=False, erasures=0
    )
    assert "You do not belong to a programme yet" in page(
        "home.html", programmes=[], may_begin=False, keeps_accounts=False, erasures=0
    )


def test_what_was_typed_before_signing_in_again_can_be_saved() -> None:
    text = page(
        "signed_in_again.html", FULL, then="/programmes/northmere/milestones/1/update", kept=(("issue", "Posts"),)
    )

    assert '<form method="post" action="/programmes/northmere/milestones/1/update">' in text
    assert '<input type="hidden" name="issue" value="Posts">' in text
