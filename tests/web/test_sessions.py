"""S12: a web session ends at the next request, on every worker, for whatever reason; none is taken or handed on."""

import hashlib
import itertools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from api.app import create_app
from api.pages import account, welcome
from api.passphrases import Passphrases
from tests.web.client import Client
from tests.web.places import BEGINS, OPERATOR, TODAY
from tests.web.site import PASSPHRASE, SLUG, Site
from wsoa import clock, invitations, people, web_sessions
from wsoa.people import MembershipChange, PersonChange
from wsoa.tables import Membership, WebSession, metadata
from wsoa.terms import Role

HOME, NEW = f"/programmes/{SLUG}", "seven kettles by the shore"
SAME_SITE = {"Sec-Fetch-Site": "same-origin"}
CHEAP = Passphrases(memory_kib=8, passes=1)
HASHED = CHEAP.hash(PASSPHRASE)

_session = metadata.tables[str(WebSession.__tablename__)]
_membership = metadata.tables[str(Membership.__tablename__)]
_new = itertools.count(1)


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    for page in (account, welcome):
        monkeypatch.setattr(page, "passphrases", lambda: CHEAP)


@pytest.fixture(scope="module")
def workers(site: Site) -> tuple[Site, Site]:
    """The application twice, as two processes would have it: only the database is the same."""
    return site, Site(create_app(site.database), site.database, site.actors)


@dataclass(frozen=True)
class Somebody:
    """A new supporter of workstream 1, signed in in two browsers."""

    site: Site
    uid: str
    email: str
    client: Client
    elsewhere: Client

    def cookie(self) -> dict[str, str]:
        """The secret of the first browser's web session, as a thief would bring it."""
        return {"Cookie": f"session={self.client.cookies['session']}"}


def somebody(site: Site) -> Somebody:
    email = f"somebody-{next(_new)}@example.org"
    with site.database.writing() as session:
        uid = people.add_person(session, PersonChange(email=email, name="Some Body"), passphrase=HASHED)
        role = MembershipChange(role=Role.SUPPORT, programme=SLUG, workstream=1, starts=BEGINS)
        people.grant(session, uid, role)
    return Somebody(site, uid, email, signed_in(site, email), signed_in(site, email))


def signed_in(site: Site, email: str, passphrase: str = PASSPHRASE) -> Client:
    client = site.new_client()
    answer = client.post("/sign-in", data={"email": email, "passphrase": passphrase})
    assert answer.status_code == 303, answer.text
    return client


def signs_out(who: Somebody) -> None:
    who.client.post("/sign-out", headers=SAME_SITE)


def ends_it_from_elsewhere(who: Somebody) -> None:
    who.elsewhere.post("/account/sessions/end", headers=SAME_SITE)


def changes_the_passphrase_elsewhere(who: Somebody) -> None:
    form = {"old_passphrase": PASSPHRASE, "passphrase": NEW, "passphrase_again": NEW}
    assert who.elsewhere.post("/account/passphrase", data=form, headers=SAME_SITE).status_code == 303


def uses_a_code(who: Somebody) -> None:
    with who.site.database.writing() as session:
        made = invitations.hand_over(session, who.uid)
    form = {"invitation_code": made.code, "passphrase": NEW, "passphrase_again": NEW}
    answer = who.site.new_client().post(f"/new-passphrase/{made.uid}", data=form, headers=SAME_SITE)
    assert answer.headers["location"] == "/account"


def administered(path: str) -> Callable[[Somebody], None]:
    def do(who: Somebody) -> None:
        answer = who.site.client_for("admin").post(f"/administration/accounts/{who.uid}/{path}", headers=SAME_SITE)
        assert answer.status_code == 303, answer.text

    return do


def is_closed_and_opened_again(who: Somebody) -> None:
    administered("close")(who)
    administered("open")(who)


def signs_in_anew(who: Somebody) -> None:
    who.client.post("/sign-in", data={"email": who.email, "passphrase": PASSPHRASE}, headers=SAME_SITE)


def loses_every_role(who: Somebody) -> None:
    with who.site.database.writing() as session:
        ended = update(_membership).where(_membership.c.person_uid == who.uid)
        session.execute(ended.values(ends=TODAY.date() - timedelta(days=1)))


def idles(who: Somebody) -> None:
    with who.site.database.writing() as session:
        session.execute(
            update(_session).where(_session.c.person_uid == who.uid).values(seen_at=TODAY - timedelta(minutes=31))
        )


def has_been_in_for_half_a_day(who: Somebody) -> None:
    with who.site.database.writing() as session:
        session.execute(update(_session).where(_session.c.person_uid == who.uid).values(ends_at=TODAY))


