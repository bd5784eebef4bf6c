"""Open risks by likelihood and severity: what would hurt most, if anybody has scored it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from textwrap import wrap

from api.pictures.shapes import SMALL, Beside, Block, Drawing, Picture, Row, Swatch, Table, Words
from exports.parts.wording import counted, listed
from wsoa.snapshot.positions import RiskPosition, Snapshot
from wsoa.terms import RiskStatus

TITLE = "Open risks and issues by likelihood and severity"
SCORES = range(1, 6)
BANDS = (("Low", 1, 4), ("Medium", 5, 12), ("High", 15, 25))
"""Which products of the two scores are called what, from and to."""

MARGIN, CELL = 30, 58
LETTERS, LINES, LONGEST = 7, 2, 5


@dataclass(frozen=True, slots=True)
class Scored:
    """An open risk where it stands: after mitigation when that was scored, else before."""

    risk: RiskPosition
    name: str
    likelihood: int
    severity: int
    is_after: bool

    @property
    def place(self) -> tuple[int, int]:
        """Its cell."""
        return self.likelihood, self.severity


def risk_matrix(snapshot: Snapshot) -> Picture | None:
    """Five by five cells, the risks of each in it. None while no open risk is scored.

    Risks are called by their references where all are short and different, else by their numbers.
    """
    risks = [risk for risk in snapshot.risks if risk.status is RiskStatus.OPEN]
    names = _names(risks)
    scored = [found for risk in risks if (found := _scored(risk, names))]
    if not scored:
        return None
    unscored = [risk for risk in risks if not (risk.score_after or risk.score_before)]
    return Picture(
        drawings=(_drawing(scored),),
        key=tuple(Swatch(f"{band}: {least} to {most}", band.lower()) for band, least, most in BANDS),
        table=_table(scored),
        note="Shaded by likelihood × severity, after mitigation where that is scored. A risk’s own rating stands in the"
        " register.",
        beside=Beside("Not scored", tuple((_called(risk, names), _href(risk)) for risk in unscored))
        if unscored
        else None,
    )


def _names(risks: Sequence[RiskPosition]) -> Mapping[int, str]:
    refs = {risk.ref for risk in risks if 0 < len(risk.ref) <= LONGEST}
    by_ref = len(refs) == len(risks)
    return {risk.number: risk.ref if by_ref else str(risk.number) for risk in risks}


def _scored(risk: RiskPosition, names: Mapping[int, str]) -> Scored | None:
    score = risk.score_after or risk.score_before
    return Scored(risk, names[risk.number], *score, is_after=risk.score_after is not None) if score else None


def _called(risk: RiskPosition, names: Mapping[int, str]) -> str:
    """The name in the picture, then what the register calls it."""
    return " ".join(dict.fromkeys(filter(None, (names[risk.number], risk.ref, risk.title))))


def _href(risk: RiskPosition) -> str:
    return f"#risk{risk.number}"


def _band(likelihood: int, severity: int) -> str:
    return next(band for band, least, most in BANDS if least <= likelihood * severity <= most)


def _drawing(scored: Sequence[Scored]) -> Drawing:
    places = {place: [each.name for each in scored if each.place == place] for place in product(SCORES, SCORES)}
    taken = {place: there for place, there in places.items() if there}
    return Drawing(
        name=TITLE,
        told=" ".join(
            f"Likelihood {likelihood}, severity {severity} ({_band(likelihood, severity).lower()}): {listed(there)}."
            for (likelihood, severity), there in sorted(taken.items(), key=lambda each: -each[0][0] * each[0][1])
        ),
        height=5 * CELL + 2 * MARGIN,
        blocks=tuple(_block(place, there) for place, there in places.items()),
        words=tuple(_axes()),
        width=MARGIN + 5 * CELL + 2,
    )


def _block(place: tuple[int, int], there: Sequence[str]) -> Block:
    likelihood, severity = place
    x, y, band = MARGIN + (severity - 1) * CELL, (5 - likelihood) * CELL + MARGIN - 10, _band(*place)
    middle = x + CELL / 2
    lines = wrap(", ".join(there), LETTERS, break_long_words=False)
    are_named = len(lines) <= LINES
    lines = lines if are_named else [counted(len(there), "risk")]
    return Block(
        says=f"Likelihood {likelihood}, severity {severity}, {band.lower()}: {listed(there) or 'no risk'}",
        shade=band.lower(),
        x=x,
        y=y,
        width=CELL,
        height=CELL,
        words=(
            Words(band, middle, y + 16),
            *(Words(line, middle, y + 35 + at * 17, is_bold=are_named) for at, line in enumerate(lines)),
        ),
    )


def _axes() -> Iterator[Words]:
    yield Words("Likelihood ↑", 0, SMALL, anchor="start")
    for score in SCORES:
        yield Words(str(score), MARGIN / 2, (5 - score) * CELL + MARGIN - 10 + CELL / 2 + 5)
        yield Words(str(score), MARGIN + (score - 0.5) * CELL, 5 * CELL + MARGIN + 6)
    yield Words("Severity →", MARGIN + 5 * CELL, 5 * CELL + MARGIN + 24, anchor="end")


def _table(scored: Sequence[Scored]) -> Table:
    """Every scored risk, the gravest first."""
    ranked = sorted(scored, key=lambda each: -each.likelihood * each.severity)
    return Table(
        caption=TITLE,
        head=("Risk", "Likelihood", "Severity", "Together", "Scored"),
        rows=tuple(map(_row, ranked)),
    )


def _row(each: Scored) -> Row:
    together = f"{each.likelihood * each.severity}, {_band(*each.place).lower()}"
    scored = "After mitigation" if each.is_after else "Before mitigation"
    names = {each.risk.number: each.name}
    return Row(
        (_called(each.risk, names), str(each.likelihood), str(each.severity), together, scored), _href(each.risk)
    )
