"""What has changed since a report that a board was given: what it said when it was issued, and what is said now."""

import json
from datetime import date

import pytest

from api.beside import last_of_board
from api.changed import Since, since_last
from exports.board_report.contents import contents
from tests.record.test_kept import statements
from tests.web.places import BEGINS, OPERATOR
from tests.web.site import SLUG, Site
from tests.web.test_changes_page import JSON, group, page, told
from wsoa import clock
from wsoa import snapshot as record
from wsoa.access import Action
from wsoa.history import entry
from wsoa.issued import lodge_amended
from wsoa.issued.drafting import PackChange, clear_pack, draft_pack
from wsoa.issued.issuing import Edition, issue_pack
from wsoa.milestones import MilestoneChange, UpdateChange, record_update, state_milestone
from wsoa.rounds import BoardChange, state_board
from wsoa.snapshot.positions import MilestonePosition
from wsoa.terms import Scope
from wsoa.tracker_loads import record_load


@pytest.fixture(scope="module")
def issued(site: Site) -> int:
    """A board report of 28 February, issued as the board's first; since then somebody has done something."""
    with (
        site.database.writing() as session,
        entry(session, OPERATOR, SLUG, command="set_up", action=Action.SET_UP, source="tests") as writing,
    ):
        board = state_board(writing, BoardChange(name="Improvement board"), as_at=BEGINS)
    position = date(2026, 2, 28)
    with site.database.writing() as session:
        change = PackChange(report="board-report", board=board, position_date=position)
        number = draft_pack(session, site.actors["manager"], SLUG, change)
    with site.database.writing() as session:
        clear_pack(session, site.actors["leader"], SLUG, number, seen=1)
    with site.database.writing() as session:
        drawn = record.load(session, OPERATOR, SLUG, as_at=position)
        said = json.dumps(contents(drawn).to_json()).encode()
        edition = Edition(pack=1, version=1, contents=said, file=b"file", program_version="1")
        issue_pack(session, site.actors["manager"], SLUG, number, edition, head=drawn.head.number, seen=2)
    with site.database.writing() as session:
        worse = UpdateChange(seen=2, level="R", issue="Bank staff left", mitigation="None yet", reason="No cover")
        record_update(session, site.actors["nhs-lead"], SLUG, 4, worse)
    return number


def reworded(site: Site, found: MilestonePosition) -> None:
    """Another wording for a milestone from today on."""
    with (
        site.database.writing() as session,
        entry(session, OPERATOR, SLUG, command="state_milestone", action=Action.SET_UP, source="tests") as writing,
    ):
        change = MilestoneChange(wording="Write to every family each year", ref=found.ref, workstream=found.workstream)
        state_milestone(writing, change, as_at=clock.today(), number=found.number, reason="Plainer")


def test_since_a_report_means_since_what_it_said_when_it_was_issued(site: Site, issued: int) -> None:
    html = page(site)
    assert "What has changed since the February report" in html
    assert "as board report 1, version 1, gave it to Improvement board" in html
    assert html.replace(f'<option value="{issued}"', "<option chosen") != html
    assert page(site, f"?pack={issued}").count("selected") == 1
    assert "No cover" in group(html, "worsened")
    assert told(html)["re-dated"] == 1
    found = site.client_for("manager").get(f"{JSON}?pack={issued}").json()
    assert found["from"]["pack"] == {"number": issued, "pack": 1, "version": 1, "board": "Improvement board"}
    assert found["counts"]["milestones"]["worsened"] == 1


def test_a_date_that_is_given_is_taken_instead_of_a_report(site: Site, issued: int) -> None:
    assert "since 10 February 2026" in page(site, f"?pack={issued}&from=2026-02-10")


def test_a_report_about_a_later_date_is_no_beginning(site: Site, issued: int) -> None:
    html = page(site, f"?pack={issued}&as_at=2026-02-10", status=422)
    assert "That report speaks for 28 February 2026, which is later than 10 February 2026." in html


