"""When things are due in the words of a file, and the times of which its dated columns speak."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import takewhile

from wsoa.history import Row, history, rows
from wsoa.intake.found import Aside, Choice, DatedWords, Doubt, FoundMilestone
from wsoa.intake.loading.amend import Amending
from wsoa.intake.loading.outcome import FileRow
from wsoa.intake.loading.wording import typeset
from wsoa.snapshot.milestones import approved
from wsoa.tables import MilestoneDate, MilestoneUpdate
from wsoa.terms import DateStatus, TimescaleKind
from wsoa.timescales import Timescale, read_timescale, readings

WORDS = "words"

_OF_A_DECISION = ("approver", "decision", "asked_person", "asked_board")


def state_dates(amending: Amending, found: FoundMilestone, number: int, row: FileRow) -> None:
    """The date first promised and the one promised now. The record's original date is never changed by a file."""
    if found.original_words:
        _state_original(amending, found, found.original_words, number, row)
    if found.timescale_words:
        _state_current(amending, found, found.timescale_words, number, row)


def forecast_fields(amending: Amending, found: FoundMilestone, number: int) -> dict[str, object]:
    """The forecast as a form would write it; the same words as stand are not read anew."""
    if not found.forecast_words:
        return {}
    cell = found.where.get("forecast", "")
    standing = amending.entry.standing(MilestoneUpdate, number, amending.as_at)
    stands = standing.values["forecast_words"] if standing else None
    if stands and typeset(stands) == typeset(found.forecast_words) and f"when:{cell}" not in amending.settled:
        return {}
    return {f"forecast_{name}": value for name, value in _when(amending, found.forecast_words, cell).items()}


def times_of(amending: Amending, found: FoundMilestone) -> Mapping[date, Sequence[DatedWords]]:
    """What a row says of earlier times, by date from the earliest; what names no time that is past is left out."""
    times: dict[date, list[DatedWords]] = {}
    for dated in found.dated:
        on = time_of(dated.when, amending.as_at)
        if on is not None:
            times.setdefault(on, []).append(dated)
            continue
        texts = {"progress": dated.progress, "rating": dated.rating or (f"({dated.colour})" if dated.colour else None)}
        why = f"no time up to the file's own date can be read with certainty in the header “{dated.when}”"
        amending.report.left_out += [
            Aside(cell, str(texts.get(name) or ""), why, found.table) for name, cell in dated.where.items()
        ]
    return dict(sorted(times.items()))


def time_of(when: str, as_at: date) -> date | None:
    """The last day of the time a header names, at most the file's own date; None where it names none that is past.

    A month without a year is the latest such month that is not after the file's date.
    """
    read = read_timescale(when, as_at)
    if read.earliest and read.earliest > as_at:
        read = read_timescale(when, as_at.replace(year=as_at.year - 1, day=min(as_at.day, 28)))
    if read.earliest is None or read.latest is None or read.earliest > as_at:
        return None
    return min(read.latest, as_at)


def _state_original(amending: Amending, found: FoundMilestone, words: str, number: int, row: FileRow) -> None:
    said = _said(amending, number)
    agreed = [each for each in said if each["status"] == DateStatus.APPROVED]
    if agreed and not _says(agreed[-1], words):
        why = "the record has another original date, which a file does not change"
        amending.report.doubts.append(Doubt(found.where.get("original", ""), words, agreed[-1]["words"], why))
    elif not agreed and (kept := _left_to_people(said, None)):
        amending.leave_alone([(WORDS, kept, words)], row)
    elif not agreed:
        before = amending.as_at - timedelta(1)  # what was promised first was promised before what is promised now
        _promise(amending, found, "original", words, number, row, before)


def _state_current(amending: Amending, found: FoundMilestone, words: str, number: int, row: FileRow) -> None:
    """The date promised now: the same words are not read anew, and what people decide is left to them."""
    cell = found.where.get("timescale", "")
    said = _said(amending, number)
    stands = next((each for each in said if each["status"] == DateStatus.APPROVED), None)
    is_settled = f"when:{cell}" in amending.settled
    if stands and _says(stands, words) and not is_settled:
        if stands["kind"] == TimescaleKind.UNREAD:
            _when(amending, words, cell)  # nothing is said anew, but a person may still settle what it means
        return
    kept = _left_to_people(said, stands)
    if kept is None:
        _promise(amending, found, "timescale", words, number, row)
        return
    fields = _when(amending, words, cell) if is_settled else _fields(read_timescale(words, amending.as_at))
    if stands is None or _meant(stands) != _meant(fields):
        amending.leave_alone([(WORDS, kept, words)], row)


def _left_to_people(said: Sequence[Row], stands: Row | None) -> str | None:
    """What stands, and why a file does not move it: a move of it waits or was refused, or it was itself agreed.

    None where the file may. A proposal that was taken back decides nothing.
    """
    date_, since = stands["words"] if stands else "no date", list(takewhile(lambda each: each is not stands, said))
    if since and since[0]["status"] == DateStatus.PENDING:
        return f"{date_} (a move to {since[0]['words']} waits for an answer)"
    refused = next((row for row in since if row["status"] == DateStatus.REFUSED and row["withdraws"] is None), None)
    if refused:
        return f"{date_} (a move to {refused['words']} was refused)"
    if stands and any(stands[name] for name in _OF_A_DECISION):
        return f"{date_} (a date agreed by {stands['approver']})" if stands["approver"] else f"{date_} (an agreed date)"
    return None


def _said(amending: Amending, number: int) -> Sequence[Row]:
    """Every date promised, proposed or answered up to the file's own date, the newest first."""
    return rows(amending.entry.session, history(MilestoneDate), amending.entry.moment(amending.as_at), number)


def _meant(said: Mapping[str, object]) -> object:
    return (said["earliest"], said["latest"]) if said["latest"] else typeset(str(said["words"]))


def _says(row: Row, words: str) -> bool:
    return typeset(row["words"]) == typeset(words)


def _promise(
    amending: Amending, found: FoundMilestone, field: str, words: str, number: int, row: FileRow, on: date | None = None
) -> None:
    fields = _when(amending, words, found.where.get(field, ""))
    agreed = {"status": DateStatus.APPROVED, **dict.fromkeys(_OF_A_DECISION)}
    amending.amend(MilestoneDate, number, {**fields, **agreed}, thing=row.thing, row=row, as_at=on, narrowed=approved)


def _when(amending: Amending, words: str, cell: str) -> dict[str, object]:
    """The words read; where that can be done in several ways, or in none, a doubt."""
    read = read_timescale(words, amending.as_at)
    if read.kind is TimescaleKind.UNREAD:
        likely = readings(words, amending.as_at)
        choices = [Choice(WORDS, "words only")]
        choices += [Choice(str(n), _in_words(one)) for n, one in enumerate(likely, 1)]
        why = "no date can be read with certainty; the words are kept as given"
        code = amending.doubt(cell, words, why, f"when:{cell}", choices)
        read = read if code == WORDS else replace(likely[int(code) - 1], words=words)
    return _fields(read)


def _fields(read: Timescale) -> dict[str, object]:
    return {name: getattr(read, name) for name in ("words", "kind", "earliest", "latest", "precision")}


def _in_words(read: Timescale) -> str:
    days = [f"{day.day} {day:%B %Y}" for day in (read.earliest, read.latest) if day]
    return " to ".join(dict.fromkeys(days)) or read.kind.replace("-", " ")
