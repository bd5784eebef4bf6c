"""Files of evidence on the web: brought, refused with all that was typed, handed out to whom they may be, released."""

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

import pytest

from tests.web.forms import hidden
from tests.web.html5 import assert_valid_html5
from tests.web.places import BEGINS, OPERATOR
from tests.web.site import EVERYBODY, SLUG, Site
from wsoa.access import Action
from wsoa.evidence import EvidenceChange, state_evidence
from wsoa.examined import MAX_BYTES
from wsoa.history import entry
from wsoa.snapshot.files import evidence_files
from wsoa.snapshot.positions.files import EvidenceFiles

PLAIN = b"The panel sat on four Mondays."
NUMBERS = b"The child with NHS number 943 476 5919 waited."
NO = {"holds_personal": "no"}
YES = {"holds_personal": "yes", "whose": "Children on the list", "until": "2027-03-31"}
KEEPS = {"manager", "lead", "support", "nhs-lead", "other-lead"}
READS = {*KEEPS, "leader"}


def piece(site: Site, title: str = "Minutes", milestones: tuple[int, ...] = (1,)) -> int:
    """A new piece that speaks for milestones of workstream 1."""
    with (
        site.database.writing() as session,
        entry(session, OPERATOR, SLUG, command="set_up", action=Action.SET_UP) as writing,
    ):
        return state_evidence(writing, EvidenceChange(title=title, milestones=milestones), as_at=BEGINS)


def sending(
    site: Site, path: str, content: bytes, form: Mapping[str, Any], who: str = "lead", name: str = "a.txt"
) -> Any:
    page = site.get(who, path)
    assert page.status_code == 200
    assert_valid_html5(page.text)
    seen = {each: hidden(page.text, each) for each in ("seen", "token", "of") if f'name="{each}"' in page.text}
    return site.post(who, path, {**seen, **form}, files={"file": (name, content)})


def bring(site: Site, number: int, content: bytes = PLAIN, form: Mapping[str, Any] = NO, **more: Any) -> EvidenceFiles:
    answer = sending(site, f"/evidence/{number}/attach", content, form, **more)
    assert answer.status_code == 303, answer.text
    return of(site, number)


def of(site: Site, number: int) -> EvidenceFiles:
    with site.database.reading() as session:
        return evidence_files(session, OPERATOR, SLUG)[number]


def digest(files: EvidenceFiles) -> str:
    assert files.now is not None
    assert files.now.file is not None
    return files.now.file.digest


def told(page: str) -> str:
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", page).split()))


def test_a_piece_is_recorded_with_its_file_at_once_or_not_at_all(site: Site) -> None:
    before = len(site.snapshot().evidence)
    form = {"title": "Survey", "milestones": ["1"]}
    for answers in ({}, {"holds_personal": ""}):
        refused = sending(site, "/evidence/new", PLAIN, {**form, **answers})
        assert refused.status_code == 422
        assert_valid_html5(refused.text)
        assert "Say whether the file contains personal data" in refused.text
        assert "Choose the file again: the browser does not keep it" in refused.text
        assert 'value="Survey"' in refused.text
    forgotten = sending(site, "/evidence/new", b"", {**form, **NO}, name="")
    assert forgotten.status_code == 422
    assert 'href="#file">Choose the file<' in forgotten.text
    assert len(site.snapshot().evidence) == before
    answer = sending(site, "/evidence/new", PLAIN, {**form, **NO}, name="Survey May.txt")
    assert answer.status_code == 303, answer.text
    made = site.snapshot().evidence[-1]
    page = site.get("lead", f"/evidence/{made.number}")
    assert_valid_html5(page.text)
    assert "Survey May.txt Plain text, 1 KB, SHA-256 begins" in told(page.text)
    listed = site.get("lead", "/evidence")
    assert_valid_html5(listed.text)
    assert "File: Plain text, 1 KB" in told(listed.text)


