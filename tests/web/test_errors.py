import pytest
from starlette.testclient import TestClient
from structlog.testing import capture_logs

from tests.web.edge import edge
from tests.web.html5 import assert_valid_html5

STATUS = {"unseen": 404, "barred": 403, "invalid": 422, "conflict": 409, "busy": 503, "signed-out": 401, "fault": 500}
TYPED = {"issue": 'Two posts "vacant"\nsince May', "level": "R", "passphrase": "canary-passphrase"}
HTMX = {"HX-Request": "true"}


@pytest.fixture(scope="module")
def client() -> TestClient:
    return edge()


@pytest.mark.parametrize(("what", "status"), STATUS.items())
def test_each_refusal_is_a_whole_page_that_says_what_to_do_next(client: TestClient, what: str, status: int) -> None:
    answer = client.get(f"/raise/{what}")

    assert answer.status_code == status
    assert_valid_html5(answer.text)


def test_a_missing_page_and_one_that_may_not_be_seen_read_alike(client: TestClient) -> None:
    missing, unseen = client.get("/nowhere"), client.get("/raise/unseen")

    assert missing.status_code == unseen.status_code == 404
    assert "or you cannot see it" in missing.text
    assert "or you cannot see it" in unseen.text


@pytest.mark.parametrize(
    "address", ["/milestones/x", "/milestones/0", "/milestones/99999999999999999999", "/milestones/-1"]
)
def test_a_number_that_no_thing_can_have_is_a_missing_page(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_method_that_a_page_does_not_know_is_told_apart_and_names_those_it_knows(client: TestClient) -> None:
    answer = client.post("/")

    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
    assert_valid_html5(answer.text)


def test_what_was_typed_goes_through_signing_in_again_but_the_passphrase_does_not(client: TestClient) -> None:
    answer = client.post("/raise/signed-out", data=TYPED)

    assert answer.status_code == 401
    assert 'name="kept.issue" value="Two posts &#34;vacant&#34;\nsince May"' in answer.text
    assert 'name="then" value="/raise/signed-out"' in answer.text
    assert "canary-passphrase" not in answer.text
    assert_valid_html5(answer.text)


def test_after_signing_in_the_reader_comes_back_to_the_page_and_its_query(client: TestClient) -> None:
    answer = client.get("/raise/signed-out?as_at=2026-03-31")

    assert 'name="then" value="/raise/signed-out?as_at=2026-03-31"' in answer.text


def test_a_busy_tracker_offers_to_send_the_same_words_once_more(client: TestClient) -> None:
    answer = client.post("/raise/busy", data=TYPED)

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert '<form method="post" action="/raise/busy">' in answer.text
    assert 'name="level" value="R"' in answer.text
    assert "canary-passphrase" not in answer.text


@pytest.mark.parametrize(("what", "status"), STATUS.items())
def test_htmx_gets_a_notice_beside_what_was_typed(client: TestClient, what: str, status: int) -> None:
    answer = client.post(f"/raise/{what}", data=TYPED, headers=HTMX)

    assert (answer.status_code, answer.headers["hx-retarget"]) == (status, "#notice")
    assert "<html" not in answer.text
    assert_valid_html5(answer.text, inside="div")


@pytest.mark.parametrize(("what", "status"), STATUS.items())
def test_a_program_gets_every_refusal_as_json(client: TestClient, what: str, status: int) -> None:
    answer = client.get(f"/v1/raise/{what}")

    assert answer.status_code == status
    assert answer.json()["error"]


def test_a_program_learns_which_fields_the_rules_refuse(client: TestClient) -> None:
    assert client.get("/v1/raise/invalid").json()["problems"] == {"mitigation": "Say what is being done about it"}


def test_a_body_of_the_wrong_type_is_refused_without_an_echo(client: TestClient) -> None:
    answer = client.post("/v1/filed", json={"passphrase": ["canary-passphrase"], "count": "canary-count"})

    assert answer.status_code == 422
    assert answer.json()["problems"] == {"passphrase": "missing or unreadable", "count": "missing or unreadable"}
    assert "canary" not in answer.text


@pytest.mark.parametrize("body", [b"canary", b"[1, 2", b'"canary"', b"\xff\xfe"])
def test_a_body_that_is_no_json_is_refused_without_an_echo(client: TestClient, body: bytes) -> None:
    answer = client.post("/v1/filed", content=body, headers={"Content-Type": "application/json"})

    assert answer.status_code in (400, 422)
    assert "canary" not in answer.text


def test_a_form_that_cannot_be_read_is_refused_in_plain_words(client: TestClient) -> None:
    answer = client.post("/save", content=b"canary", headers={"Content-Type": "multipart/form-data; boundary=x"})

    assert answer.status_code == 400
    assert "canary" not in answer.text
    assert_valid_html5(answer.text)


def test_an_unforeseen_fault_shows_a_reference_and_logs_it_with_places_but_no_words(client: TestClient) -> None:
    with capture_logs() as lines:
        answer = client.post("/raise/fault", data={"issue": "canary-in-the-form"})

    assert answer.status_code == 500
    (line,) = lines
    assert line["reference"] in answer.text
    assert line["kind"] == "builtins.RuntimeError"
    assert line["where"][-1].startswith("tests.web.edge:raised_on_saving:")
    assert "canary" not in str(lines)
    assert "canary" not in answer.text
    assert "Traceback" not in answer.text
