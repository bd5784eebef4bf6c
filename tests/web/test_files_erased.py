"""A file of evidence on its way out of the record: found by what it says, asked for, approved, and gone for readers."""

import pytest

from tests.web.erasing import LIST, WHY, approved, ticks, words
from tests.web.forms import hidden
from tests.web.html5 import assert_valid_html5
from tests.web.site import Site
from tests.web.test_evidence_files import bring, digest, piece

SAYS = b"Quartermaine waited for a year."


def test_a_file_is_found_by_what_it_says_and_goes_when_two_people_agree(site: Site) -> None:
    number = piece(site, "Letters")
    kept = digest(bring(site, number, SAYS, name="letter.txt"))
    found = site.post("manager", "/set-up/find-a-name", {"looked_for": "quartermaine"}).text
    assert_valid_html5(found)
    assert "waited for a year." in words(found)
    (place,) = [each for each in ticks(found) if each.endswith(":file_digest")]
    check = site.post("manager", LIST, {"looked_for": "quartermaine", "place": place})
    assert check.status_code == 200
    assert "letter.txt" in check.text
    form = {each: hidden(check.text, each) for each in ("places", "looked_for", "seen", "token")}
    answer = site.post("manager", LIST, {**form, "because": WHY})
    assert answer.status_code == 303, answer.text
    address = f"/evidence/{number}/files/{kept}/file"
    assert site.get("lead", address).content == SAYS
    approved(site, int(answer.headers["location"].rsplit("/", 1)[1]))
    gone = site.get("lead", address)
    assert gone.status_code == 410
    assert WHY in words(gone.text)
    shown = site.get("lead", f"/evidence/{number}").text
    assert_valid_html5(shown)
    assert "Its file was erased" in shown
    assert address not in shown
    assert site.database.file is not None
    assert not (site.database.file.parent / "evidence" / kept).exists()


def test_somebody_who_answers_for_evidence_proposes_what_has_to_go_and_nobody_else_does(site: Site) -> None:
    number = piece(site, "Diaries")
    bring(site, number, b"A diary.", name="diary.txt")
    here = f"/evidence/{number}/erase"
    assert here in site.get("manager", f"/evidence/{number}").text
    page = site.get("manager", here)
    assert_valid_html5(page.text)
    assert all(each in page.text for each in ("The file", "The name of the file", "diary.txt"))
    assert site.get("lead", here).status_code == 200, "it speaks for a milestone of theirs and for no other"
    assert site.get("other-lead", here).status_code == 403
    none = site.post("manager", LIST, {"of": f"evidence/{number}"})
    assert none.status_code == 422
    assert "Tick what has to go" in none.text


@pytest.mark.parametrize("things", ["voices/case-studies", "voices/audits", "views", "visits", "narratives/areas"])
def test_what_is_not_there_is_missing_for_a_manager_and_never_a_fault(site: Site, things: str) -> None:
    assert site.get("manager", f"/{things}/999/erase").status_code == 404
