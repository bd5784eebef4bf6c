"""Confirming an official wording: a second person compares it with the letter, then it is locked (DESIGN 2, rule 5)."""

from dataclasses import dataclass
from datetime import date

from pydantic import Field
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.change import Change
from wsoa.errors import Invalid, Unseen
from wsoa.history import OpenEntry, entry, said_again
from wsoa.snapshot.let_in import let_in, let_in_by
from wsoa.tables import WeaknessTerms
from wsoa.terms import ThingState
from wsoa.text import Words
from wsoa.weaknesses.letters import Difference, differences
from wsoa.weaknesses.worded import worded_in


class ConfirmChange(Change):
    """That somebody compared a wording with the letter of that date; `letter` is what it says, if they pasted it."""

    letter_date: date = Field(title="The date of the letter")
    compared: bool = Field(default=False, title="That you have compared it")
    letter: Words | None = Field(default=None, title="The letter’s words")


@dataclass(frozen=True, slots=True)
class Compared:
    """A wording beside what the letter says, word by word."""

    stretches: tuple[Difference, ...]

    @property
    def differing(self) -> int:
        """How many stretches of words are in one of them only."""
        return sum(not (each.in_record and each.in_letter) for each in self.stretches)


def confirm_wording(
    session: Session,
    actor: Actor,
    slug: str,
    number: int,
    change: ConfirmChange,
    *,
    seen: int = 0,
    token: str | None = None,
) -> None:
    """Lock the wording of area `number`.

    Raises Unseen, Conflict (the wording was changed since it was read), and Invalid: for the person who wrote it, for
    one that was not compared, and for one that differs from the letter's words by more than white space.
    """
    with entry(
        session,
        actor,
        slug,
        command="confirm_wording",
        action=Action.CONFIRM_WORDING,
        token=token,
        payload=(number, change, seen),
    ) as writing:
        standing = writing.standing(WeaknessTerms, number, date.max)
        if standing is None:
            raise Unseen("area of weakness")
        row, named = said_again(WeaknessTerms, standing.values, standing.children)
        row.as_at, row.wording_confirmed, row.reason = clock.today(), True, _how(change)
        if writing.was_sent():
            return
        writing.require_seen(WeaknessTerms, number, seen, "The wording of this area of weakness")
        if standing.values["wording_confirmed"]:
            raise Invalid({"": "The wording has been confirmed already. Nothing more needs to be done."})
        if problems := _problems(writing, number, change, standing.values["wording"], standing.values["state"]):
            raise Invalid(problems)
        writing.append(row, *named)


def _problems(
    writing: OpenEntry, number: int, change: ConfirmChange, wording: str, state: ThingState
) -> dict[str, str]:
    problems: dict[str, str] = {}
    authors = worded_in(writing.session, writing.programme_id)[number].authors
    if writing.actor.uid in authors:
        problems[""] = "You entered this wording yourself, so somebody else must compare it with the letter."
    elif let_in_by(writing.session, writing.actor.uid, authors):
        problems[""] = let_in("entered this wording", "confirm")
    if state != ThingState.LIVE:
        problems[""] = "This area was entered by mistake and is withdrawn, so there is nothing to confirm."
    if change.letter_date > clock.today():
        problems["letter_date"] = "The date of the letter cannot be later than today."
    elif change.letter_date.year < 2000:
        problems["letter_date"] = "Check the year of the letter."
    if not change.compared:
        problems["compared"] = "Compare the wording with the letter, then say that you have."
    if change.letter and (count := Compared(differences(wording, change.letter)).differing):
        places = "one place" if count == 1 else f"{count} places"
        problems["letter"] = f"The letter’s words differ from the wording in {places}. Check what you pasted first."
    return problems


def _how(change: ConfirmChange) -> str:
    on = change.letter_date
    by_word = ", word by word" if change.letter else ""
    return f"Compared with the letter of {on.day} {on:%B %Y}{by_word}"
