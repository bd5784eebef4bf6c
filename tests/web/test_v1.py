"""The programme as JSON."""

import json

import pytest

from api.v1.position import as_json
from tests.web.places import CANARY
from tests.web.site import Site

ADDRESS = "/v1/programmes/northmere"


def test_the_answer_is_what_the_shell_shows(site: Site) -> None:
    answer = site.client_for("manager").get(ADDRESS)
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == json.loads(json.dumps(as_json(site.snapshot())))


def test_the_past_is_asked_for_by_date_and_by_what_was_known(site: Site) -> None:
    client = site.client_for("manager")
    past = client.get(ADDRESS, params={"as_at": "2026-02-10"}).json()
    assert (past["as_at"], past["milestones"][0]["level"]) == ("2026-02-10", "R")
    by_entry = client.get(ADDRESS, params={"known_by": 2}).json()
    assert (by_entry["known_by"], by_entry["head"]["number"]) == (2, 2)
    by_time = client.get(ADDRESS, params={"known_by": "2026-02-10T00:00:00Z"}).json()
    assert by_time["known_by"] == 2
    assert by_time["milestones"] == by_entry["milestones"]


def test_whoever_has_the_answer_already_is_told_so(site: Site) -> None:
    client = site.client_for("manager")
    tag = client.get(ADDRESS).headers["etag"]
    for asked in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = client.get(ADDRESS, headers={"If-None-Match": asked})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(ADDRESS, headers={"If-None-Match": '"other"'}).status_code == 200


def test_another_date_another_reader_and_another_head_are_other_answers(site: Site) -> None:
    manager, forum = site.client_for("manager"), site.client_for("forum")
    tags = [
        manager.get(ADDRESS).headers["etag"],
        manager.get(ADDRESS, params={"as_at": "2026-02-10"}).headers["etag"],
        manager.get(ADDRESS, params={"known_by": 2}).headers["etag"],
        forum.get(ADDRESS).headers["etag"],
    ]
    assert len(set(tags)) == 4


def test_pages_have_no_tag_for_children_s_data_shall_not_stay_in_browsers(site: Site) -> None:
    assert "etag" not in site.get("manager", "").headers


@pytest.mark.parametrize(
    "query",
    [
        *("as_at=31/03/2026", "as_at=2030-01-01", "as_at=2020-01-01", "as_at=%00", "known_by=0", "known_by=999"),
        *("known_by=9999999999999999999999", "known_by=soon", "known_by=0001-01-01T00:00:00%2B14:00", "known_by=1999"),
    ],
)
def test_what_cannot_be_shown_is_refused_in_json_and_a_sentence(site: Site, query: str) -> None:
    answer = site.client_for("manager").get(f"{ADDRESS}?{query}")
    assert answer.status_code == 422
    assert answer.json()["error"].endswith(".")


@pytest.mark.parametrize(
    ("role", "status"),
    [("anonymous", 401), ("stranger", 404), ("admin", 404), ("adviser", 403), ("inspector", 403), ("board", 403)],
)
def test_errors_are_json_too(site: Site, role: str, status: int) -> None:
    answer = site.client_for(role).get(ADDRESS)
    assert answer.status_code == status
    assert set(answer.json()) == {"error"}


def test_a_partner_gets_only_what_is_shared(site: Site) -> None:
    answer = site.client_for("forum").get(ADDRESS)
    found = answer.json()
    assert {milestone["workstream"] for milestone in found["milestones"]} == {3}
    assert (found["products"], found["indicators"]) == ([], [])
    assert CANARY not in answer.text
