"""The form of the lists: what became of the last next steps, progress and next steps, and what this person typed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from api.forms import UNASKED, Choice, bind
from api.pages.on_behalf import SpokenFor, names_of
from api.pages.typed import NOT_WHOLE, Typed, first, kept_token, number_in
from exports.parts.wording import month
from wsoa import snapshot
from wsoa.access import Action, Actor, Whose, reaches, require
from wsoa.errors import Unseen
from wsoa.milestones.due import reports_for
from wsoa.progress import NextStepAnswerChange, ReturnListsChange, as_text, told_kind
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import BulletListPosition, PromisedPosition, PromisedStep, Written, promised_and_done
from wsoa.terms import BulletKind, PromiseAnswer, ThingState

ANSWERS = (
    Choice(PromiseAnswer.DONE, "Done"),
    Choice(PromiseAnswer.CONTINUES, "Continues"),
    Choice(PromiseAnswer.DROPPED, "Dropped, because …"),
)
_SEEN = ("seen_answers", "seen_progress", "seen_next_steps", "based_on", "version")
_LISTS = ("progress", "next_steps")
_STEP = re.compile(r"(answer|why)-([1-9][0-9]{0,4})")


@dataclass(frozen=True, slots=True)
class ListsForm:
    """The form of one workstream, or (`workstream` None) of the programme.

    `promised` are the steps to be answered, of `promised_month`; `saved` is what was written last in this
    round. `seen` are the hidden numbers by field; `compared` (field, theirs, mine) when somebody saved meanwhile.
    """

    workstream: int | None
    title: str
    href: str
    back: tuple[str, str]
    promised: PromisedPosition | None
    promised_month: str
    typed: Typed
    seen: Mapping[str, int]
    token: str
    saved: Written | None
    points: Mapping[str, int]
    spoken_for: SpokenFor | None
    problems: Mapping[str, str]
    compared: tuple[tuple[str, str, str], ...] = ()
    choices: tuple[Choice, ...] = ANSWERS

    @property
    def id(self) -> str:
        """The id of its piece of My updates."""
        return "programme" if self.workstream is None else f"w{self.workstream}"

    @property
    def is_done(self) -> bool:
        """Whether this round has been reported, with every next step answered."""
        return self.saved is not None and not (self.promised and self.promised.count(None))

    @property
    def became(self) -> str:
        """What became of what was promised, as the report prints it; empty where nothing was."""
        return promised_and_done(self.promised, self.promised_month) if self.promised else ""

    def text(self, field: str) -> str:
        """The answer to a field as it shall stand in the form."""
        return first(self.typed, field)


def open_lists(
    session: Session,
    actor: Actor,
    snap: Snapshot,
    workstream: int | None,
    *,
    typed: Typed | None = None,
    problems: Mapping[str, str] | None = None,
    conflict: bool = False,
) -> ListsForm:
    """The form on what stands now, or on what was `typed` into it. Raises Unseen and Barred."""
    named = next((each for each in snap.workstreams if each.number == workstream), None)
    if workstream is not None and (named is None or named.state is not ThingState.LIVE):
        raise Unseen("workstream")
    programme = snapshot.open_programme(session, actor, snap.slug)
    require(actor, Action.WRITE_PROGRESS, programme.id, Whose(workstream))
    promised = next((each for each in snap.promised if each.workstream == workstream), None)
    lists = [_standing(snap, kind, workstream) for kind in (told_kind(workstream), BulletKind.NEXT_STEPS)]
    stands = standing_answers(snap, promised, lists)
    seen = _seen(session, actor, snap, promised, lists)
    mine = workstream is not None and reports_for(actor, programme.id, workstream)
    everything = reaches(actor, Action.WRITE_PROGRESS, programme.id, Whose())
    here, part = f"/programmes/{snap.slug}", f"/workstreams/{workstream}" if named else ""
    return ListsForm(
        workstream=workstream,
        title=named.name if named else snap.name,
        href=f"{here}{part}/progress",
        back=(named.name, f"{here}{part}") if named and not mine else ("My updates", f"{here}/my-updates"),
        promised=promised,
        promised_month=month(promised.promised_on, snap.as_at) if promised else "",
        typed=stands if typed is None else _beside(stands, typed) if conflict else typed,
        seen=seen if typed is None else _seen_again(typed, seen, conflict),
        token=kept_token(typed, conflict),
        saved=_saved(snap, promised, lists),
        points={field: _points(snap, kept) for field, kept in zip(_LISTS, lists, strict=True)},
        spoken_for=names_of(snap, named.leads if named else ()) if everything and not mine else None,
        problems=_shown(problems or {}, promised),
        compared=_compared(promised, told_kind(workstream), stands, typed or {}) if conflict else (),
    )


def bound(typed: Typed) -> tuple[ReturnListsChange | None, dict[str, str]]:
    """What was typed as a change, or a sentence for each field that needs another look."""
    steps = {name: found for name in typed if (found := _STEP.fullmatch(name))}
    plain = {name: texts for name, texts in typed.items() if name not in steps}
    change, problems = bind(ReturnListsChange, plain) if "answers" not in plain else (None, {"": UNASKED})
    answers: list[NextStepAnswerChange] = []
    for position in sorted({int(found[2]) for found in steps.values()}):
        answer, unread = _answer(typed, position)
        problems |= unread
        answers += [answer] if answer else []
    return (
        (None, problems) if problems or change is None else (change.model_copy(update={"answers": tuple(answers)}), {})
    )


def _answer(typed: Typed, position: int) -> tuple[NextStepAnswerChange | None, dict[str, str]]:
    given, why = typed.get(f"answer-{position}", ()), typed.get(f"why-{position}", ())
    if not any(text.strip() for text in given):
        asked = {f"answer-{position}": "Choose what became of it: you have given a reason."}
        return None, asked if any(text.strip() for text in why) else {}
    answer, problems = bind(NextStepAnswerChange, {"position": str(position), "answer": given, "words": why})
    names = {"answer": f"answer-{position}", "words": f"why-{position}"}
    return answer, {names.get(field, field): sentence for field, sentence in problems.items()}


def standing_answers(
    snap: Snapshot, promised: PromisedPosition | None, lists: Sequence[BulletListPosition | None]
) -> Typed:
    """What a fresh form holds: the answers given this round, and the lists as this round has written them."""
    answers: dict[str, Sequence[str]] = {
        field: [
            as_text([(bullet.level, bullet.text) for bullet in kept.bullets]) if kept and _is_now(snap, kept) else ""
        ]
        for field, kept in zip(_LISTS, lists, strict=True)
    }
    for step in promised.steps if promised else ():
        if step.answered:
            answers[f"answer-{step.position}"] = [step.answered.answer]
            answers[f"why-{step.position}"] = [step.answered.words or ""]
    return answers


def _standing(snap: Snapshot, kind: BulletKind, workstream: int | None) -> BulletListPosition | None:
    return next((kept for kept in snap.lists if kept.kind is kind and kept.workstream == workstream), None)


def _is_now(snap: Snapshot, kept: BulletListPosition) -> bool:
    """Whether a list is this round's own; outside of rounds what stands is."""
    current = snap.current_round
    if current is None or kept.written.round == current.number:
        return True
    return kept.written.round is None and kept.written.as_at >= min(current.opens, current.position_date)


