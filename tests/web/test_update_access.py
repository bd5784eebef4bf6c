"""Who may open and save the rating form, and what no one can do with it."""

import pytest

from tests.web.forms import RED, opened, update_path
from tests.web.places import CANARY
from tests.web.site import EVERYBODY, OTHER_SLUG, SLUG, Site
from wsoa.tables import metadata

MAY: dict[str, set[int]] = {
    "manager": {1, 2, 3, 4, 5, 6, 7},
    "lead": {1, 2, 3},
    "support": {1, 2, 3},
    "nhs-lead": {2, 4, 5},
    "other-lead": {6, 7},
    "forum": {6},
}
"""Who may update what in Northmere."""


@pytest.mark.proof
@pytest.mark.parametrize("who", EVERYBODY)
def test_only_those_whose_milestone_it_is_open_its_form_or_save_it_s1(site: Site, who: str) -> None:
    heads = site.heads()
    for number in [*range(1, 8), 8, 2**31, 2**70, "x"]:
        got, sent = site.get(who, update_path(number)), site.post(who, update_path(number), {"reviewer": "me"})
        expected = 200 if number in MAY.get(who, ()) else _refusal(who, number)
        assert got.status_code == expected, number
        assert sent.status_code == (422 if expected == 200 else expected), number
        if not who.startswith("stranger"):
            assert CANARY not in got.text + sent.text
        if expected != 200:
            assert "Two posts" not in got.text + sent.text
    assert site.heads() == heads


def _refusal(who: str, number: int | str) -> int:
    if isinstance(number, str) or number > 2**31 - 1:
        return 404
    if who in ("anonymous", "disabled"):
        return 401
    if who in ("leader", "board", "adviser", "inspector"):
        return 403
    seen = {"forum": range(6, 8)}.get(who, range(1, 8) if who in MAY else ())
    return 403 if number in seen else 404


def test_what_one_may_not_update_stays_as_it_was_also_with_a_whole_form(site: Site) -> None:
    heads = site.heads()
    form = {**opened(site, 1), **RED}
    for who in set(EVERYBODY) - {"manager", "lead", "support"}:
        assert site.post(who, update_path(1), form).status_code in (401, 403, 404), who
    assert site.heads() == heads


@pytest.mark.proof
@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}], ids=str)
def test_a_form_from_another_site_saves_nothing_s7(site: Site, headers: dict[str, str]) -> None:
    form, heads = {**opened(site, 4), **RED, "issue": "Sent from elsewhere"}, site.heads()
    for who in EVERYBODY:
        assert site.post(who, update_path(4), form, headers=headers).status_code == 403
    foreign: dict[str, dict[str, str]] = {
        "origin": {"Origin": "https://evil.example"},
        "null": {"Origin": "null"},
        "text": {"Origin": "https://evil.example", "Content-Type": "text/plain"},
    }
    for sent in foreign.values():
        answer = site.client_for("manager").post(f"/programmes/{SLUG}{update_path(4)}", data=form, headers=sent)
        assert answer.status_code == 403
    assert site.heads() == heads


def test_reading_never_writes(site: Site) -> None:
    heads = site.heads()
    query = "&".join(f"{name}={text}" for name, text in {**RED, "confirm": "yes", "seen": "1"}.items())
    for page in ("/my-updates", "/milestones/1", update_path(1), f"{update_path(1)}?{query}", f"/my-updates?{query}"):
        for method in ("GET", "HEAD"):
            site.client_for("manager").request(method, f"/programmes/{SLUG}{page}")
    assert site.heads() == heads


@pytest.mark.proof
def test_no_column_of_any_table_can_be_set_through_the_form_s8(site: Site) -> None:
    asked = {"level", "progress", "issue", "mitigation", "forecast", "reason", "evidence", "seen", "token", "confirm"}
    columns = {column.name for table in metadata.tables.values() for column in table.columns} - asked
    form, heads = {**opened(site, 4), **RED, "issue": "With one field too many"}, site.heads()
    for column in sorted(columns):
        assert site.post("manager", update_path(4), {**form, column: "1"}).status_code == 422, column
    assert len(columns) > 60
    assert site.heads() == heads


def test_another_programme_is_as_good_as_missing(site: Site) -> None:
    answer = site.client_for("manager").get(f"/programmes/{OTHER_SLUG}{update_path(1)}")
    missing = site.client_for("manager").get(f"/programmes/nowhere{update_path(1)}")
    assert (answer.status_code, missing.status_code) == (404, 404)
    assert answer.text == missing.text


def test_a_partner_cannot_find_out_which_numbers_of_evidence_are_used(site: Site) -> None:
    seen = {piece.number for piece in site.snapshot().evidence}
    said = {}
    for number in (min(seen), max(seen) + 900):
        form = {**opened(site, 6, "forum"), **RED, "evidence": str(number)}
        answer = site.post("forum", update_path(6), form)
        assert answer.status_code == 422
        said[number] = f"There is no evidence numbered E{number}." in answer.text
    assert all(said.values())
    named = {**opened(site, 6), **RED, "evidence": str(min(seen))}
    assert site.post("manager", update_path(6), named).status_code == 303, "control: the manager knows of it"
