"""Words leave the record by two people: found, shown, requested, approved by somebody who never sees them."""

import io
from datetime import date, timedelta

import pytest
from docx import Document

from api.passphrases import Passphrases
from tests.web.erasing import ADMIN, LIST, WHY, approved, looked_over, one, opened, post, requested, said, ticks, words
from tests.web.forms import hidden
from tests.web.html5 import assert_valid_html5
from tests.web.packs import given
from tests.web.places import BEGINS, CANARY, OPERATOR, TODAY
from tests.web.site import EVERYBODY, PASSPHRASE, SLUG, Site
from tests.web.test_released_pages import release
from wsoa import clock
from wsoa.access import Action
from wsoa.history import entry
from wsoa.people import MembershipChange, PersonChange, add_person, grant
from wsoa.rounds import BoardChange, RoundChange, state_board, state_round
from wsoa.terms import ErasureState, Role

HOSTILE = '<script>alert(1)</script> "><img src=x onerror=alert(2)> {{7*7}}'


@pytest.fixture(scope="module", autouse=True)
def _a_board(site: Site) -> None:
    """Northmere has a board, so that packs can be issued."""
    with (
        site.database.writing() as session,
        entry(session, OPERATOR, SLUG, command="set_up", action=Action.SET_UP, source="tests") as writing,
    ):
        state_board(writing, BoardChange(name="SEND Improvement Board"), as_at=BEGINS)
        march = RoundChange(
            name="March",
            position_date=date(2026, 3, 31),
            opens=date(2026, 3, 20),
            closes=date(2026, 4, 3),
            board_date=date(2026, 4, 9),
        )
        state_round(writing, march, as_at=BEGINS, number=3)


def test_a_name_is_requested_by_a_manager_approved_by_an_administrator_and_gone_everywhere(site: Site) -> None:
    said(site, 3, "Adam Birch waits for a place")
    said(site, 3, "Adam Birch has a place")
    pack = given(site)
    assert "Adam Birch" in site.get("board", f"/packs/{pack}").text
    release(site, f"packs/{pack}")
    assert site.get("adviser", f"/released/packs/{pack}/file").status_code == 200
    edited = Document(io.BytesIO(site.get("manager", f"/packs/{pack}/file").content))
    edited.paragraphs[0].insert_paragraph_before("By order of the chair")
    edited.save(sent := io.BytesIO())
    lodging = f"/packs/{pack}/amend"
    form = {**opened(site, f"/programmes/{SLUG}{lodging}", "manager"), "reason": "The chair asked for a line"}
    lodged = site.post("manager", lodging, form, files={"file": ("pack.docx", sent.getvalue())})
    assert lodged.status_code == 303, lodged.text
    found = site.post("manager", "/set-up/find-a-name", {"looked_for": "Adam Birch"}).text
    packs = found.split("app-held-fold")[1].split("</summary>")[0]
    assert "Board report 1 · version 1" in packs, "a pack says it in many places: they are folded under its name"
    chosen = next(key for key in ticks(found) if key.startswith("milestone_update:3:"))
    check = site.post("manager", LIST, {"looked_for": "Adam Birch", "place": chosen}).text
    assert_valid_html5(check)
    assert "Board report 1 · version 1" in check.split("See what else would change")[1].split("</details>")[0]
    number = requested(site, "Adam Birch")
    page = site.get("manager", f"{LIST}/{number}").text
    assert_valid_html5(page)
    assert "waits for an administrator" in words(page)
    assert "Adam Birch" in page
    waiting = site.client_for("admin").get(ADMIN).text
    assert_valid_html5(waiting)
    assert WHY in waiting
    assert "1 erasure waits for you" in words(site.client_for("admin").get("/").text.split('id="needs"')[1])
    shown = site.client_for("admin").get(f"{ADMIN}/{SLUG}/{number}").text
    assert_valid_html5(shown)
    assert "Birch" not in waiting + shown
    assert "1 repeats the words" in words(shown)
    assert "must not name anybody: if it does, refuse" in words(shown)
    assert "The reason of 1 milestone" in words(shown), "in words, and none of what goes"
    assert "What changes with it" not in shown, "all that was found was chosen"
    approved(site, number)
    for path in ("/milestones/3", "/record", "/search?q=birch", f"/packs/{pack}", f"{LIST}/{number}", "/changes"):
        answer = site.get("manager", path)
        assert answer.status_code == 200, path
        assert_valid_html5(answer.text)
        assert "Adam" not in answer.text, path
    file = Document(io.BytesIO(site.get("board", f"/packs/{pack}/file").content))
    assert "Birch" not in " ".join(node.text or "" for node in file.element.body.iter())
    assert f"Erased on 25 March 2026 by a programme manager and an administrator: {WHY}." in words(
        site.get("lead", "/milestones/3").text
    )
    assert "Words were erased from this pack on 25 March 2026" in words(site.get("board", f"/packs/{pack}").text)
    gone = site.get("board", f"/packs/{pack}/file?amended=1")
    assert gone.status_code == 410
    assert_valid_html5(gone.text)
    assert "This file was erased" in gone.text
    assert "The file went on 25 March 2026" in words(site.get("board", f"/packs/{pack}").text)
    done = words(site.get("manager", f"{LIST}/{number}").text)
    assert "Approved by Admin" in done
    assert "Board report" in done.split("Copies to ask back")[1]
    assert "Board" in done.split("Copies to ask back")[1], "who took it away"
    assert "Adviser , 25 March 2026" in done.split("Copies to ask back")[1], "who took it as released"
    released = site.get("adviser", f"/released/packs/{pack}").text
    assert_valid_html5(released)
    assert "It stands here as it was issued, but for words erased on 25 March 2026" in words(released)
    assert "Words were erased from it on 25 March 2026" in words(site.get("adviser", "/released").text)
    after = site.client_for("admin").get(f"{ADMIN}/{SLUG}/{number}").text
    assert_valid_html5(after)
    assert "Erased on 25 March 2026" in words(after)
    assert "Erase it for good" not in after
    listed = site.client_for("admin").get(ADMIN).text
    assert_valid_html5(listed)
    assert f'href="{ADMIN}/{SLUG}/{number}"' in listed.partition("Decided (")[2]
    assert 'id="needs"' not in site.client_for("admin").get("/").text