def _points(snap: Snapshot, kept: BulletListPosition | None) -> int:
    """How many points this round has in a list."""
    return sum(bullet.level == 1 for bullet in kept.bullets) if kept and _is_now(snap, kept) else 0


def _saved(
    snap: Snapshot, promised: PromisedPosition | None, lists: Iterable[BulletListPosition | None]
) -> Written | None:
    """The newest that this round wrote of the three."""
    written = [kept.written for kept in lists if kept and _is_now(snap, kept)]
    written += [promised.written] if promised and promised.written else []
    return max(written, key=lambda each: each.entry, default=None)


def _seen(
    session: Session,
    actor: Actor,
    snap: Snapshot,
    promised: PromisedPosition | None,
    lists: Sequence[BulletListPosition | None],
) -> dict[str, int]:
    def newest(kept: BulletListPosition | None) -> int:
        return snapshot.seen(session, actor, snap.slug, "bullet_list_version", kept.number) if kept else 0

    told, steps = lists
    # Answers that came without lists, as from a tracker, are in no text yet.
    spoken_of = any(kept and _is_now(snap, kept) for kept in lists)
    numbers = (
        promised.seen if promised else 0,
        newest(told),
        newest(steps),
        promised.seen if promised and promised.written and spoken_of else 0,
        promised.version if promised else 0,
    )
    return dict(zip(_SEEN, numbers, strict=True))


def _seen_again(typed: Typed, now: Mapping[str, int], conflict: bool) -> dict[str, int]:
    """What the form carries when it comes back: what it carried, or (compared with theirs) what stands now.

    The texts stay those that were typed, so they still speak of the answers they were based on.
    """
    was = {name: number_in(typed, name) for name in _SEEN}
    return {**now, "based_on": was["based_on"]} if conflict else was


def _shown(problems: Mapping[str, str], promised: PromisedPosition | None) -> dict[str, str]:
    """Problems by the fields a person sees, in the form's order; what is wrong with others is told once."""
    steps = [f"{field}-{step.position}" for step in (promised.steps if promised else ()) for field in ("answer", "why")]
    fields = [*steps, *_LISTS, "on_behalf_of", "how_known"]
    shown = {field: problems[field] for field in fields if field in problems}
    if problems.keys() - set(fields):
        shown[""] = problems.get("", NOT_WHOLE)
    return shown


def _beside(theirs: Typed, mine: Typed) -> Typed:
    """What was typed, with their answer to each step that was left without one: nobody said otherwise."""
    unsaid = {
        name.replace("answer-", field): theirs[name.replace("answer-", field)]
        for name in theirs
        if name.startswith("answer-") and not first(mine, name)
        for field in ("answer-", "why-")
    }
    return {**mine, **unsaid}


def _compared(
    promised: PromisedPosition | None, told: BulletKind, theirs: Typed, mine: Typed
) -> tuple[tuple[str, str, str], ...]:
    labels = ("Headlines" if told is BulletKind.HEADLINE else "Progress", "Next steps")
    found = [
        (step.text, said, typed)
        for step in (promised.steps if promised else ())
        if (said := _became(theirs, step)) != (typed := _became(mine, step))
    ]
    lists = [(label, first(theirs, field), first(mine, field)) for field, label in zip(_LISTS, labels, strict=True)]
    return (*found, *lists)


def _became(typed: Typed, step: PromisedStep) -> str:
    words = {choice.value: choice.text.removesuffix(", because …") for choice in ANSWERS}
    said = words.get(first(typed, f"answer-{step.position}"), "No answer yet")
    why = first(typed, f"why-{step.position}").strip()
    return f"{said}: {why}" if why else said
