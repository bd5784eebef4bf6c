"""Nobody is sent to another site by an address that somebody else wrote (S16), or by a false Host (D8, D19)."""

from itertools import product

import pytest
from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response
from starlette.testclient import TestClient

from api.addresses import local_path
from api.dependencies import Form
from api.guard import public
from tests.proofs import times
from tests.web.client import Client
from tests.web.crawling import Routes
from tests.web.defences import Undefended, stays
from tests.web.edge import edge, edge_app
from tests.web.site import PASSPHRASE, SLUG, Site

LEADING = (
    *("//", "///", "////", "/\\", "\\\\", "\\/", "/\t/", "/\n/", "/\r\n/", "\t//", "\x0b//", " //", "/ /", "/\x00/"),
    *("http:", "http:/", "http://", "https://", "HTTP://", "hTTps:\\\\", "ftp://", "ws://", "blob:https://"),
    *("//testserver@", "http://testserver@", "http://testserver:80@", "https://testserver%40", "//testserver\\@"),
    *("/%09/", "/%2f", "/%5c", "%2f%2f", "%5c%5c", "/.//", "/..//", "/.%2e//", "./", "../", "?", "#", ";//"),
    *("／／", "/／", "／/", "⁄⁄", "∕∕", "/\u2028/", "/\u2029/", "/\x85/", "/\u00a0/", "\ufeff//", "\u200b//"),
    *("javascript:alert(1)//", "java\nscript://", " javascript://", "data:text/html,", "vbscript:", "file:///"),
)
TRAILING = ("evil.example", "evil.example:80/%2f..", "evil。example", "[::ffff:7f00:1]/")
ALSO = (
    "/\r\nLocation: https://evil.example",
    "/\r\nSet-Cookie: session=x",
    "/%0d%0aLocation:%20https://evil.example",
    "/" + "x" * 100_000,
    "//" + "e" * 100_000,
    "/\ud800",
    "\ud800//evil.example",
    "",
)
PAYLOADS = (*(lead + rest for lead, rest in product(LEADING, TRAILING)), *ALSO)

pages = APIRouter()


@pages.post("/then")
@public
def by_rule(form: Form) -> Response:
    """Leads on as signing in does."""
    return RedirectResponse(local_path(str(form.get("then", "/"))), 303)


@pages.post("/naive")
@public
def naively(form: Form) -> Response:
    """Leads wherever the form says."""
    return RedirectResponse(str(form.get("then", "/")), 303)


@pytest.fixture(scope="module")
def leading() -> Client:
    """The edge with both ways of leading on; its answers are judged here."""
    app = edge_app()
    app.include_router(pages)
    client = Client(app)
    client.event_hooks = {}
    return client


def sent(client: Client, path: str, payload: str) -> str:
    """Where the answer leads: the payload arrives as a browser's form would bring it."""
    body = b"then=" + b"".join(b"%%%02x" % byte for byte in payload.encode("utf-8", "surrogatepass"))
    answer = client.post(path, content=body, headers={"Content-Type": "application/x-www-form-urlencoded"})
    assert answer.status_code == 303, repr(payload)
    return str(answer.headers["location"])


@pytest.mark.proof
def test_no_payload_leads_off_the_site_s16(leading: Client) -> None:
    found = {payload: sent(leading, "/then", payload) for payload in PAYLOADS}
    assert len(found) >= 200
    assert {payload: where for payload, where in found.items() if not stays(where, "http://testserver/then")} == {}
    assert max(map(len, found.values())) <= 10_000


def test_the_naive_redirect_leads_off_the_site(leading: Client) -> None:
    off = [each for each in PAYLOADS if not stays(sent(leading, "/naive", each), "http://testserver/naive")]
    assert len(off) >= 80


