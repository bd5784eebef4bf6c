"""Pictures: each can be read whatever its words, and stands where people look."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from api.pictures import Picture, by_round, falling_due, ribbon, risk_matrix
from api.pictures.shapes import SHORTEST, short_names
from exports.house.shades import Shade, contrast
from tests.exports.positions import AS_AT, LEVELS, due, milestone, rated
from tests.web.drawings import SVG, drawn, months, owing, register, scored, standing, svgs, table
from tests.web.html5 import assert_valid_html5
from tests.web.places import CANARY, OPERATOR
from tests.web.site import SLUG, Site
from wsoa.access import Action
from wsoa.history import entry
from wsoa.points import ratings_of
from wsoa.risks import RiskUpdateChange, rate_risk
from wsoa.snapshot.positions import Level
from wsoa.terms import Colour

STATIC = Path(__file__).resolve().parents[2] / "api" / "static"
HOSTILE = "</title></svg><script>alert(1)</script> \"'&{{ 7 * 7 }} ]]> שלום"


def a_picture_of_each() -> dict[str, Picture]:
    """One of every kind, full of text that would like to be something else."""
    levels = tuple(
        replace(level, label=f"{HOSTILE} {level.label}", code=f"{'<b>' * 9}{level.code}") for level in LEVELS.values()
    )
    history = [replace(rated("R", round_number=1, as_at=AS_AT - timedelta(days=30)), level=levels[0])]
    rounds = tuple(replace(r, name=HOSTILE) for r in months(2))
    now = replace(
        standing(replace(rated("R"), level=levels[0]), None), levels=levels, rounds=rounds, current_round=rounds[1]
    )
    pictures = {
        "ribbon": ribbon(now, milestone(1, HOSTILE, None), history),
        "by round": by_round(now, [replace(ratings_of(now), as_at=rounds[0].position_date)]),
        "falling due": falling_due(
            owing((due(HOSTILE, date(2026, 4, 30)), "R"), (None, None), (due("x", date(2026, 1, 1)), "C"))
        ),
        "risk matrix": risk_matrix(register(scored(1, (5, 5), ref=HOSTILE), replace(scored(2, None), title=HOSTILE))),
    }
    return {name: picture for name, picture in pictures.items() if picture}


@pytest.mark.parametrize("kind", ["ribbon", "by round", "falling due", "risk matrix"])
def test_a_picture_is_named_told_and_free_of_what_the_policy_refuses_whatever_the_words(kind: str) -> None:
    text = drawn(a_picture_of_each()[kind])
    for svg in svgs(text):
        ids = {each.get("id"): each.text for each in svg if each.tag in (f"{SVG}title", f"{SVG}desc")}
        assert svg.get("role") == "img"
        assert (ids[svg.get("aria-labelledby")] or "").strip()
        assert (ids[svg.get("aria-describedby")] or "").strip()
        assert not [each for each in svg.iter() if each.get("style") or each.tag in (f"{SVG}a", f"{SVG}script")]
    assert svgs(text)
    assert "<script" not in text
    assert "The same as a table" in text


@pytest.mark.parametrize("kind", ["ribbon", "by round", "falling due", "risk matrix"])
def test_nothing_is_drawn_outside_the_drawing(kind: str) -> None:
    for drawing in a_picture_of_each()[kind].drawings:
        for block in drawing.blocks:
            assert 0 <= block.x <= block.x + block.width <= drawing.width
            assert 0 <= block.y <= block.y + block.height <= drawing.height + 0.01
        assert all(0 <= words.x <= drawing.width and 0 < words.y < drawing.height for words in drawing.words)


def test_every_word_upon_a_shade_can_be_read_there() -> None:
    ink, shades = "0b0c0c", {"grey": Shade("5f6465", "ffffff")}
    css = "".join((STATIC / name).read_text(encoding="utf-8") for name in ("ratings.css", "pictures.css"))
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*--app-shade:[^{}]*)\}", css):
        fill, on = re.search(r"--app-shade: #(\w{6})", body), re.search(r"--app-on-shade: (?:#(\w{6})|var)", body)
        assert fill
        shade = Shade(fill[1], (on[1] or ink) if on else "ffffff")
        shades |= dict.fromkeys(re.findall(r"\.app-block--([\w-]+)(?=[,\s])", selectors), shade)
    assert {*Colour, "none", "low", "medium", "high", "to-do", "done"} <= shades.keys()
    assert {name: contrast(shade) for name, shade in shades.items() if contrast(shade) < 4.5} == {}


def key_of(*named: tuple[str, str]) -> list[Level]:
    return [replace(LEVELS["R"], code=code, label=label) for code, label in named]


@pytest.mark.parametrize(
    ("named", "short"),
    [
        ([("R", "Red"), ("A", "Amber")], ["R", "A"]),
        ([("completed-and-embedded", "Completed and embedded"), ("completed", "Completed")], ["CAE", "C"]),
        ([("green", "Green"), ("grey", "Grey"), ("grow", "Growing")], ["G", "Gr", "Gro"]),
        ([("R", "Red"), ("R", "Red"), ("R", "Red"), ("R", "Red"), ("r", "Red")], ["R", "Re", "Red", "R2", "R3"]),
        ([("–", "–"), ("x" * 40, "W" * 500)], ["–2", "W"]),
    ],
)
def test_no_two_ratings_are_called_alike_and_each_name_fits_a_block(
    named: list[tuple[str, str]], short: list[str]
) -> None:
    levels = [replace(level, version=version) for version, level in enumerate(key_of(*named))]
    assert list(short_names(levels).values()) == short
    assert all(len(name) <= SHORTEST for name in short)


# On their pages


def opened(site: Site, role: str, path: str) -> str:
    answer = site.get(role, path)
    assert answer.status_code == 200, answer.text
    assert_valid_html5(answer.text)
    assert CANARY not in answer.text
    return str(answer.text)


def test_the_overview_shows_the_rounds_so_far_and_what_falls_due(site: Site) -> None:
    text = opened(site, "manager", "")
    ratings, falling = svgs(text)
    told = [title.text for title in ratings.findall(f"{SVG}g/{SVG}title")]
    assert "31 January 2026: 1 Red" in told
    assert "25 March 2026: 3 Amber" in told
    assert any((each.text or "").startswith("No date: 1") for each in falling.findall(f"{SVG}g/{SVG}title"))
    assert 'href="/static/pictures.css?' in text


def test_the_overview_of_the_past_knows_no_later_round(site: Site) -> None:
    ratings = svgs(opened(site, "manager", "?as_at=2026-02-10"))[0].find(f"{SVG}desc")
    assert ratings is not None
    assert "March" not in (ratings.text or "")
    assert len(svgs(opened(site, "manager", "?as_at=2026-01-31"))) == 1, "on its first day nothing can be compared"


def test_a_partner_is_shown_only_what_is_shared_with_them(site: Site) -> None:
    ratings, falling = (svg.find(f"{SVG}desc") for svg in svgs(opened(site, "forum", "")))
    assert ratings is not None
    assert falling is not None
    assert sum(map(int, re.findall(r"(\d+) (?:Amber|Red|Green|Complete|Not rated)", ratings.text or ""))) == 2 * 3
    assert sum(map(int, re.findall(r"(\d+) to do", falling.text or ""))) == 2


def test_a_milestone_shows_its_rounds_and_each_leads_to_what_was_said(site: Site) -> None:
    text = opened(site, "manager", "/milestones/1")
    (strip,) = svgs(text)
    said = [(title.text or "").split(": ")[1] for title in strip.findall(f"{SVG}g/{SVG}title")]
    assert said == ["Red, updated", "Amber, updated", "Amber, not updated"]
    assert [row[0] for row in table(text)[1]] == ["January", "February", "March, so far"]
    assert re.findall(r'href="#said-(\d)"', text) == ["1", "2"]


def test_the_register_has_a_matrix_once_a_risk_is_scored_and_partners_see_their_own(site: Site) -> None:
    assert not svgs(opened(site, "manager", "/risks"))
    with (
        site.database.writing() as session,
        entry(session, OPERATOR, SLUG, command="set_up", action=Action.SET_UP, source="tests") as writing,
    ):
        change = RiskUpdateChange(
            level="R", likelihood_before=5, severity_before=4, likelihood_after=3, severity_after=4
        )
        rate_risk(writing, change, as_at=date(2026, 3, 25), number=1)
    text = opened(site, "manager", "/risks")
    assert "Likelihood 3, severity 4, medium: 1" in [title.text for title in svgs(text)[0].iter(f"{SVG}title")]
    assert '<a class="govuk-link" href="#risk2">2 The grant ends in July</a>' in text
    assert not svgs(opened(site, "forum", "/risks"))
