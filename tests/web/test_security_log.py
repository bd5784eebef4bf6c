"""The security log of the whole application: what is always told (PROOFS 7), and what never is."""

from collections.abc import Iterator

import pytest
from structlog.testing import capture_logs
from structlog.typing import EventDict

from api.body_limit import FORM
from api.refusals import MOST_A_MINUTE
from tests.web.site import SLUG, Site
from wsoa import clock
from wsoa.people import EndingChange, RoleChange, end_roles, give_role, would_leave
from wsoa.terms import Role

TYPED = "canary-typed-by-somebody"


@pytest.fixture
def lines() -> Iterator[list[EventDict]]:
    """What goes out as lines meanwhile."""
    with capture_logs() as told:
        yield told


def of(lines: list[EventDict], kind: str) -> list[EventDict]:
    """The lines of a kind."""
    return [line for line in lines if line["event"] == kind]


def test_a_right_that_is_missing_is_told_with_person_route_and_thing(site: Site, lines: list[EventDict]) -> None:
    assert site.get("leader", "/milestones/3/update").status_code == 403
    (line,) = of(lines, "denied")
    assert (line["person"], line["status"], line["thing"]) == (site.actors["leader"].uid, 403, "3")
    assert line["route"] == "/programmes/{slug}/milestones/{number}/update"
    assert isinstance(line["programme"], int)


def test_a_thing_that_is_not_there_is_told_and_what_was_typed_for_it_is_not(site: Site, lines: list[EventDict]) -> None:
    assert site.get("lead", "/milestones/999999").status_code == 404
    assert site.get("lead", f"/reports/{TYPED}?q={TYPED}").status_code == 404
    assert site.client_for("lead").get(f"/programmes/{TYPED}/milestones/3").status_code == 404
    told = of(lines, "denied")
    assert [(line["status"], line.get("thing")) for line in told] == [(404, "999999"), (404, None), (404, "3")]
    assert TYPED not in str(lines)


def test_an_nhs_number_in_an_address_is_not_told(site: Site, lines: list[EventDict]) -> None:
    assert site.get("lead", "/milestones/9434765919").status_code == 404
    assert "9434765919" not in str(lines)


def test_a_page_that_nobody_we_know_asks_for_in_vain_is_no_event(site: Site, lines: list[EventDict]) -> None:
    assert site.client_for("anonymous").get(f"/{TYPED}").status_code == 404
    assert site.client_for("anonymous").get(f"/programmes/{SLUG}").status_code == 401
    assert lines == []


def test_what_the_edge_turns_away_is_told(site: Site, lines: list[EventDict]) -> None:
    client, away = site.new_client(), {"Sec-Fetch-Site": "cross-site"}
    assert client.post("/sign-out", headers=away, data={"x": TYPED}).status_code == 403
    assert client.post("/sign-out", content=TYPED, headers={"Content-Type": "text/plain"}).status_code == 415
    assert client.post("/sign-in", data={"email": "x" * (FORM + 1)}).status_code == 413
    told = [(line["status"], line["why"]) for line in of(lines, "denied")]
    assert told == [(403, "sent by another site's page"), (415, "no form of ours"), (413, "too large")]
    assert TYPED not in str(lines)


def test_many_refusals_of_strangers_of_one_kind_hide_none_of_another(site: Site, lines: list[EventDict]) -> None:
    client, away = site.new_client(), {"Sec-Fetch-Site": "cross-site"}
    for _ in range(MOST_A_MINUTE + 5):
        client.post("/sign-out", headers=away)
    assert len(of(lines, "denied")) < MOST_A_MINUTE, "the control: of one kind not all are told"
    assert client.post("/sign-in", data={"email": "x" * (FORM + 1)}).status_code == 413
    assert of(lines, "denied")[-1]["status"] == 413


def test_many_refusals_of_one_person_in_a_minute_are_one_line(site: Site, lines: list[EventDict]) -> None:
    for _ in range(MOST_A_MINUTE + 15):
        assert site.post("manager", "/set-up/people/add", {"name": TYPED}).status_code == 422
    (line,) = of(lines, "refusals")
    assert (line["person"], line["count"]) == (site.actors["manager"].uid, MOST_A_MINUTE)
    assert TYPED not in str(lines)


def test_a_role_given_and_ended_is_told_with_who_gave_it_to_whom(site: Site, lines: list[EventDict]) -> None:
    manager, leader = site.actors["manager"], str(site.actors["leader"].uid)
    with site.database.writing() as session:
        give_role(session, manager, SLUG, leader, RoleChange(role=Role.BOARD_MEMBER, ends=clock.today()))
    (given,) = of(lines, "role-given")
    assert (given["person"], given["about"], given["role"]) == (manager.uid, leader, "board-member")
    assert given["ends"] == clock.today().isoformat()
    with site.database.writing() as session:
        give_role(session, manager, SLUG, leader, RoleChange(role=Role.BOARD_MEMBER))
    assert of(lines, "role-given")[1].get("ends") is None
    with site.database.writing() as session:
        end_roles(session, manager, SLUG, str(site.actors["board"].uid), None, _all_of(site, "board"))
    (ended,) = of(lines, "role-ended")
    assert (ended["about"], ended["role"]) == (site.actors["board"].uid, "board-member")


def test_an_account_made_is_told_without_name_or_address(site: Site, lines: list[EventDict]) -> None:
    form = {"email": f"{TYPED}@example.org", "name": f"Name {TYPED}", "role": "board-member", "organisation": ""}
    answer = site.post("manager", "/set-up/people/add", {**form, "token": "a" * 32})
    assert answer.status_code in (200, 303), answer.text
    (made,) = of(lines, "account-made")
    assert made["person"] == site.actors["manager"].uid
    assert of(lines, "role-given")[-1]["about"] == made["about"]
    assert TYPED not in str(lines)


def test_what_is_undone_is_not_told(site: Site, lines: list[EventDict]) -> None:
    """Negative control of notes made within the transaction: rolled back, there was nothing to tell."""
    try:
        with site.database.writing() as session:
            change = RoleChange(role=Role.ADVISER)
            give_role(session, site.actors["manager"], SLUG, str(site.actors["lead"].uid), change)
            raise KeyboardInterrupt
    except KeyboardInterrupt:
        pass
    assert of(lines, "role-given") == []


def _all_of(site: Site, who: str) -> EndingChange:
    with site.database.reading() as session:
        _, ending, named = would_leave(session, site.actors["manager"], SLUG, str(site.actors[who].uid), None)
    return EndingChange(successor="nobody", listed=(*named.keys, *(role.key for role in ending)))
