"""A real month issued as a pack, the next month's tracker loaded, and what the next pack says has changed.

The acceptance of *Time*: the May pack lists exactly the cells that were changed, the milestone that was re-worded and
the row that is not in the file; and the April pack, downloaded again, is the same bytes.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from textwrap import shorten
from typing import Any

import openpyxl
import pytest

from api.passphrases import Passphrases
from exports.board_report.movement_loads import SHORT
from tests.intake.stated import SLUG, load
from tests.web.forms import hidden
from tests.web.html5 import assert_valid_html5
from tests.web.places import OPERATOR
from tests.web.site import PASSPHRASE, Site, open_site
from wsoa import clock
from wsoa.access import Action
from wsoa.history import entry, verify
from wsoa.people import MembershipChange, PersonChange, add_person, grant
from wsoa.rounds import BoardChange, state_board
from wsoa.snapshot.issued import frozen, packs
from wsoa.terms import Role

APRIL, MAY = date(2022, 4, 22), date(2022, 5, 20)
WHO = {
    "manager": Role.PROGRAMME_MANAGER,
    "leader": Role.ACCOUNTABLE_LEADER,
    "board": Role.BOARD_MEMBER,
}
CHANGED = {"D2": "R", "E3": "Nobody replies", "F4": "Visits booked", "D5": "G", "E6": "No money"}
REWORDED = ("C7", "Ask every school what its policy on medical conditions says")
GONE = 11


@contextmanager
def on(day: date) -> Iterator[None]:
    with clock.held_at(datetime(day.year, day.month, day.day, 12, tzinfo=UTC)):
        yield


@pytest.fixture(scope="module")
def may(real: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The April workbook with five cells changed, one milestone re-worded and one row gone."""
    book = openpyxl.load_workbook(real / "bcp-2022-04-tracker.xlsx")
    sheet = book["Milestones"]
    for cell, text in (*CHANGED.items(), REWORDED):
        sheet[cell] = text
    sheet.delete_rows(GONE)
    book.save(file := tmp_path_factory.mktemp("may") / "may.xlsx")
    return file


def settled(site: Site) -> None:
    """A board, and who drafts, clears and reads its packs."""
    kept = Passphrases(memory_kib=8, passes=1).hash(PASSPHRASE)
    with site.database.writing() as session:
        with entry(session, OPERATOR, SLUG, command="save_board", action=Action.SET_UP, source="tests") as writing:
            state_board(writing, BoardChange(name="SEND Improvement Board"), as_at=APRIL)
        for who, role in WHO.items():
            change = PersonChange(email=f"{who}@example.org", name=who.capitalize())
            person = add_person(session, change, passphrase=kept)
            grant(session, person, MembershipChange(role=role, programme=SLUG, starts=APRIL))


def get(site: Site, who: str, path: str) -> Any:
    answer = site.client_for(who).get(f"/programmes/{SLUG}{path}")
    assert answer.status_code == 200, answer.text
    return answer


def done(site: Site, who: str, path: str, *carried: str, **form: str) -> str:
    """A form opened and sent as it stands; where it leads."""
    page = get(site, who, path).text
    assert_valid_html5(page)
    kept = {name: hidden(page, name) for name in ("seen", "token", *carried)}
    answer = site.client_for(who).post(
        f"/programmes/{SLUG}{path}", data={**kept, **form}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert answer.status_code == 303, answer.text
    location: str = answer.headers["location"]
    return location.removeprefix(f"/programmes/{SLUG}")


def given(site: Site, position_date: date) -> str:
    """A pack drafted by the manager, cleared by the leader and issued; its page."""
    asked = {"report": "board-report", "board": "1", "position_date": position_date.isoformat()}
    pack = done(site, "manager", "/packs/new", **asked)
    done(site, "leader", f"{pack}/clear")
    done(site, "manager", f"{pack}/issue", "head")
    return pack


def changes(site: Site, number: int) -> dict[str, Any]:
    """What the frozen contents of a pack say has changed."""
    with site.database.reading() as session:
        pack = next(each for each in packs(session, OPERATOR, SLUG) if each.number == number)
        assert pack.contents_digest
        section = json.loads(frozen(session, OPERATOR, SLUG, pack.contents_digest))["changes"]
    assert isinstance(section, dict)
    return section


@pytest.fixture(scope="module")
def year(
    real: Path, may: Path, migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Site, bytes]]:
    """Both months, each loaded and issued on its day; the April file as it was downloaded in April."""
    file = tmp_path_factory.mktemp("year") / "wsoa.sqlite3"
    file.write_bytes(migrated_sqlite.read_bytes())
    with open_site(f"sqlite:///{file}", {"nobody": OPERATOR}) as site:
        with on(APRIL):
            load(site.database, real / "bcp-2022-04-tracker.xlsx", APRIL)
            settled(site)
            april = given(site, APRIL)
            file_in_april = get(site, "board", f"{april}/file").content
        with on(MAY):
            site._clients.clear()  # web sessions of a month ago have ended
            load(site.database, may, MAY)
            given(site, MAY)
            yield site, file_in_april


