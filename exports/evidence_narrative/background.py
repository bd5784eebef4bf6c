"""What stands behind a narrative: each milestone on one page, and since when each area of weakness is known. Pure.

Nobody is named in it: people stand by their role, bodies and organisations by their name.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from exports.board_report.date_moves import NO_DATE, times
from exports.board_report.impact import IMPACTS
from exports.evidence_narrative.actions import proving
from exports.evidence_narrative.behind import AreaBehind, KnownStep, MilestoneBehind, MovedDate, RatedStep
from exports.parts.wording import day, listed, rating, round_in_words, workstream_names, workstream_of
from exports.progress_summary.grouping import GROUPS, NOT_RATED, grouped, in_words
from wsoa.snapshot.positions import (
    Lead,
    MilestonePosition,
    OwnWords,
    Snapshot,
    WeaknessPosition,
    capital,
)
from wsoa.snapshot.positions.told import DateTold, History, UpdateTold
from wsoa.terms import DateStatus, LeadKind, Role
from wsoa.timescales import Timescale

_NAMED_PERSON = "a named officer"
_LOADED = "Loaded from a tracker, or not known"


def milestones_behind(
    snapshot: Snapshot, history: History, found: Mapping[int, Sequence[int]]
) -> tuple[MilestoneBehind, ...]:
    """A page of each of these milestones; `found` are the areas of weakness that each serves, by its number."""
    shown = [each for each in snapshot.milestones if each.number in found]
    return tuple(_milestone(snapshot, history, each, tuple(found[each.number])) for each in shown)


def _milestone(
    snapshot: Snapshot, history: History, found: MilestonePosition, weaknesses: tuple[int, ...]
) -> MilestoneBehind:
    update, dates = found.update, found.dates
    areas = {each.number: each for each in snapshot.focus_areas}
    steps = history.updates.get(found.number, ())
    return MilestoneBehind(
        number=found.number,
        ref=found.ref,
        wording=found.wording,
        weaknesses=weaknesses,
        serves=tuple((areas[each].ref, areas[each].wording) for each in found.focus_areas if each in areas),
        workstream=workstream_of(found, workstream_names(snapshot), snapshot.words),
        leads="; ".join(map(_lead, found.leads)),
        success_measure=found.success_measure or "",
        since=found.since,
        rating=rating(found.level),
        group=GROUPS[found.level.group] if found.level else NOT_RATED,
        issue=(update.issue or "") if update else "",
        mitigation=(update.mitigation or "") if update else "",
        original=_when(dates.original),
        current=_when(dates.current),
        forecast=_when(dates.forecast, ""),
        achieved=day(dates.achieved.latest) if dates.achieved and dates.achieved.latest else "",
        moves=tuple(_moves(history.dates.get(found.number, ()))),
        steps=tuple(_step(each, snapshot.words) for each in steps),
        evidence=proving(snapshot, found),
    )


def _when(date_words: Timescale | None, none: str = NO_DATE) -> str:
    return date_words.words if date_words else none


def _lead(lead: Lead) -> str:
    """The organisation, role or body that leads; whoever is named as a person is only said to be one."""
    if lead.kind in (LeadKind.PERSON, LeadKind.INITIALS):
        return (
            f"{capital(_NAMED_PERSON)} of {lead.organisation_name}"
            if lead.organisation_name
            else capital(_NAMED_PERSON)
        )
    return lead.words


def _step(told: UpdateTold, words: OwnWords) -> RatedStep:
    update, written = told.update, told.update.written
    notes = (
        "No change, confirmed" if written.confirmed else "",
        "Recorded late" if written.late else "",
        "Corrects a row of the same date" if written.corrects else "",
        "Takes a row of the same date back" if written.withdraws else "",
    )
    return RatedStep(
        as_at=written.as_at,
        rating=rating(update.level),
        by=role_words(told.role, words) if told.role else _LOADED,
        why=written.reason or "",
        progress=update.progress or "",
        issue=update.issue or "",
        mitigation=update.mitigation or "",
        evidence=update.evidence,
        note="; ".join(filter(None, notes)),
    )


def role_words(role: Role, words: OwnWords) -> str:
    """The role as it stands alone, in the programme's own words."""
    names = {
        Role.WORKSTREAM_LEAD: f"{capital(words.workstream)} lead",
        Role.SUPPORT: f"{capital(words.workstream)} deputy or support",
        Role.PARTNER: "Partner organisation",
        Role.ADVISER: "DfE or NHS England adviser",
    }
    return names.get(role) or capital(role.value.replace("-", " "))


def _moves(said: Sequence[DateTold]) -> Iterator[MovedDate]:
    """Every date that was agreed in place of another, oldest first."""
    for was, became in _agreed(said):
        yield MovedDate(was.when.words, became.when.words, became.written.reason or "", _decided(became))


