"""What Harrowmere said each round that it would do next, and what became of it by the round after."""

from dataclasses import dataclass

from wsoa.terms import PromiseAnswer

DONE, CONTINUES = PromiseAnswer.DONE, PromiseAnswer.CONTINUES


@dataclass(frozen=True, slots=True)
class Step:
    """A next step, the lines under it, and what became of it: an answer, or the reason why it was dropped."""

    text: str
    became: PromiseAnswer | str | None = None
    under: tuple[str, ...] = ()


NEXT_STEPS: dict[str | None, tuple[tuple[Step, ...], ...]] = {
    "Plans on time": (
        (
            Step("Open the duty desk to requests from schools", DONE),
            Step("Settle with the trust who sits on the decision panel", CONTINUES),
            Step("Write a first draft of the standard for a good plan", DONE),
        ),
        (
            Step("Settle with the trust who sits on the decision panel", DONE),
            Step("Read ten plans together against the draft standard", DONE),
            Step("Begin Saturday clinics for overdue advice", DONE),
            Step("Keep one shared list of advice that is late", "The new case system does this from next month"),
        ),
        (
            Step("Take the standard for a good plan to the board"),
            Step(
                "Bring caseloads down:",
                under=("induct the three officers who start next month", "hand back 60 cases from the agency"),
            ),
            Step("Call every service about each request past week ten"),
        ),
    ),
    "Deciding together": (
        (
            Step("Collect the last two signatures for the charter", CONTINUES),
            Step("Find nine parents to try the new Local Offer", DONE),
        ),
        (
            Step("Collect the last two signatures for the charter", DONE),
            Step("Try the Local Offer with parents on their own telephones", DONE),
            Step("Pay the young people's panel for its first meeting", DONE),
        ),
        (
            Step("Pay the young people's panel for its second meeting"),
            Step("Translate the twenty questions asked most"),
        ),
    ),
    "Waiting well": (
        (
            Step("Advertise four therapist posts again", DONE),
            Step("Write the letter about waiting with the forum", DONE),
        ),
        (
            Step("Make offers to two therapists", DONE),
            Step("Send the letter to every family that waits", DONE),
            Step("Hold a second drop-in for families", "Families told us that they would rather be telephoned"),
        ),
        (
            Step("Interview for the last two therapist posts", CONTINUES),
            Step(
                "Borrow rooms from two more schools:",
                DONE,
                under=("one in the north of the county", "one with step-free access"),
            ),
        ),
        (Step("Interview for the last two therapist posts"), Step("Tell every school when its room is needed")),
    ),
    "Buying together": (
        (Step("Ask both finance directors when their books close", DONE),),
        (Step("Draft the agreement for the pooled budget", DONE), Step("Take legal advice on it", DONE)),
        (
            Step("Chief executives settle the risk share", CONTINUES),
            Step("List the last four short break providers", "They have no booking page of their own until spring"),
        ),
        (Step("Chief executives settle the risk share"),),
    ),
    None: (
        (
            Step("The board approves the standard for a good plan", CONTINUES),
            Step("A way to share the risk of the pooled budget is settled", CONTINUES),
        ),
        (
            Step("The board approves the standard for a good plan", CONTINUES),
            Step("A way to share the risk of the pooled budget is settled", CONTINUES),
            Step("The advisers are shown the first ten audits", DONE),
        ),
        (
            Step("The board approves the standard for a good plan", DONE),
            Step("A way to share the risk of the pooled budget is settled", CONTINUES),
            Step("The advisers are invited to the next stocktake", DONE),
        ),
        (
            Step("A way to share the risk of the pooled budget is settled"),
            Step("Every workstream has shown its evidence for the stocktake"),
        ),
    ),
}
"""By workstream (None: the programme's own): the lists of the last three rounds, each with its answers of the next.

Who has reported in the open round too has a fourth. What continues stands in the list after, what was dropped does not.
"""
