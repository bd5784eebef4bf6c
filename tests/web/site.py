"""The whole application over two small invented places, with somebody who can sign in for every role.

It is 25 March 2026 in Northmere, whose March round is open. Southmere is somebody else's programme: every text of it
begins with CANARY, which no answer to a person of Northmere may ever hold. A test module asks for `site` and gets its
own database; a test that saves something uses a milestone of its own.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session
from starlette.applications import Starlette

from api.app import create_app
from api.passphrases import Passphrases
from tests.web.client import Client
from tests.web.places import BEGINS, CANARY, OPERATOR, TODAY, Named, at_noon, begin_place, live_in, marked, plain
from wsoa import clock, snapshot
from wsoa.access import Actor
from wsoa.database import Database
from wsoa.people import MembershipChange, PersonChange, actor_of, add_organisation, add_person, grant
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import MilestonePosition
from wsoa.tables import Person, metadata
from wsoa.terms import Role

PASSPHRASE = "a-harbour-of-quiet-otters"
SLUG, OTHER_SLUG = "northmere", "southmere"
ROLES: Mapping[str, tuple[Role, int | None]] = {
    "manager": (Role.PROGRAMME_MANAGER, None),
    "lead": (Role.WORKSTREAM_LEAD, 1),
    "support": (Role.SUPPORT, 1),
    "nhs-lead": (Role.WORKSTREAM_LEAD, 2),
    "other-lead": (Role.WORKSTREAM_LEAD, 3),
    "forum": (Role.PARTNER, 3),
    "leader": (Role.ACCOUNTABLE_LEADER, None),
    "board": (Role.BOARD_MEMBER, None),
    "adviser": (Role.ADVISER, None),
    "inspector": (Role.INSPECTOR, None),
    "disabled": (Role.PROGRAMME_MANAGER, None),
}
"""Who is who in Northmere, and the workstream a role is held in. Beside them: "admin", and "stranger" and
"stranger-lead", who belong to Southmere."""

EVERYBODY = (*ROLES, "admin", "stranger", "stranger-lead", "anonymous")


@dataclass
class Site:
    """The application on its database; clients keep their web session."""

    app: Starlette
    database: Database
    actors: dict[str, Actor]
    _clients: dict[str, Client] = field(default_factory=dict)

    def client_for(self, role: str) -> Client:
        """A client that is signed in ("anonymous" and "disabled" are not); redirects are not followed."""
        if role not in self._clients:
            self._clients[role] = self.new_client(role)
        return self._clients[role]

    def new_client(self, role: str = "anonymous") -> Client:
        """A client with a web session of its own."""
        client = Client(self.app)
        if role not in ("anonymous", "disabled"):
            answer = client.post("/sign-in", data={"email": f"{role}@example.org", "passphrase": PASSPHRASE})
            assert answer.status_code == 303, answer.text
        return client

    def get(self, role: str, path: str, **more: Any) -> Any:
        """The answer to a GET within Northmere: "/my-updates"."""
        return self.client_for(role).get(f"/programmes/{SLUG}{path}", **more)

    def post(self, role: str, path: str, form: Mapping[str, Any], **more: Any) -> Any:
        """The answer to a form posted within Northmere, as its own pages post it."""
        headers = {"Sec-Fetch-Site": "same-origin", **more.pop("headers", {})}
        return self.client_for(role).post(f"/programmes/{SLUG}{path}", data=form, headers=headers, **more)

    def snapshot(self, slug: str = SLUG) -> Snapshot:
        """The place as it stands."""
        with self.database.reading() as session:
            return snapshot.load(session, OPERATOR, slug)

    def milestone(self, number: int) -> MilestonePosition:
        """A milestone of Northmere as it stands."""
        return next(milestone for milestone in self.snapshot().milestones if milestone.number == number)

    def heads(self) -> tuple[int, int]:
        """The last entry of either place: what a request that must not write leaves alone."""
        return self.snapshot(SLUG).head.number, self.snapshot(OTHER_SLUG).head.number


@contextmanager
def open_site(url: str, actors: Mapping[str, Actor] | None = None) -> Iterator[Site]:
    """The application at noon of 25 March 2026, on a migrated, empty database or on one where these have settled."""
    database = Database(url)
    with clock.held_at(TODAY):
        yield Site(create_app(database), database, dict(actors or settle(database)))
    database.close()


def settle(database: Database) -> dict[str, Actor]:
    """Write both places into a migrated, empty database; who is who in them."""
    kept = Passphrases(memory_kib=8, passes=1).hash(PASSPHRASE)
    with clock.held_at(at_noon(BEGINS)), database.writing() as session:
        begin_place(session, SLUG, plain)
        begin_place(session, OTHER_SLUG, marked)
        forum = add_organisation(session, "Northmere parent carer forum")
        other_forum = add_organisation(session, f"{CANARY}forum")
        people = {who: _person(session, who, kept, forum if who == "forum" else None) for who in ROLES}
        for who, (role, workstream) in ROLES.items():
            grant(session, people[who], _membership(role, SLUG, workstream))
        people |= _outsiders(session, kept)
        actors = {who: actor for who, uid in people.items() if (actor := actor_of(session, uid))}
        table = metadata.tables[str(Person.__tablename__)]
        session.execute(update(table).where(table.c.uid == people["disabled"]).values(disabled_at=clock.now()))
    live_in(database, SLUG, plain, Named(actors["lead"], actors["nhs-lead"], forum))
    live_in(database, OTHER_SLUG, marked, Named(actors["stranger"], actors["stranger"], other_forum))
    return actors


def _outsiders(session: Session, kept: str) -> dict[str, str]:
    people = {who: _person(session, who, kept, None) for who in ("admin", "stranger", "stranger-lead")}
    grant(session, people["admin"], MembershipChange(role=Role.ADMINISTRATOR, starts=BEGINS))
    grant(session, people["stranger"], _membership(Role.PROGRAMME_MANAGER, OTHER_SLUG, None))
    grant(session, people["stranger-lead"], _membership(Role.WORKSTREAM_LEAD, OTHER_SLUG, 1))
    return people


def _membership(role: Role, slug: str, workstream: int | None) -> MembershipChange:
    return MembershipChange(role=role, programme=slug, workstream=workstream, starts=BEGINS)


def _person(session: Session, who: str, kept: str, organisation: str | None) -> str:
    name = f"{CANARY}{who}" if who.startswith("stranger") else who.replace("-", " ").capitalize()
    change = PersonChange(email=f"{who}@example.org", name=name, organisation=organisation)
    return add_person(session, change, passphrase=kept)
