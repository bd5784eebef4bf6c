"""Who signed in and what was downloaded: the manager sees their programme's, an administrator all, others nothing."""

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from structlog.testing import capture_logs
from structlog.typing import EventDict

from api.events import KINDS, ON_A_PAGE, as_csv
from tests.web.html5 import assert_valid_html5
from tests.web.places import CANARY
from tests.web.site import PASSPHRASE, SLUG, Site
from wsoa import clock, invitations, people, security_log
from wsoa.database import Database
from wsoa.people import RoleChange
from wsoa.snapshot import open_programme
from wsoa.terms import Role, SecurityKind

PAGE, ALL = "/set-up/sign-ins", "/administration/security"


def rows(text: str) -> list[str]:
    """The lines of the list, newest first, as plain words."""
    body = text.partition("<tbody")[2].partition("</tbody>")[0]
    return [" ".join(part.split()) for part in body.split("</tr>") if part.strip()]


@contextmanager
def told() -> Iterator[list[EventDict]]:
    """What goes out as lines meanwhile."""
    with capture_logs() as lines:
        yield lines


def test_a_download_is_noted_with_who_what_size_and_digest(site: Site) -> None:
    with told() as lines:
        taken = site.get("leader", "/reports/board-report?format=docx").content
    (line,) = [line for line in lines if line["event"] == "downloaded"]
    assert (line["person"], line["subject"]) == (site.actors["leader"].uid, "reports/board-report")
    assert (line["size"], line["sha256"]) == (len(taken), hashlib.sha256(taken).hexdigest())
    page = site.get("manager", PAGE)
    assert_valid_html5(page.text)
    first = next(row for row in rows(page.text) if "Leader" in row)
    assert "Downloaded" in first
    assert f'href="/programmes/{SLUG}/reports/board-report">' in first


@pytest.mark.parametrize("path", ["/scorecard.xlsx", "/reports/board-report?format=json", "/set-up/sign-ins.csv"])
def test_whatever_carries_a_document_is_noted(site: Site, path: str) -> None:
    with told() as lines:
        answer = site.get("manager", path)
    noted = [line["sha256"] for line in lines if line["event"] == "downloaded"]
    assert noted == [hashlib.sha256(answer.content).hexdigest()]


def test_a_database_that_cannot_keep_the_note_gives_the_document_all_the_same(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Database, "may_write", property(lambda _: False))
    with told() as lines:
        answer = site.get("lead", "/scorecard.xlsx")
    assert answer.status_code == 200
    assert [line["kept"] for line in lines if line["event"] == "downloaded"] == [False]


def test_a_manager_sees_sign_ins_of_their_people_and_of_nobody_else(site: Site) -> None:
    for who in ("lead", "stranger", "admin"):
        site.new_client(who)
    page = site.get("manager", PAGE)
    assert any("Lead" in row and "Signed in" in row for row in rows(page.text))
    assert CANARY not in page.text
    assert "Admin" not in page.text
    assert any("Admin" in row for row in rows(site.client_for("admin").get(ALL).text))


def test_of_a_document_of_another_programme_a_manager_hears_nothing(site: Site) -> None:
    """Even where one of theirs took it: where else people belong is not told."""
    with site.database.writing() as session:
        other = open_programme(session, site.actors["stranger"], "southmere").id
        security_log.note(
            session,
            SecurityKind.DOWNLOADED,
            person=site.actors["lead"].uid,
            programme_id=other,
            subject="packs/777",
        )
    assert "Pack 777" not in site.get("manager", PAGE).text
    assert "Pack 777" in site.client_for("stranger").get("/programmes/southmere/set-up/sign-ins").text
    assert "Pack 777" in site.client_for("admin").get(ALL).text


def test_a_sign_in_before_somebody_belonged_is_not_the_programmes(site: Site) -> None:
    before = clock.now() - timedelta(days=3650)
    with clock.held_at(before), site.database.writing() as session:
        security_log.note(session, SecurityKind.SIGN_IN_LIMITED, about=site.actors["board"].uid)
    assert "Tenth wrong try in five minutes" not in "".join(rows(site.get("manager", PAGE).text))
    assert "Tenth wrong try in five minutes" in site.client_for("admin").get(f"{ALL}?kind=sign-in-limited").text


def test_a_failed_sign_in_of_a_member_is_seen_and_what_was_typed_is_not(site: Site) -> None:
    wrong = {"email": "support@example.org", "passphrase": "canary-wrong-passphrase"}
    site.new_client().post("/sign-in", data=wrong)
    page = site.get("manager", f"{PAGE}?kind=sign-ins").text
    assert any("Support" in row and "wrong passphrase" in row for row in rows(page))
    assert "canary-wrong" not in page + site.client_for("admin").get(ALL).text


