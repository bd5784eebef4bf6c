"""What claims are called, and where a partner answers them."""

from collections.abc import Iterator

from api.selection import of_weakness
from wsoa.narratives import HEADINGS
from wsoa.points import live
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import MilestonePosition, WeaknessPosition
from wsoa.snapshot.positions.viewpoints import Claim
from wsoa.terms import ClaimKind, SectionKind


def called(claim: Claim, found: Snapshot) -> str:
    """The claim as a heading within its area. A milestone that the reader cannot see is named by its kind alone."""
    match claim.kind:
        case ClaimKind.IMPACT:
            return "The impact as it is judged"
        case ClaimKind.SECTION if claim.section:
            return f"The narrative’s section “{HEADINGS[claim.section]}”"
        case ClaimKind.MILESTONE:
            return next((_named(each) for each in found.milestones if each.number == claim.milestone), _unseen(found))
        case _:
            return f"The {found.words.weakness} as a whole"


def claims(weakness: WeaknessPosition, found: Snapshot) -> Iterator[Claim]:
    """Everything of the area that can be answered: whole, its impact, each section, and each milestone they see."""
    yield Claim(weakness.number)
    yield Claim(weakness.number, ClaimKind.IMPACT)
    for section in SectionKind:
        yield Claim(weakness.number, ClaimKind.SECTION, section=section)
    serves = of_weakness(found, weakness.number)
    for milestone in live(found):
        if serves(milestone, found):
            yield Claim(weakness.number, ClaimKind.MILESTONE, milestone=milestone.number)


def page_of(claim: Claim) -> str:
    """Where it is answered, below the programme's own address."""
    return f"/our-view/{claim.weakness}/{claim.key}"


def _named(milestone: MilestonePosition) -> str:
    return f"{milestone.ref} {milestone.wording}".strip()


def _unseen(found: Snapshot) -> str:
    return f"One {found.words.milestone}"
