"""People: accounts, organisations, roles with dates, and who somebody is when they act."""

from wsoa.people.accounts import (
    MembershipChange,
    PersonChange,
    account,
    actor_of,
    add_organisation,
    add_person,
    grant,
    rehash,
)
from wsoa.people.ending import NOBODY, EndingChange, end_roles, would_leave
from wsoa.people.joining import (
    GIVEN_HERE,
    OF_WORKSTREAMS,
    MemberChange,
    RoleChange,
    add_member,
    awaiting_code,
    give_role,
)
from wsoa.people.members import Member, RoleHeld, ensure_member, everybody, people_of
from wsoa.people.named import UPDATING, NamedIn, named_without_role
from wsoa.people.organisations import (
    OrganisationChange,
    OrganisationPosition,
    change_organisation,
    new_organisation,
    organisations_of,
)

__all__ = [
    "GIVEN_HERE",
    "NOBODY",
    "OF_WORKSTREAMS",
    "UPDATING",
    "EndingChange",
    "Member",
    "MemberChange",
    "MembershipChange",
    "NamedIn",
    "OrganisationChange",
    "OrganisationPosition",
    "PersonChange",
    "RoleChange",
    "RoleHeld",
    "account",
    "actor_of",
    "add_member",
    "add_organisation",
    "add_person",
    "awaiting_code",
    "change_organisation",
    "end_roles",
    "ensure_member",
    "everybody",
    "give_role",
    "grant",
    "named_without_role",
    "new_organisation",
    "organisations_of",
    "people_of",
    "rehash",
    "would_leave",
]
