"""How pages call the roles, and what they say of somebody's roles and of their way in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from api.forms import Choice
from wsoa.people import GIVEN_HERE, Member, RoleHeld
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import HOUSE_WORDS, OwnWords, WorkstreamPosition, capital
from wsoa.terms import Role, ThingState

NOT_WHOLE = "The form did not arrive whole. Open the page again and re-enter your answers"
ROLE_FIELDS = ("role", "workstreams", "starts", "ends")


def role_name(role: Role, words: OwnWords) -> str:
    """The role as it stands alone: "Workstream lead", in the programme's own words."""
    names = {
        Role.WORKSTREAM_LEAD: f"{capital(words.workstream)} lead",
        Role.SUPPORT: f"{capital(words.workstream)} deputy or support",
        Role.PARTNER: "Partner organisation",
        Role.ADVISER: "DfE or NHS England adviser",
    }
    return names.get(role) or capital(role.value.replace("-", " "))


def plain_role_name(role: Role) -> str:
    """The role where several programmes stand together, each with words of its own: "Lead"."""
    return {Role.WORKSTREAM_LEAD: "Lead", Role.SUPPORT: "Deputy or support"}.get(role) or role_name(role, HOUSE_WORDS)


def role_choices(words: OwnWords) -> tuple[Choice, ...]:
    """The roles a programme's manager may give, each with what it allows."""
    allows = {
        Role.PROGRAMME_MANAGER: "Sets up the programme, sees and updates everything, issues reports, invites people.",
        Role.WORKSTREAM_LEAD: f"Updates what belongs to their {words.workstream}, and whatever names them.",
        Role.SUPPORT: f"Updates the same as the {words.workstream} lead.",
        Role.PARTNER: f"Reads {words.workstreams} shared with them and what is released; updates what names them.",
        Role.BOARD_MEMBER: "Reads issued packs and asks about them, says what became of asks, agrees to date moves.",
        Role.ACCOUNTABLE_LEADER: "Reads everything, judges impact, clears packs, confirms, releases; never rates.",
        Role.ADVISER: "Reads the progress summary, shared visits, and what two people released.",
        Role.INSPECTOR: "Reads narratives and evidence that two people released, and shared visits, until a last day.",
    }
    return tuple(Choice(role.value, role_name(role, words), allows[role]) for role in GIVEN_HERE)


def shown(problems: Mapping[str, str], *fields: str) -> dict[str, str]:
    """Problems by the fields a person sees on the page; what is wrong with the others is told once, without a link."""
    by_field = {field: problems[field] for field in fields if field in problems}
    unseen = [problems[field] for field in problems if field not in fields]
    return by_field | ({"": problems.get("", NOT_WHOLE)} if unseen else {})


def of_role(problems: Mapping[str, str], typed: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The problems of a form with radios of roles: an answer that was left out is chosen, not entered."""
    left_out = "role" in problems and not any(typed.get("role", ()))
    return {**problems, "role": "Choose what they are here"} if left_out else {**problems}


def workstream_choices(snap: Snapshot) -> tuple[Choice, ...]:
    """What somebody may lead, support or share: what runs today."""
    running = (each for each in snap.workstreams if each.state is ThingState.LIVE)
    return tuple(Choice(str(each.number), workstream_name(each)) for each in running)


def workstream_name(workstream: WorkstreamPosition) -> str:
    """Reference and name."""
    return f"{workstream.ref} {workstream.name}".strip()


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role as pages list it."""

    held: RoleHeld
    name: str
    workstream: str | None
    to_come: bool


def role_lines(roles: Sequence[RoleHeld], snap: Snapshot) -> tuple[RoleLine, ...]:
    """Roles in the order in which they were given."""
    names = {each.number: workstream_name(each) for each in snap.workstreams}
    return tuple(
        RoleLine(
            held,
            role_name(held.role, snap.words),
            names.get(held.workstream or 0) if held.workstream else None,
            held.starts > snap.as_at,
        )
        for held in roles
    )


def way_in(member: Member, until: Mapping[str, datetime]) -> tuple[str, datetime | None]:
    """Whether somebody can sign in yet, and until when their invitation is open."""
    if member.closed:
        return "Account closed", None
    if member.is_elsewheres:
        return "With the account they have from another programme", None
    if member.has_passphrase:
        return "Can sign in", None
    return "Has not signed in yet", until.get(member.uid)
