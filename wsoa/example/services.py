"""What Harrowmere promised about waiting for therapy and about buying services together."""

from wsoa.example.promises import COUNCIL, ICB, TRUST, Promise, Said, Strand

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
                Said("G", "Draft chapters written.", reason="Two of six chapters are ahead of plan.", late=True),
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
