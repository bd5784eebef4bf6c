"""S19: marked secrets and names go through a real server in every way; then no log, page or file of it holds one.

Negative control: a route that logs the form it was sent is found out.
"""

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import httpx2
import pytest

from tests.web.site import PASSPHRASE, SLUG
from wsoa.access import Actor

Record = Callable[[str, object], None]

ROOT = Path(__file__).resolve().parents[2]
HOME = f"/programmes/{SLUG}"
KINDS = (
    *("passphrase", "code", "cookie", "child", "file-name", "email", "query", "path", "agent", "form", "heading"),
    *("cell", "half-way", "thread", "task", "database", "raw", "search", "organisation", "browser", "too-large"),
)
CANARIES = {kind: f"canary-{kind}-7f3a" for kind in KINDS}
NUMBERS = ("9434765919", "A123456789012", "SW1A 2AA")
"""An NHS number, a unique pupil number and a postcode, as people type them."""
ALOUD = "canary-aloud-7f3a"
HOSTILE = "\u202e two%0Alines%1B[31m"
FAULTS = ("in-a-route", "in-the-database", "half-way", "in-a-thread", "in-a-task")


@dataclass
class Left:
    """All that a server leaves behind, by where it is, and what was answered."""

    places: dict[str, str] = field(default_factory=dict)
    refused: list[httpx2.Response] = field(default_factory=list)
    secrets: set[str] = field(default_factory=set)
    temporary: list[str] = field(default_factory=list)

    def holding(self, text: str) -> set[str]:
        """Where the text stands."""
        return {place for place, said in self.places.items() if text.lower() in said.lower()}


@pytest.fixture(scope="module")
def left(settled: tuple[Path, dict[str, Actor]], tmp_path_factory: pytest.TempPathFactory) -> Left:
    """What is left of a server that everything was tried on, in one life."""
    folder = tmp_path_factory.mktemp("logs")
    database = Path(shutil.copy(settled[0], folder / "wsoa.sqlite3"))
    temporary = folder / "temporary"
    temporary.mkdir()
    found = Left()
    with (folder / "out").open("wb") as out, (folder / "err").open("wb") as err:
        port = _free_port()
        server = subprocess.Popen(
            [sys.executable, "-m", "tests.web.faulty_server", "serve", "--port", str(port)],
            cwd=ROOT,
            env=_surroundings(folder, database),
            stdout=out,
            stderr=err,
        )
        try:
            _use(port, found)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(30)
    found.places = {name: (folder / name).read_text() for name in ("out", "err", "security.log", "errors.log")}
    found.places |= dict(_told_in(database))
    found.temporary = [str(file) for file in temporary.rglob("*")]
    return found


def _surroundings(folder: Path, database: Path) -> dict[str, str]:
    settings = {
        "WSOA_DATABASE_URL": f"sqlite:///{database}",
        "WSOA_SECURITY_LOG": str(folder / "security.log"),
        "WSOA_ERROR_LOG": str(folder / "errors.log"),
        "WSOA_PASSPHRASE_MEMORY_KIB": "8",
        "WSOA_PASSPHRASE_PASSES": "1",
        "TMPDIR": str(folder / "temporary"),
    }
    return os.environ | settings


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as place:
        port: int = place.getsockname()[1]
        return port


def _use(port: int, found: Left) -> None:
    with httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
        _wait_for(client)
        client.headers["User-Agent"] = f"{CANARIES['agent']} \\x1b[31m"
        _come_in(client, found)
        _ask(client, found)
        _write(client)
        _break(client, found)
        _bring_a_file(client)
        client.post("/fault/chatty", data={"x": ALOUD})
    with socket.create_connection(("127.0.0.1", port)) as raw:
        raw.sendall(f"GET /{CANARIES['raw']} HTTP/9.9\r\nbad {CANARIES['raw']}\x00\r\n\r\n".encode())
        raw.recv(1000)


def _wait_for(client: httpx2.Client) -> None:
    for _ in range(300):
        try:
            client.get("/health")
            return
        except httpx2.TransportError:
            time.sleep(0.1)
    raise AssertionError("the server did not start")


def _come_in(client: httpx2.Client, found: Left) -> None:
    wrong = {"email": f"{CANARIES['email']}@example.org", "passphrase": CANARIES["passphrase"]}
    assert client.post("/sign-in", data=wrong).status_code == 422
    assert client.post("/sign-in", data={**wrong, "email": "lead@example.org"}).status_code == 422
    code = {"invitation_code": CANARIES["code"], "passphrase": CANARIES["passphrase"] * 2}
    client.post(f"/welcome/{CANARIES['path']}", data={**code, "passphrase_again": CANARIES["passphrase"] * 2})
    client.post(f"/new-passphrase/{CANARIES['path']}", data={**code, "passphrase_again": CANARIES["passphrase"] * 2})
    found.refused.append(client.get(HOME, headers={"Cookie": f"session={CANARIES['cookie']}"}))
    assert client.post("/sign-in", data={"email": "manager@example.org", "passphrase": PASSPHRASE}).status_code == 303
    found.secrets = {PASSPHRASE, "manager@example.org", "lead@example.org", *client.cookies.values()}


def _ask(client: httpx2.Client, found: Left) -> None:
    client.get(f"{HOME}/search", params={"q": f"{CANARIES['search']} {NUMBERS[0]}"})
    client.get(f"{HOME}/milestones", params={"owner": CANARIES["query"], "as_at": CANARIES["query"]})
    for path in (CANARIES["path"], f"{CANARIES['path']}{HOSTILE}", NUMBERS[0], NUMBERS[1]):
        for place in (f"/{path}", f"{HOME}/{path}", f"{HOME}/milestones/{path}", f"{HOME}/reports/{path}"):
            found.refused.append(client.get(place, params={"q": CANARIES["query"]}))
        found.refused.append(client.get(f"/programmes/{path}/milestones/3"))
    client.get(f"{HOME}/reports/board-report", params={"format": "docx", "also": CANARIES["query"]})
    found.refused.append(client.get(HOME, headers={"Host": CANARIES["heading"]}))


