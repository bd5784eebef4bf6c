"""What the progress summary is drawn from, for readers who may read none of the working record or a part of it.

Their right is to that one report (Action.READ_SUMMARY), and what is read here is for drawing it and nothing else: no
page is given it. All of them are given the same, whatever else they may read, so that an adviser and a programme
manager who speak of the summary hold the same words.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from wsoa.access import Action, Actor, operator
from wsoa.snapshot.issued import frozen, packs
from wsoa.snapshot.load import earlier_rounds, load, open_programme
from wsoa.snapshot.positions import (
    EvidencePosition,
    IndicatorPosition,
    Lead,
    MilestonePosition,
    PackPosition,
    RiskPosition,
    Snapshot,
)
from wsoa.snapshot.positions.voices import as_readers_see
from wsoa.snapshot.voices import audits

_WHOLE = operator("progress summary")
"""Whoever may read the summary is read for as the shell is: all of it, whatever else is theirs. Nothing is written."""


def summary_snapshot(
    session: Session,
    actor: Actor,
    slug: str,
    *,
    as_at: date | None = None,
    known_by: int | datetime | None = None,
) -> Snapshot:
    """The whole programme as it stood, without what a summary never needs and what its readers may not work out.

    Raises Unseen, Barred; Refused and BeforeTheRecord as `load` does.
    """
    open_programme(session, actor, slug, Action.READ_SUMMARY)
    found = without_more(load(session, _WHOLE, slug, as_at=as_at, known_by=known_by))
    told = audits(session, _WHOLE, slug, as_at=found.as_at, known_by=found.known_by)
    return replace(found, indicators=as_readers_see(found.indicators, told))


def rounds_before(session: Session, actor: Actor, found: Snapshot, most: int) -> tuple[Snapshot, ...]:
    """The same on the position dates of the last rounds before it, oldest first, `most` at most."""
    open_programme(session, actor, found.slug, Action.READ_SUMMARY)
    return tuple(map(without_more, earlier_rounds(session, _WHOLE, found, most)))


def pack_before(
    session: Session, actor: Actor, found: Snapshot, report: str, old_enough: timedelta
) -> tuple[PackPosition, bytes] | None:
    """The newest pack of that report, of any board, about a position that is old enough, with its frozen contents.

    Where none is, the newest about any earlier date; None where no board was issued one.
    """
    open_programme(session, actor, found.slug, Action.READ_SUMMARY)
    issued = packs(session, _WHOLE, found.slug, report=report, known_by=found.known_by)
    given = [each for each in issued if each.issued and each.position_date < found.as_at]
    then = [each for each in given if each.position_date <= found.as_at - old_enough]
    newest = max(then or given, key=_newest, default=None)
    if newest is None or newest.contents_digest is None:
        return None
    return newest, frozen(session, _WHOLE, found.slug, newest.contents_digest)


def _newest(pack: PackPosition) -> tuple[date, int, int]:
    return pack.position_date, pack.pack or 0, pack.version or 0


def without_more(whole: Snapshot) -> Snapshot:
    """The snapshot without people's uids, candid words about risks, where evidence is, and how the team works together.

    What has been done and what is done about it stay: points to check compare them, though the summary prints neither.
    """
    return replace(
        whole,
        workstreams=tuple(replace(each, leads=(), support=(), notes=()) for each in whole.workstreams),
        milestones=tuple(map(_milestone, whole.milestones)),
        risks=tuple(map(_risk, whole.risks)),
        lists=(),
        products=(),
        indicators=tuple(map(_indicator, whole.indicators)),
        evidence=tuple(map(_evidence, whole.evidence)),
        loads=(),
        promised=(),
        returns=(),
        challenges=(),
        explanations=(),
    )


def _milestone(found: MilestonePosition) -> MilestonePosition:
    pending = found.dates.pending
    dates = replace(found.dates, pending=replace(pending, person=None, of="")) if pending else found.dates
    leads = tuple(map(_lead, found.leads))
    return replace(found, leads=leads, senior_owner=None, approver=None, assigned=(), dates=dates)


def _lead(found: Lead) -> Lead:
    """As the plan names them."""
    return replace(found, person=None, organisation=None)


def _risk(found: RiskPosition) -> RiskPosition:
    """Only which areas of weakness it threatens: what is asked because of it belongs there."""
    return replace(
        found, title="", owner=None, detail=None, impact=None, mitigation=None, proximity=None, escalation=None
    )


def _indicator(found: IndicatorPosition) -> IndicatorPosition:
    return replace(found, owner=None, asked=None, asked_name=None, quality=None)


def _evidence(found: EvidencePosition) -> EvidencePosition:
    """Only that it is there, for what, and until when it holds."""
    return replace(found, title="", shows=None, owner=None, sensitivity=None, link=None)
