"""What the people of an area do with partners' own views."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import update

from tests.record.area import TODAY, Area
from wsoa import clock, people
from wsoa.access import Actor
from wsoa.errors import Invalid
from wsoa.people import MembershipChange, PersonChange
from wsoa.snapshot.positions.viewpoints import Claim, PrintedView, ViewpointPosition
from wsoa.snapshot.viewpoints import printable, viewpoints
from wsoa.tables import Membership, metadata
from wsoa.terms import ClaimKind, Role, Stance
from wsoa.viewpoints import ViewChange, change_view, check_view, give_view, withdraw_view

IMPACT = Claim(1, ClaimKind.IMPACT)
DISAGREES = ViewChange(stance=Stance.DISAGREES, wording="Families wait as long as before.\n\nWe asked 212 of them.")
LATER = TODAY + timedelta(days=3)
MEMBERSHIP = metadata.tables[str(Membership.__tablename__)]


class Voices:
    """Everything that can be done with views; the partner is the forum's own person."""

    def __init__(self, area: Area) -> None:
        self.area, self.people = area, area.people

    def give(
        self,
        claim: Claim = IMPACT,
        change: ViewChange = DISAGREES,
        *,
        by: Actor | None = None,
        token: str | None = None,
    ) -> int:
        with self.area.database.writing() as session:
            return give_view(session, by or self.people["partner"], self.area.slug, claim, change, token=token)

    def change(self, number: int, change: ViewChange, *, seen: int = 1, by: Actor | None = None) -> int:
        with self.area.database.writing() as session:
            return change_view(session, by or self.people["partner"], self.area.slug, number, change, seen=seen)

    def withdraw(self, number: int, *, seen: int = 1, by: Actor | None = None) -> int:
        with self.area.database.writing() as session:
            return withdraw_view(session, by or self.people["partner"], self.area.slug, number, seen=seen)

    def check(
        self,
        number: int,
        *,
        clean: bool = True,
        version: int = 1,
        seen: int = 0,
        why: str = "",
        by: Actor | None = None,
    ) -> int:
        who = by or self.people["manager"]
        with self.area.database.writing() as session:
            return check_view(session, who, self.area.slug, number, version=version, clean=clean, reason=why, seen=seen)

    def seen_by(self, who: str) -> tuple[ViewpointPosition, ...]:
        with self.area.database.reading() as session:
            return viewpoints(session, self.people[who], self.area.slug)

    def one(self, number: int) -> ViewpointPosition:
        return next(each for each in self.seen_by("manager") if each.number == number)

    def prints(self, weakness: int = 1) -> tuple[PrintedView, ...]:
        with self.area.database.reading() as session:
            return printable(session, self.people["manager"], self.area.slug).of(weakness)

    def member(self, name: str, organisation: str | None, *roles: Role) -> Actor:
        """Somebody else, of an organisation (a uid) or of none."""
        with self.area.database.writing() as session:
            email = f"{name}@{self.area.slug}.example.org"
            uid = people.add_person(
                session, PersonChange(email=email, name=name, organisation=organisation), passphrase=None
            )
            for role in roles or (Role.PARTNER,):
                change = MembershipChange(role=role, programme=self.area.slug, workstream=None, starts=TODAY)
                if role is Role.PARTNER:
                    change = change.model_copy(update={"workstream": 1})
                people.grant(session, uid, change)
            return people.actor_of(session, uid) or pytest.fail("not found")

    def leaves(self, who: str | Actor) -> None:
        """From yesterday on they are no partner any more, whatever else they are."""
        uid = (self.people[who] if isinstance(who, str) else who).uid
        mine = (MEMBERSHIP.c.person_uid == uid) & (MEMBERSHIP.c.role == Role.PARTNER)
        with self.area.database.writing() as session:
            session.execute(update(MEMBERSHIP).where(mine).values(ends=clock.today() - timedelta(days=1)))

    def another(self, name: str = "Health trust") -> Actor:
        """A partner of an organisation of their own."""
        with self.area.database.writing() as session:
            organisation = people.add_organisation(session, f"{name} of {self.area.slug}")
        return self.member(name.replace(" ", "-").lower(), organisation)


def refusal(do: Callable[[], object]) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        do()
    return dict(refused.value.problems)