def test_a_refused_file_leaves_what_was_typed_and_a_larger_one_than_20_mb_too(site: Site) -> None:
    number, heads = piece(site), site.heads()
    path = f"/evidence/{number}/attach"
    typed = {"holds_personal": "yes", "whose": "Families & <friends>", "until": "soon"}
    for content, name, status, said in (
        (b"", "a.txt", 422, "The file is empty"),
        (b"<svg onload=alert(1)>", "a.svg", 422, "is not taken"),
        (b"x" * (MAX_BYTES + 1), "a.txt", 413, "The file is larger than 20 MB"),
        (PLAIN, "a.txt", 422, "Choose the file again"),
    ):
        answer = sending(site, path, content, typed, name=name)
        assert answer.status_code == status
        assert_valid_html5(answer.text)
        assert said in answer.text
        assert 'href="#file"' in answer.text
        assert 'value="Families &amp; &lt;friends&gt;"' in answer.text
        assert 'value="soon"' in answer.text
    whole = sending(site, path, b"x" * (30 * 1024 * 1024), typed)
    assert whole.status_code == 413, "what the edge cuts short is told on the same page"
    assert 'value="Families &amp; &lt;friends&gt;"' in whole.text
    assert site.heads() == heads


def test_of_two_who_bring_a_file_the_second_is_told_and_both_revisions_are_kept(site: Site) -> None:
    number = piece(site)
    path = f"/evidence/{number}/attach"
    page = site.get("manager", path)
    late = {each: hidden(page.text, each) for each in ("seen", "token")}
    first = digest(bring(site, number, name="first.txt"))
    answer = site.post("manager", path, {**late, **NO, "reason": "Mine is newer"}, files={"file": ("b.txt", b"Later")})
    assert answer.status_code == 409
    assert_valid_html5(answer.text)
    assert "first.txt (Plain text, 1 KB)" in answer.text
    assert "Choose the file again" in answer.text
    again = sending(site, path, b"Later", {**NO, "reason": "Mine is newer"}, who="manager", name="b.txt")
    assert again.status_code == 303
    shown = site.get("manager", f"/evidence/{number}").text
    assert_valid_html5(shown)
    assert "Mine is newer" in shown
    assert f"/evidence/{number}/files/{first}/file" in shown, "the earlier revision can still be opened"


@pytest.mark.proof
def test_the_original_opens_for_few_and_the_redacted_copy_for_every_reader(site: Site) -> None:
    number = piece(site)
    original = digest(bring(site, number, PLAIN, YES, name="plans.txt"))
    answer = sending(site, f"/evidence/{number}/redact", b"The panel sat.", {}, name="plans redacted.txt")
    assert answer.status_code == 303, answer.text
    redaction = of(site, number).redaction
    assert redaction is not None
    opens = {who: site.get(who, f"/evidence/{number}/files/{original}/file").status_code for who in EVERYBODY}
    reads = {who: site.get(who, f"/evidence/{number}/files/{redaction.digest}/file").status_code for who in EVERYBODY}
    assert {who for who, status in opens.items() if status == 200} == {"manager", "lead", "support"}
    assert {who for who, status in reads.items() if status == 200} == READS
    assert {*opens.values(), *reads.values()} <= {200, 401, 403, 404}
    for who in READS:
        page = site.get(who, f"/evidence/{number}").text
        assert (f"/files/{original}/" in page) is (opens[who] == 200)
        assert f"/files/{redaction.digest}/" in page
    for wrong in ("0" * 64, "x", "..%2f..%2fwsoa.sqlite3"):
        assert site.get("manager", f"/evidence/{number}/files/{wrong}/file").status_code == 404


@pytest.mark.proof
@pytest.mark.parametrize(
    ("name", "is_called"),
    [
        ("minutes.txt", 'filename="minutes.txt"'),
        ("../../etc/passwd.txt", 'filename="passwd.txt"'),
        ("C:\\Users\\me\\plan.txt", 'filename="plan.txt"'),
        ("a\u202egnp.txt", 'filename="agnp.txt"'),
        ('a"; filename="evil.exe.txt', "evil.exe.txt"),
        ("con.txt", 'filename="file con.txt"'),
        ("Elternbrief Ä – März.txt", "filename*=UTF-8''Elternbrief%20%C3%84%20%E2%80%93%20M%C3%A4rz.txt"),
        (f"{'n' * 300}.txt", "nnn.txt"),
        ("a\r\nSet-Cookie: x=1.txt", "attachment"),
        ("invoice.pdf.txt", 'filename="invoice.pdf.txt"'),
    ],
)
def test_whatever_a_file_is_called_it_is_kept_by_its_digest_and_handed_out_as_an_attachment_s14(
    site: Site, name: str, is_called: str, capfd: pytest.CaptureFixture[str]
) -> None:
    number = piece(site, name)
    kept = digest(bring(site, number, PLAIN + name.encode("utf-8", "replace"), name=name))
    answer = site.get("lead", f"/evidence/{number}/files/{kept}/file")
    assert answer.status_code == 200
    disposition = answer.headers["content-disposition"]
    assert disposition.startswith("attachment; ")
    assert is_called in disposition
    assert not re.search(r'[\r\n\\/]|filename="[^"]*"[^;]', disposition)
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert "set-cookie" not in answer.headers
    assert site.database.file is not None
    store = site.database.file.parent / "evidence"
    assert {each.name for each in store.iterdir() if each.is_file()} >= {kept}
    assert all(re.fullmatch("[0-9a-f]{64}|pending", each.name) for each in store.iterdir())
    logged = "".join(capfd.readouterr())
    assert "minutes" not in logged
    assert name[:12] not in logged


