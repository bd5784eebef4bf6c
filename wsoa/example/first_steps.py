"""What Harrowmere wrote in its first four rounds: progress, the next steps, and what became of those."""

from wsoa.example.next_steps import CONTINUES, DONE, Step

FIRST_STEPS: dict[str | None, tuple[tuple[Step, ...], ...]] = {
    "Plans on time": (
        (Step("Find a room for the duty desk", CONTINUES), Step("Agree dates for a decision panel", DONE)),
        (Step("Find a room for the duty desk", DONE), Step("Count advice that comes late", DONE)),
        (Step("Appoint two officers for the duty desk", DONE), Step("Hold the panel every fortnight", DONE)),
        (
            Step("Train both officers before the duty desk opens", DONE),
            Step("Ask the trust why therapy advice is late", DONE),
        ),
    ),
    "Deciding together": (
        (Step("Write the first words of a charter", DONE), Step("Begin with the pages that parents open most", DONE)),
        (
            Step("Ask every partner who would sign the charter", DONE),
            Step("Print the Local Offer for clinics", "Parents asked for telephones first"),
        ),
        (Step("Take the charter to the board of every partner", CONTINUES), Step("Rewrite ten pages more", DONE)),
        (Step("Take the charter to the board of every partner", DONE), Step("Rewrite the pages on clinics", DONE)),
    ),
    "Waiting well": (
        (Step("Agree what the four posts are", DONE),),
        (Step("Advertise four therapist posts", DONE), Step("List every child who has waited a year", CONTINUES)),
        (Step("List every child who has waited a year", DONE), Step("Ask staff who could work on Saturdays", DONE)),
        (
            Step("Ask schools in the north for rooms", DONE),
            Step("Buy in a clinic from a private provider", "It would have cost as much as two posts"),
        ),
    ),
    "Buying together": (
        (Step("Name an author for each chapter of the needs assessment", DONE),),
        (Step("Ask each partner for its figures", CONTINUES), Step("List two more short break providers", DONE)),
        (Step("Ask each partner for its figures", DONE), Step("Write down who may see which figures", DONE)),
        (Step("Take the terms for sharing data to the board", DONE), Step("List one more short break provider", DONE)),
    ),
    None: (
        (Step("Every workstream has a lead, a deputy and a plan for the year", DONE),),
        (Step("The board agrees which figures it wants to see each month", DONE),),
        (
            Step("The charter for deciding together goes to the board of every partner", CONTINUES),
            Step("A second SEND data analyst is appointed", "The post was filled from within"),
        ),
        (
            Step("The charter for deciding together goes to the board of every partner", DONE),
            Step("A clinic for the oldest waits is ready to open", DONE),
        ),
    ),
}
"""By workstream (None: the programme's own): the lists of the first four rounds, each with its answers of the next."""

FIRST_TOLD: dict[str | None, tuple[tuple[str, ...], ...]] = {
    "Plans on time": (
        ("The workstream has met twice",),
        ("Dates for the decision panel stand in every diary",),
        ("61 in 100 pieces of advice arrive on time: the first count there has been",),
        (),
    ),
    "Deciding together": (
        ("The forum and the council have named three pairs who write together",),
        ("Ten pages of the Local Offer are rewritten",),
        ("Two of six partners have signed the charter",),
        ("Three of six partners have signed the charter",),
    ),
    "Waiting well": (
        ("Money for four therapists is agreed",),
        (),
        ("The longest wait is 71 weeks, and is now known to the week",),
        ("Six therapists would work on some Saturdays",),
    ),
    "Buying together": (
        ("Council and NHS have named one lead for buying together",),
        ("Six of fourteen short break providers are listed",),
        ("Two partners sent their figures early",),
        ("Nine of fourteen short break providers are listed",),
    ),
    None: (
        ("The plan was approved, and its first round of updates has begun",),
        ("Health and education sit on one decision panel",),
        ("Advice that comes late is counted for the first time",),
        ("Two officers are appointed for a duty desk that opens next month",),
    ),
}
"""By workstream: the progress each of these rounds told beside the next steps that were done; None: the headlines."""
