"""What Harrowmere promised: its areas of weakness, workstreams, focus areas and milestones."""

from dataclasses import dataclass, field

COUNCIL, ICB, TRUST, FORUM = (
    "Harrowmere Council",
    "Vale and Harrowmere Integrated Care Board",
    "Vale Community Health NHS Trust",
    "Harrowmere Parent Carer Forum",
)
FORMER_NHS_BODY = "Harrowmere Clinical Commissioning Group"

WEAKNESSES: tuple[tuple[str, str], ...] = (
    ("1", "Education, health and care plans take far too long to finish, and many say too little about health."),
    ("2", "Families are told what has been decided. They are seldom asked before it is."),
    ("3", "Children wait many months for speech and language therapy, and nobody tells them for how long."),
    ("4", "The council and the NHS do not buy services together from a shared understanding of what children need."),
    ("5", "Leaders cannot say whether their work has made life better for children and young people."),
)


@dataclass(frozen=True, slots=True)
class Said:
    """One round's words about a milestone; `level` "=" confirms that nothing changed."""

    level: str
    progress: str | None = None
    issue: str | None = None
    mitigation: str | None = None
    reason: str | None = None
    evidence: tuple[int, ...] = ()
    forecast: str | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """A milestone: `due` in months from now (None: no date given), and what three past rounds and this one said.

    None in `rounds` is a round in which nobody said anything.
    """

    ref: str
    wording: str
    areas: tuple[str, ...]
    lead: str
    due: int | None
    rounds: tuple[Said | None, ...] = ()
    organisation: str | None = None
    person: str | None = None
    success: str | None = None


@dataclass(frozen=True, slots=True)
class Strand:
    """A workstream with its focus areas (reference, wording, weakness) and milestones."""

    name: str
    lead: tuple[str, str]
    support: tuple[str, str]
    weaknesses: tuple[int, ...]
    areas: tuple[tuple[str, str, int], ...]
    milestones: tuple[Promise, ...] = field(default=())


TIMELINESS = Strand(
    name="Plans on time",
    lead=("Head of SEND, Harrowmere Council", "lead@example.org"),
    support=("Designated clinical officer", "nhs-lead@example.org"),
    weaknesses=(1,),
    areas=(
        ("1", "Every request for an assessment is decided within six weeks, and families know by whom.", 1),
        ("2", "Plans are finished within twenty weeks and read as if the writer had met the child.", 1),
        ("3", "Caseloads are small enough for officers to know their families.", 1),
    ),
    milestones=(
        Promise(
            "1.A",
            "One front door for requests, staffed every working day",
            ("1",),
            "Head of SEND",
            -2,
            (
                Said("G", "Duty desk opened with two officers.", reason="Opened a fortnight early."),
                Said("C", "All requests now come to the desk.", evidence=(1,)),
                Said("="),
                None,
            ),
            organisation=COUNCIL,
            success="No request waits more than two working days to be opened.",
        ),
        Promise(
            "1.B",
            "Decision panel meets weekly with health and education present",
            ("1",),
            "Head of SEND",
            -1,
            (
                Said(
                    "A",
                    "Panel meets fortnightly.",
                    "No paediatrician is free on Thursdays.",
                    "The trust is changing clinic days from next month.",
                ),
                Said(
                    "A",
                    "Three of four panels had a paediatrician.",
                    "Cover for leave has not been settled.",
                    "A named deputy is being agreed.",
                ),
                Said(
                    "A",
                    "Deputy named; weekly since the tenth.",
                    "Cover for leave has not been settled.",
                    "A named deputy is being agreed.",
                ),
                None,
            ),
            organisation=COUNCIL,
        ),
        Promise(
            "2.A",
            "All advice arrives by week twelve, from every service",
            ("2",),
            "Designated clinical officer",
            2,
            (
                Said(
                    "R",
                    "Half of the therapy advice came late.",
                    "Two therapist posts are empty.",
                    "Locum therapists start within four weeks.",
                    forecast="one month later than planned",
                ),
                Said(
                    "R",
                    "Locums began; the queue is no longer growing.",
                    "Older requests still come first.",
                    "A second clinic on Saturdays until the queue is gone.",
                ),
                Said(
                    "A",
                    "Seven in ten pieces of advice on time.",
                    "The oldest requests are still late.",
                    "Weekly call on every request past week ten.",
                ),
                None,
            ),
            organisation=ICB,
            person="nhs-lead@example.org",
            success="Nine in ten pieces of advice by week twelve, three months in a row.",
        ),
        Promise(
            "2.B",
            "A shared standard for what a good plan says",
            ("2",),
            "Principal educational psychologist",
            1,
            (
                Said("N"),
                Said("G", "First draft shared with schools.", reason="Drafted on the date agreed."),
                Said("G", "Families rewrote the pages on outcomes.", reason="Sign-off is on the board's agenda."),
                Said(
                    "G",
                    "The standard was tried on ten plans.",
                    reason="Eight of ten met it at first reading.",
                    evidence=(2,),
                ),
            ),
            organisation=COUNCIL,
        ),
        Promise(
            "2.C",
            "Ten plans a month are audited by three partners together",
            ("2",),
            "Quality lead",
            0,
            (
                None,
                Said(
                    "A",
                    "Audit tool agreed.",
                    "Schools cannot release staff in exam weeks.",
                    "Two retired head teachers will stand in.",
                ),
                Said("G", "First ten audited.", reason="All three partners took part."),
                None,
            ),
            organisation=COUNCIL,
        ),
        Promise(
            "3.A",
            "Caseloads of no more than 130 families for each officer",
            ("2", "3"),
            "Head of SEND",
            3,
            (
                Said(
                    "R",
                    "Average is 204.",
                    "Six posts are vacant and requests have risen by a third.",
                    "Advertised twice; agency officers hold 300 cases.",
                ),
                Said("R", "Average is 197.", "Two candidates withdrew.", "Pay band reviewed; third advert is out."),
                Said(
                    "R",
                    "Average is 188; three officers start next month.",
                    "Three posts are still vacant.",
                    "Pay band reviewed; third advert is out.",
                ),
                None,
            ),
            organisation=COUNCIL,
        ),
    ),
)

