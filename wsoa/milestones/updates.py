"""Updates: rating a milestone and saying why, in the order and under the rules of DESIGN sections 2 and 6."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated

from pydantic import Field
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor, Whose, reaches, require
from wsoa.change import EvidenceNumber, OnBehalfChange
from wsoa.errors import Barred, Invalid, Unseen
from wsoa.history import OpenEntry, Standing, entry, said_again
from wsoa.history.newest import newest, rows
from wsoa.rag import missing_requirements
from wsoa.rating_keys import chosen, in_force
from wsoa.snapshot.owners import owners
from wsoa.snapshot.positions import Level
from wsoa.snapshot.reporting import reporting_date
from wsoa.snapshot.structure import no_longer
from wsoa.tables import EvidenceTerms, MilestoneUpdate, UpdateEvidence
from wsoa.terms import LevelGroup, Requirement
from wsoa.text import Line, Words
from wsoa.timescales import read_timescale


class UpdateChange(OnBehalfChange):
    """What a lead says of a milestone: the whole position, or `confirm` for "no change".

    `seen` is the sequence the form was opened on (0: not rated yet); `token` makes a second sending harmless.
    """

    seen: int = 0
    token: Annotated[Line, Field(max_length=64)] | None = None
    confirm: bool = False
    level: Line | None = None
    progress: Words | None = None
    issue: Words | None = None
    mitigation: Words | None = None
    forecast: Line | None = None
    reason: Words | None = None
    evidence: tuple[EvidenceNumber, ...] = ()


NEEDED: Mapping[Requirement, str] = {
    Requirement.REASON: "{level} needs a reason: say why you rate it so.",
    Requirement.ISSUE: "{level} needs an issue: say what is getting in the way.",
    Requirement.MITIGATION: "{level} needs a mitigation: say what is being done about it.",
    Requirement.EVIDENCE: "{level} needs evidence: name at least one numbered piece of evidence that shows it.",
}
_CONFIRMED = ("level", "progress", "issue", "mitigation", "forecast", "evidence")


def record_update(session: Session, actor: Actor, slug: str, number: int, change: UpdateChange) -> int:
    """Record how milestone `number` stands in the round that is open; the sequence of the row that says so.

    Raises Unseen, Barred, Conflict (someone saved since `seen`) and Invalid (what the level requires is missing).
    The same `token` with the same words gives the first answer again and writes nothing.
    """
    with entry(
        session,
        actor,
        slug,
        command="record_update",
        action=Action.UPDATE_MILESTONE,
        source=change.source(),
        token=change.token,
        payload=(number, change),
        on_behalf_of=change.on_behalf_of,
    ) as writing:
        require_mine(writing, actor, number)
        _require_own_words(writing, change)
        as_at, round_ = reporting_date(writing, clock.today())
        standing = writing.standing(MilestoneUpdate, number, clock.today())
        level, problems = level_of(writing, change, standing)
        if change.confirm:
            row, cited, unlike = confirmed(writing, change, standing, number)
            problems |= unlike
        else:
            row, cited = update_row(writing, change, level, number)
            problems |= _foreseen(row, level)
        row.as_at, row.round = as_at, round_
        if first := writing.replayed(row, *cited):
            return first
        writing.require_seen(MilestoneUpdate, number, change.seen, "This milestone")
        problems |= unmet(writing, level, row, cited) | change.half_said() | over(writing, number)
        if problems:
            raise Invalid(problems)
        return writing.append(row, *cited)


def write_update(
    entry_: OpenEntry, change: UpdateChange, *, as_at: date, number: int, round_: int | None = None
) -> int:
    """Write an update inside an entry that is already open, under the same rules; its sequence.

    Its level is one of the key that was in force on `as_at`: what is taken over was rated by the key of its own day.
    """
    level = chosen(in_force(entry_, as_at), change.level) if change.level else None
    row, cited = update_row(entry_, change, level, number)
    row.as_at, row.round, row.confirmed = as_at, round_, change.confirm
    if problems := unmet(entry_, level, row, cited):
        raise Invalid(problems)
    return entry_.append(row, *cited)


def require_mine(writing: OpenEntry, actor: Actor, number: int) -> None:
    """Raise Unseen when the actor cannot see the milestone, Barred when it is not theirs to update."""
    whose = owners(writing.session, writing.programme_id, number=number).get(number)
    if whose is None or not reaches(actor, Action.READ_WORKING, writing.programme_id, whose):
        raise Unseen("milestone")
    require(actor, Action.UPDATE_MILESTONE, writing.programme_id, whose)


def over(writing: OpenEntry, number: int) -> dict[str, str]:
    """A problem when the milestone is no longer promised: it is said what became of it."""
    found = no_longer(writing, number)
    return {"": f"{found} It is not updated any more."} if found else {}


def update_row(
    writing: OpenEntry, change: UpdateChange, level: Level | None, number: int
) -> tuple[MilestoneUpdate, list[UpdateEvidence]]:
    """The history row and the citations that state what `change` says."""
    read = read_timescale(change.forecast, clock.today()) if change.forecast else None
    row = MilestoneUpdate(
        programme_id=writing.programme_id,
        number=number,
        as_at=clock.today(),
        reason=change.reason or None,
        rating_key=level.key if level else None,
        key_version=level.version if level else None,
        level=level.code if level else None,
        progress=change.progress or None,
        issue=change.issue or None,
        mitigation=change.mitigation or None,
        forecast_words=read.words if read else None,
        forecast_kind=read.kind if read else None,
        forecast_earliest=read.earliest if read else None,
        forecast_latest=read.latest if read else None,
        forecast_precision=read.precision if read else None,
    )
    return row, [UpdateEvidence(evidence=number) for number in sorted(set(change.evidence))]


def _foreseen(row: MilestoneUpdate, level: Level | None) -> dict[str, str]:
    """A problem with a forecast that has passed, unless what it foresaw is complete. What a tracker says is kept."""
    done = level is not None and level.group is LevelGroup.COMPLETE
    if done or row.forecast_latest is None or row.forecast_latest >= clock.today():
        return {}
    return {"forecast": "A forecast is a date still to come. Enter when it will be done, or leave this empty."}


def _require_own_words(writing: OpenEntry, change: UpdateChange) -> None:
    """Raise Barred when somebody speaks for another who may not update every milestone."""
    everything = reaches(writing.actor, Action.UPDATE_MILESTONE, writing.programme_id, Whose())
    if (change.on_behalf_of or change.how_known) and not everything:
        raise Barred("update this milestone on behalf of somebody else")


def level_of(
    writing: OpenEntry, change: UpdateChange, standing: Standing | None
) -> tuple[Level | None, dict[str, str]]:
    """The level a change gives, or confirms; a problem when the key has none such, or none is given.

    It is chosen among what the key in force today offers, for whatever date the round speaks: the row names the key.
    """
    offered = in_force(writing, clock.today())
    code = change.level or (standing.values["level"] if change.confirm and standing else None)
    if not code:
        return None, {} if change.confirm else {"level": "Choose a rating."}
    try:
        return chosen(offered, code), {}
    except Invalid as refused:
        return None, refused.problems


def confirmed(
    writing: OpenEntry, change: UpdateChange, standing: Standing | None, number: int
) -> tuple[MilestoneUpdate, list[UpdateEvidence], dict[str, str]]:
    """The standing position said again; a problem for each field that was changed and then "confirmed"."""
    if standing is None or standing.values["level"] is None:
        row, cited = update_row(writing, change, None, number)
        return row, cited, {"level": "It has not been rated yet, so there is nothing to confirm: choose a rating."}
    row, children = said_again(MilestoneUpdate, standing.values, standing.children)
    cited = [child for child in children if isinstance(child, UpdateEvidence)]
    row.confirmed = True
    stood = {**standing.values, "forecast": row.forecast_words, "evidence": tuple(each.evidence for each in cited)}
    given = change.model_copy(update={"evidence": tuple(sorted(set(change.evidence)))})
    unlike = {
        name: "You have changed this. Save it, or put it back to confirm that nothing has changed."
        for name in _CONFIRMED
        if getattr(given, name) and getattr(given, name) != stood[name]
    }
    row.reason = change.reason or row.reason
    return row, cited, unlike


def unmet(
    writing: OpenEntry, level: Level | None, row: MilestoneUpdate, cited: Sequence[UpdateEvidence]
) -> dict[str, str]:
    """What the rules refuse in a row: what its level requires and has not been given, and evidence nobody knows."""
    missing = missing_requirements(
        level,
        reason=row.reason,
        issue=row.issue,
        mitigation=row.mitigation,
        evidence=[child.evidence for child in cited],
    )
    required = {needed.value: NEEDED[needed].format(level=level.label) for needed in missing if level}
    return required | _unknown_evidence(writing, row.number, cited)


def _unknown_evidence(writing: OpenEntry, number: int, cited: Sequence[UpdateEvidence]) -> dict[str, str]:
    if not cited:
        return {}
    citable = _citable(writing, number)
    unknown = [f"E{child.evidence}" for child in cited if child.evidence not in citable]
    return {"evidence": f"There is no evidence numbered {', '.join(unknown)}."} if unknown else {}


def _citable(writing: OpenEntry, number: int) -> set[int]:
    """The evidence the actor knows of: all of it, or (a partner) what stands beside their milestone already."""
    today = clock.today()
    if reaches(writing.actor, Action.READ_WORKING, writing.programme_id, Whose()):
        return {row["number"] for row in rows(writing.session, newest(EvidenceTerms), writing.moment(today))}
    standing = writing.standing(MilestoneUpdate, number, today)
    return {line["evidence"] for line in standing.children["update_evidence"]} if standing else set()
