"""The lists of a return: what became of the last next steps, progress and next steps, written as one entry."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor, Whose, reaches, require
from wsoa.change import OnBehalfChange
from wsoa.errors import Barred, Conflict, Invalid, Unseen
from wsoa.history import OpenEntry, entry, history, rows
from wsoa.progress.answers import AnswersPlace, NextStepAnswerChange, answers_row, state_answers
from wsoa.progress.became import became
from wsoa.progress.bulleted import Line as BulletLine
from wsoa.progress.bulleted import read_bullets
from wsoa.progress.lists import BulletChange, lines_of, list_number, stands, write_list
from wsoa.snapshot.asked import promised as promised_lists
from wsoa.snapshot.positions import PromisedPosition
from wsoa.snapshot.reading import Reading
from wsoa.snapshot.reporting import never_before, reporting_date
from wsoa.snapshot.working import round_reached, rounds
from wsoa.tables import BulletListVersion, Child, History, NextStepAnswer, NextStepsAnswered, WorkstreamTerms, metadata
from wsoa.terms import BulletKind, PromiseAnswer, ThingState
from wsoa.text import Line, Words

MOST_POINTS = 200

_answer = metadata.tables[str(NextStepAnswer.__tablename__)]


class ReturnListsChange(OnBehalfChange):
    """What a workstream (or the programme) reports in a round; both lists are texts with a point on each line.

    The answers are those to `version` of the next steps that were promised. `based_on` is the sequence of the answers
    that the two texts already speak of: what was answered otherwise since then goes into them (`became`).
    """

    answers: tuple[NextStepAnswerChange, ...] = ()
    progress: Annotated[Words, Field(title="Progress")] = ""
    next_steps: Annotated[Words, Field(title="Next steps")] = ""
    version: int = 0
    based_on: int = 0
    seen_answers: int = 0
    seen_progress: int = 0
    seen_next_steps: int = 0
    token: Annotated[Line, Field(max_length=64)] | None = None


def told_kind(workstream: int | None) -> BulletKind:
    """What tells of progress: a workstream's progress, or the programme's headlines."""
    return BulletKind.HEADLINE if workstream is None else BulletKind.PROGRESS


def write_return_lists(
    session: Session, actor: Actor, slug: str, workstream: int | None, change: ReturnListsChange
) -> int:
    """Write the answers and both lists of a workstream (None: of the programme) for this round; how many rows.

    Each is dated for the round that reports, but never before what it replaces: it would not stand. None is written
    where the record says all of this already. Raises Unseen, Barred, Conflict (somebody saved one of the three since
    they were seen) and Invalid, by the fields of the form.
    """
    with entry(
        session,
        actor,
        slug,
        command="write_return_lists",
        action=Action.WRITE_PROGRESS,
        source=change.source(),
        token=change.token,
        payload=(workstream, change),
        on_behalf_of=change.on_behalf_of,
    ) as writing:
        _require_theirs(writing, actor, workstream, change)
        report = _reported(writing, workstream, change)
        if not report.is_said():
            report.require_seen()
            report.require_valid()
            report.write()
        return writing.rows_written


def _require_theirs(writing: OpenEntry, actor: Actor, workstream: int | None, change: ReturnListsChange) -> None:
    if workstream is not None:
        terms = writing.standing(WorkstreamTerms, workstream, clock.today())
        if terms is None or terms.values["state"] != ThingState.LIVE:
            raise Unseen("workstream")
    require(actor, Action.WRITE_PROGRESS, writing.programme_id, Whose(workstream))
    everything = reaches(actor, Action.WRITE_PROGRESS, writing.programme_id, Whose())
    if (change.on_behalf_of or change.how_known) and not everything:
        raise Barred("enter this on behalf of somebody else")


@dataclass(frozen=True, slots=True)
class _List:
    """One of the two lists as it shall stand, for the field it comes from. `number` None: there is none yet."""

    field: str
    row: BulletListVersion
    number: int | None
    seen: int
    bullets: tuple[BulletChange, ...]


@dataclass(frozen=True, slots=True)
class _Report:
    """What a change comes to in the entry that writes it: the answers to what was promised, and both lists."""

    writing: OpenEntry
    change: ReturnListsChange
    promised: PromisedPosition | None
    both: tuple[_List, _List]
    as_at: date
    round_: int | None

    def is_said(self) -> bool:
        """Whether the record says all of this, or said it when this very form was sent before (R7)."""
        lists = (self._is_said(each.row, *lines_of(each.bullets)) for each in self.both if each.number)
        begins = any(each.bullets for each in self.both if not each.number)
        return not begins and all(lists) and self._is_answered()

    def _is_answered(self) -> bool:
        place = self._answers()
        if place is None:
            return not self.change.answers
        row, given = answers_row(self.writing, self.change.answers, **place)
        return self._is_said(row, *given)

    def _is_said(self, row: History, *children: Child) -> bool:
        return stands(self.writing, row, *children) or self.writing.replayed(row, *children) is not None

    def _answers(self) -> AnswersPlace | None:
        """Where the answers go; None where none were given, or nothing was promised."""
        if self.promised is None or self.round_ is None or not (self.change.answers or self.promised.written):
            return None
        return AnswersPlace(
            list_number=self.promised.list_number,
            version=self.promised.version,
            as_at=self._answered_on(self.promised),
            round_=self.round_,
        )

    def _answered_on(self, promised: PromisedPosition) -> date:
        return never_before(self.writing, NextStepsAnswered, promised.list_number, self.as_at, clock.today())

    def require_seen(self) -> None:
        """Raise Conflict unless the writer saw all that stands."""
        seen = [
            (each.seen, self.writing.sequence(BulletListVersion, each.number) if each.number else 0)
            for each in self.both
        ]
        seen.append((self.change.version, self.promised.version if self.promised else 0))
        if self.promised:
            answered = self.writing.sequence(NextStepsAnswered, self.promised.list_number)
            seen.append((self.change.seen_answers, answered))
        erased = self._was_erased()
        for was, newest in seen:
            if erased or was != newest:
                raise Conflict("What is reported here", seen=was, newest=newest)

    def _was_erased(self) -> bool:
        lists = {each.number for each in self.both} | {self.promised.list_number if self.promised else None}
        return any(self.writing.was_erased(BulletListVersion, number) for number in lists if number)

    def require_valid(self) -> None:
        """Raise Invalid for what no rule of the answers themselves refuses."""
        problems = self.change.half_said() | {
            each.field: f"There are {len(each.bullets)} points; {MOST_POINTS} are the most that can be saved."
            for each in self.both
            if len(each.bullets) > MOST_POINTS
        }
        if self.change.answers and self.promised is None:
            problems[""] = "No next steps were promised, so there is nothing to answer."
        if problems:
            raise Invalid(problems)

    def write(self) -> None:
        """Write what the record does not say yet."""
        if place := self._answers():
            state_answers(self.writing, self.change.answers, **place)
        for each in self.both:
            if each.number or each.bullets:
                write_list(
                    self.writing,
                    each.bullets,
                    kind=each.row.kind,
                    workstream=each.row.workstream,
                    as_at=each.row.as_at,
                    round_=self.round_,
                )


def _reported(writing: OpenEntry, workstream: int | None, change: ReturnListsChange) -> _Report:
    promised = _promised(writing, workstream)
    as_at, round_ = reporting_date(writing, clock.today())
    told, steps = became(
        read_bullets(change.progress),
        read_bullets(change.next_steps),
        promised.steps if promised else (),
        before=_answers_at(writing, promised, change.based_on),
        now={each.position: each.answer for each in change.answers},
    )

    def listed(field: str, kind: BulletKind, seen: int, lines: Iterable[BulletLine]) -> _List:
        number = list_number(writing, kind, workstream)
        row = BulletListVersion(
            programme_id=writing.programme_id,
            number=number or 0,
            as_at=never_before(writing, BulletListVersion, number, as_at, clock.today()),
            round=round_,
            workstream=workstream,
            kind=kind,
        )
        return _List(field, row, number, seen, tuple(BulletChange(level=level, text=text) for level, text in lines))

    both = (
        listed("progress", told_kind(workstream), change.seen_progress, told),
        listed("next_steps", BulletKind.NEXT_STEPS, change.seen_next_steps, steps),
    )
    return _Report(writing, change, promised, both, as_at, round_)


def _promised(writing: OpenEntry, workstream: int | None) -> PromisedPosition | None:
    today = clock.today()
    reading = Reading(writing.session, writing.moment(today))
    reading.rounds = {each.number: each for each in rounds(reading)}
    found = promised_lists(reading, round_reached(reading.rounds.values(), today))
    return next((each for each in found if each.workstream == workstream), None)


def _answers_at(writing: OpenEntry, promised: PromisedPosition | None, sequence: int) -> dict[int, PromiseAnswer]:
    """The answers that row `sequence` gave to the list that was promised; none when it speaks of another."""
    if promised is None or not sequence:
        return {}
    known = rows(writing.session, history(NextStepsAnswered), writing.moment(date.max), promised.list_number)
    row = next((each for each in known if each["sequence"] == sequence), None)
    if row is None or row["version"] != promised.version:
        return {}
    given = rows(writing.session, _answer.select().where(_answer.c.row_id == row["id"]))
    return {each["position"]: PromiseAnswer(each["answer"]) for each in given}
