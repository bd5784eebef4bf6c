"""Bringing a tracker on both databases, and what two people do at the same time."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from api.shell.session import acting
from tests.web.site import SLUG, Site, open_site
from tests.web.trackers import AS_AT, HEADERS, NEW, bring, pressed, workbook
from wsoa import clock, tracker_loads
from wsoa.history.digest import content_digest
from wsoa.snapshot import open_programme
from wsoa.terms import Scope


@pytest.fixture
def either(database_url: str) -> Iterator[Site]:
    """The application on a database of its own, once of each kind."""
    with open_site(database_url) as opened:
        yield opened


def test_a_file_goes_all_the_way_and_is_told_with_a_digest_of_its_report(either: Site, tmp_path: Path) -> None:
    path = bring(either, workbook(tmp_path, (HEADERS, NEW)))
    assert either.post("manager", f"{path}/columns", {"column.Milestones!E1": ""}).status_code == 303
    preview = either.get("manager", f"{path}/preview").text
    assert either.post("manager", f"{path}/load", pressed(preview)).status_code == 303
    with either.database.reading() as session:
        programme = open_programme(session, acting(), SLUG)
        (load,) = tracker_loads.loads(session, programme.id)
        assert tracker_loads.drafts(session, acting(), programme.id) == ()
    assert (load.file_name, load.scope, load.by) == ("March.xlsx", Scope.EXCEPTIONS, "Manager")
    assert load.report["applied"] is True
    assert load.entry == either.heads()[0]
    assert load.report_digest == content_digest(load.report), "after it was kept, as before"
    assert load.report_digest != content_digest({**load.report, "applied": False}), "control"


def test_a_load_at_the_shell_is_listed_too(either: Site) -> None:
    report = {"scope": "exceptions", "tables": [], "rows": [], "doubts": [], "conflicts": [], "not_in_file": []}
    with either.database.writing() as session:
        programme = open_programme(session, acting(), SLUG)
        number = tracker_loads.record_load(
            session,
            acting(),
            programme.id,
            file_name="/srv/at the shell.xlsx",
            sha256="0" * 64,
            as_at=clock.today(),
            scope=Scope.EXCEPTIONS,
            report=report,
            entry=None,
        )
    listed = either.get("manager", "/trackers").text
    assert "at the shell.xlsx" in listed
    assert "/srv/" not in listed
    assert "without an entry" in either.get("manager", f"/trackers/{number}").text


def test_ten_who_bring_a_file_at_once_get_ten_numbers(either: Site, tmp_path: Path) -> None:
    content = workbook(tmp_path, (HEADERS, NEW))
    clients = [either.new_client("manager") for _ in range(5)]

    def one(at: int) -> str:
        answer = clients[at % 5].post(
            f"/programmes/{SLUG}/trackers",
            data={"as_at": AS_AT, "scope": "guess"},
            files={"file": ("March.xlsx", content)},
            headers={"Sec-Fetch-Site": "same-origin"},
        )
        assert answer.status_code == 303, answer.text
        return str(answer.headers["location"])

    with ThreadPoolExecutor(5) as together:
        assert len(set(together.map(one, range(10)))) == 10


def test_two_who_load_the_same_file_at_once_load_it_once(either: Site, tmp_path: Path) -> None:
    path = bring(either, workbook(tmp_path, (HEADERS, NEW)))
    form = pressed(either.get("manager", f"{path}/preview").text)
    clients, head = [either.new_client("manager") for _ in range(4)], either.heads()[0]

    def one(at: int) -> int:
        there, same = f"/programmes/{SLUG}{path}/load", {"Sec-Fetch-Site": "same-origin"}
        return clients[at].post(there, data=form, headers=same).status_code

    with ThreadPoolExecutor(4) as together:
        assert set(together.map(one, range(4))) == {303}
    assert either.heads()[0] == head + 1
