"""Positions built by hand, each with what a test cares about and a default for the rest."""

from datetime import UTC, date, datetime

from wsoa.rag import DEFAULT_KEY
from wsoa.snapshot.positions import (
    Bullet,
    BulletListPosition,
    Lead,
    Level,
    MilestoneDates,
    MilestonePosition,
    MilestoneUpdatePosition,
    ProductPosition,
    RiskPosition,
    RoundPosition,
    WorkstreamPosition,
    Written,
)
from wsoa.terms import (
    BulletKind,
    LeadKind,
    MilestoneKind,
    Precision,
    RiskKind,
    RiskStatus,
    ThingState,
    TimescaleKind,
    WorkstreamKind,
)
from wsoa.timescales import Timescale

AS_AT = date(2026, 3, 31)
LEVELS = {
    terms.code: Level(
        code=terms.code,
        label=terms.label,
        colour=terms.colour,
        meaning=terms.meaning,
        order=terms.order,
        group=terms.group,
        late=terms.late,
        exception=terms.exception,
        requires=terms.requires,
        key=1,
        version=1,
    )
    for terms in DEFAULT_KEY
}
FEBRUARY = RoundPosition(2, "February 2026", date(2026, 2, 28), date(2026, 2, 16), date(2026, 2, 27), date(2026, 3, 12))
MARCH = RoundPosition(3, "March 2026", AS_AT, date(2026, 3, 16), date(2026, 3, 28), date(2026, 4, 9))


def lead(words: str) -> Lead:
    """A lead known by the plan's words only."""
    return Lead(words, LeadKind.PERSON, None, None, None)


def written(*, round_number: int | None = 3, as_at: date = AS_AT) -> Written:
    """A row of the record."""
    return Written(
        sequence=1,
        entry=40,
        as_at=as_at,
        round=round_number,
        recorded_at=datetime(2026, 3, 27, 9, 30, tzinfo=UTC),
        by="Manager",
        command="record_update",
        source="form",
        late=False,
        confirmed=False,
        corrects=None,
        withdraws=None,
        reason=None,
    )


def due(words: str, latest: date | None, kind: TimescaleKind = TimescaleKind.MONTH) -> Timescale:
    """A timescale as given and as read."""
    return Timescale(words, kind, latest, latest, Precision.MONTH if latest else None)


def rated(
    code: str | None,
    *,
    issue: str | None = None,
    mitigation: str | None = None,
    round_number: int | None = 3,
    as_at: date = AS_AT,
) -> MilestoneUpdatePosition:
    """An update that rates a milestone at the level of that code."""
    return MilestoneUpdatePosition(
        written=written(round_number=round_number, as_at=as_at),
        level=LEVELS[code] if code else None,
        progress=None,
        issue=issue,
        mitigation=mitigation,
        forecast=None,
        evidence=(),
    )


def milestone(
    number: int,
    wording: str,
    update: MilestoneUpdatePosition | None,
    *,
    ref: str = "",
    workstream: int | None = 1,
    focus_areas: tuple[int, ...] = (),
    current: Timescale | None = None,
    state: ThingState = ThingState.LIVE,
) -> MilestonePosition:
    """A promised milestone."""
    return MilestonePosition(
        number=number,
        ref=ref,
        wording=wording,
        kind=MilestoneKind.MILESTONE,
        state=state,
        parent=None,
        plan=1,
        workstream=workstream,
        focus_areas=focus_areas,
        leads=(),
        leads_words=None,
        success_measure=None,
        senior_owner=None,
        replaced_by=None,
        since=date(2025, 9, 1),
        dates=MilestoneDates(current, current, None, None, 0),
        update=update,
    )


def risk(number: int, title: str, code: str | None, *, workstream: int | None = None, **words: str) -> RiskPosition:
    """An open risk to the programme, or to a workstream."""
    return RiskPosition(
        number=number,
        ref="",
        title=title,
        kind=RiskKind.RISK,
        workstream=workstream,
        owner=None,
        milestones=(),
        weaknesses=(),
        status=RiskStatus.OPEN,
        level=LEVELS[code] if code else None,
        detail=words.get("detail"),
        impact=words.get("impact"),
        mitigation=words.get("mitigation"),
        proximity=None,
        escalation=None,
        score_before=None,
        score_after=None,
        written=written(),
    )


def bullet_list(number: int, workstream: int | None, kind: BulletKind, *lines: str) -> BulletListPosition:
    """A list; a line that begins with "- " stands under the one before it."""
    bullets = tuple(Bullet(2, line[2:]) if line.startswith("- ") else Bullet(1, line) for line in lines)
    return BulletListPosition(number, workstream, kind, bullets, written())


def workstream(number: int, ref: str, name: str, *leads: str, support: str = "") -> WorkstreamPosition:
    """A workstream with its leads."""
    return WorkstreamPosition(
        number=number,
        ref=ref,
        name=name,
        kind=WorkstreamKind.WORKSTREAM,
        state=ThingState.LIVE,
        leads=tuple(map(lead, leads)),
        support=(lead(support),) if support else (),
        weaknesses=(),
        notes=(),
    )


def product(number: int, name: str, progress: str) -> ProductPosition:
    """A reporting product with its three dates."""
    dates = (due("Jan-26", date(2026, 1, 31)), due("Apr-26", date(2026, 4, 30)), due("TBC", None))
    return ProductPosition(number, name, "Scorecard", "Monthly", *dates, progress, AS_AT)
