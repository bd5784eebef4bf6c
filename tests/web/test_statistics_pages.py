"""Official statistics on pages: what was loaded and by whom, an area beside its comparators, and files brought."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from api.body_limit import UPLOAD
from tests.statistics.published import EXPLORED, MEASURES, NEIGHBOURS, VALUES, measures, neighbours, values, written
from tests.web.html5 import assert_valid_html5
from tests.web.site import EVERYBODY, Site
from wsoa.statistics.listed import loaded_files

FORM = {"source": "Department for Education", "retrieved": "2026-03-01"}
COMPARED = "/statistics/compared?measure=IN_TIME&area=Eastmoor"


def brought(site: Site, *paths: Path, who: str = "manager", **form: str) -> tuple[int, str]:
    """Load files as a browser sends them: the status, and the page."""
    files = [("files", (path.name, path.read_bytes())) for path in paths]
    answer = site.post(who, "/statistics", FORM | form, files=files)
    assert_valid_html5(answer.text)
    return answer.status_code, answer.text


def files_of(site: Site) -> list[str]:
    with site.database.reading() as session:
        return [file.name for file in loaded_files(session)]


@pytest.fixture(scope="module")
def loaded(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Northmere with the invented statistics."""
    folder = tmp_path_factory.mktemp("published")
    status, page = brought(site, values(folder), neighbours(folder), measures(folder))
    assert (status, page.count("app-panel")) == (200, 3)
    assert "<strong>12</strong> new" in page
    return site


def test_files_are_loaded_in_one_go_and_listed_with_whoever_loaded_them(loaded: Site) -> None:
    page = loaded.get("manager", "/statistics").text
    assert_valid_html5(page)
    for said in ("values.csv", "measures.csv", "Statistical neighbours", "1 March 2026", "Manager", "Plans in time"):
        assert said in page


def test_the_same_files_sent_again_change_nothing(loaded: Site, tmp_path: Path) -> None:
    before = loaded.get("manager", "/statistics").text
    status, page = brought(loaded, values(tmp_path), measures(tmp_path))
    assert (status, page.count("This very file was loaded before")) == (200, 2)
    assert loaded.get("manager", "/statistics").text == before


def test_lines_that_are_left_out_are_listed_with_their_reasons(loaded: Site, tmp_path: Path) -> None:
    odd = values(tmp_path, "IN_TIME,<b>Plans</b>,869,Eastmoor,2022,about <i>half</i>", name="odd.csv")
    status, page = brought(loaded, odd)
    assert status == 200
    assert "IN_TIME, Eastmoor, 2022: about &lt;i&gt;half&lt;/i&gt;" in page
    assert "neither a number nor a code" in page
    assert "<strong>12</strong> unchanged" in page
    assert "<i>half" not in page


def test_measures_are_found_by_any_words_of_theirs(loaded: Site) -> None:
    assert "Pupils away" in loaded.get("lead", "/statistics?q=ABSENCE+pupils").text
    assert "Plans in time" not in loaded.get("lead", "/statistics?q=absence").text
    assert "No measure holds all of these words" in loaded.get("lead", "/statistics?q=neither").text


def test_an_area_stands_beside_its_comparators_with_source_and_set(loaded: Site) -> None:
    page = loaded.get("leader", COMPARED).text
    assert_valid_html5(page)
    for said in (
        "Statistical neighbours (May 2025)",
        "Westmoor, Northmoor.",
        "Suppressed",
        "−18.9",
        "values.csv, fetched",
        "calendar years",
        "High is good",
    ):
        assert said in page, said
    older = loaded.get("leader", f"{COMPARED}&neighbours=April+2021&from=2024&to=2024").text
    assert "Westmoor, Southmoor." in older
    assert "mean of 1" in older
    assert "Cannot be said" in older


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("measure=NONE&area=Eastmoor", "There is no measure “NONE”"),
        ("measure=IN_TIME&area=Atlantis", "There is no area “Atlantis”"),
        ("measure=IN_TIME", "There is no area “Northmere"),
        ("measure=IN_TIME&area=Eastmoor&from=2023/24", "“2023/24” is no year of IN_TIME"),
        ("measure=IN_TIME&area=Eastmoor&neighbours=June+2030", "no set of statistical neighbours “June 2030”"),
        ("measure=%3Cscript%3E&area=Eastmoor", "There is no measure “&lt;script&gt;”"),
    ],
)
def test_what_is_not_there_is_said_and_what_was_asked_stays(loaded: Site, query: str, said: str) -> None:
    answer = loaded.get("manager", f"/statistics/compared?{query}")
    assert answer.status_code == 422
    assert_valid_html5(answer.text)
    assert said in answer.text
    assert "There is a problem" in answer.text


def test_without_a_measure_the_page_asks_for_one(site: Site) -> None:
    answer = site.get("lead", "/statistics/compared")
    assert answer.status_code == 200
    assert_valid_html5(answer.text)
    assert "Measure, by its short name" in answer.text


HOSTILE = '"><script>alert(1)</script>'


