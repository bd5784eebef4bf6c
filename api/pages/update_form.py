"""The rating form: what the record says, and beside it what this person has typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from api.forms import Choice
from api.pages.on_behalf import SpokenFor, names_of
from api.pages.outranked import outranked
from api.pages.round_names import closed_words, round_named
from api.pages.typed import NOT_WHOLE, Typed, first, kept_token, number_in
from wsoa import snapshot
from wsoa.access import Action, Actor, Whose, reaches, require
from wsoa.errors import Unseen
from wsoa.milestones.due import is_done, is_theirs
from wsoa.snapshot import Snapshot
from wsoa.snapshot.owners import owners
from wsoa.snapshot.positions import EvidencePosition, Level, MilestonePosition, MilestoneUpdatePosition
from wsoa.terms import Requirement

SHOWN = ("level", "progress", "issue", "mitigation", "reason", "forecast", "evidence")
"""What is said of a milestone, in the form's order."""

_ASIDE = ("on_behalf_of", "how_known")
_ASKED = {
    Requirement.REASON: "a reason",
    Requirement.ISSUE: "an issue",
    Requirement.MITIGATION: "a mitigation",
    Requirement.EVIDENCE: "evidence",
}
_LABELS = {
    "level": "Rating",
    "progress": "What has happened",
    "issue": "Issue",
    "mitigation": "Mitigation",
    "reason": "Why this rating",
    "forecast": "Forecast",
    "evidence": "Evidence",
}


@dataclass(frozen=True, slots=True)
class UpdateForm:
    """One milestone's form. `before` is the position that stands, `before_round` the round it was said in.

    `is_done`: this round has spoken; `is_own`: by the position that stands. `outranked` says which later one stands,
    `closed` why what is saved comes late.
    `typed` holds the answers by field, `compared` (field, theirs, mine) when somebody saved in the meantime.
    `spoken_for` is offered to who may enter it for somebody else, `may_record` tells who may add evidence.
    """

    milestone: MilestonePosition
    before: MilestoneUpdatePosition | None
    before_round: str | None
    href: str
    my_updates: str
    levels: tuple[Choice, ...]
    evidence: tuple[Choice, ...]
    typed: Typed
    seen: int
    token: str
    is_done: bool
    is_own: bool
    outranked: str
    closed: str
    problems: Mapping[str, str]
    spoken_for: SpokenFor | None = None
    may_record: bool = False
    compared: tuple[tuple[str, str, str], ...] = ()

    @property
    def can_confirm(self) -> bool:
        """Whether "no change" can be said: there is a rating, and nobody has spoken this round."""
        return self.before is not None and self.before.level is not None and not self.is_done

    def text(self, field: str) -> str:
        """The answer to a field as it shall stand in the form."""
        return first(self.typed, field)

    @property
    def evidence_entered(self) -> str:
        """The number of a piece that was entered and is not among those to choose from."""
        offered = {choice.value for choice in self.evidence}
        return " ".join(each for each in self.typed.get("evidence", ()) if each and each not in offered)

    def is_carried(self, field: str) -> bool:
        """Whether the field still holds what was said before this round."""
        said = getattr(self.before, field, None) if self.before else None
        return not self.is_own and bool(said) and self.text(field) == said