TOGETHER = Strand(
    name="Deciding together",
    lead=("Director of Children's Services", "lead@example.org"),
    support=("Chair, Harrowmere Parent Carer Forum", "forum@example.org"),
    weaknesses=(2,),
    areas=(
        ("4", "Families and young people sit at the table before anything is settled.", 2),
        ("5", "The Local Offer answers the questions that parents really ask.", 2),
    ),
    milestones=(
        Promise(
            "4.A",
            "A charter for deciding together, signed by every partner",
            ("4",),
            "Parent carer forum",
            -1,
            (
                Said(
                    "A",
                    "Four of six partners have signed.",
                    "Two school trusts want different words.",
                    "The forum meets both heads this month.",
                ),
                Said("G", "Five of six have signed.", reason="The last trust has agreed the words."),
                Said("C", "All six partners have signed.", evidence=(3,)),
                Said(
                    "=",
                ),
            ),
            organisation=FORUM,
        ),
        Promise(
            "4.B",
            "Young people's panel meets each half term and is paid",
            ("4",),
            "Participation officer",
            4,
            (
                Said("N"),
                Said("G", "Eleven young people came to the first meeting.", reason="Dates and pay are settled."),
                None,
                None,
            ),
            organisation=COUNCIL,
            person="forum@example.org",
        ),
        Promise(
            "5.A",
            "Local Offer rewritten with parents and tested on telephones",
            ("4", "5"),
            "Parent carer forum / Digital team",
            1,
            (
                Said(
                    "A",
                    "Forty pages rewritten.",
                    "Clinic addresses are out of date.",
                    "Trust and council check addresses together.",
                ),
                Said(
                    "A",
                    "Ninety pages rewritten.",
                    "The old site cannot be searched by postcode.",
                    "A new search is bought with the library service.",
                ),
                Said("G", "All pages rewritten and tested by nine parents.", reason="Testers found what they sought."),
                None,
            ),
            organisation=FORUM,
        ),
        Promise(
            "5.B",
            "Answers to the twenty questions asked most, in six languages",
            ("5",),
            "Digital team",
            None,
            organisation=COUNCIL,
        ),
    ),
)

