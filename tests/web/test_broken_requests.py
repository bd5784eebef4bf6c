"""What is no request, or one that no browser sends: a plain refusal with all the headers, never a fault (S15, D10)."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import h11
import httpx2
import pytest
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from api.protocol import Protocol
from tests.proofs import times
from tests.web.crawling import Routes
from tests.web.defences import hold_to_the_headers, wrong
from tests.web.edge import edge_app
from tests.web.site import SLUG, Site
from wsoa.settings import settings

HOST = b" HTTP/1.1\r\nHost: testserver\r\n"
POSTED = b"POST /save" + HOST
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"
NO_REQUEST = {
    "a length that is no number": (b"GET /" + HOST + b"Content-Length: abc\r\n\r\n", 400),
    "two lengths": (POSTED + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcde", 400),
    "another protocol": (b"\x16\x03\x01\x02\x00", 400),
    "no host": (b"GET / HTTP/1.1\r\n\r\n", 400),
    "NUL in the address": (b"GET /x\x00y" + HOST + b"\r\n", 400),
    "bytes that are no letters": (b"GET /\xff\xfe" + HOST + b"\r\n", 400),
    "a header without a name": (b"GET /" + HOST + b": x\r\n\r\n", 400),
    "an unknown method": (b"BREW /" + HOST + b"\r\n", 405),
    "a method that would echo": (b"TRACE /" + HOST + b"\r\n", 405),
    "HEAD": (b"HEAD /" + HOST + b"\r\n", 405),
    "an address of another site": (b"GET http://evil.example/" + HOST + b"\r\n", 404),
    "two slashes": (b"GET //evil.example/" + HOST + b"\r\n", 404),
    "length and pieces": (POSTED + b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n", 400),
    "lines that end in a newline": (b"GET / HTTP/1.1\nHost: testserver\n\n", 400),
    "one line that does": (b"GET /" + HOST + b"X: a\nY: b\r\n\r\n", 400),
    "a header over two lines": (b"GET /" + HOST + b"X: a\r\n b\r\n\r\n", 400),
    "newlines in the body": (POSTED + FORM + b"Content-Length: 6\r\n\r\na=1\n\n ", 200),
    "a newline in the address": (b"GET /milestones/1%0a" + HOST + b"\r\n", 404),
    "a control character in it": (b"GET /%07" + HOST + b"\r\n", 404),
    "a file as a folder": (b"GET /static/app.css/" + HOST + b"\r\n", 404),
    "a form that is none inside": (
        POSTED + b"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 11\r\n\r\n--x\r\n\x00: a\r\n",
        400,
    ),
    "a form without a boundary": (POSTED + b"Content-Type: multipart/form-data\r\nContent-Length: 2\r\n\r\nab", 400),
    "a long cookie": (b"GET /" + HOST + b"Cookie: session=" + b"a" * 50_000 + b"\r\n\r\n", 200),
}


BOTH = b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"


@contextmanager
def listening(protocol: type[H11Protocol]) -> Iterator[int]:
    """The edge served on this machine by that protocol: its port."""
    config = uvicorn.Config(edge_app(), port=0, http=protocol, log_level="critical", log_config=None)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """The edge as `wsoa serve` serves it."""
    with listening(Protocol) as port:
        yield port


def answered(port: int, sent: bytes) -> httpx2.Response:
    """The answer to these bytes."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(sent)
        came = b""
        while b"\r\n\r\n" not in came:
            piece = line.recv(65536)
            assert piece, came
            came += piece
    first, *rest = came.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    headers = [(name, text) for name, _, text in (each.partition(": ") for each in rest)]
    address = httpx2.Request("GET", "http://testserver/")
    return httpx2.Response(int(first.split()[1]), headers=headers, request=address)


@pytest.mark.parametrize("what", NO_REQUEST)
def test_what_is_broken_is_refused_with_every_header_s15(port: int, what: str) -> None:
    sent, status = NO_REQUEST[what]
    answer = answered(port, sent)
    assert answer.status_code == status
    hold_to_the_headers(answer)


def test_of_two_requests_in_one_piece_the_smuggled_one_closes_the_line(port: int) -> None:
    """And h11 by itself takes it for two, and waits for more."""
    sent = b"GET /milestones/1" + HOST + b"\r\n" + POSTED + FORM + BOTH + b"0\r\n\r\nGET /milestones/2" + HOST + b"\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(sent)
        came = b"".join(iter(lambda: line.recv(65536), b""))
    assert [came.count(each) for each in (b"HTTP/1.1 200", b"HTTP/1.1 400", b"HTTP/1.1")] == [1, 1, 2]
    lenient = h11.Connection(h11.SERVER)
    lenient.receive_data(POSTED + BOTH + b"0\r\n\r\n")
    assert isinstance(lenient.next_event(), h11.Request), "the control"


def test_a_tracker_that_is_reached_by_https_says_so_even_then(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    by_https = settings().model_copy(update={"public_address": "https://tracker.example"})
    monkeypatch.setattr("api.protocol.settings", lambda: by_https)
    assert answered(port, b"\x16\x03\x01").headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"


def test_the_servers_own_refusal_has_no_header_of_ours() -> None:
    with listening(H11Protocol) as port:
        assert len(wrong(answered(port, b"\x16\x03\x01"))) >= 5


HUGE = "9" * 30
ODD = {
    "a number beyond all": {"number": HUGE, "uid": HUGE, "role": HUGE, "challenge": HUGE, "key": HUGE, "turn": HUGE},
    "less than nothing": dict.fromkeys(("number", "uid", "role", "challenge"), "-1"),
    "NUL": dict.fromkeys(("number", "uid", "role", "challenge", "key", "turn", "slug"), "%00"),
    "half a letter": dict.fromkeys(("number", "uid", "role", "challenge", "key", "turn", "slug"), "%ED%A0%80"),
    "no letter": dict.fromkeys(("number", "uid", "role", "challenge", "key", "turn", "slug"), "%FF"),
}


class _Named(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return SLUG if name == "slug" else "1"


@pytest.mark.proof
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_address_is_a_fault_d10(site: Site, method: str) -> None:
    client, found = site.client_for("manager"), {}
    for route in list(Routes.of(site.app, method).patterns)[:: times(7, 1)]:
        for what, odd in ODD.items():
            path = route.format_map(_Named(odd))
            form = {"seen": HUGE, "number": HUGE, "milestone": HUGE} if method == "POST" else None
            query = {"as_at": HUGE, "known_by": HUGE, "page": HUGE, "number": HUGE, "load": HUGE, "pack": HUGE}
            answer = client.request(method, path, params=query if what == "NUL" else None, data=form)
            if answer.status_code >= 500:
                found[method, path, what] = answer.status_code
    assert found == {}
