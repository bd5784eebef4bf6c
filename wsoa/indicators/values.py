"""The values of an indicator: given, put right and taken back. What was published once is never overwritten."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Self

from sqlalchemy import select
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.errors import Invalid, Unseen
from wsoa.history import OpenEntry, Row, Standing, entry, rows, said_again
from wsoa.indicators.days import in_words
from wsoa.indicators.value_change import ValueChange, firmness, published, read_given, stretch_of, unmet
from wsoa.indicators.whose import require_mine
from wsoa.statistics.values import in_figures
from wsoa.tables import IndicatorTerms, IndicatorValue, IndicatorValueTerms, metadata
from wsoa.terms import PeriodBasis
from wsoa.text import same_name

_value = metadata.tables[str(IndicatorValueTerms.__tablename__)]
_AS_GIVEN = ("note", "measured_by", "numerator", "denominator", "asked", "answering", "opening", "arrived", "closed")
_SAID = ("as_at", "period", "begins", "ends", "raw", "status", *_AS_GIVEN)


@dataclass(frozen=True, slots=True)
class Series:
    """The values of one indicator as an entry finds them, and how it adds to them."""

    writing: OpenEntry
    indicator: int
    basis: PeriodBasis | None
    published: list[Row]

    @classmethod
    def of(cls, writing: OpenEntry, indicator: int) -> Self:
        """Its values, as published each time. Unseen when there is no such indicator."""
        terms = writing.standing(IndicatorTerms, indicator, clock.today())
        if terms is None:
            raise Unseen("indicator")
        mine = (_value.c.programme_id == writing.programme_id) & (_value.c.indicator == indicator)
        found = rows(writing.session, select(_value).where(mine))
        basis = terms.values["period_basis"]
        return cls(writing, indicator, PeriodBasis(basis) if basis else None, list(found))

    def row(self, change: ValueChange, number: int = 0) -> IndicatorValueTerms:
        """The row that says so; Invalid when the value is not whole."""
        read, stretch, problems = read_given(change.raw), stretch_of(change, self.basis), unmet(change, self.basis)
        if problems or read is None or stretch is None:
            raise Invalid(problems)
        said = change.model_dump(include=set(_AS_GIVEN))
        return IndicatorValueTerms(
            programme_id=self.writing.programme_id,
            number=number,
            as_at=published(change),
            indicator=self.indicator,
            period=change.period,
            begins=stretch[0],
            ends=stretch[1],
            raw=change.raw,
            value=None if read.number is None else in_figures(read.number),
            missing=read.missing,
            status=firmness(change),
            **said | {"note": change.note or None, "measured_by": change.measured_by or None},
        )

    def state(self, change: ValueChange, number: int | None = None) -> int:
        """A new value, or what value `number` is from its day of publication on; its number. Raises Invalid."""
        row = self.row(change, number or 0)
        if problems := self._given_already(row, number):
            raise Invalid(problems)
        row.number = number or self.writing.new(IndicatorValue)
        if self.writing.state(row):
            self.published.append(row.model_dump())
        return row.number

    def met(self, change: ValueChange, number: int | None = None) -> dict[str, str]:
        """A problem when another value than `number` speaks for its period, from its publication on. Raises Invalid."""
        return self._given_already(self.row(change, number or 0), number)

    def learn(self, change: ValueChange, number: int) -> None:
        """Take note of what the entry has stated of value `number` by other ways than `state`. Raises Invalid."""
        row = self.row(change, number)
        row.sequence = self.writing.sequence(IndicatorValueTerms, number)
        self.published.append(row.model_dump())

    def correct(self, stood: Standing, change: ValueChange, *, reason: str, seen: int) -> int:
        """What the value that stood is from now on; the sequence of its row. Raises Conflict and Invalid."""
        self.writing.require_seen(IndicatorValueTerms, stood.values["number"], seen, "This value")
        if problems := _gone(stood) or unmet(change, self.basis) | _not_a_correction(stood, change, reason):
            raise Invalid(problems)
        row = self.row(change, stood.values["number"])
        if problems := self._given_already(row, row.number) or _says_the_same(stood, row):
            raise Invalid(problems)
        row.reason, row.corrects = reason.strip(), stood.sequence if row.as_at == stood.as_at else None
        sequence = self.writing.append(row)
        self.published.append(row.model_dump())
        return sequence

    def _given_already(self, row: IndicatorValueTerms, number: int | None) -> dict[str, str]:
        """A problem when another value speaks for the same period, by its days or its words, on any date from then on.

        What was taken back still stands for the dates before it was published last.
        """
        met = [(each, end) for each, end in self._stood() if each["number"] != number and end > row.as_at]
        same = [(each, end) for each, end in met if _same_period(each, row)]
        if not same:
            return {}
        each, end = max(same, key=lambda found: found[1])
        raw, when, day = each["raw"], _published(each["as_at"]), in_words(end)
        if end == date.max:
            return {"period": f"There is a value for this period already: {raw}, {when}."}
        until = f"Until {day} the record says {raw} for this period, {when}"
        return {"published_on": f"{until}: give this one as published on {day} or later."}

    def _stood(self) -> Iterator[tuple[Row, date]]:
        """What was published, and the day before which it stood; for what stands, the end of time."""
        later: dict[int, date] = {}
        for each in sorted(self.published, key=lambda row: (row["as_at"], row["sequence"]), reverse=True):
            end = later.get(each["number"], date.max)
            if each["withdraws"] is None and each["as_at"] < end:
                yield each, end
            later[each["number"]] = each["as_at"]


def state_value(writing: OpenEntry, change: ValueChange, *, indicator: int, number: int | None = None) -> int:
    """A new value of the indicator, or what value `number` is from its day of publication on; its number.

    Invalid when it is not whole, or when the indicator has another value for the same period. Many at once are stated
    by one `Series`.
    """
    return Series.of(writing, indicator).state(change, number)


def give_value(
    session: Session, actor: Actor, slug: str, indicator: int, change: ValueChange, *, token: str | None = None
) -> int:
    """Give a value of the indicator; the value's number. The same `token` with the same words gives it again.

    Raises Unseen, Barred (values are given by the manager, whoever is asked, and the workstreams they speak for) and
    Invalid.
    """
    action, sent = Action.ENTER_VALUES, (indicator, change)
    with entry(session, actor, slug, command="give_value", action=action, token=token, payload=sent) as writing:
        require_mine(writing, indicator)
        series = Series.of(writing, indicator)
        return writing.begun(series.row(change)) or series.state(change)


def correct_value(
    session: Session,
    actor: Actor,
    slug: str,
    number: int,
    change: ValueChange,
    *,
    reason: str,
    seen: int,
    token: str | None = None,
) -> int:
    """What value `number` is from `change.published_on` (today) on; the sequence of its row.

    What was published before stands for every date before, so a correction is never dated earlier than the row it
    follows; of that same day, it puts right what the row said wrongly. Raises Unseen, Barred, Conflict (somebody
    changed it since `seen`) and Invalid.
    """
    action, sent = Action.ENTER_VALUES, (number, change, reason, seen)
    with entry(session, actor, slug, command="correct_value", action=action, token=token, payload=sent) as writing:
        stood = given_value(writing, number)
        if writing.was_sent():
            return writing.sequence(IndicatorValueTerms, number)
        return Series.of(writing, stood.values["indicator"]).correct(stood, change, reason=reason, seen=seen)


def take_back_value(
    session: Session, actor: Actor, slug: str, number: int, *, reason: str, seen: int, token: str | None = None
) -> int:
    """Take back value `number`, which should never have been given; the sequence of the row that says so.

    It is gone from the day on which it was last published; an older entry still knows it. Raises Unseen, Barred,
    Conflict (somebody changed it since `seen`) and Invalid (without a reason).
    """
    action, sent = Action.ENTER_VALUES, (number, reason, seen)
    with entry(session, actor, slug, command="take_back_value", action=action, token=token, payload=sent) as writing:
        stood = given_value(writing, number)
        if writing.was_sent():
            return writing.sequence(IndicatorValueTerms, number)
        writing.require_seen(IndicatorValueTerms, number, seen, "This value")
        why = {} if reason.strip() else {"reason": "Say why it should not have been given."}
        if problems := _gone(stood) or why:
            raise Invalid(problems)
        row, _ = said_again(IndicatorValueTerms, stood.values, {})
        row.as_at, row.withdraws, row.reason = stood.as_at, stood.sequence, reason.strip()
        return writing.append(row)


def given_value(writing: OpenEntry, number: int) -> Standing:
    """Value `number` as it was published last, for whoever may give it. Raises Unseen and Barred."""
    stood = writing.standing(IndicatorValueTerms, number, clock.today())
    if stood is None:
        raise Unseen("value")
    require_mine(writing, stood.values["indicator"], "value")
    return stood


def _same_period(each: Row, row: IndicatorValueTerms) -> bool:
    same_days = (each["begins"], each["ends"]) == (row.begins, row.ends)
    return same_days or same_name(each["period"]) == same_name(row.period)


def _says_the_same(stood: Standing, row: IndicatorValueTerms) -> dict[str, str]:
    differs = any(getattr(row, name) != stood.values[name] for name in _SAID)
    return {} if differs else {"": "This is what the record says already: nothing has been changed."}


def _gone(stood: Standing) -> dict[str, str]:
    return {"": "It has been taken back. Give the value anew."} if stood.values["withdraws"] is not None else {}


def _not_a_correction(stood: Standing, change: ValueChange, reason: str) -> dict[str, str]:
    problems = {} if reason.strip() else {"reason": "Say why it is corrected."}
    if published(change) < stood.as_at:
        when = _published(stood.as_at)
        problems["published_on"] = f"A correction cannot be older than what it corrects, which was {when}."
    return problems


def _published(day: date) -> str:
    return f"published on {in_words(day)}"
