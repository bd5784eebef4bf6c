"""Bringing a file: what is wrong with it is said beside the field, and who may bring one."""

import sys
from datetime import timedelta
from pathlib import Path

import pytest

from api.body_limit import UPLOAD
from api.pages.trackers import reading
from tests.web.html5 import assert_valid_html5
from tests.web.places import CANARY
from tests.web.site import EVERYBODY, OTHER_SLUG, SLUG, Site
from tests.web.trackers import AS_AT, HEADERS, NEW, bring, waited, workbook
from wsoa import clock
from wsoa.intake.reading.limits import MAX_FILE
from wsoa.tracker_loads.drafts import KEPT_FOR, READING_ENDS

FORM = {"as_at": "2026-03-20", "scope": "exceptions"}
DRAFTS = sys.modules["wsoa.tracker_loads.drafts"]  # the package has a function of that name
GOOD = {"file": ("March.xlsx", b"PK")}


@pytest.mark.parametrize(
    ("form", "file", "said", "status"),
    [
        (FORM, ("", b""), "Choose the tracker’s file", 422),
        (FORM, ("March.xlsx", b""), "The file is empty", 422),
        (FORM, ("March.xlsx", b"x" * (MAX_FILE + 1)), "larger than 20 MB", 413),
        (FORM, ("March.xlsx", b"x" * (UPLOAD + 1)), "larger than 20 MB", 413),
        (FORM | {"as_at": "2026-03-26"}, ("March.xlsx", b"PK"), "cannot be later than today", 422),
        (FORM | {"as_at": "2026-02-30"}, ("March.xlsx", b"PK"), "must be a real date", 422),
        (FORM | {"as_at": "0206-03-25"}, ("March.xlsx", b"PK"), "Check the year", 422),
        (FORM | {"as_at": ""}, ("March.xlsx", b"PK"), "Enter the date", 422),
        (FORM | {"scope": "half"}, ("March.xlsx", b"PK"), "Choose what the file holds", 422),
    ],
    ids=[
        "not chosen",
        "empty",
        "too large",
        "far too large",
        "ahead",
        "no date",
        "a slip in the year",
        "date missing",
        "scope",
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(
    site: Site, form: dict[str, str], file: tuple[str, bytes], said: str, status: int
) -> None:
    answer = site.post("manager", "/trackers", form, files={"file": file})
    assert answer.status_code == status
    assert_valid_html5(answer.text)
    assert "There is a problem" in answer.text
    assert answer.text.count(said) == 2, "in the summary and beside the field"
    if form["as_at"]:
        assert f'value="{form["as_at"]}"' in answer.text
    if form["scope"] == "exceptions":
        assert 'value="exceptions" checked' in answer.text


def test_a_busy_tracker_keeps_the_form(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wsoa.database.lock.WAIT_SECONDS", 0.1)
    with site.database.locked():
        answer = site.post("manager", "/trackers", FORM, files=GOOD)
    assert answer.status_code == 503
    assert "was busy and nothing was saved" in answer.text
    assert 'value="2026-03-20"' in answer.text


def test_only_so_many_files_wait_at_once(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DRAFTS, "MOST_WAITING", 0)
    answer = site.post("manager", "/trackers", FORM, files=GOOD)
    assert answer.status_code == 422
    assert "Load or give up one of them first" in answer.text


def test_a_file_name_is_words_and_never_a_path(site: Site, tmp_path: Path) -> None:
    content = workbook(tmp_path, (HEADERS, NEW))
    for name, shown in {
        "..\\..\\plans\\Our\u202e plan.xlsx": "Our plan.xlsx",
        "/etc/<b>bold</b>.xlsx": "b&gt;.xlsx",
        f"{'long ' * 100}.xlsx": "long .xlsx",
    }.items():
        path = bring(site, content, name=name)
        page = site.get("manager", path)
        assert page.status_code == 200
        assert shown in page.text
        assert "<b>" not in page.text


@pytest.mark.proof
@pytest.mark.parametrize("who", EVERYBODY)
def test_only_who_may_set_up_a_programme_meets_its_trackers_s1(site: Site, tmp_path: Path, who: str) -> None:
    path = bring(site, workbook(tmp_path, (HEADERS, NEW)), name="Managers only.xlsx")
    expected = {"manager": 200, "anonymous": 401, "disabled": 401, "admin": 404}.get(who, 403)
    if who.startswith("stranger"):
        expected = 404
    heads = site.heads()
    for page in ("/trackers", path, f"{path}/columns", f"{path}/preview"):
        answer = site.get(who, page)
        assert answer.status_code == expected, page
        assert ("Managers only.xlsx" in answer.text) == (expected == 200)
        assert CANARY not in answer.text or who.startswith("stranger")
    if who != "manager":
        assert site.post(who, "/trackers", FORM, files=GOOD).status_code == expected
        for step in ("columns", "doubts", "load", "read", "give-up"):
            assert site.post(who, f"{path}/{step}", {}).status_code == expected, step
        assert site.get("manager", path).status_code == 200, "still there"
    assert site.heads() == heads


def test_another_programmes_file_is_as_good_as_missing(site: Site, tmp_path: Path) -> None:
    path = bring(site, workbook(tmp_path, (HEADERS, NEW)))
    for step in ("", "/columns", "/preview"):
        there = site.client_for("manager").get(f"/programmes/{OTHER_SLUG}{path}{step}")
        here = site.client_for("stranger").get(f"/programmes/{OTHER_SLUG}{path}{step}")
        assert (there.status_code, here.status_code) == (404, 404)
    assert site.get("manager", "/trackers/999").status_code == 404
    assert site.get("manager", f"/trackers/{2**31}").status_code == 404


@pytest.mark.proof
def test_a_form_from_another_site_brings_and_loads_nothing_s7(site: Site, tmp_path: Path) -> None:
    path, elsewhere = bring(site, workbook(tmp_path, (HEADERS, NEW))), {"Sec-Fetch-Site": "cross-site"}
    for step in ("", *(f"/{path.rpartition('/')[2]}/{each}" for each in ("columns", "doubts", "load", "give-up"))):
        assert site.post("manager", f"/trackers{step}", FORM, files=GOOD, headers=elsewhere).status_code == 403
    assert site.get("manager", path).status_code == 200


def test_a_page_without_scripts_asks_again_by_itself_while_the_file_is_read(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _never_read(site, tmp_path, monkeypatch)
    page = site.get("manager", path).text
    assert_valid_html5(page)
    assert '<noscript><meta http-equiv="refresh" content="1"></noscript>' in page
    assert site.get("manager", path, headers={"HX-Request": "true"}).status_code == 204


def test_a_reading_that_died_is_said_and_can_be_tried_again(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as dying:
        path = _never_read(site, tmp_path, dying)
    assert "Reading" in site.get("manager", path).text
    with clock.held_at(clock.now() + READING_ENDS + timedelta(seconds=1)):
        told = site.get("manager", path)
        assert "stopped before it was done" in told.text
        assert site.get("manager", path, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
        assert site.post("manager", f"{path}/read", {}).status_code == 303
        waited(site, path)
        assert "Is this what the columns mean?" in site.get("manager", path).text


def test_a_file_that_waits_for_more_than_a_day_is_cleared_at_the_next_upload(site: Site, tmp_path: Path) -> None:
    content = workbook(tmp_path, (HEADERS, NEW))
    old = bring(site, content, name="Forgotten.xlsx")
    with clock.held_at(clock.now() + KEPT_FOR + timedelta(minutes=1)):
        client = site.new_client("manager")
        client.post(
            f"/programmes/{SLUG}/trackers",
            data={"as_at": AS_AT, "scope": "guess"},
            files={"file": ("Next.xlsx", content)},
            headers={"Sec-Fetch-Site": "same-origin"},
        )
        assert client.get(f"/programmes/{SLUG}{old}").status_code == 404


def test_only_who_may_set_up_sees_trackers_in_the_bar(site: Site) -> None:
    for who, expected in {"manager": True, "lead": False, "leader": False}.items():
        page = site.new_client(who).get(f"/programmes/{SLUG}").text
        assert ("/trackers" in page) == expected, who


def _never_read(site: Site, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A file whose reading was begun by a server that is no more."""
    monkeypatch.setattr(reading._READERS, "submit", lambda *_: None)
    content = workbook(folder, (HEADERS, NEW))
    form = {"as_at": AS_AT, "scope": "guess"}
    answer = site.post("manager", "/trackers", form, files={"file": ("March.xlsx", content)})
    return str(answer.headers["location"]).removeprefix(f"/programmes/{SLUG}")
