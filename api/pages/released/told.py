"""How pages call what is released, and who released it: people as roles, things in their frozen words."""

import json

from api.pages.people.wording import plain_role_name
from wsoa.snapshot.positions import Written, with_article
from wsoa.snapshot.positions.released import Released, ReleasedNarrative, ReleasedPack, ReleasePosition, ReleaseStep
from wsoa.terms import ReleaseState

DID = {
    ReleaseState.PROPOSED: "Proposed",
    ReleaseState.RELEASED: "Released",
    ReleaseState.REFUSED: "Refused",
    ReleaseState.WITHDRAWN: "Withdrawn",
}


def title_of(item: Released) -> tuple[str, tuple[str, ...]]:
    """What it is called, and lines about it: of a pack its board and date, of evidence its kind."""
    if isinstance(item, ReleasedPack):
        about = json.loads(item.contents)
        return about["issued_as"] or about["title"], tuple(filter(None, (about["position"], about["as_at_words"])))
    if isinstance(item, ReleasedNarrative):
        about = json.loads(item.contents)
        return f"{about['position']}, version {item.version}", (about["as_at_words"],)
    return f"E{item.number} {item.said.title}", (item.said.type or "Evidence",)


def role(step: ReleaseStep) -> str:
    """Who took a step, as a role: "a programme manager"."""
    if step.role is None:
        return "the local area"
    named = plain_role_name(step.role)
    return with_article(named[:1].lower() + named[1:])


def by_roles(release: ReleasePosition) -> str:
    """Who released it: "proposed by a lead, released by an accountable leader"."""
    return f"proposed by {role(release.proposed)}, released by {role(release.last)}"


def told(release: ReleasePosition) -> list[tuple[str, str, Written]]:
    """What readers are told of a release: what was done, by which role, and when; newest first."""
    return [(DID[each.state], role(each), each.written) for each in release.told]