ENDINGS: dict[str, tuple[Callable[[Somebody], None], int]] = {
    "signed out": (signs_out, 401),
    "ended from another browser": (ends_it_from_elsewhere, 401),
    "passphrase changed": (changes_the_passphrase_elsewhere, 401),
    "passphrase set by a code": (uses_a_code, 401),
    "account closed": (administered("close"), 401),
    "account closed and opened": (is_closed_and_opened_again, 401),
    "signed out by an administrator": (administered("sign-out"), 401),
    "signed in anew": (signs_in_anew, 401),
    "idle": (idles, 401),
    "half a day": (has_been_in_for_half_a_day, 401),
    "no role left": (loses_every_role, 404),
}
ASKED = (("GET", HOME), ("POST", f"{HOME}/milestones/1/update"))


@pytest.mark.proof
@pytest.mark.parametrize("why", ENDINGS)
def test_what_ended_is_ended_at_the_next_request_on_either_worker_s12(why: str, workers: tuple[Site, Site]) -> None:
    """Eleven endings × reading and writing × two workers: 44 scenarios."""
    site, other = workers
    who, (end, status) = somebody(site), ENDINGS[why]
    cookie, heads = who.cookie(), site.heads()
    for worker in workers:
        assert worker.new_client().get(HOME, headers=cookie).status_code == 200, "control"
    end(who)
    for worker, (method, path) in itertools.product((site, other), ASKED):
        answer = worker.new_client().request(method, path, headers={**cookie, **SAME_SITE})
        assert answer.status_code == status, (method, path)
    assert site.heads() == heads


def test_a_secret_that_was_planted_before_signing_in_is_never_taken_on_s12(site: Site) -> None:
    """Fixation: neither one of nobody's nor a live one of somebody else's."""
    theirs = somebody(site)
    for planted in ("planted-by-somebody-else", theirs.client.cookies["session"]):
        victim = site.new_client()
        victim.cookies.set("session", planted)
        victim.cookies.set("browser", planted)
        answer = victim.post(
            "/sign-in", data={"email": "lead@example.org", "passphrase": PASSPHRASE}, headers=SAME_SITE
        )
        given = [cookie.split(";")[0].split("=")[1] for cookie in answer.headers.get_list("set-cookie")]
        assert len(given) == 2
        assert planted not in given
        page = site.new_client().get("/account", headers={"Cookie": f"session={planted}"})
        assert "lead@example.org" not in page.text


@pytest.mark.parametrize("made_up", ["", "x", "\\x00", "' or 1=1 --", "a" * 5000])
def test_no_made_up_secret_opens_anything_s12(site: Site, made_up: str) -> None:
    answer = site.new_client().get(HOME, headers={"Cookie": f'session="{made_up}"; browser="{made_up}"'})
    assert answer.status_code == 401


def test_neither_what_is_kept_nor_what_a_browser_is_known_by_opens_anything_s12(site: Site) -> None:
    who = somebody(site)
    kept = hashlib.sha256(who.client.cookies["session"].encode()).hexdigest()
    with site.database.reading() as session:
        assert kept in set(session.scalars(select(_session.c.secret_sha256))), "control"
    for secret in (kept, kept[:8], who.client.cookies["browser"]):
        assert site.new_client().get(HOME, headers={"Cookie": f"session={secret}"}).status_code == 401


def test_nobody_ends_a_session_of_somebody_else_s12(site: Site) -> None:
    mine, theirs = somebody(site), somebody(site)
    handle = hashlib.sha256(theirs.client.cookies["session"].encode()).hexdigest()[:8]
    for said in (handle, "%" * 8, "_" * 8, handle[:4], "", "' or 1=1"):
        mine.client.post("/account/sessions/end", data={"session": said}, headers=SAME_SITE)
    assert theirs.client.get(HOME).status_code == 200
    with site.database.reading() as session:
        assert len(web_sessions.open_sessions(session, theirs.uid)) == 2


def test_a_role_that_is_given_holds_at_the_next_request(site: Site) -> None:
    who = somebody(site)
    page = f"{HOME}/set-up/people"
    assert who.client.get(page).status_code == 403
    with site.database.writing() as session:
        role = MembershipChange(role=Role.PROGRAMME_MANAGER, programme=SLUG, starts=clock.today())
        people.grant(session, who.uid, role, by=OPERATOR)
    assert who.client.get(page).status_code == 200


@pytest.mark.proof
def test_a_session_that_is_not_looked_up_again_outlives_its_account(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control of S12: who somebody is, kept by the process that found it out."""
    who, whose, actor_of = somebody(site), web_sessions.whose, people.actor_of
    found: dict[object, object] = {}
    monkeypatch.setattr(web_sessions, "whose", lambda _s, secret: found.setdefault(secret, whose(_s, secret)))
    monkeypatch.setattr(people, "actor_of", lambda _s, uid: found.setdefault(uid, actor_of(_s, uid)))
    assert who.client.get(HOME).status_code == 200
    administered("close")(who)
    assert who.client.get(HOME).status_code == 200, "as ENDINGS says it must not be"
    monkeypatch.undo()
    assert who.client.get(HOME).status_code == 401