def test_an_erased_text_that_stands_is_written_again_as_any_other(site: Site) -> None:
    said(site, 1, "Cora Dale was seen")
    approved(site, requested(site, "Cora Dale"))
    said(site, 1, "A child was seen")
    page = words(site.get("manager", "/milestones/1").text)
    assert "A child was seen" in page
    assert "Erased on 25 March 2026" in page, "the history says that something stood there"


def test_a_form_opened_before_an_erasure_comes_back_beside_what_stands_now(site: Site) -> None:
    said(site, 5, "Pia Quill came")
    path = f"/programmes/{SLUG}/milestones/5/update"
    form = {"level": "G", "reason": "Pia Quill came", **opened(site, path, "manager")}
    approved(site, requested(site, "Pia Quill"))
    with clock.held_at(TODAY + timedelta(minutes=1)):
        refused = post(site, "manager", path, form)
        assert refused.status_code == 409
        assert_valid_html5(refused.text)
        assert "Erased on 25 March 2026" in words(refused.text)
        assert "Pia" not in site.get("manager", "/milestones/5").text
        fresh = {each: hidden(refused.text, each) for each in ("seen", "token")}
        assert post(site, "manager", path, {**form, **fresh, "reason": "A child came"}).status_code == 303


def test_a_lead_proposes_from_the_page_a_manager_requests_it(site: Site) -> None:
    said(site, 2, "Eve Frost is waiting", "manager")
    path = "/milestones/2/erase"
    assert f'href="/programmes/{SLUG}{path}"' in site.get("lead", "/milestones/2").text
    assert path not in site.get("leader", "/milestones/2").text
    assert path not in site.get("lead", "/milestones/2?as_at=2026-03-20").text
    page = site.get("lead", path)
    assert page.status_code == 200, page.text
    assert_valid_html5(page.text)
    unticked = site.post("lead", LIST, {"of": "milestones/2"})
    assert unticked.status_code == 422
    assert_valid_html5(unticked.text)
    assert "Tick what has to go" in unticked.text
    place = next(key for key in ticks(page.text) if key.startswith("milestone_update:2:") and key.endswith(":reason"))
    check = site.post("lead", LIST, {"of": "milestones/2", "place": place})
    assert_valid_html5(check.text)
    assert "Propose this to the programme manager" in check.text
    form = {each: hidden(check.text, each) for each in ("places", "seen", "token")}
    answer = site.post("lead", LIST, {**form, "because": WHY})
    assert answer.status_code == 303, answer.text
    number = int(answer.headers["location"].rsplit("/", 1)[1])
    assert one(site, number).state is ErasureState.PROPOSED
    assert "1 erasure is proposed" in words(site.get("manager", "").text.split('id="needs"')[1])
    assert "1 waits for you" in words(site.get("manager", "/set-up").text)
    assert "years it is kept after it closes" in words(site.get("manager", LIST).text)
    assert "How long" not in site.get("lead", LIST).text
    mine = site.get("lead", f"{LIST}/{number}")
    assert_valid_html5(mine.text)
    assert "Look at it and request it" not in mine.text
    assert site.get("other-lead", f"{LIST}/{number}").status_code == 404
    assert site.client_for("admin").get(ADMIN).text.count(f"/{SLUG}/{number}") == 0
    take_up = f"{LIST}/{number}/request"
    taken = {**opened(site, f"/programmes/{SLUG}{take_up}", "manager"), "because": WHY}
    taken["places"] = form["places"]
    assert site.post("manager", take_up, taken).status_code == 303
    assert one(site, number).state is ErasureState.REQUESTED
    approved(site, number)
    assert "Eve Frost" not in site.get("manager", "/milestones/2").text