@pytest.mark.parametrize(
    "payload", ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)"]
)
def test_signing_in_leads_to_our_own_pages_only(site: Site, payload: str) -> None:
    answer = site.new_client().post(
        "/sign-in", data={"email": "manager@example.org", "passphrase": PASSPHRASE, "then": payload}
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_what_was_typed_before_signing_in_again_is_sent_to_our_own_pages_only(site: Site) -> None:
    said = {"email": "manager@example.org", "passphrase": PASSPHRASE, "then": "//evil.example", "kept.issue": "Red"}
    answer = site.new_client().post("/sign-in", data=said)
    assert answer.status_code == 200
    assert "evil.example" not in answer.text


@pytest.mark.proof
def test_no_parameter_of_any_page_leads_off_the_site_s16(site: Site) -> None:
    query = dict.fromkeys(("then", "next", "to", "from", "back", "url", "return", "words", "load", "pack"), PAYLOADS[0])
    pages = [each.format_map(_Stand(slug=SLUG)) for each in Routes.of(site.app, "GET").patterns]
    some = {*pages[:: times(6, 1)], "/", f"/programmes/{SLUG}/this-round", f"/programmes/{SLUG}/changes"}
    led = [site.client_for("manager").get(page, params=query).status_code for page in sorted(some)]
    assert led.count(303) >= 3  # each was held to our own site by the client
    in_an_address = [each for each in PAYLOADS if len(each) < 5_000 and "\ud800" not in each]
    for payload in in_an_address[:: times(9, 1)]:
        answer = site.get("manager", "/changes", params={"to": payload})
        assert answer.status_code in (303, 422)


class _Stand(dict[str, str]):
    def __missing__(self, _: str) -> str:
        return "1"


@pytest.mark.parametrize("host", ["evil.example", "testserver@evil.example", "evil.example/", "[::1", "", "x y"])
def test_no_answer_is_made_from_the_host_that_was_named(site: Site, host: str) -> None:
    for path in ("/", f"/programmes/{SLUG}/this-round", f"/programmes/{SLUG}/changes?to=2026-02-28", "/nowhere"):
        answer = site.client_for("manager").get(path, headers={"Host": host})
        assert "evil.example" not in answer.headers.get("location", "") + answer.text


@pytest.fixture(scope="module")
def named() -> TestClient:
    """The edge of a tracker that says what it is called."""
    return edge(public_address="https://tracker.example")


@pytest.mark.parametrize("host", ["tracker.example", "Tracker.Example", "tracker.example:443"])
def test_whoever_uses_the_public_address_is_let_in(named: TestClient, host: str) -> None:
    assert named.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        *(
            "evil.example",
            "tracker.example.evil.example",
            "evil.example:443",
            "tracker.example:8000",
            "tracker.example.",
        ),
        *("tracker.example@evil.example", "tracker.example, evil.example", "", "[::1", "localhost", "127.0.0.1:8000"),
    ],
)
def test_another_name_is_refused_in_plain_words_d19(named: TestClient, host: str) -> None:
    answer = named.get("/", headers={"Host": host})
    assert answer.status_code == 400
    assert "evil.example" not in answer.text
    assert "has another address" in answer.text


def test_a_name_said_twice_is_refused(named: TestClient) -> None:
    twice = named.get("/", headers=[("Host", "tracker.example"), ("Host", "evil.example")])
    assert twice.status_code == 400


@pytest.mark.parametrize("path", ["/health", "/ready"])
@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "[::1]:8000", "tracker.example"])
def test_the_machine_itself_may_ask_whether_the_tracker_is_well(named: TestClient, path: str, host: str) -> None:
    # the edge has no such page: it answers 404, which is an answer and no refusal
    assert named.get(path, headers={"Host": host}).status_code == 404
    assert named.get(path, headers={"Host": "evil.example"}).status_code == 400


def test_a_port_of_its_own_belongs_to_the_name() -> None:
    client = edge(public_address="http://tracker.example:8080")
    assert client.get("/", headers={"Host": "tracker.example:8080"}).status_code == 200
    assert client.get("/", headers={"Host": "tracker.example"}).status_code == 400


def test_without_a_public_address_any_name_is_answered() -> None:
    assert edge().get("/", headers={"Host": "192.0.2.7:8000"}).status_code == 200


def test_the_clients_of_the_tests_notice_an_answer_that_leads_away_or_lacks_a_header() -> None:
    bare = Client(Response("no header at all"))
    with pytest.raises(Undefended, match="its type may be guessed"):
        bare.get("/")
    client = edge_app()
    client.include_router(pages)
    with pytest.raises(Undefended, match="leads away"):
        Client(client).post("/naive", data={"then": "//evil.example"})
    assert edge().get("/").status_code == 200