def open_form(
    session: Session,
    actor: Actor,
    snap: Snapshot,
    number: int,
    *,
    typed: Typed | None = None,
    problems: Mapping[str, str] | None = None,
    conflict: bool = False,
) -> UpdateForm:
    """The form of milestone `number` on what stands now, or on what was `typed` into it. Raises Unseen and Barred."""
    milestone = next((each for each in snap.milestones if each.number == number), None)
    if milestone is None:
        raise Unseen("milestone")
    programme = snapshot.open_programme(session, actor, snap.slug)
    whose = owners(session, programme.id, number=number).get(number, Whose())
    require(actor, Action.UPDATE_MILESTONE, programme.id, whose)
    newest = snapshot.newest_update(session, actor, snap.slug, number)
    before, own = milestone.update, is_done(replace(milestone, reported=False), snap.current_round)
    answers = standing_answers(before, own) if typed is None else typed
    return UpdateForm(
        milestone=milestone,
        before=before,
        before_round=round_named(snap, before.written.round) if before else None,
        href=f"/programmes/{snap.slug}/milestones/{number}",
        my_updates=f"/programmes/{snap.slug}/my-updates",
        levels=tuple(_level_choice(level) for level in snap.levels),
        evidence=tuple(_evidence_choice(piece) for piece in _sorted(snap.evidence, number)),
        typed=answers,
        seen=newest if typed is None or conflict else number_in(typed, "seen"),
        token=kept_token(typed, conflict),
        is_done=is_done(milestone, snap.current_round),
        is_own=own,
        outranked=outranked(snap, milestone, "What you save"),
        closed=closed_words(snap),
        problems=_shown(problems or {}),
        spoken_for=_spoken_for(snap, actor, programme.id, milestone, whose),
        may_record=reaches(actor, Action.RECORD_EVIDENCE, programme.id),
        compared=_compared(snap, before, answers) if conflict else (),
    )


def standing_answers(before: MilestoneUpdatePosition | None, done: bool) -> Typed:
    """What a fresh form holds: the position that stands. What happened and why are asked anew every round."""
    if before is None:
        return {}
    answers: dict[str, Sequence[str]] = {
        "level": [before.level.code] if before.level else [],
        "issue": [before.issue or ""],
        "mitigation": [before.mitigation or ""],
        "forecast": [before.forecast.words if before.forecast else ""],
        "evidence": [str(number) for number in before.evidence],
    }
    if done:
        answers |= {"progress": [before.progress or ""], "reason": [before.written.reason or ""]}
    return answers


def needs(level: Level) -> str:
    """What a level asks for, in words; empty when it asks for nothing."""
    asked = " and ".join(_ASKED[each] for each in Requirement if each in level.requires)
    return f"Needs {asked}." if asked else ""


def _level_choice(level: Level) -> Choice:
    return Choice(level.code, level.label, " ".join(filter(None, (level.meaning, needs(level)))), level.colour)


def _evidence_choice(piece: EvidencePosition) -> Choice:
    return Choice(str(piece.number), f"E{piece.number} {piece.title}", piece.shows)


def _sorted(evidence: Sequence[EvidencePosition], number: int) -> list[EvidencePosition]:
    """What is said to prove this milestone first."""
    return sorted(evidence, key=lambda piece: (number not in piece.milestones, piece.number))


def _spoken_for(
    snap: Snapshot, actor: Actor, programme_id: int, milestone: MilestonePosition, whose: Whose
) -> SpokenFor | None:
    """The names to choose from, for who may update every milestone and does not lead this one."""
    everything = reaches(actor, Action.UPDATE_MILESTONE, programme_id, Whose())
    return names_of(snap, milestone.leads) if everything and not is_theirs(actor, programme_id, whose) else None


def _shown(problems: Mapping[str, str]) -> dict[str, str]:
    """Problems by the fields a person sees; what is wrong with the others is told once."""
    shown = {field: problems[field] for field in (*SHOWN, *_ASIDE) if field in problems}
    if problems.keys() - {*SHOWN, *_ASIDE}:
        shown[""] = problems.get("", NOT_WHOLE)
    return shown


def _compared(snap: Snapshot, theirs: MilestoneUpdatePosition | None, mine: Typed) -> tuple[tuple[str, str, str], ...]:
    labels = {level.code: level.label for level in snap.levels}
    saved = standing_answers(theirs, done=True)
    rows = [(field, _words(saved, field, labels), _words(mine, field, labels)) for field in SHOWN]
    # What both left empty needs no comparing; the rating is always shown, so that a conflict never looks like none.
    return tuple((_LABELS[field], said, typed) for field, said, typed in rows if said or typed or field == "level")


def _words(answers: Typed, field: str, labels: Mapping[str, str]) -> str:
    given = answers.get(field, ())
    if field == "evidence":
        return ", ".join(f"E{number.lstrip('Ee')}" for number in given if number)
    text = first(answers, field)
    return labels.get(text, text) if field == "level" else text
