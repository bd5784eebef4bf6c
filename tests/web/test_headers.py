import pytest
from starlette.testclient import TestClient

from tests.web.edge import edge

ADDRESSES = [
    "/",
    "/nowhere",
    "/milestones/x",
    "/raise/barred",
    "/raise/fault",
    "/download",
    "/static/app.css",
    "/v1/raise/unseen",
]


@pytest.fixture(scope="module")
def client() -> TestClient:
    return edge()


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_carries_the_headers_errors_included(client: TestClient, address: str) -> None:
    headers = client.get(address).headers

    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]


def test_refusals_from_outside_the_application_carry_them_too(client: TestClient) -> None:
    cross_site = client.post("/save", headers={"Sec-Fetch-Site": "cross-site"})
    too_large = client.post("/save", headers={"Content-Length": str(10**9)})

    assert (cross_site.status_code, too_large.status_code) == (403, 413)
    assert "content-security-policy" in cross_site.headers
    assert "content-security-policy" in too_large.headers


def test_pages_may_run_no_script_but_ours_and_send_forms_nowhere_else(client: TestClient) -> None:
    policy = client.get("/").headers["content-security-policy"].split("; ")

    assert policy[0] == "default-src 'none'"
    assert "script-src 'self'" in policy
    assert "form-action 'self'" in policy
    assert "frame-ancestors 'none'" in policy


def test_a_download_keeps_its_own_stricter_policy(client: TestClient) -> None:
    assert client.get("/download").headers["content-security-policy"] == "sandbox"


@pytest.mark.parametrize("address", ["/", "/nowhere", "/download", "/v1/raise/unseen", "/static/nothing.css"])
def test_no_copy_of_a_page_stays_in_a_browser(client: TestClient, address: str) -> None:
    answer = client.get(address)

    assert answer.headers["cache-control"] == "no-store"
    assert "HX-Request" in answer.headers["vary"]


def test_static_files_are_kept_for_a_year(client: TestClient) -> None:
    assert "immutable" in client.get("/static/app.css").headers["cache-control"]


def test_only_an_https_address_asks_browsers_to_come_by_https() -> None:
    assert "strict-transport-security" not in edge().get("/").headers
    assert edge(https=True).get("/").headers["strict-transport-security"] == "max-age=31536000"
