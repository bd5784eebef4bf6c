"""Values pasted from a spreadsheet, once somebody has looked at what each line will become: one entry or nothing."""

from datetime import date
from zlib import crc32

from pydantic import Field
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.change import Change
from wsoa.errors import Conflict, Invalid
from wsoa.history import entry
from wsoa.indicators.pasted import Becomes, PastedLine, PastedValues, read_pasted_values
from wsoa.indicators.values import Series, given_value
from wsoa.indicators.whose import require_mine
from wsoa.snapshot.measured import indicators
from wsoa.snapshot.reading import Reading
from wsoa.tables import IndicatorValueTerms
from wsoa.text import Column, Number, Words


class PastedChange(Change):
    """What was pasted, which of the values it differs from are to be corrected, and why.

    `looked` is what a person was shown that it will become (see `looked_at`): nothing else is ever saved.
    """

    pasted: Column = Field(default="", title="What was pasted")
    published_on: date | None = Field(default=None, title="The date of publication")
    correct: tuple[Number, ...] = ()
    reason: Words = ""
    looked: str = ""

    def looked_at(self, read: PastedValues) -> str:
        """What a form that shows these very lines carries."""
        return f"{self._text}:{read.outcome}"

    @property
    def _text(self) -> str:
        return f"{crc32(f'{self.pasted}{self.published_on}'.encode()):x}"

    def require_looked(self, read: PastedValues) -> None:
        """Raise Invalid when other lines were looked at, and Conflict when the record has changed since."""
        text, _, outcome = self.looked.partition(":")
        if text != self._text:
            raise Invalid({"": "Look at what each line will become before you save it."})
        if outcome != read.outcome:
            raise Conflict("The record", seen=0, newest=0)


def paste_values(
    session: Session, actor: Actor, slug: str, indicator: int, change: PastedChange, *, token: str | None = None
) -> int:
    """Give what is new and correct what is ticked, as one entry or not at all; how many values that are.

    Raises Unseen, Barred, Conflict (the record has changed since the lines were looked at) and Invalid.
    """
    action, sent = Action.ENTER_VALUES, (indicator, change)
    with entry(session, actor, slug, command="paste_values", action=action, token=token, payload=sent) as writing:
        require_mine(writing, indicator)
        if writing.was_sent():
            return 0
        here = Reading(writing.session, writing.moment(clock.today()))
        found = next(each for each in indicators(here) if each.number == indicator)
        read = read_pasted_values(change.pasted, found, change.published_on)
        change.require_looked(read)
        if problems := _not_yet(change, read):
            raise Invalid(problems)
        series = Series.of(writing, indicator)
        for line in _ticked(change, read):
            if line.stands and line.change:
                stood = given_value(writing, line.stands.number)
                seen = writing.sequence(IndicatorValueTerms, line.stands.number)
                series.correct(stood, line.change, reason=change.reason, seen=seen)
        for line in read.that_become(Becomes.NEW):
            if line.change:
                series.state(line.change)
        return len(_ticked(change, read)) + len(read.that_become(Becomes.NEW))


def _ticked(change: PastedChange, read: PastedValues) -> list[PastedLine]:
    lines = read.that_become(Becomes.CORRECTION)
    return [each for each in lines if each.stands and each.stands.number in change.correct]


def _not_yet(change: PastedChange, read: PastedValues) -> dict[str, str]:
    """Why lines that were looked at cannot be saved."""
    if read.problem:
        return {"pasted": read.problem}
    if wrong := read.that_become(Becomes.UNREADABLE):
        lines = "One line cannot be read" if len(wrong) == 1 else f"{len(wrong)} lines cannot be read"
        return {"pasted": f"{lines}. Put right or take out what cannot be, then look again."}
    ticked = _ticked(change, read)
    if not ticked and not read.that_become(Becomes.NEW):
        return {"": "There is nothing to save: nothing here is new, and nothing is ticked to be corrected."}
    if ticked and not change.reason.strip():
        return {"reason": "Say why the values that are ticked are corrected."}
    return {}