def _write(client: httpx2.Client) -> None:
    typed = {"issue": f"{CANARIES['child']} {NUMBERS[0]} {NUMBERS[1]} {NUMBERS[2]}", "level": CANARIES["form"]}
    client.post(f"{HOME}/milestones/2/update", data=typed, params={"q": CANARIES["query"]})
    somebody = {"email": f"{CANARIES['email']}@example.org", "name": f"{CANARIES['child']}\u202e\x1b[31m"}
    client.post(f"{HOME}/set-up/people/add", data={**somebody, "role": "board-member"})
    client.post(f"{HOME}/set-up/organisations/new", data={"name": CANARIES["organisation"]})
    client.post(f"{HOME}/set-up/find-a-name", data={"name": CANARIES["child"]})
    client.post("/sign-out", data={"x": CANARIES["form"]}, headers={"Sec-Fetch-Site": "cross-site"})
    client.post("/sign-in", data={"email": CANARIES["too-large"] * 200_000})
    client.post("/v1/programmes", json={"x": CANARIES["form"]})


def _break(client: httpx2.Client, found: Left) -> None:
    marks = (*(CANARIES[kind] for kind in ("form", "database", "half-way", "thread", "task")),)
    for fault, mark in zip(FAULTS, marks, strict=True):
        try:
            answer = client.post(f"/fault/{fault}", data={"x": mark}, params={"q": CANARIES["query"]})
        except httpx2.RemoteProtocolError:  # half an answer
            continue
        if answer.status_code >= 400:
            found.refused.append(answer)


def _bring_a_file(client: httpx2.Client) -> None:
    """A tracker with such words in its cells, one that is damaged, and one that the reader's child dies of."""
    rows = f"Milestone,RAG,Issue\r\n{CANARIES['cell']} {NUMBERS[0]},A,{CANARIES['child']}\r\n".encode()
    for content, ending in ((rows, "csv"), (b"PK\x03\x04" + rows, "xlsx"), (b"\x00" * 5000, "docx")):
        file = {"file": (f"{CANARIES['file-name']}\u202e.{ending}", content)}
        answer = client.post(f"{HOME}/trackers", data={"as_at": "2026-03-25", "scope": "guess"}, files=file)
        for _ in range(100):
            if answer.status_code != 303 or "being read" not in client.get(answer.headers["location"]).text:
                break
            time.sleep(0.1)


def _told_in(database: Path) -> Iterator[tuple[str, str]]:
    """What the database keeps for the security log, and the bookkeeping of the record's entries."""
    with closing(sqlite3.connect(database)) as kept:
        kept.row_factory = sqlite3.Row
        for table in ("security_event", "entry", "sign_in_tries", "known_browser", "web_session"):
            yield table, "\n".join(str(dict(row)) for row in kept.execute(f"SELECT * FROM {table}"))


@pytest.mark.proof
def test_nothing_that_was_marked_stands_in_any_log_or_bookkeeping_s19(left: Left, record_property: Record) -> None:
    record_property("marks", len(CANARIES) + len(NUMBERS) + len(left.secrets))
    record_property("lines", sum(said.count("\n") for said in left.places.values()))
    assert {kind: left.holding(mark) for kind, mark in CANARIES.items() if left.holding(mark)} == {}
    assert {number: left.holding(number) for number in NUMBERS if left.holding(number)} == {}


def test_no_secret_of_a_sign_in_that_succeeded_stands_there_either(left: Left) -> None:
    assert len(left.secrets) >= 4
    assert [left.holding(secret) for secret in left.secrets if left.holding(secret)] == []


def test_negative_control_a_route_that_logs_what_it_was_sent_is_found(left: Left) -> None:
    assert left.holding(ALOUD) == {"errors.log"}


def test_each_fault_was_told_by_kind_and_place(left: Left) -> None:
    """Else the silence would prove nothing."""
    said = left.places["errors.log"]
    assert said.count("builtins.RuntimeError") >= 4
    assert "sqlalchemy.exc.IntegrityError" in said
    assert "builtins.ZeroDivisionError" in said
    assert "tests.web.faulty_server" in said or "__main__:in_a_route" in said
    kinds = ("started", "stopped", "signed-in", "sign-in-failed", "downloaded", "denied")
    assert [kind for kind in kinds if f'"event": "{kind}"' not in left.places["security.log"]] == []
    assert "Traceback" not in left.places["err"] + left.places["out"]


def test_no_page_of_a_fault_or_a_refusal_repeats_what_was_sent(left: Left) -> None:
    assert {answer.status_code for answer in left.refused} >= {401, 404, 500}
    assert [
        (answer.status_code, mark)
        for answer in left.refused
        for mark in (*CANARIES.values(), *NUMBERS)
        if mark in answer.text and answer.status_code != 401
    ] == []


def test_no_temporary_file_is_left(left: Left) -> None:
    assert left.temporary == []


def test_a_line_is_one_object_of_plain_signs_whoever_chose_the_words(left: Left) -> None:
    """No path, name, header or file name breaks a line, colours a terminal or turns the writing round."""
    for log in ("security.log", "errors.log"):
        said = left.places[log]
        assert all(0x20 <= ord(sign) < 0x7F for sign in said.replace("\n", ""))
        assert {type(json.loads(line)) for line in said.splitlines()} == {dict}
