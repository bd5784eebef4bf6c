import pytest
from starlette.testclient import TestClient

from tests.web.edge import edge

HERE = "http://testserver"
OURS: list[dict[str, str]] = [
    {},
    {"Sec-Fetch-Site": "same-origin", "Origin": HERE},
    {"Sec-Fetch-Site": "none"},
    {"Origin": HERE},
    {"Origin": "https://testserver"},
]
THEIRS = [
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://evil.example"},
    {"Sec-Fetch-Site": "same-site", "Origin": "http://other.testserver"},
    {"Sec-Fetch-Site": "cross-site", "Origin": HERE},
    {"Sec-Fetch-Site": "SAME-ORIGIN "},
    {"Sec-Fetch-Site": ""},
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://testserver.evil.example"},
    {"Origin": "http://testserver:8080"},
    {"Origin": "file://testserver"},
    {"Origin": ""},
]


@pytest.fixture(scope="module")
def client() -> TestClient:
    return edge()


@pytest.mark.parametrize("headers", OURS)
def test_a_form_of_our_own_pages_and_a_program_may_write(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/save", data={"progress": "done"}, headers=headers).text == "saved 4"


@pytest.mark.parametrize("headers", THEIRS)
def test_another_sites_form_is_refused_before_anything_runs(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.post("/save", data={"progress": "done"}, headers=headers)

    assert answer.status_code == 403
    assert "another website" in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "MKCOL"])
def test_every_method_that_may_write_is_guarded(client: TestClient, method: str) -> None:
    assert client.request(method, "/save", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_a_repeated_header_must_agree_with_itself(client: TestClient) -> None:
    twice = [("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Site", "cross-site")]

    assert client.post("/save", headers=twice).status_code == 403


def test_reading_from_a_link_on_another_site_is_allowed(client: TestClient) -> None:
    assert client.get("/", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_behind_a_proxy_the_public_address_is_what_counts() -> None:
    client = edge(public_address="https://tracker.example/")

    assert client.post("/save", headers={"Origin": "https://tracker.example"}).status_code == 200
    assert client.post("/save", headers={"Origin": "http://tracker.example"}).status_code == 403
    assert client.post("/save", headers={"Origin": HERE}).status_code == 403


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "application/xml", "text/html; charset=utf-8", "x"])
def test_what_is_no_form_is_no_answer_to_one(client: TestClient, kind: str) -> None:
    answer = client.post("/save", content=b"progress=done", headers={"Content-Type": kind})

    assert answer.status_code == 415
    assert "not a form of the tracker" in answer.text


@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "Application/X-WWW-Form-Urlencoded; charset=utf-8"]
)
def test_a_form_is_one_however_its_kind_is_written(client: TestClient, kind: str) -> None:
    assert client.post("/save", content=b"progress=done", headers={"Content-Type": kind}).status_code == 200


def test_a_kind_said_twice_is_none(client: TestClient) -> None:
    twice = [("Content-Type", "application/x-www-form-urlencoded"), ("Content-Type", "text/plain")]

    assert client.post("/save", content=b"progress=done", headers=twice).status_code == 415


def test_a_program_sends_json_and_a_program_only(client: TestClient) -> None:
    body = {"passphrase": "x", "count": 3}

    assert client.post("/v1/filed", json=body).status_code == 200
    assert client.post("/v1/filed", data={"count": "3"}).status_code == 415
