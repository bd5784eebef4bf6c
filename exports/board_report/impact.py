"""Each area of weakness: what has been delivered and, judged apart from it, what difference that has made."""

from collections import Counter
from collections.abc import Iterator, Sequence

from exports.board_report.shape import ImpactRow, ImpactSection
from exports.parts import measured
from exports.parts.shape import Table
from exports.parts.wording import day, levels_in_words, listed
from wsoa.points import live
from wsoa.rag import count_levels
from wsoa.scorecard import read
from wsoa.snapshot.positions import ImpactPosition, MilestonePosition, OwnWords, Snapshot, WeaknessPosition, capital
from wsoa.terms import Impact, ThingState

NOT_JUDGED = "Not judged yet"
NO_INDICATOR = "None named"

IMPACTS = {
    Impact.NOT_YET_EVIDENCED: "Not yet evidenced",
    Impact.EMERGING: "Emerging",
    Impact.EVIDENCED: "Evidenced",
    Impact.SUSTAINED: "Sustained",
}


def impact_section(snapshot: Snapshot) -> ImpactSection | None:
    """Delivery and impact of every area of weakness that stands, side by side and never in one colour (DESIGN 2)."""
    standing = [each for each in snapshot.weaknesses if each.state is ThingState.LIVE]
    if not standing:
        return None
    words, serving = snapshot.words, serving_each(snapshot)
    judged = {each.weakness: each for each in snapshot.impacts}
    rows = tuple(_row(snapshot, each, serving.get(each.number, ()), judged.get(each.number)) for each in standing)
    heading = f"{capital(words.weaknesses)}: delivery and impact"
    caption = f"What has been delivered and what difference it has made, {day(snapshot.as_at)}"
    columns = (capital(words.weakness), "Delivery", "Impact", "Lead indicator")
    return ImpactSection(heading, tuple(_how_judged(words, serving)), Table(heading, caption, columns, rows))


def serving_each(snapshot: Snapshot) -> dict[int | None, list[MilestonePosition]]:
    """The milestones that serve each area of weakness of the plan through a focus area.

    Those that serve none, or only one that was withdrawn, are under None.
    """
    standing = {each.number for each in snapshot.weaknesses if each.state is ThingState.LIVE}
    served = {area.number: standing.intersection(area.weaknesses) for area in snapshot.focus_areas}
    found: dict[int | None, list[MilestonePosition]] = {}
    for milestone in live(snapshot):
        weaknesses = {each for area in milestone.focus_areas for each in served.get(area, ())}
        for number in weaknesses or (None,):
            found.setdefault(number, []).append(milestone)
    return found


def _how_judged(words: OwnWords, serving: dict[int | None, list[MilestonePosition]]) -> Iterator[str]:
    yield "Delivery and impact are judged apart: what is done is no proof that life is better for families."
    if none := len(serving.get(None, ())):
        yield f"{words.count_milestones(none)} {'serves' if none == 1 else 'serve'} no {words.weakness}."
    times = Counter(each.number for several in serving.values() for each in several)
    if shared := sum(count > 1 for count in times.values()):
        serve = "serves more than one and is" if shared == 1 else "serve more than one and are"
        yield f"{words.count_milestones(shared)} {serve} counted with each."


def _row(
    snapshot: Snapshot,
    weakness: WeaknessPosition,
    serving: Sequence[MilestonePosition],
    judged: ImpactPosition | None,
) -> ImpactRow:
    counts = count_levels(serving, snapshot.levels)
    named = snapshot.words.count_milestones(len(serving))
    leading = judged.indicators[:1] if judged else ()
    return ImpactRow(
        number=weakness.number,
        ref=weakness.ref,
        wording=weakness.wording,
        counts=counts,
        delivery=f"{named}: {levels_in_words(counts)}" if serving else f"No {snapshot.words.milestones}",
        impact=judged.impact if judged else None,
        impact_words=IMPACTS[judged.impact] if judged else NOT_JUDGED,
        since=f"Since {day(judged.written.as_at)}, judged by {judged.written.by}" if judged else "",
        why=(judged.words or "") if judged else "",
        evidence=f"Evidence: {listed([f'E{number}' for number in judged.evidence])}"
        if judged and judged.evidence
        else "",
        indicator=_lead(snapshot, leading),
    )


def _lead(snapshot: Snapshot, leading: Sequence[int]) -> str:
    """The indicator the impact is judged by, with its latest value and what became of it."""
    found = next((each for each in snapshot.indicators if each.number in leading), None)
    if found is None:
        return NO_INDICATOR
    reading = read(found, snapshot.as_at)
    if reading.latest is None:
        return found.name
    said = f"{found.name}: {measured.value_words(reading.latest, found.unit)}, {reading.latest.period}"
    return f"{said}. {compared}." if (compared := measured.compared_words(reading)) else f"{said}."
