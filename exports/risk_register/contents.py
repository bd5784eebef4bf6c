"""From a snapshot to the contents of the risk register. Pure: the same snapshot gives the same words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exports.beside import ALONE, Beside
from exports.parts.about import about
from exports.parts.levels import count_table, counts_of, key_lines, shown
from exports.parts.numbering import numbered
from exports.parts.shape import About, CountsSection, Rating, Table, as_json
from exports.parts.wording import (
    LAST_RATING,
    NOT_GIVEN,
    RATING,
    day,
    levels_in_words,
    listed,
    rating,
    workstream_names,
)
from wsoa.rag import LevelCounts
from wsoa.snapshot.positions import Level, MilestonePosition, OwnWords, RiskPosition, Snapshot
from wsoa.terms import RiskKind, RiskStatus

SCHEMA = "risk-register/1"

_KINDS = {RiskKind.RISK: "Risk", RiskKind.ISSUE: "Issue", RiskKind.RISK_OR_ISSUE: "Risk or issue"}


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A risk or issue. `touches` are the milestones it threatens, `more` what is said only of some: label, words."""

    number: int
    ref: str
    title: str
    kind: str
    detail: str
    touches: str
    belongs: str
    rating: Rating
    impact: str
    mitigation: str
    more: tuple[tuple[str, str], ...]
    updated: str


@dataclass(frozen=True, slots=True)
class ClosedRow:
    """A risk or issue that is no longer carried."""

    number: int
    ref: str
    title: str
    kind: str
    belongs: str
    rating: Rating
    updated: str


@dataclass(frozen=True, slots=True)
class RiskRegisterContents:
    """The risk register in the order in which it is read. `key` says in one line each what the levels mean."""

    about: About
    counts: CountsSection
    key: tuple[str, ...]
    carried: Table[RegisterRow] | None
    closed: Table[ClosedRow] | None

    def to_json(self) -> dict[str, object]:
        """Plain values for JSON. `counts` are of the risks and issues that are open."""
        return as_json(SCHEMA, self)


def contents(snapshot: Snapshot, beside: Beside = ALONE) -> RiskRegisterContents:
    """Every risk and issue of the programme as it stood, the worst first. Nothing earlier is compared."""
    carried = sorted((risk for risk in snapshot.risks if risk.status is RiskStatus.OPEN), key=worst_first)
    closed = [risk for risk in snapshot.risks if risk.status is RiskStatus.CLOSED]
    return numbered(
        RiskRegisterContents(
            about=about(snapshot, "Risk register", beside.issue),
            counts=_counts(snapshot, carried),
            key=key_lines(risk.level for risk in (*carried, *closed)),
            carried=_carried(snapshot, carried),
            closed=_closed(snapshot, closed),
        )
    )


def worst_first(risk: RiskPosition) -> tuple[int, int]:
    """A sort key: from the worst level to the best, then those without one; in each by number."""
    order = risk.level.order if risk.level else None
    return (-order if order is not None else 0, risk.number)


def _counts(snapshot: Snapshot, carried: Sequence[RiskPosition]) -> CountsSection:
    heading, levels = "Where the risks stand", [risk.level for risk in carried]
    counts = counts_of(levels, snapshot.levels)
    sentences = tuple(_sentences(snapshot, counts))
    places = _by_place(snapshot, carried)
    if len(places) < 2:
        return CountsSection(heading, sentences, counts, None)
    caption = f"Open risks and issues by rating, {day(snapshot.as_at)}"
    found = shown(snapshot.levels, levels)
    rows = [*places.items(), ("All together", levels)]
    return CountsSection(heading, sentences, counts, count_table(heading, caption, "Belongs to", found, rows, "In all"))


def _by_place(snapshot: Snapshot, carried: Sequence[RiskPosition]) -> dict[str, list[Level | None]]:
    """The levels of the programme's own, and of each workstream that carries any."""
    places: dict[str, list[Level | None]] = {}
    names = workstream_names(snapshot)
    for risk in sorted(carried, key=lambda each: each.workstream or 0):
        places.setdefault(_belongs(risk, names), []).append(risk.level)
    return places


def _sentences(snapshot: Snapshot, counts: LevelCounts) -> Iterable[str]:
    if not counts.total:
        yield "No risk or issue is open."
    else:
        things = "risk or issue is open" if counts.total == 1 else "risks and issues are open"
        yield f"{counts.total} {things}: {levels_in_words(counts)}."
    if gone := len(snapshot.risks) - counts.total:
        yield f"{gone} {'is' if gone == 1 else 'are'} closed."


def _belongs(risk: RiskPosition, names: dict[int, str]) -> str:
    return names.get(risk.workstream, "Programme") if risk.workstream is not None else "Programme"


def _carried(snapshot: Snapshot, risks: Sequence[RiskPosition]) -> Table[RegisterRow] | None:
    names = workstream_names(snapshot)
    milestones = {milestone.number: milestone for milestone in snapshot.milestones}
    rows = tuple(_row(snapshot.words, risk, names, milestones) for risk in risks)
    columns = ("Risk or issue", "Belongs to", RATING, "Impact", "Mitigation", "Owner and details")
    caption = f"Risks and issues that are open on {day(snapshot.as_at)}, the worst first"
    return Table("Open risks and issues", caption, columns, rows) if rows else None


def _row(
    words: OwnWords, risk: RiskPosition, names: dict[int, str], milestones: dict[int, MilestonePosition]
) -> RegisterRow:
    return RegisterRow(
        number=risk.number,
        ref=risk.ref,
        title=risk.title,
        kind=_KINDS[risk.kind],
        detail=risk.detail or NOT_GIVEN,
        touches=_touches(words, risk, milestones),
        belongs=_belongs(risk, names),
        rating=rating(risk.level),
        impact=risk.impact or NOT_GIVEN,
        mitigation=risk.mitigation or NOT_GIVEN,
        more=tuple(_more(risk)),
        updated=_updated(risk),
    )


def _touches(words: OwnWords, risk: RiskPosition, milestones: dict[int, MilestonePosition]) -> str:
    """The milestones it threatens, by reference where they have one."""
    found = [milestones[number] for number in risk.milestones if number in milestones]
    named = [each.ref or each.wording for each in found]
    return f"Touches {words.milestone if len(named) == 1 else words.milestones} {listed(named)}" if named else ""


def _more(risk: RiskPosition) -> Iterable[tuple[str, str]]:
    yield "Owner", risk.owner or NOT_GIVEN
    for label, score in (("Score before", risk.score_before), ("Score after", risk.score_after)):
        if score:
            yield label, f"{score[0]} × {score[1]} = {score[0] * score[1]}"
    if risk.proximity:
        yield "Proximity", risk.proximity
    if risk.escalation:
        yield "Escalation", risk.escalation


def _updated(risk: RiskPosition) -> str:
    return day(risk.written.as_at) if risk.written else "Never"


def _closed(snapshot: Snapshot, risks: Sequence[RiskPosition]) -> Table[ClosedRow] | None:
    names = workstream_names(snapshot)
    rows = tuple(
        ClosedRow(
            risk.number,
            risk.ref,
            risk.title,
            _KINDS[risk.kind],
            _belongs(risk, names),
            rating(risk.level),
            _updated(risk),
        )
        for risk in risks
    )
    columns = ("Risk or issue", "Kind", "Belongs to", LAST_RATING, "Last updated")
    return Table("Closed risks and issues", "Risks and issues that are no longer open", columns, rows) if rows else None
