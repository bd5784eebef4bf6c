"""What Harrowmere's parent carer forum thinks of what the others claim, in its own words."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Actor
from wsoa.example.asking import MANAGER
from wsoa.example.calendar import BOARD_MEETS, Months
from wsoa.example.figures import FORUM
from wsoa.snapshot.positions.viewpoints import Claim
from wsoa.terms import ClaimKind, SectionKind, Stance
from wsoa.viewpoints import ViewChange, check_view, give_view


@dataclass(frozen=True, slots=True)
class Viewed:
    """What the forum says beside a claim."""

    beside: Claim
    stance: Stance
    words: str


PLANS, TOGETHER = 1, 2
VIEWS = (
    Viewed(
        Claim(PLANS, ClaimKind.SECTION, section=SectionKind.KEY_ACTIONS),
        Stance.AGREES,
        "The desk answers. Parents who rang it were rung back within two days, which has not happened here before.",
    ),
    Viewed(
        Claim(PLANS, ClaimKind.IMPACT),
        Stance.DISAGREES,
        "“Emerging” is too much. Advice comes sooner, but of the parents who wrote to us since the summer three in four"
        " had a plan that was late, and nobody had told them that it would be. Ask us again when plans are on time.",
    ),
    Viewed(
        Claim(TOGETHER),
        Stance.OWN_ANALYSIS,
        "We are asked earlier and more often, and the charter is ours as much as anybody’s.\n\nWhat we miss is the"
        " answer. Of eleven things that we asked for this year, four were done, two were refused with a reason, and of"
        " five we have heard nothing. The same few parents are asked to everything, in the daytime, and those whose"
        " first language is not English are not asked at all.",
    ),
)
"""Checked by the manager before they print."""
NOW = Viewed(
    Claim(TOGETHER, ClaimKind.IMPACT),
    Stance.DISAGREES,
    "Nine parents tried the pages, and we found all nine. That is a test of pages, not of trust.",
)
"""Given today, and not checked yet."""


def give(session: Session, actors: dict[str, Actor], slug: str, months: Months) -> None:
    """On the day on which the forum comments, and checked for personal data on the morning after."""
    with clock.held_at(months.after(-1, BOARD_MEETS + 3, 15)):
        given = [_give(session, actors[FORUM], slug, each) for each in VIEWS]
    with clock.held_at(months.after(-1, BOARD_MEETS + 4, 9)):
        for number in given:
            check_view(session, actors[MANAGER], slug, number, version=1, clean=True, seen=0)


def give_now(session: Session, forum: Actor, slug: str) -> None:
    """Today."""
    _give(session, forum, slug, NOW)


def _give(session: Session, forum: Actor, slug: str, viewed: Viewed) -> int:
    return give_view(session, forum, slug, viewed.beside, ViewChange(stance=viewed.stance, wording=viewed.words))