def test_bytes_that_were_altered_in_the_store_are_not_handed_out(site: Site) -> None:
    number = piece(site)
    kept = digest(bring(site, number, b"To be altered"))
    assert site.database.file is not None
    (site.database.file.parent / "evidence" / kept).write_bytes(b"Altered")
    answer = site.get("lead", f"/evidence/{number}/files/{kept}/file")
    assert answer.status_code == 500
    assert "This file cannot be handed out" in answer.text
    assert "Altered" not in answer.text


def test_what_may_be_personal_data_waits_for_a_second_person_who_did_not_bring_it(site: Site) -> None:
    number = piece(site)
    bring(site, number, NUMBERS)
    path = f"/evidence/{number}/check"
    page = site.get("lead", path)
    assert_valid_html5(page.text)
    assert "You brought this file, so somebody else has to decide" in page.text
    assert "NHS number" in page.text
    assert "What may be personal data waits for a second person" in site.get("leader", "/evidence?show=waits").text
    assert "943" not in site.get("leader", f"/evidence/{number}").text
    release = f"/releases/evidence/{number}/propose"
    held = site.get("lead", release)
    assert "It cannot be proposed yet." in held.text
    form = {each: hidden(held.text, each) for each in ("seen", "token")}
    refused = site.post("lead", release, {**form, "reason": "It shows much"})
    assert refused.status_code == 422
    assert "Somebody has to decide about it." in refused.text
    asked = site.get("manager", path).text
    given = {each: hidden(asked, each) for each in ("seen", "token", "digest")}
    assert site.post("manager", path, {**given, "reason": "x"}).status_code == 422
    short = site.post("manager", path, {**given, "answer": "may", "reason": "x"})
    assert short.status_code == 422
    assert_valid_html5(short.text)
    saved = site.post("manager", path, {**given, "answer": "may", "reason": "The number was made up"})
    assert saved.status_code == 303
    beaten = site.post("manager", path, {**given, "answer": "may-not", "reason": "It is one after all"})
    assert beaten.status_code == 409
    shown = site.get("leader", f"/evidence/{number}").text
    assert_valid_html5(shown)
    assert "The number was made up" in shown
    for who in ("leader", "board", "other-lead", "adviser"):
        assert site.get(who, path).status_code in (403, 404)


def test_a_file_is_taken_away_and_a_piece_withdrawn_and_reinstated(site: Site) -> None:
    number = piece(site, "To be withdrawn")
    bring(site, number)

    def turned(what: str, reason: str) -> Any:
        page = site.get("lead", f"/evidence/{number}/{what}")
        assert_valid_html5(page.text)
        form = {each: hidden(page.text, each) for each in ("seen", "token")}
        return site.post("lead", f"/evidence/{number}/{what}", {**form, "reason": reason})

    assert turned("take-away", "x").status_code == 422
    assert turned("take-away", "It was the wrong year").status_code == 303
    page = site.get("lead", f"/evidence/{number}").text
    assert "It has no file now." in page
    assert "It was the wrong year" in page
    assert turned("withdraw", "It is about another area").status_code == 303
    for path in ("/evidence", f"/evidence/{number}", "/evidence?show=withdrawn"):
        shown = site.get("leader", path).text
        assert_valid_html5(shown)
        assert "It is about another area" in shown
    assert "It is about another area" not in site.get("leader", "/evidence?show=stands").text
    assert f"evidence/{number}/change" not in site.get("lead", f"/evidence/{number}").text
    assert "withdrawn" in sending(site, f"/evidence/{number}/attach", b"New", {**NO, "reason": "It is a new one"}).text
    assert turned("reinstate", "It is this area after all").status_code == 303
    assert "It is withdrawn" not in site.get("lead", f"/evidence/{number}").text
