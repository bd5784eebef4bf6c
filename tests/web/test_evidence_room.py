"""The evidence room: what two people released, in frozen words, each claim one step from what proves it."""

import io
import re
import zipfile
from posixpath import dirname, join, normpath

import pytest

from tests.web.html5 import assert_valid_html5
from tests.web.narratives import released, step, write
from tests.web.places import CANARY
from tests.web.site import SLUG, Site

READERS = ("adviser", "inspector", "forum")
ROOM = "/evidence-room"


@pytest.fixture(scope="module")
def narrative(site: Site) -> str:
    """A released narrative: its address in the room."""
    write(site, "Advice is faster [E1], see [Milestone 1].")
    return f"{ROOM}{released(site)}"


def page(site: Site, who: str, path: str, status: int = 200) -> str:
    answer = site.get(who, path)
    assert answer.status_code == status, (who, path, answer.status_code)
    assert_valid_html5(answer.text)
    return str(answer.text)


def main(text: str) -> str:
    return text.split("<main")[1]


def test_before_anything_is_released_the_room_says_so_and_holds_nothing(site: Site) -> None:
    assert "No evidence narrative is released" in page(site, "inspector", ROOM)
    assert "speak of no action" in page(site, "inspector", f"{ROOM}/actions")
    page(site, "inspector", f"{ROOM}/milestones/1", 404)
    assert site.get("inspector", f"{ROOM}/hand-over").status_code == 404


@pytest.mark.parametrize("who", READERS)
def test_a_reader_finds_every_action_and_any_of_them_on_one_page(site: Site, narrative: str, who: str) -> None:
    room = page(site, who, ROOM)
    assert narrative in room
    actions = page(site, who, f"{ROOM}/actions")
    numbers = re.findall(rf"{ROOM}/milestones/(\d+)", actions)
    assert numbers
    assert len(numbers) == int(re.findall(r"Every action \((\d+)\)", actions)[0])
    for number in numbers[:2]:
        assert "How it came to be so" in page(site, who, f"{ROOM}/milestones/{number}")
    assert "Step by step" in page(site, who, f"{ROOM}/known/1")
    assert "Advice is faster" in page(site, who, narrative)


def test_the_team_reads_the_very_pages_that_go_out(site: Site, narrative: str) -> None:
    here = narrative.removeprefix(ROOM)
    listed = page(site, "other-lead", f"{here}/milestones")
    numbers = re.findall(rf"{here}/milestones/(\d+)", listed)
    assert numbers == re.findall(rf"{ROOM}/milestones/(\d+)", page(site, "inspector", f"{ROOM}/actions"))
    assert f"goes out with it ({len(numbers)})" in page(site, "leader", here)
    for number in numbers[:3]:
        team, reader = (
            main(page(site, who, f"{at}/milestones/{number}")) for who, at in (("leader", here), ("inspector", ROOM))
        )
        assert team.split("</h1>")[1].split("</main>")[0] == reader.split("</h1>")[1].split("</main>")[0]
        assert "Risks" not in reader
    page(site, "leader", f"{here}/milestones/987654", 404)


@pytest.mark.parametrize("who", ["forum", "inspector", "adviser", "board"])
def test_only_the_team_reads_them_before(site: Site, narrative: str, who: str) -> None:
    for path in ("/milestones", "/milestones/1"):
        assert site.get(who, f"{narrative.removeprefix(ROOM)}{path}").status_code in (403, 404)


def test_nothing_in_the_room_leads_into_the_working_record_and_nobody_is_named(site: Site, narrative: str) -> None:
    for path in (ROOM, narrative, f"{ROOM}/actions", f"{ROOM}/known/1", f"{ROOM}/milestones/1", f"{ROOM}/draw"):
        said = main(page(site, "inspector", path))
        links = set(re.findall(rf'href="/programmes/{SLUG}(/[a-z-]+)', said))
        assert links <= {"/evidence-room", "/released", "/visits"}
        assert CANARY not in said


def test_what_changes_afterwards_changes_nothing_in_the_room(site: Site, narrative: str) -> None:
    before = [main(page(site, "inspector", path)) for path in (narrative, f"{ROOM}/actions", f"{ROOM}/milestones/1")]
    write(site, "Written after the release: a heron.", kind="key-next-steps")
    after = [main(page(site, "inspector", path)) for path in (narrative, f"{ROOM}/actions", f"{ROOM}/milestones/1")]
    assert before == after


def test_a_draw_can_be_drawn_again_by_its_address_and_another_is_another(site: Site, narrative: str) -> None:
    assert narrative
    drawn = site.get("inspector", f"{ROOM}/draw?size=3")
    assert drawn.status_code == 303
    address = drawn.headers["location"].removeprefix(f"/programmes/{SLUG}")
    pages = [main(page(site, "inspector", address)) for _ in range(2)]
    assert pages[0] == pages[1]
    assert "Drawn: " in pages[0]
    seeds = {site.get("inspector", f"{ROOM}/draw?size=3").headers["location"] for _ in range(3)}
    assert len(seeds) == 3
    for odd in ("size=x", "size=0", "size=3&seed=..%2F", "size=99999999999999999999", "weakness=99&size=3"):
        assert site.get("inspector", f"{ROOM}/draw?{odd}").status_code in (200, 303, 404)


def test_the_word_file_is_the_very_one_that_was_issued(site: Site, narrative: str) -> None:
    file = site.get("inspector", f"{narrative}/file")
    assert file.content == site.get("lead", f"{narrative.removeprefix(ROOM)}/file").content
    assert file.headers["content-disposition"].startswith(f'attachment; filename="{SLUG}-evidence-narrative-1-version')


def test_the_one_file_holds_all_of_it_and_every_link_in_it_leads_somewhere_in_it(site: Site, narrative: str) -> None:
    assert narrative
    answer = site.get("inspector", f"{ROOM}/hand-over")
    assert answer.headers["content-type"] == "application/zip"
    handed = zipfile.ZipFile(io.BytesIO(answer.content))
    names = set(handed.namelist())
    assert {"index.html", "actions.html", "known/1.html", "SHA256SUMS.txt"} <= names
    pages = [name for name in names if name.endswith(".html")]
    assert len(pages) > 5
    for name in pages:
        text = handed.read(name).decode()
        assert_valid_html5(re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL))
        for link in re.findall(r'href="([^"#]*)', text):
            if link and not link.startswith("http"):
                assert normpath(join(dirname(name), link)) in names, (name, link)
        assert "<script" not in text
    assert site.get("inspector", f"{ROOM}/hand-over").content == answer.content


@pytest.mark.parametrize("who", ["board", "admin", "stranger", "disabled", "anonymous"])
def test_nobody_else_enters(site: Site, narrative: str, who: str) -> None:
    for path in (ROOM, narrative, f"{narrative}/file", f"{ROOM}/hand-over", f"{ROOM}/milestones/1"):
        assert site.get(who, path).status_code in (303, 401, 403, 404), (who, path)


def test_what_is_withdrawn_leaves_the_room_on_the_next_request(site: Site, narrative: str) -> None:
    step(site, "manager", f"/releases{narrative.removeprefix(ROOM)}/withdraw", reason="It names a school")
    for path in (narrative, f"{narrative}/file", f"{ROOM}/milestones/1", f"{ROOM}/hand-over", f"{ROOM}/known/1"):
        assert site.get("inspector", path).status_code == 404
    assert "No evidence narrative is released" in page(site, "inspector", ROOM)
