"""How Harrowmere's narratives came about: one is released, one waits for its cross-check, one is with partners."""

from collections.abc import Callable, Collection, Mapping
from datetime import timedelta

from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Actor
from wsoa.example import releases, sections, views
from wsoa.example.asking import MANAGER, NHS_LEAD
from wsoa.example.boards import DIRECTOR, NHS_DIRECTOR
from wsoa.example.calendar import BOARD_MEETS, Months
from wsoa.example.figures import FORUM
from wsoa.example.sections import Written
from wsoa.narratives import (
    CommentAnswerChange,
    CommentChange,
    SectionChange,
    answer_comment,
    comment_on_section,
    write_section,
)
from wsoa.narratives.checking import ClaimChange, cited_in, cross_check
from wsoa.narratives.drafting import NarrativeChange, SignatoryChange, ask_partners, hand_to_check, open_narrative
from wsoa.narratives.issuing import NarrativeEdition, issue_narrative
from wsoa.narratives.signing import sign_narrative
from wsoa.snapshot.narratives import narrative
from wsoa.terms import SectionKind

NarrativeEditions = Callable[[Session, Actor, str, int], NarrativeEdition]
"""Makes what a signed narrative is issued as: its words, and its Word file."""

PLANS, TOGETHER, WAITING = 1, 2, 3
"""The areas of weakness that they write about."""
OFFICE = "Director of Children’s Services, Harrowmere Council"
REMARK = "Was the parent you quote asked again? They agreed two months ago, before anybody spoke of inspectors."
ANSWER = "We asked again. They agreed, and the section says so now."
QUESTION = "Two of the nine testers are governors, as far as I know. Can we say so?"


def narrate(
    session: Session, actors: dict[str, Actor], slug: str, months: Months, editions: NarrativeEditions | None
) -> None:
    """In the days after the last meeting: the narrative of area 1, from its first words to its readers.

    That of area 3 waits for its cross-check.
    """
    manager = actors[MANAGER]
    with clock.held_at(months.after(-1, BOARD_MEETS + 1)):
        _write(session, actors, slug, PLANS, sections.PLANS)
        number = _open(session, actors, slug, PLANS)
    with clock.held_at(months.after(-1, BOARD_MEETS + 2)):
        _ask(session, actors, slug, number, days=2)
        _write(session, actors, slug, TOGETHER, sections.EARLIER)
        _write(session, actors, slug, WAITING, sections.WAITING)
        _ask(session, actors, slug, _open(session, actors, slug, WAITING), days=4)
    with clock.held_at(months.after(-1, BOARD_MEETS + 3)):
        _remark(session, actors[FORUM], slug, PLANS, SectionKind.VOICE_OF_FAMILIES, REMARK)
    views.give(session, actors, slug, months)
    with clock.held_at(months.after(-1, BOARD_MEETS + 4)):
        _write(session, actors, slug, PLANS, sections.AFTER_PARTNERS, anew=sections.AFTER_PARTNERS)
        answer_comment(session, manager, slug, 1, CommentAnswerChange(answer=ANSWER, closed=True), seen=0)
        hand_to_check(session, manager, slug, number, seen=2)
    with clock.held_at(months.after(-1, BOARD_MEETS + 5)):
        drawn = narrative(session, actors[NHS_DIRECTOR], slug, number)
        claims = [ClaimChange(cited=each, holds=True) for each in cited_in(session, actors[NHS_DIRECTOR], slug, drawn)]
        cross_check(session, actors[NHS_DIRECTOR], slug, number, claims, seen=3)
    with clock.held_at(months.after(-1, BOARD_MEETS + 6)):
        sign_narrative(session, actors[DIRECTOR], slug, number, seen=4)
        hand_to_check(session, manager, slug, number + 1, seen=2)
    if editions:
        _issue(session, actors, slug, number, months, editions)


def _issue(
    session: Session, actors: dict[str, Actor], slug: str, number: int, months: Months, editions: NarrativeEditions
) -> None:
    """Issued on the day it was signed, and released by two people on the day after."""
    manager = actors[MANAGER]
    with clock.held_at(months.after(-1, BOARD_MEETS + 6, 15)):
        edition = editions(session, manager, slug, number)
        why = "It was checked and signed as it stands" if edition.doubtful else ""
        issue_narrative(session, manager, slug, number, edition, reason=why, seen=5)
    releases.release_narrative(session, actors, slug, number, months)


def ask_now(session: Session, actors: dict[str, Actor], slug: str) -> None:
    """Today: the narrative of area 2 goes to partners, a lead asks something, and the forum says what it thinks."""
    _write(session, actors, slug, TOGETHER, sections.TOGETHER, anew=sections.EARLIER)
    _ask(session, actors, slug, _open(session, actors, slug, TOGETHER), days=7)
    _remark(session, actors[NHS_LEAD], slug, TOGETHER, SectionKind.KEY_ACTIONS, QUESTION)
    views.give_now(session, actors[FORUM], slug)


def _open(session: Session, actors: dict[str, Actor], slug: str, weakness: int) -> int:
    """The manager opens a narrative that the director is to sign."""
    officer = SignatoryChange(person=actors[DIRECTOR].uid or "", office=OFFICE)
    return open_narrative(session, actors[MANAGER], slug, NarrativeChange(weakness=weakness, signatories=(officer,)))


def _ask(session: Session, actors: dict[str, Actor], slug: str, number: int, *, days: int) -> None:
    """Partners have so many days to comment."""
    ask_partners(session, actors[MANAGER], slug, number, until=clock.today() + timedelta(days=days), seen=1)


def _write(
    session: Session,
    actors: dict[str, Actor],
    slug: str,
    weakness: int,
    written: Mapping[SectionKind, Written],
    *,
    anew: Collection[SectionKind] = (),
) -> None:
    for kind, section in written.items():
        change = SectionChange(text=section.text)
        write_section(session, actors[section.by], slug, weakness, kind, change, seen=int(kind in anew))


def _remark(session: Session, actor: Actor, slug: str, weakness: int, kind: SectionKind, words: str) -> None:
    comment_on_section(session, actor, slug, weakness, kind, CommentChange(wording=words))