def _agreed(said: Sequence[DateTold]) -> Iterator[tuple[DateTold, DateTold]]:
    """Each date that was promised and the one it moved to. Of what one day states the last stands, unless it was asked.

    It is the rule by which the snapshot counts the moves of a milestone's date.
    """
    agreed: list[DateTold] = []
    for each in reversed(said):
        if each.status is DateStatus.APPROVED:
            if agreed and agreed[-1].written.as_at == each.written.as_at and not each.asked:
                agreed.pop()
            agreed.append(each)
    return ((was, became) for was, became in pairwise(agreed) if _meant(was.when) != _meant(became.when))


def _meant(when: Timescale) -> object:
    return (when.earliest, when.latest) if when.latest else when.words


def _decided(move: DateTold) -> str:
    by = f" by the {move.board}" if move.board else ""
    return f"Agreed{by}: {move.decision}" if move.decision else f"Agreed{by}, {day(move.written.as_at)}"


def area_behind(
    snapshot: Snapshot, history: History, area: WeaknessPosition, serving: Sequence[MilestonePosition]
) -> AreaBehind:
    """How long an area has been known and what was done: facts counted, and then each of them on its day."""
    since = history.known_since.get(area.number, snapshot.begins)
    steps = sorted(_steps(snapshot, history, area, serving, since), key=lambda each: each.when)
    return AreaBehind(
        number=area.number,
        ref=area.ref,
        wording=area.wording,
        known_since=since,
        sentences=tuple(_sentences(snapshot, history, area, serving, since)),
        steps=tuple(steps),
    )


def _sentences(
    snapshot: Snapshot, history: History, area: WeaknessPosition, serving: Sequence[MilestonePosition], since: date
) -> Iterator[str]:
    words = snapshot.words
    yield f"In the record since {day(since)}: {_for_how_long(since, snapshot.as_at)} by {day(snapshot.as_at)}."
    if serving:
        first = min(each.since for each in serving)
        yield f"The first {words.milestone} that serves it was promised on {day(first)}."
        promised = words.count_milestones(len(serving))
        yield f"On {day(snapshot.as_at)} it is served by {promised}: {in_words(grouped(serving))}."
    else:
        yield f"No {words.milestone} serves it."
    if judged := history.judged.get(area.number, ()):
        last = judged[-1]
        yield f"Its impact was judged {times(len(judged))}, last on {day(last.as_at)}: {IMPACTS[last.impact]}."
    else:
        yield "Its impact has not been judged yet."
    moved = [each.dates.moves for each in serving if each.dates.moves]
    if moved:
        yield f"Dates have moved {times(sum(moved))}, of {words.count_milestones(len(moved))}."


def _for_how_long(since: date, until: date) -> str:
    """*1 year and 2 months*, *5 months*, *less than a month*: whole months."""
    whole = (until.year - since.year) * 12 + until.month - since.month - (until.day < since.day)
    years, months = divmod(max(whole, 0), 12)
    said = [
        f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in ((years, "year"), (months, "month")) if count
    ]
    return listed(said) or "less than a month"


def _steps(
    snapshot: Snapshot, history: History, area: WeaknessPosition, serving: Sequence[MilestonePosition], since: date
) -> Iterator[KnownStep]:
    words = snapshot.words
    yield KnownStep(since, f"The {words.weakness} is in the record.")
    for when in sorted({each.since for each in serving}):
        new = sum(each.since == when for each in serving)
        yield KnownStep(when, f"{words.count_milestones(new)} that {'serves' if new == 1 else 'serve'} it promised.")
    for each in snapshot.rounds:
        if since <= each.position_date <= snapshot.as_at:
            said = _stood(history, serving, each.position_date)
            yield KnownStep(each.position_date, f"{capital(round_in_words(each.name))}: {said}.")
    for judged in history.judged.get(area.number, ()):
        yield KnownStep(judged.as_at, f"Impact judged: {IMPACTS[judged.impact]}.")
    for milestone in serving:
        yield from _moved(history.dates.get(milestone.number, ()), milestone.ref or milestone.wording)
    for when in sorted({*history.released.get(area.number, ()), *history.released.get(None, ())}):
        yield KnownStep(when, "An evidence narrative was released.")


def _stood(history: History, serving: Sequence[MilestonePosition], when: date) -> str:
    """How many stood in which group on that day, as the record knows it now."""
    counts = dict.fromkeys((*GROUPS.values(), NOT_RATED), 0)
    for milestone in serving:
        if milestone.since <= when:
            level = next(
                (
                    each.update.level
                    for each in history.updates.get(milestone.number, ())
                    if each.update.written.as_at <= when
                ),
                None,
            )
            counts[GROUPS[level.group] if level else NOT_RATED] += 1
    if not counts[NOT_RATED]:
        del counts[NOT_RATED]
    return "; ".join(f"{count} {label}" for label, count in counts.items())


def _moved(said: Sequence[DateTold], called: str) -> Iterator[KnownStep]:
    for was, became in _agreed(said):
        yield KnownStep(became.written.as_at, f"{called}: date moved from {was.when.words} to {became.when.words}.")