THERAPY = Strand(
    name="Waiting well",
    lead=("Associate director for children, ICB", "nhs-lead@example.org"),
    support=("Therapy lead, Vale Community Health", "nhs-lead@example.org"),
    weaknesses=(3,),
    areas=(
        ("6", "Nobody waits more than eighteen weeks for speech and language therapy.", 3),
        ("7", "Families who wait are told for how long and are helped meanwhile.", 3),
    ),
    milestones=(
        Promise(
            "6.A",
            "Four more therapists in post",
            ("6",),
            "Therapy lead",
            -1,
            (
                Said(
                    "R",
                    "Nobody suitable applied.",
                    "The pay is better across the border.",
                    "A training post with the university is being set up.",
                ),
                Said("R", "Two offers made.", "One candidate needs a visa.", "The trust sponsors the application."),
                Said(
                    "A",
                    "Two therapists started.",
                    "Two posts are still empty.",
                    "Interviews for the last two are booked.",
                ),
                None,
            ),
            organisation=TRUST,
            person="nhs-lead@example.org",
        ),
        Promise(
            "6.B",
            "The oldest waits are seen first, in extra clinics",
            ("6",),
            "Therapy lead",
            1,
            (
                Said(
                    "A",
                    "Saturday clinic began.",
                    "Rooms are short in the north of the county.",
                    "Two schools lend rooms.",
                ),
                Said("G", "Longest wait fell from 71 to 48 weeks.", reason="It falls by about five weeks a month."),
                Said("G", "Longest wait is 43 weeks.", reason="It falls by about five weeks a month."),
                None,
            ),
            organisation=TRUST,
            person="nhs-lead@example.org",
        ),
        Promise(
            "7.A",
            "A letter within ten days says how long the wait is and what helps now",
            ("7",),
            "Associate director for children",
            0,
            (
                Said("N"),
                Said("G", "Letter written with the forum.", reason="Families asked for one page; it is one page."),
                Said("G", "Sent to 212 families.", reason="All letters went within ten days.", evidence=(4,)),
                None,
            ),
            organisation=ICB,
            person="nhs-lead@example.org",
        ),
    ),
)

BUYING = Strand(
    name="Buying together",
    lead=("Head of joint commissioning", "nhs-lead@example.org"),
    support=("Finance partner, Harrowmere Council", "lead@example.org"),
    weaknesses=(4,),
    areas=(
        ("8", "One picture of need, renewed each year, stands behind every purchase.", 4),
        ("9", "Short breaks are easy to find and to book.", 4),
    ),
    milestones=(
        Promise(
            "8.A",
            "Needs assessment published with the data behind it",
            ("8",),
            "Public health consultant",
            2,
            (
                Said("G", "Data sharing agreed.", reason="All four partners signed the agreement."),
                Said("G", "Draft chapters written.", reason="Two of six chapters are ahead of plan."),
                Said("="),
                None,
            ),
            organisation=COUNCIL,
        ),
        Promise(
            "8.B",
            "Pooled budget for therapy and short breaks",
            ("8", "9"),
            "Head of joint commissioning",
            5,
            (
                Said("N"),
                Said(
                    "A",
                    "Outline agreed by finance directors.",
                    "Two budgets close on different dates.",
                    "One shared timetable from next year.",
                ),
                Said(
                    "A",
                    "Legal advice received.",
                    "Risk share above five per cent is not agreed.",
                    "Chief executives meet this month.",
                ),
                None,
            ),
            organisation=ICB,
            person="nhs-lead@example.org",
        ),
        Promise(
            "9.A",
            "Short breaks bookable on one page",
            ("9",),
            "Short breaks manager",
            -2,
            (
                Said(
                    "A",
                    "Ten of fourteen providers are listed.",
                    "Four providers have no booking system.",
                    "The council lends its own.",
                ),
                None,
                None,
                None,
            ),
            organisation=COUNCIL,
        ),
        Promise(
            "9.B",
            "A market statement tells providers what will be bought",
            ("9",),
            "CE and JB",
            6,
            (Said("N"), None, None, None),
        ),
    ),
)

STRANDS: tuple[Strand, ...] = (TIMELINESS, TOGETHER, THERAPY, BUYING)