def test_the_may_pack_lists_exactly_what_changed(year: tuple[Site, bytes]) -> None:
    site, _ = year
    told = changes(site, 2)
    rows = {row["number"]: row for row in told["milestones"]["rows"]}
    assert {number: row["kinds"] for number, row in sorted(rows.items())} == {
        1: ["worsened"],
        2: ["updated"],
        3: ["updated"],
        4: ["improved"],
        5: ["updated"],
        6: ["re-worded", "not-updated"],
    }
    assert {number: row["wording"] for number, row in rows.items()}[6] == REWORDED[1]
    now = {
        number: [line["words"] for line in row["lines"] if line["label"].endswith(" now")]
        for number, row in rows.items()
    }
    assert now == {1: [], 2: [CHANGED["E3"]], 3: [CHANGED["F4"]], 4: [], 5: [CHANGED["E6"]], 6: []}
    assert (rows[1]["now"]["code"], rows[4]["now"]["code"]) == (CHANGED["D2"], CHANGED["D5"])
    assert told["risks"] is None


def test_the_row_that_is_not_in_the_file_is_said_not_to_be_updated(year: tuple[Site, bytes]) -> None:
    site, _ = year
    gone = next(each for each in site.snapshot(SLUG).milestones if each.number == GONE - 1)
    silent, absent, same = changes(site, 2)["quiet"]
    assert silent["label"] == "Not updated"
    assert gone.wording in silent["words"]
    assert absent["label"].startswith("Not in the tracker of ")
    assert absent["words"] == f"{shorten(gone.wording, SHORT, placeholder=' …')}."
    assert same["label"].endswith(" with the same words")
    assert same["words"].count("; ") == 2, "three rows were in the file word for word"


def test_it_is_compared_with_the_pack_that_this_board_was_given(year: tuple[Site, bytes]) -> None:
    site, _ = year
    against, counted, _ = changes(site, 2)["sentences"]
    assert "issued to SEND Improvement Board on 22 April 2022" in against
    assert counted == "Milestones: 1 improved, 1 worsened, 1 re-worded, 3 updated at the same rating, 5 not updated."
    with site.database.reading() as session:
        first = next(each for each in packs(session, OPERATOR, SLUG) if each.number == 1)
        assert first.contents_digest
        assert json.loads(frozen(session, OPERATOR, SLUG, first.contents_digest))["changes"] is None


def test_the_board_reads_the_same_on_the_page(year: tuple[Site, bytes]) -> None:
    site, _ = year
    page = get(site, "board", "/packs/2").text
    assert_valid_html5(page)
    words = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    for said in ("What has changed since the April report", REWORDED[1], "Nobody replies", "Visits booked", "No money"):
        assert said in words
    assert "Nobody replies" not in get(site, "board", "/packs/1").text


def test_the_april_pack_downloaded_again_is_the_same_bytes(year: tuple[Site, bytes]) -> None:
    site, file_in_april = year
    assert file_in_april.startswith(b"PK")
    assert get(site, "board", "/packs/1/file").content == file_in_april
    assert get(site, "board", "/packs/2/file").content != file_in_april
    with site.database.reading() as session:
        assert not any(chain.faults for chain in verify(session))


def test_a_question_about_april_is_asked_on_the_page_and_printed_in_a_pack_after_may(year: tuple[Site, bytes]) -> None:
    site, _ = year
    link = re.search(r'href="[^"]*(/packs/1/ask\?line=milestone-\d+)"', get(site, "board", "/packs/1").text)
    assert link
    question = done(site, "board", link[1], wording="Who will answer for this?")
    done(site, "manager", f"{question}/answer", "seen_terms", answer="The head of service")
    with on(date(2022, 6, 17)):
        site._clients.clear()
        pack = given(site, date(2022, 6, 17))
        page = get(site, "board", pack).text
    assert "Questions from the board" in page
    assert "Who will answer for this?" in page
    assert "The head of service" in page
    with on(MAY):
        site._clients.clear()
        assert "Questions from the board" not in get(site, "board", "/packs/2").text
