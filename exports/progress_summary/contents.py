"""From a snapshot to the contents of the progress summary. Pure: the same snapshot gives the same words.

It says no more of the working record than its readers may know: no progress text, no mitigation, no name of whoever
leads or updates a milestone, no evidence (exports.progress_summary.serving leaves out how the team works together).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from exports.beside import ALONE, Beside
from exports.parts.about import about
from exports.parts.measured import sources
from exports.parts.numbering import numbered
from exports.parts.shape import CountsSection, Table
from exports.parts.wording import day
from exports.progress_summary import cells
from exports.progress_summary.grouping import grouped, in_words, key_sentence
from exports.progress_summary.serving import Serving
from exports.progress_summary.shape import AreaRow, ProgressSummaryContents, Said
from exports.progress_summary.since import Since, moved, moved_in_words, since_last_review
from wsoa.points import is_exception, live
from wsoa.rag import count_levels
from wsoa.scorecard import IndicatorReading, read
from wsoa.snapshot.positions import ImpactPosition, MilestonePosition, Snapshot, WeaknessPosition, capital
from wsoa.terms import IndicatorClass, Scope, ThingState


def contents(snapshot: Snapshot, beside: Beside = ALONE) -> ProgressSummaryContents:
    """One row for each area of weakness; what serves none stands in a row of its own, so that nothing is left out.

    Movement is counted since the last review (`since_last_review`); the rounds before serve the points to check too.
    """
    drawn = _Drawn(snapshot, beside, Serving(snapshot, beside.earlier), since_last_review(snapshot, beside))
    standing = live(snapshot)
    rows = tuple(drawn.rows())
    columns = (
        capital(snapshot.words.weakness),
        "Delivery",
        "Impact and families",
        "Lead indicator",
        "Off track, and why",
        "Asks and points to check",
    )
    moved_since = f", with what has moved since {day(drawn.since.as_at)}" if drawn.since else ""
    caption = f"Progress by {snapshot.words.weakness}{moved_since}"
    counts = count_levels(standing, snapshot.levels)
    return numbered(
        ProgressSummaryContents(
            about=about(snapshot, "Progress summary"),
            counts=CountsSection("", tuple(drawn.sentences(standing)), counts, None),
            groups=grouped(standing),
            since=drawn.since.as_at if drawn.since else None,
            areas=Table("", caption, columns, rows) if rows else None,
            reading=" ".join(drawn.notes(standing)),
        )
    )


@dataclass(frozen=True)
class _Drawn:
    """What the rows are drawn from."""

    snapshot: Snapshot
    beside: Beside
    serving: Serving
    since: Since | None

    def sentences(self, standing: Sequence[MilestonePosition]) -> Iterator[str]:
        """All of it in a line or two: how far it has come, and what has moved since when."""
        words = self.snapshot.words
        if not standing:
            yield f"The record holds no {words.milestones}."
        else:
            yield f"{words.count_milestones(len(standing))}: {in_words(grouped(standing))}."
        if self.snapshot.scope is Scope.EXCEPTIONS:
            yield (
                "The record holds only what was listed as exceptions: the plan’s other"
                f" {words.milestones} are not in it, so these are no counts of the whole plan."
            )
        if self.since:
            yield f"Since {day(self.since.as_at)}: {moved_in_words(self.since.moves)}."

    def notes(self, standing: Sequence[MilestonePosition]) -> Iterator[str]:
        """How to read it, and where its figures come from."""
        words = self.snapshot.words
        yield self.since.sentence if self.since else "No earlier position is recorded: nothing is said of movement."
        yield "Delivery and impact are judged apart."
        if key := key_sentence(self.snapshot, standing):
            yield key
        if shared := sum(len(self.serving.milestones[each.number]) > 1 for each in standing):
            serve = "serves more than one and is" if shared == 1 else "serve more than one and are"
            yield (
                f"{words.count_milestones(shared)} {serve} counted with each {words.weakness}, so the rows add up to"
                " more than all of them."
            )
        yield "Points to check are questions, not verdicts."
        leading = [found for each in self._areas() if (found := self._lead(self._judged(each)))]
        if any(all(one.kind != cells.ENGLAND for one in each.comparators) for each in leading):
            yield "Where England is not named, no figure for it is linked."
        yield from sources(leading)

    def rows(self) -> Iterator[AreaRow]:
        """Every area that stands in the order of the plan, then what serves none, where there is anything."""
        for each in self._areas():
            yield self._row(each)
        rest = self._row(None)
        if rest.counts.total or rest.asks_outstanding or rest.points_total:
            yield rest

    def _areas(self) -> list[WeaknessPosition]:
        return [each for each in self.snapshot.weaknesses if each.state is ThingState.LIVE]

    def _row(self, area: WeaknessPosition | None) -> AreaRow:
        snapshot, words, number = self.snapshot, self.snapshot.words, area.number if area else None
        serving = [each for each in live(snapshot) if self._is_of(number, self.serving.milestones[each.number])]
        moves = [
            each
            for each in (self.since.moves if self.since else ())
            if self._is_of(number, self.serving.milestones.get(each.number, ()))
        ]
        exceptions = sorted((each for each in serving if is_exception(each, snapshot)), key=_worst_first)
        asks = [each for each in snapshot.asks if self._is_of(number, self.serving.of_ask(each))]
        points = [point for point, areas in self.serving.points if self._is_of(number, areas)]
        judged, groups = self._judged(area), grouped(serving)
        lead = self._lead(judged)
        return AreaRow(
            number=number,
            ref=area.ref if area else "",
            wording=area.wording if area else f"What serves no {words.weakness}",
            counts=count_levels(serving, snapshot.levels),
            groups=groups,
            moved=moved(moves),
            impact=judged.impact if judged else None,
            lead=lead.indicator.number if lead else None,
            off_track_total=len(exceptions),
            asks_outstanding=sum(each.outstanding for each in asks),
            points_total=len(points),
            delivery=tuple(cells.delivered(words, len(serving), groups, moves, self.since)),
            impact_said=tuple(self._impact(area, judged)) if area else (Said("", "–"),),
            indicator=tuple(cells.measured(lead)) if area else (Said("", "–"),),
            off_track=tuple(cells.off_track(snapshot, exceptions, len(serving))),
            waiting=tuple(cells.waiting(snapshot, asks, points, self.since.as_at if self.since else None)),
        )

    @staticmethod
    def _is_of(number: int | None, areas: Iterable[int]) -> bool:
        """Whether what belongs to those areas stands in the row; what belongs to none stands in the last."""
        return number in areas if number is not None else not areas

    def _judged(self, area: WeaknessPosition | None) -> ImpactPosition | None:
        return next((each for each in self.snapshot.impacts if area and each.weakness == area.number), None)

    def _lead(self, judged: ImpactPosition | None) -> IndicatorReading | None:
        """The indicator that the impact is judged by first."""
        leading = judged.indicators[:1] if judged else ()
        found = next((each for each in self.snapshot.indicators if each.number in leading), None)
        return read(found, self.snapshot.as_at) if found else None

    def _impact(self, area: WeaknessPosition, judged: ImpactPosition | None) -> Iterator[Said]:
        """What is judged, then what families and partners say themselves, none of it shortened."""
        yield from cells.judged(judged, self.snapshot.as_at)
        voice, lead = self._voice(area), self._lead(judged)
        yield cells.heard(voice, bool(voice and lead and voice.indicator.number == lead.indicator.number))
        for said in self.beside.quotations:
            if said.weakness == area.number:
                yield Said("", f"“{said.words}” {capital(said.said_by)}")
        for view in self.beside.views:
            if view.weakness == area.number:
                none = Said("", f"No view received from {view.organisation}")
                yield Said(view.organisation, view.words) if view.words else none

    def _voice(self, area: WeaknessPosition) -> IndicatorReading | None:
        """The survey that speaks for the area; where there are several, one of what difference it makes."""
        mine = (read(each, self.snapshot.as_at) for each in self.snapshot.indicators if area.number in each.weaknesses)
        surveys = [each for each in mine if each.latest and cells.is_survey(each.latest)]
        return min(surveys, key=lambda each: each.indicator.klass is not IndicatorClass.DIFFERENCE, default=None)


def _worst_first(milestone: MilestonePosition) -> int:
    """A sort key that leaves milestones of one level in the record's order, by workstream and reference."""
    order = milestone.level.order if milestone.level else None
    return -order if order is not None else 0