def test_a_partner_may_not_read_packs_and_compares_with_the_round_before(site: Site, issued: int) -> None:
    html = page(site, role="forum")
    assert "since 28 February 2026" in html
    assert "report 1" not in html
    assert "No such report has been issued, or you cannot see it." in page(site, f"?pack={issued}", "forum", 422)


def test_the_draft_of_the_next_report_says_what_has_changed_since_the_last(site: Site, issued: int) -> None:
    reworded(site, site.milestone(7))
    said = site.get("manager", "/reports/board-report?format=json").json()
    assert said["changes"]["heading"] == "What has changed since the February report"
    assert said["changes"]["sentences"][0].startswith(
        "Compared with board report 1, version 1, issued to Improvement board"
    )
    rows = {row["number"]: row for row in said["changes"]["milestones"]["rows"]}
    assert {number: row["change"] for number, row in rows.items()} == {
        1: "Re-dated, not updated",
        4: "Worsened",
        7: "Re-worded, not updated",
    }
    assert rows[7]["lines"][1]["words"] == "Plainer"
    labels = [line["label"] for line in rows[7]["lines"]]
    assert labels == ["Wording before", "Re-worded by The tracker's operator, 25 March 2026"]
    earlier = site.get("manager", "/reports/board-report?format=json&as_at=2026-02-10").json()
    assert earlier["changes"]["heading"] == "What has changed since 31 January 2026", "that board had no report yet"


def test_the_overview_names_the_report(site: Site, issued: int) -> None:
    html = str(site.get("leader", "").text)
    assert "Since the February report</a>:" in html
    assert f'href="/programmes/{SLUG}/changes?pack={issued}#worsened">1 worsened</a>' in html


def test_what_everything_is_compared_with_is_read_once_for_all_who_see_the_whole(site: Site, issued: int) -> None:
    def asked(who: str) -> tuple[Since | None, int]:
        with site.database.reading() as session:
            found = record.load(session, site.actors[who], SLUG)
            with statements(site.database) as seen:
                return since_last(session, site.actors[who], found), len(seen)

    since, _ = asked("manager")
    assert since is not None
    assert since.pack is not None
    assert asked("manager") == (since, 0)


def test_the_next_report_knows_that_the_last_one_went_out_as_amended(site: Site, issued: int) -> None:
    def is_amended() -> bool:
        with site.database.reading() as session:
            found = record.load(session, OPERATOR, SLUG)
            last = last_of_board(session, OPERATOR, found, "board-report")
            assert last is not None
            return last.amended

    assert not is_amended()
    with site.database.writing() as session:
        changed = [("Was", "Is")]
        edited = {"file": b"PKedited", "differences": changed, "reason": "The chair asked", "seen": 0}
        lodge_amended(session, site.actors["manager"], SLUG, issued, **edited)  # type: ignore[arg-type]
    assert is_amended()


def test_the_report_says_of_what_is_not_updated_whether_the_tracker_held_it(site: Site, issued: int) -> None:
    silent = site.milestone(1)
    with site.database.writing() as session:
        found = record.load(session, OPERATOR, SLUG)
        programme = record.open_programme(session, OPERATOR, SLUG)
        file = {"file_name": "march.xlsx", "sha256": "0" * 64, "as_at": date(2026, 3, 10), "scope": Scope.PLAN}
        report = {"scope": "plan", "rows": [], "not_in_file": [f"milestone {silent.number} ({silent.ref})"]}
        record_load(session, OPERATOR, programme.id, **file, report=report, entry=found.head.number)  # type: ignore[arg-type]
    quiet = site.get("manager", "/reports/board-report?format=json").json()["changes"]["quiet"]
    told = {line["label"]: line["words"] for line in quiet}
    assert told["Not in the tracker of 10 March 2026"] == f"{silent.ref or silent.wording}."
