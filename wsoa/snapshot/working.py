"""What has happened: risks, lists, products, evidence, boards and rounds."""

from collections.abc import Iterable
from datetime import date

from wsoa.history import Row
from wsoa.snapshot.positions import (
    BoardDay,
    BoardPosition,
    Bullet,
    BulletListPosition,
    EvidencePosition,
    ProductPosition,
    RiskPosition,
    RoundPosition,
)
from wsoa.snapshot.reading import Reading, timescale
from wsoa.tables import (
    BoardTerms,
    BulletListVersion,
    EvidenceIndicator,
    EvidenceMilestone,
    EvidenceRisk,
    EvidenceTerms,
    EvidenceWeakness,
    ProductTerms,
    ProductTimescale,
    ProductUpdate,
    RiskMilestone,
    RiskTerms,
    RiskUpdate,
    RiskWeakness,
    RoundBoard,
    RoundState,
    RoundTerms,
)
from wsoa.tables import Bullet as BulletRow
from wsoa.terms import BoardKind, BulletKind, ProductDate, RiskKind, RiskStatus


def risks(reading: Reading) -> tuple[RiskPosition, ...]:
    """Risks and issues with their latest rating."""
    updates = reading.newest_with_author(RiskUpdate)
    milestones = reading.links(RiskMilestone, RiskTerms, "milestone")
    weaknesses = reading.links(RiskWeakness, RiskTerms, "weakness")
    return tuple(
        _risk(
            reading,
            row,
            updates.get(row["number"]),
            milestones.get(row["number"], ()),
            weaknesses.get(row["number"], ()),
        )
        for row in reading.newest(RiskTerms)
    )


def _risk(
    reading: Reading, terms: Row, update: Row | None, milestones: tuple[int, ...], weaknesses: tuple[int, ...]
) -> RiskPosition:
    said: Row = update or {}
    return RiskPosition(
        number=terms["number"],
        ref=terms["ref"],
        title=terms["title"],
        kind=RiskKind(terms["kind"]),
        workstream=terms["workstream"],
        owner=terms["owner"],
        milestones=milestones,
        weaknesses=weaknesses,
        status=RiskStatus(said.get("status", RiskStatus.OPEN)),
        level=reading.level(update) if update else None,
        detail=said.get("detail"),
        impact=said.get("impact"),
        mitigation=said.get("mitigation"),
        proximity=said.get("proximity"),
        escalation=said.get("escalation"),
        score_before=score(said, "before"),
        score_after=score(said, "after"),
        written=reading.written(update) if update else None,
    )


def score(row: Row, when: str) -> tuple[int, int] | None:
    """Likelihood and severity of a row; None when it has not got both."""
    likelihood, severity = row.get(f"likelihood_{when}"), row.get(f"severity_{when}")
    return None if likelihood is None or severity is None else (likelihood, severity)


def lists(reading: Reading) -> tuple[BulletListPosition, ...]:
    """Every list as last written."""
    bullets = reading.children(BulletRow, BulletListVersion)
    return tuple(
        BulletListPosition(
            number=number,
            workstream=row["workstream"],
            kind=BulletKind(row["kind"]),
            bullets=tuple(Bullet(line["level"], line["text"]) for line in bullets.get(number, [])),
            written=reading.written(row),
            heading=row["heading"],
        )
        for number, row in reading.newest_with_author(BulletListVersion).items()
    )


def products(reading: Reading) -> tuple[ProductPosition, ...]:
    """Reporting products and how far they have come."""
    dates = reading.children(ProductTimescale, ProductTerms)
    updates = {row["number"]: row for row in reading.newest(ProductUpdate)}

    def product(row: Row) -> ProductPosition:
        when = {ProductDate(line["which"]): timescale(line) for line in dates.get(row["number"], [])}
        update = updates.get(row["number"])
        return ProductPosition(
            number=row["number"],
            name=row["name"],
            type=row["type"],
            frequency=row["frequency"],
            start=when.get(ProductDate.START),
            first_draft=when.get(ProductDate.FIRST_DRAFT),
            first_issue=when.get(ProductDate.FIRST_ISSUE),
            progress=update["progress"] if update else None,
            progress_as_at=update["as_at"] if update else None,
        )

    return tuple(product(row) for row in reading.newest(ProductTerms))


def evidence(reading: Reading) -> tuple[EvidencePosition, ...]:
    """Evidence by its number."""
    weaknesses = reading.links(EvidenceWeakness, EvidenceTerms, "weakness")
    milestones = reading.links(EvidenceMilestone, EvidenceTerms, "milestone")
    indicators = reading.links(EvidenceIndicator, EvidenceTerms, "indicator")
    risks = reading.links(EvidenceRisk, EvidenceTerms, "risk")
    return tuple(
        EvidencePosition(
            number=row["number"],
            title=row["title"],
            type=row["type"],
            shows=row["shows"],
            klass=row["klass"],
            dated=row["dated"],
            owner=reading.organisations.get(row["owner"]),
            sensitivity=row["sensitivity"],
            expires=row["expires"],
            link=row["link"],
            weaknesses=weaknesses.get(row["number"], ()),
            milestones=milestones.get(row["number"], ()),
            indicators=indicators.get(row["number"], ()),
            risks=risks.get(row["number"], ()),
            owner_uid=row["owner"],
            withdrawn=(row["reason"] or "") if row["withdrawn"] else None,
        )
        for row in reading.newest(EvidenceTerms)
    )


def boards(reading: Reading) -> tuple[BoardPosition, ...]:
    """The bodies that read packs."""
    return tuple(
        BoardPosition(r["number"], r["name"], BoardKind(r["kind"]), r["cadence"], r["reports_to"])
        for r in reading.newest(BoardTerms)
    )


def rounds(reading: Reading) -> tuple[RoundPosition, ...]:
    """The reporting periods, the boards they serve, and which of them are closed."""
    served = reading.children(RoundBoard, RoundTerms)
    closed = {number: row for number, row in reading.newest_with_author(RoundState).items() if row["closed"]}
    return tuple(
        RoundPosition(
            number=row["number"],
            name=row["name"],
            position_date=row["position_date"],
            opens=row["opens"],
            closes=row["closes"],
            board_date=row["board_date"],
            boards=tuple(BoardDay(each["board"], each["meets"]) for each in served.get(row["number"], ())),
            closed=reading.written(closed[row["number"]]) if row["number"] in closed else None,
        )
        for row in reading.newest(RoundTerms)
    )


def round_reached(rounds: Iterable[RoundPosition], on: date) -> RoundPosition | None:
    """The round that reporting has reached: of those whose date or window has come, the one that opens last.

    So what stands on a round's own date belongs to it, although its window for updates opens only afterwards.
    """
    reached = (r for r in rounds if min(r.opens, r.position_date) <= on)
    return max(reached, key=lambda r: (r.opens, r.number), default=None)