def test_a_manager_is_told_of_codes_passphrases_and_roles_and_by_whom(site: Site) -> None:
    forum, admin = str(site.actors["forum"].uid), str(site.actors["admin"].uid)
    with site.database.writing() as session:
        people.give_role(session, site.actors["manager"], SLUG, forum, RoleChange(role=Role.ADVISER))
        invitations.hand_over(session, forum, by=admin)
        invitations.hand_over(session, forum)
    page = site.get("manager", f"{PAGE}?kind=accounts&person={forum}").text
    assert_valid_html5(page)
    by_operator, by_admin, role = rows(page)[:3]
    name = site.actors["forum"].name
    assert "The operator, at the server" in by_operator
    assert f"Code made: {name}" in by_admin
    assert site.actors["admin"].name in by_admin
    assert f"Role given: {name}, DfE or NHS England adviser" in role
    assert f"Code made: {name}" in site.get("manager", f"{PAGE}.csv?kind=accounts").text


def test_the_list_is_narrowed_by_kind_and_person_and_nonsense_narrows_nothing(site: Site) -> None:
    site.get("leader", "/scorecard.xlsx")
    lead = site.actors["leader"].uid
    only = rows(site.get("manager", f"{PAGE}?kind=downloads&person={lead}").text)
    assert only
    assert all("Leader" in row and "Downloaded" in row for row in only)
    whole = rows(site.get("manager", PAGE).text)
    assert rows(site.get("manager", f"{PAGE}?kind=%00&person={'9' * 40}&page=x").text) == whole
    assert site.get("manager", f"{PAGE}?page={'9' * 30}").status_code == 200


def test_older_ones_stand_on_further_pages_each_once(site: Site) -> None:
    person = site.actors["other-lead"].uid
    with site.database.writing() as session:
        programme = open_programme(session, site.actors["manager"], SLUG).id
        for number in range(ON_A_PAGE + 7):
            security_log.note(
                session,
                SecurityKind.DOWNLOADED,
                person=person,
                programme_id=programme,
                subject=f"packs/{9000 + number}",
            )
    first = site.get("manager", f"{PAGE}?person={person}").text
    assert len(rows(first)) == ON_A_PAGE
    older = f"/set-up/sign-ins?person={person}&amp;page=2"
    assert f'href="/programmes/{SLUG}{older}"' in first
    second = site.get("manager", older.replace("&amp;", "&")).text
    seen = {row for row in rows(first) + rows(second) if "Pack 9" in row}
    assert len(seen) == ON_A_PAGE + 7


def test_only_managers_see_it_and_only_administrators_see_all(site: Site) -> None:
    for who in ("lead", "leader", "board", "forum"):
        assert site.get(who, PAGE).status_code == 403
        assert site.get(who, f"{PAGE}.csv").status_code == 403
    assert site.get("stranger", PAGE).status_code == 404
    assert site.get("admin", PAGE).status_code == 404
    for who in ("manager", "stranger", "leader"):
        assert site.client_for(who).get(ALL).status_code == 403
    whole = site.client_for("admin").get(ALL)
    assert_valid_html5(whole.text)
    assert whole.status_code == 200


def test_a_cell_of_the_file_is_never_a_formula(site: Site) -> None:
    hostile = ["=HYPERLINK(1)", "+1", "-1", "@x", "\tx", "\rx", "plain", 'a "quoted", one\nmore']
    (head, *lines) = csv.reader(
        io.StringIO(as_csv(["Cell"], [[cell] for cell in hostile]).decode("utf-8-sig"), newline="")
    )
    assert head == ["Cell"]
    assert [line[0] for line in lines] == [f"'{cell}" for cell in hostile[:6]] + hostile[6:]
    answer = site.client_for("admin").get(f"{ALL}.csv")
    assert answer.headers["content-disposition"].startswith('attachment; filename="security-log-')
    assert len(answer.text.splitlines()) > 3


def test_every_kind_has_words() -> None:
    assert set(KINDS) == set(SecurityKind)


def test_a_hostile_name_stays_text_on_the_pages(site: Site) -> None:
    """Facts come out of JSON and subjects out of a column: escaped like any other text."""
    with site.database.writing() as session:
        security_log.note(
            session, SecurityKind.BACKED_UP, subject="<script>alert(1)</script>", operator='"><img src=x>'
        )
    page = site.client_for("admin").get(ALL).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert json.dumps("&lt;script&gt;")[1:-1] in page
    assert PASSPHRASE not in page