def test_no_word_of_an_official_file_runs_on_a_page(site: Site, tmp_path: Path) -> None:
    said = '"' + HOSTILE.replace('"', '""') + '"'
    described = written(tmp_path, "described.csv", MEASURES, f"EVIL,{said},{said},High,{said},1,Academic Year,,,{said}")
    given = written(tmp_path, "<img src=x>.csv", VALUES, f"EVIL,{said},898,{said},2024,1")
    near = written(tmp_path, "near.csv", NEIGHBOURS, f"{said},898,{said},1,870,{said},Close")
    status, page = brought(site, described, given, near, source=HOSTILE)
    assert (status, "<script>alert" in page, "<img" in page) == (200, False, False)
    for path in ("/statistics", "/statistics/compared?measure=EVIL&area=898"):
        answer = site.get("manager", path)
        assert_valid_html5(answer.text)
        assert answer.status_code == 200
        assert ("&lt;script&gt;alert" in answer.text, "<script>alert" in answer.text) == (True, False)
        assert "<img" not in answer.text


LONG = VALUES.encode() + b"\n" + b"\n" * 1_000_000


@pytest.mark.parametrize(
    ("form", "files", "said", "status"),
    [
        ({}, [], "Choose one file or more", 422),
        ({"source": ""}, [("a.csv", b"x")], "Enter who published the files", 422),
        ({"retrieved": ""}, [("a.csv", b"x")], "Enter the day the files were fetched", 422),
        ({"retrieved": "2026-03-26"}, [("a.csv", b"x")], "cannot be later than today", 422),
        ({"retrieved": "soon"}, [("a.csv", b"x")], "must be a real date", 422),
        ({"retrieved": "0206-03-01"}, [("a.csv", b"x")], "Check the year", 422),
        ({}, [("a.csv", b"")], "a.csv is empty", 422),
        ({}, [("a.csv", b"x" * (UPLOAD + 1))], "larger than 20 MB together", 413),
        ({}, [("a.csv", b"a,b\n1,2\n")], "a.csv was not loaded: its first line is none of the headings", 422),
        ({}, [(f"{n}.csv", b"x") for n in range(11)], "Choose 10 files at most", 422),
        ({}, [("long.csv", LONG)], "more than 500,000 lines; load a topic or a year at a time", 422),
    ],
    ids=["none", "source", "no day", "ahead", "no date", "slip", "empty", "large", "other", "many", "a million lines"],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_loaded(
    site: Site, form: dict[str, str], files: Sequence[tuple[str, bytes]], said: str, status: int
) -> None:
    before = site.get("lead", "/statistics").text
    answer = site.post("manager", "/statistics", FORM | form, files=[("files", each) for each in files] or None)
    assert answer.status_code == status
    assert_valid_html5(answer.text)
    assert answer.text.count(said) == 2, "in the summary and beside the field"
    if form.get("source", "whole"):
        assert 'value="Department for Education"' in answer.text
    assert site.get("lead", "/statistics").text == before


def test_one_bad_file_among_good_ones_leaves_nothing_half_loaded(site: Site, tmp_path: Path) -> None:
    before = site.get("lead", "/statistics").text
    explored = written(tmp_path, "explored.csv", EXPLORED, "2024,Calendar year,National,E92000001,England,,,,,,46.4")
    short = written(tmp_path, "short.csv", VALUES, "IN_TIME,Plans in time,869")
    status, page = brought(site, explored, short)
    assert (status, "short.csv was not loaded: line 2 has 3 cells" in page) == (422, True)
    assert site.get("lead", "/statistics").text == before


def test_a_busy_tracker_keeps_the_form(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wsoa.database.lock.WAIT_SECONDS", 0.1)
    with site.database.locked():
        status, page = brought(site, values(tmp_path, name="busy.csv", own="1"), source="Ofsted")
    assert (status, "was busy and nothing was loaded" in page) == (503, True)
    assert 'value="Ofsted"' in page


@pytest.mark.proof
@pytest.mark.parametrize("who", EVERYBODY)
def test_only_the_manager_loads_official_files_s1(site: Site, tmp_path: Path, who: str) -> None:
    reads = {"anonymous": 401, "disabled": 401, "admin": 404, "board": 403, "adviser": 403, "inspector": 403}.get(
        who, 200
    )
    if who.startswith("stranger"):
        reads = 404
    assert site.get(who, "/statistics").status_code == reads
    assert site.get(who, "/statistics/compared?measure=NONE").status_code == (422 if reads == 200 else reads)
    before = files_of(site)
    if who != "manager":
        file = values(tmp_path, name=f"{who}.csv", own="2")
        answer = site.post(who, "/statistics", FORM, files=[("files", (file.name, file.read_bytes()))])
        assert answer.status_code == (403 if reads == 200 else reads)
    assert files_of(site) == before


@pytest.mark.proof
def test_a_form_from_another_site_loads_nothing_s7(site: Site, tmp_path: Path) -> None:
    elsewhere, file = {"Sec-Fetch-Site": "cross-site"}, values(tmp_path, name="elsewhere.csv", own="3")
    answer = site.post(
        "manager", "/statistics", FORM, files=[("files", (file.name, file.read_bytes()))], headers=elsewhere
    )
    assert answer.status_code == 403
    assert "elsewhere.csv" not in site.get("manager", "/statistics").text
