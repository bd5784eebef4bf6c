"""What Harrowmere asked its boards for and what became of it, and what its director judged of the difference made."""

from dataclasses import dataclass

from wsoa.terms import AskKind, AskOutcome, Impact

MANAGER, LEAD, NHS_LEAD = "manager@example.org", "lead@example.org", "nhs-lead@example.org"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a body said at the meeting of round `at`; what was deferred goes to the meeting after."""

    at: int
    outcome: AskOutcome
    words: str


@dataclass(frozen=True, slots=True)
class Asked:
    """An ask of round `at`, about a milestone (by reference) or a risk (by title), of the board or of `body`."""

    at: int
    by: str
    kind: AskKind
    about: str
    wording: str
    consequence: str
    decisions: tuple[Decision, ...] = ()
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What the director judged in round `at` of an area of weakness, and on which evidence and indicators."""

    at: int
    weakness: int
    impact: Impact
    words: str
    evidence: tuple[int, ...]
    indicators: tuple[int, ...]


ASKS: tuple[Asked, ...] = (
    Asked(
        0,
        MANAGER,
        AskKind.DECIDE,
        "2.A",
        "Which figures the board wants to see each month",
        "Every workstream counts what it likes",
        (Decision(0, AskOutcome.AGREED, "Five figures, the same each month"),),
    ),
    Asked(
        1,
        LEAD,
        AskKind.DECIDE,
        "5.A",
        "Who rewrites the health pages of the Local Offer",
        "The pages on health stay as they are",
        (
            Decision(1, AskOutcome.DEFERRED, "Trust and ICB come back with one name"),
            Decision(2, AskOutcome.AGREED, "The trust does, with two parents"),
        ),
    ),
    Asked(
        2,
        LEAD,
        AskKind.RESOURCE,
        "1.A",
        "Two officers for the duty desk",
        "The front door opens on two mornings a week only",
        (Decision(2, AskOutcome.AGREED, "Two officers, for two years"),),
    ),
    Asked(
        3,
        NHS_LEAD,
        AskKind.SIGN_OFF,
        "8.A",
        "The terms on which partners share figures",
        "Two chapters of the needs assessment cannot be written",
        (Decision(3, AskOutcome.AGREED, "Signed off; every partner signs this month"),),
    ),
    Asked(
        4,
        MANAGER,
        AskKind.RESOURCE,
        "Recruitment",
        "Pay for three more SEND officers until the summer",
        "Caseloads stay above 190 and plans stay late",
        (
            Decision(4, AskOutcome.DEFERRED, "The board wants to see the half-year budget first"),
            Decision(5, AskOutcome.AGREED, "Three officers, until the end of the school year"),
        ),
    ),
    Asked(
        4,
        NHS_LEAD,
        AskKind.DECIDE,
        "9.A",
        "Whether the council lends its booking page to the four providers that have none",
        "Families go on telephoning fourteen offices",
        (Decision(4, AskOutcome.AGREED, "It is lent free of charge for a year"),),
    ),
    Asked(
        5,
        LEAD,
        AskKind.DECIDE,
        "3.A",
        "Whether the date for smaller caseloads moves by three months",
        "The date is missed without anybody having agreed to it",
        (Decision(5, AskOutcome.AGREED, "Moved once, because three posts are still vacant"),),
    ),
    Asked(
        5,
        LEAD,
        AskKind.UNBLOCK,
        "1.B",
        "A named deputy from the trust, so that the panel always has a paediatrician",
        "One panel in four decides without health advice",
        (Decision(5, AskOutcome.AGREED, "The medical director names a deputy by the tenth"),),
    ),
    Asked(
        6,
        LEAD,
        AskKind.SIGN_OFF,
        "2.B",
        "The standard for what a good plan says",
        "Services go on writing to six different standards",
        (Decision(6, AskOutcome.AGREED, "Signed off, and to be tried on ten plans"),),
    ),
    Asked(
        6,
        NHS_LEAD,
        AskKind.DECIDE,
        "8.B",
        "Who carries a loss of more than five per cent of the pooled budget",
        "The pooled budget cannot begin next year",
        (Decision(6, AskOutcome.DEFERRED, "Both chief executives bring one proposal to the next meeting"),),
    ),
    Asked(
        6,
        LEAD,
        AskKind.RESOURCE,
        "5.B",
        "Money for translation into six languages",
        "The answers are published in English only",
    ),
    Asked(
        6,
        NHS_LEAD,
        AskKind.UNBLOCK,
        "Two budgets",
        "One closing date for the books of council and NHS",
        "Each year begins with two budgets that do not meet",
        (Decision(6, AskOutcome.AGREED, "Both books close on 31 March from next year"),),
        body="Finance directors’ meeting",
    ),
    Asked(
        7,
        MANAGER,
        AskKind.DECIDE,
        "2.A",
        "Whether the Saturday clinics go on after the spring",
        "The queue for advice grows again before the summer",
    ),
    Asked(
        7,
        NHS_LEAD,
        AskKind.UNBLOCK,
        "6.A",
        "Leave for the trust to advertise at the pay of the county next door",
        "The last two therapist posts stay empty",
        body="Executive of the Integrated Care Board",
    ),
)

JUDGEMENTS: tuple[Judged, ...] = (
    Judged(
        2, 1, Impact.NOT_YET_EVIDENCED, "Late advice is counted for the first time, and most of it is late.", (), ()
    ),
    Judged(2, 2, Impact.NOT_YET_EVIDENCED, "Families have begun to write with us. None decides with us yet.", (), ()),
    Judged(2, 3, Impact.NOT_YET_EVIDENCED, "The longest wait is known, and it is far too long.", (), ()),
    Judged(5, 1, Impact.NOT_YET_EVIDENCED, "Plans come no sooner yet for the families who wait.", (), (4,)),
    Judged(5, 3, Impact.NOT_YET_EVIDENCED, "Waits are falling, but nobody has asked families yet.", (), (6,)),
    Judged(
        6,
        1,
        Impact.EMERGING,
        "Seven in ten pieces of advice arrive on time, and more plans do. Most families still wait too long.",
        (2,),
        (4, 5),
    ),
    Judged(
        6,
        2,
        Impact.EMERGING,
        "Nine parents found what they sought, and every partner signed. A wider survey follows in the spring.",
        (3,),
        (7,),
    ),
    Judged(
        6,
        3,
        Impact.EVIDENCED,
        "The longest wait fell from 71 to 43 weeks, and 212 families know how long theirs is.",
        (4,),
        (6,),
    ),
    Judged(6, 5, Impact.NOT_YET_EVIDENCED, "Attendance is measured from this term on.", (), (8,)),
)
