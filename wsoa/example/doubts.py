"""What Harrowmere's manager doubted, and how the lead proved it; and what the manager says beside a point to check."""

from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Actor
from wsoa.challenges import ChallengeChange, answer_challenge, challenge_update, settle_challenge
from wsoa.evidence import EvidenceDescriptionChange, record_evidence
from wsoa.example.asking import MANAGER, NHS_LEAD
from wsoa.example.calendar import Months
from wsoa.example.promises import Promise, Said
from wsoa.example.rounds import say
from wsoa.example.set_up import Area
from wsoa.example.strands import STRANDS
from wsoa.explanations import explain_point

DOUBTED, DOUBTED_IN = "6.B", 5
EXPLAINED, EXPLAINED_IN = "9.A", 6
PROOF = EvidenceDescriptionChange(
    title="Waiting list of the first Monday",
    type="Data",
    shows="Nobody has waited longer than 48 weeks",
    weaknesses=(3,),
)
PROVEN = Said(
    "G",
    "The waiting list of the first Monday shows 48 weeks as the longest wait.",
    reason="It was 71 weeks three months ago.",
)


def doubt(session: Session, actors: dict[str, Actor], slug: str, area: Area, index: int, months: Months) -> None:
    """A better rating with nothing to show for it: doubted on the third, proven on the fourth, and settled."""
    if index != DOUBTED_IN:
        return
    offset, promise = months.offset(index), _promise(DOUBTED)
    manager, lead = actors[MANAGER], actors[NHS_LEAD]
    with clock.held_at(months.after(offset, 3)):
        change = ChallengeChange(
            milestone=area.milestones[DOUBTED],
            version=area.seen[DOUBTED],
            wording="What shows that the longest wait has fallen? Nothing is cited for it.",
        )
        number = challenge_update(session, manager, slug, change)
    with clock.held_at(months.after(offset, 4)):
        proof = record_evidence(session, lead, slug, PROOF)
        answer_challenge(session, lead, slug, number, f"The trust’s own waiting list does. It is now E{proof}.", seen=0)
        say(session, lead, slug, area, promise, PROVEN.citing(proof))
    with clock.held_at(months.after(offset, 4, 16)):
        settle_challenge(session, manager, slug, number, seen=1)


def explain(session: Session, manager: Actor, slug: str, area: Area, index: int) -> None:
    """What stands beside a point to check that the board would ask about."""
    if index == EXPLAINED_IN:
        explain_point(
            session,
            manager,
            slug,
            rule="overdue",
            about="milestone",
            about_number=area.milestones[EXPLAINED],
            words="Four providers have no booking page of their own. They are being put on the council’s.",
            seen=0,
        )


def _promise(ref: str) -> Promise:
    return next(each for strand in STRANDS for each in strand.milestones if each.ref == ref)