def test_without_a_reason_or_with_the_name_in_it_nothing_is_requested(site: Site) -> None:
    said(site, 6, "Gil Hart came")
    form = looked_over(site, "Gil Hart")
    for because, sentence in (("", "Enter why it has to go"), ("Gil’s mother asked", "must not repeat the name")):
        answer = site.post("manager", LIST, {**form, "because": because})
        assert answer.status_code == 422, because
        assert_valid_html5(answer.text)
        assert sentence in answer.text
        assert "Gil Hart came" in answer.text
        assert hidden(answer.text, "places") == form["places"]
    again = site.post("manager", LIST, {"looked_for": "Gil Hart"})
    assert again.status_code == 422
    assert "Tick what has to go" in again.text


def test_a_form_sent_twice_is_one_request_and_one_approval(site: Site) -> None:
    said(site, 6, "Ida Jones came")
    form = {**looked_over(site, "Ida Jones"), "because": HOSTILE}
    first, second = (site.post("manager", LIST, form) for _ in range(2))
    assert first.status_code == second.status_code == 303
    assert first.headers["location"] == second.headers["location"]
    number = int(first.headers["location"].rsplit("/", 1)[1])
    path = f"{ADMIN}/{SLUG}/{number}"
    tick = {**opened(site, path, "admin"), "read": "yes"}
    unticked = site.client_for("admin").post(path, data={"seen": tick["seen"], "token": tick["token"]})
    assert unticked.status_code == 422
    assert_valid_html5(unticked.text)
    assert "Tick that you have read why" in unticked.text
    assert "Ida" not in unticked.text
    refusal = opened(site, f"{path}/refuse", "admin")
    for _ in range(2):
        assert post(site, "admin", path, tick).status_code == 303
    late = post(site, "admin", f"{path}/refuse", {**refusal, "reason": "Too late"})
    assert late.status_code == 409
    assert_valid_html5(late.text)
    for where in (
        f"/programmes/{SLUG}{LIST}",
        f"/programmes/{SLUG}{LIST}/{number}",
        f"/programmes/{SLUG}/milestones/6",
    ):
        page = site.client_for("manager").get(where).text
        assert_valid_html5(page)
        assert "<script>alert" not in page
        assert "alert(1)" in page


