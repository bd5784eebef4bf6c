"""Where a promise came from: how it was worded over time, what was merged into it, what it was split from and into."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy.orm import Session

from wsoa.access import Action, Actor, reaches
from wsoa.snapshot import Snapshot, open_programme
from wsoa.snapshot.positions import MilestonePosition, OwnWords, Written, capital
from wsoa.snapshot.terms_history import TermsPosition, ending_of, terms_of
from wsoa.terms import ThingState

_FIELDS = ("wording", "ref", "kind", "lead", "senior_owner", "success_measure")
_LABELS = {
    "wording": "Wording",
    "ref": "Reference",
    "kind": "Kind",
    "lead": "Lead",
    "senior_owner": "Senior responsible owner",
    "success_measure": "Success measure",
}


@dataclass(frozen=True, slots=True)
class Reworded:
    """One change of a promise: what happened in a word, and each field before and after; the first has none."""

    written: Written
    approver: str | None
    what: str
    changes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Kin:
    """Another milestone that became part of this one, or that this one became; `agreed` tells when and by whom."""

    milestone: MilestonePosition
    agreed: TermsPosition


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where a promise came from and what became of it, newest change first.

    `instead` is what takes its place today; `ended` the row that says so. `change` is where a manager changes it.
    """

    rewordings: tuple[Reworded, ...]
    holds: tuple[Kin, ...]
    split_from: MilestonePosition | None
    split_into: tuple[MilestonePosition, ...]
    instead: MilestonePosition | None
    ended: TermsPosition | None
    change: str | None


def lineage(session: Session, actor: Actor, snap: Snapshot, milestone: MilestonePosition, *, today: bool) -> Lineage:
    """The lineage of a milestone of the snapshot; `change` only today, for who may set up."""
    terms = terms_of(session, actor, snap, milestone.number)
    merged = [
        each for each in snap.milestones if each.replaced_by == milestone.number and each.state is not ThingState.LIVE
    ]
    known = {each.number: each for each in snap.milestones}
    programme = open_programme(session, actor, snap.slug)
    may_change = today and reaches(actor, Action.SET_UP, programme.id)
    return Lineage(
        rewordings=_rewordings(snap, terms),
        holds=tuple(Kin(each, ending_of(terms_of(session, actor, snap, each.number))) for each in merged),
        split_from=known.get(milestone.came_from or 0),
        split_into=tuple(each for each in snap.milestones if each.came_from == milestone.number),
        instead=known.get(milestone.replaced_by or 0),
        ended=ending_of(terms) if milestone.state is not ThingState.LIVE else None,
        change=f"/programmes/{snap.slug}/set-up/milestones/{milestone.number}" if may_change else None,
    )


def _rewordings(snap: Snapshot, terms: Sequence[TermsPosition]) -> tuple[Reworded, ...]:
    """Each row with what it changed; a row that changed nothing a reader sees is left out."""
    found = [
        Reworded(after.written, after.approver, _what(snap, after, before), _changes(snap, before, after))
        for after, before in pairwise(terms)
    ]
    told = [each for each in found if each.what or each.changes]
    first = terms[-1]
    promised = Reworded(first.written, first.approver, "Promised", (("Wording", "", first.wording),))
    return (*told, promised) if told else ()


def _what(snap: Snapshot, after: TermsPosition, before: TermsPosition) -> str:
    """What became of it with this row, in words; "" for a change of its words or place."""
    if (after.state, after.replaced_by) == (before.state, before.replaced_by):
        return ""
    if after.state is ThingState.LIVE:
        return "Taken back"
    other = next((each for each in snap.milestones if each.number == after.replaced_by), None)
    if other is None:
        return after.state.value.capitalize()
    joined = "merged into" if after.state is ThingState.MERGED else "superseded by"
    return capital(f"{joined} {other.ref or other.wording}")


def _changes(snap: Snapshot, before: TermsPosition, after: TermsPosition) -> tuple[tuple[str, str, str], ...]:
    sides = [_said(snap, terms) for terms in (before, after)]
    labels = {**_LABELS, **_place_labels(snap.words)}
    return tuple((labels[name], sides[0][name], sides[1][name]) for name in labels if sides[0][name] != sides[1][name])


def _place_labels(words: OwnWords) -> dict[str, str]:
    return {
        "workstream": capital(words.workstream),
        "focus_areas": capital(words.focus_areas),
        "parent": "Stands under",
    }


def _said(snap: Snapshot, terms: TermsPosition) -> Mapping[str, str]:
    """What a row says, in words."""
    workstreams = {each.number: each.name for each in snap.workstreams}
    areas = {each.number: each.ref or each.wording for each in snap.focus_areas}
    milestones = {each.number: each.ref or each.wording for each in snap.milestones}
    return {
        **{name: str(getattr(terms, name) or "") for name in _FIELDS},
        "workstream": workstreams.get(terms.workstream or 0, ""),
        "focus_areas": ", ".join(areas.get(area, "") for area in terms.focus_areas),
        "parent": milestones.get(terms.parent or 0, ""),
    }
