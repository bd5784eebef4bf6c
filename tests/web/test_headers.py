import re
from collections.abc import Callable

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api.app import create_app
from tests.proofs import times
from tests.web.client import Client
from tests.web.crawling import Routes
from tests.web.defences import Undefended
from tests.web.edge import edge, edge_app
from tests.web.site import Site
from wsoa.settings import settings

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
    assert (
        client.get("/download").headers["content-security-policy"]
        == "default-src 'none'; sandbox; frame-ancestors 'none'"
    )


@pytest.mark.parametrize("address", ["/", "/nowhere", "/download", "/v1/raise/unseen", "/static/nothing.css"])
def test_no_copy_of_a_page_stays_in_a_browser(client: TestClient, address: str) -> None:
    answer = client.get(address)

    assert answer.headers["cache-control"] == "no-store"
    assert "HX-Request" in answer.headers["vary"]


def test_static_files_are_kept_for_a_year(client: TestClient) -> None:
    assert "immutable" in client.get("/static/app.css").headers["cache-control"]


def test_only_an_https_address_asks_browsers_to_come_by_https() -> None:
    assert "strict-transport-security" not in edge().get("/").headers
    assert edge(https=True).get("/").headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"


@pytest.mark.proof
def test_every_route_of_a_tracker_reached_by_https_says_so_s15(
    site: Site, monkeypatch: pytest.MonkeyPatch, record_property: Callable[[str, object], None]
) -> None:
    by_https = settings().model_copy(update={"public_address": "https://tracker.example"})
    monkeypatch.setattr("api.app.settings", lambda: by_https)
    app = create_app(site.database)
    client, without = Client(app, "https://tracker.example"), []
    asked = [(route, method) for method in ("GET", "POST", "HEAD", "BREW") for route in Routes.of(app, "GET").patterns]
    for route, method in asked[:: times(5, 1)]:
        answer = client.request(method, re.sub(r"{\w+}", "1", route))  # the client holds it to all other headers
        if answer.headers.get("strict-transport-security") != "max-age=31536000; includeSubDomains":
            without.append((route, method))
    record_property("answers", len(asked[:: times(5, 1)]))
    assert without == []


@pytest.mark.parametrize("address", ["/docs", "/redoc", "/openapi.json", "/docs/oauth2-redirect"])
def test_the_frameworks_own_pages_are_closed_d5(site: Site, address: str) -> None:
    assert site.client_for("manager").get(address).status_code == 404


def test_an_answer_without_its_headers_would_be_noticed() -> None:
    app = create_app_without_headers()
    with pytest.raises(Undefended, match=r"framed.*lacks connect-src 'self'.*a copy stays in the browser"):
        Client(app).get("/")


def create_app_without_headers() -> FastAPI:
    app = edge_app()
    app.user_middleware = [each for each in app.user_middleware if "Headers" not in str(each)]
    return app
