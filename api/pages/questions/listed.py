"""The questions: those that wait for an answer, those that wait for the board, those it closed. And one of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.guard import permission
from api.pages.questions.opened import Questioned
from api.render import render
from api.standing import Standing, as_it_stood_with
from wsoa.access import Action, Actor, reaches
from wsoa.errors import Unseen
from wsoa.questions import Answered, Asked, question_history
from wsoa.snapshot import open_programme
from wsoa.snapshot.issued import packs, questions
from wsoa.snapshot.positions import Written
from wsoa.text import Number

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Questions:
    """What the reader sees of the questions, oldest first, and what they may do about them today."""

    asked: tuple[Questioned, ...]
    can_ask: bool
    can_answer: bool
    can_close: bool

    @property
    def waiting(self) -> tuple[Questioned, ...]:
        """Those that nobody has answered yet."""
        return tuple(each for each in self.asked if not each.question.closed and not each.question.answer)

    @property
    def answered(self) -> tuple[Questioned, ...]:
        """Those that are answered, until the board closes them."""
        return tuple(each for each in self.asked if not each.question.closed and each.question.answer)

    @property
    def closed(self) -> tuple[Questioned, ...]:
        """Those that the board has closed, the newest first."""
        return tuple(each for each in reversed(self.asked) if each.question.closed)


@dataclass(frozen=True, slots=True)
class Told:
    """Something that was said in a question's history; `replaced`: something later took its place."""

    what: str
    words: str | None
    written: Written
    replaced: bool


@dataclass(frozen=True, slots=True)
class OneQuestion:
    """A question with its history, newest first."""

    among: Questions
    asked: Questioned
    told: tuple[Told, ...]


@router.get("/programmes/{slug}/questions")
@permission(Action.READ_PACK)
def listed(request: Request, slug: str) -> Response:
    """Every question about the packs that were issued."""

    def page(standing: Standing, found: Questions) -> Response:
        return render(request, "questions/list.html", frame=request.state.frame, standing=standing, found=found)

    return as_it_stood_with(request, slug, _read, page, action=Action.READ_ASKS)


@router.get("/programmes/{slug}/questions/{number}")
@permission(Action.READ_PACK)
def question(request: Request, slug: str, number: Number) -> Response:
    """One question, what was answered, and how it was worded before."""

    def read(session: Session, actor: Actor, standing: Standing) -> OneQuestion:
        found, at = _read(session, actor, standing), standing.snapshot
        worded, said = question_history(session, actor, slug, number, as_at=at.as_at, known_by=at.known_by)
        return OneQuestion(found, _the_one(found.asked, number), _told(worded, said))

    def page(standing: Standing, found: OneQuestion) -> Response:
        return render(request, "questions/show.html", frame=request.state.frame, standing=standing, found=found)

    return as_it_stood_with(request, slug, read, page, action=Action.READ_ASKS)


def _read(session: Session, actor: Actor, standing: Standing) -> Questions:
    slug, is_today = standing.snapshot.slug, standing.links.as_at is None
    programme = open_programme(session, actor, slug)
    about = {each.number: each for each in packs(session, actor, slug)}
    found = questions(session, actor, slug, as_at=standing.snapshot.as_at, known_by=standing.snapshot.known_by)
    return Questions(
        asked=tuple(Questioned(each, about[each.pack]) for each in found),
        can_ask=is_today and reaches(actor, Action.ASK_QUESTION, programme.id),
        can_answer=is_today and reaches(actor, Action.ANSWER_QUESTION, programme.id),
        can_close=is_today and reaches(actor, Action.CLOSE_QUESTION, programme.id),
    )


def _the_one(asked: Iterable[Questioned], number: int) -> Questioned:
    found = next((each for each in asked if each.question.number == number), None)
    if found is None:
        raise Unseen("question")
    return found


def _told(worded: Sequence[Asked], said: Sequence[Answered]) -> tuple[Told, ...]:
    """Wordings, answers and closings as one story. That nothing is answered once it is asked again goes without saying.

    What was said before it was asked again, and every answer but the last, has been replaced.
    """
    newest, first = worded[0].written, worded[-1].written
    answers = [each for each in said if each.answer and not each.closed]
    story = [
        Told("Asked" if each.written == first else "Asked again", each.wording, each.written, each.written != newest)
        for each in worded
    ]
    story += [Told("Answered", each.answer, each.written, each != answers[0]) for each in answers]
    story += [Told("Closed by the board", None, each.written, False) for each in said if each.closed]
    return tuple(sorted(story, key=lambda each: each.written.entry, reverse=True))