def test_a_request_is_refused_or_taken_back_with_a_reason(site: Site) -> None:
    said(site, 6, "Kit Lowe came")
    by_manager, by_admin = requested(site, "Kit Lowe"), requested(site, "Kit Lowe")
    path = f"{LIST}/{by_manager}/refuse"
    form = opened(site, f"/programmes/{SLUG}{path}", "manager")
    assert site.post("manager", path, form).status_code == 422
    assert site.post("manager", path, {**form, "reason": "Asked by mistake"}).status_code == 303
    path = f"{ADMIN}/{SLUG}/{by_admin}/refuse"
    form = opened(site, path, "admin")
    assert post(site, "admin", path, form).status_code == 422
    assert post(site, "admin", path, {**form, "reason": "Ask the school first"}).status_code == 303
    page = words(site.get("manager", f"{LIST}/{by_admin}").text)
    assert "Ask the school first" in page
    assert one(site, by_manager).state is one(site, by_admin).state is ErasureState.REFUSED
    assert "Kit Lowe came" in site.get("manager", "/milestones/6").text


def test_a_manager_who_is_an_administrator_too_cannot_approve_their_own_request(site: Site) -> None:
    said(site, 6, "Mia North came")
    kept = Passphrases(memory_kib=8, passes=1).hash(PASSPHRASE)
    with site.database.writing() as session:
        uid = add_person(session, PersonChange(email="both@example.org", name="Both"), passphrase=kept)
        grant(session, uid, MembershipChange(role=Role.ADMINISTRATOR, starts=BEGINS))
        grant(session, uid, MembershipChange(role=Role.PROGRAMME_MANAGER, programme=SLUG, starts=BEGINS))
    number = requested(site, "Mia North", who="both")
    path = f"{ADMIN}/{SLUG}/{number}"
    page = site.client_for("both").get(path)
    assert_valid_html5(page.text)
    assert "Another administrator has to decide this" in page.text
    answer = post(site, "both", path, {"read": "yes", "seen": str(one(site, number).sequence), "token": "x"})
    assert answer.status_code == 422
    assert_valid_html5(answer.text)
    assert "takes two people" in answer.text
    assert "Mia North" in site.get("manager", "/milestones/6").text
    approved(site, number)


@pytest.fixture(scope="module")
def of_six(site: Site) -> int:
    """A request about milestone 6, which the lead of workstream 3 answers for."""
    said(site, 6, "Ned Orr came")
    return requested(site, "Ned Orr")


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_sees_and_does_what_s1(site: Site, of_six: int, who: str) -> None:
    heads = site.heads()
    theirs, elsewhere = f"{LIST}/{of_six}", f"{ADMIN}/{SLUG}/{of_six}"
    paths = (LIST, theirs, f"{theirs}/refuse", "/milestones/6/erase", "/risks/1/erase", "/asks/99/erase")
    assert [site.get(who, path).status_code for path in paths] == SEEN.get(who, [_refused(who)] * len(paths))
    if who not in ("admin", "manager"):
        sent = site.post(who, LIST, {"places": "milestone_update:4:1:issue", "because": "x"})
        assert sent.status_code == (303 if who == "nhs-lead" else 404 if who in SEEN else _refused(who))
        assert CANARY not in sent.text or who.startswith("stranger")
    if who != "admin":
        for path in (ADMIN, elsewhere, f"{elsewhere}/refuse"):
            assert site.client_for(who).get(path).status_code in (401, 403, 404), path
        assert post(site, who, elsewhere, {"read": "yes", "seen": "1", "token": "x"}).status_code in (401, 403, 404)
    assert site.heads() == (heads[0] + (who == "nhs-lead"), heads[1])


SEEN = {
    "manager": [200, 200, 200, 200, 200, 404],
    "lead": [200, 404, 403, 403, 200, 404],
    "support": [200, 404, 403, 403, 200, 404],
    "nhs-lead": [200, 404, 403, 403, 403, 404],
    "other-lead": [200, 200, 403, 200, 403, 404],
}


def _refused(who: str) -> int:
    outside = 404 if who.startswith(("admin", "stranger")) else 403
    return 401 if who in ("anonymous", "disabled") else outside
