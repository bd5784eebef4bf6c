"""The preview of an evidence narrative: of one area of weakness or of all, and of none that there is."""

import pytest

from tests.web.html5 import assert_valid_html5
from tests.web.site import Site

NARRATIVE = "/reports/evidence-narrative"


def test_one_area_is_previewed_and_its_word_file_is_of_the_same(site: Site) -> None:
    page = site.get("manager", f"{NARRATIVE}?weakness=1")
    assert_valid_html5(page.text)
    assert page.text.count("Overview position statement</h3>") == 1
    assert f"{NARRATIVE}?format=docx&amp;weakness=1" in page.text
    assert "has not been issued." in page.text, "a narrative is not issued in a pack"


@pytest.mark.parametrize("asked", ["99", "0", "x", "-1", "1" * 20])
def test_an_area_that_is_not_there_has_no_narrative(site: Site, asked: str) -> None:
    assert site.get("manager", f"{NARRATIVE}?weakness={asked}").status_code == 404


@pytest.mark.parametrize("who", ["board", "adviser", "inspector", "forum"])
def test_who_does_not_read_the_whole_record_previews_none(site: Site, who: str) -> None:
    assert site.get(who, NARRATIVE).status_code in (403, 404)
