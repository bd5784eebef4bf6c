"""What Harrowmere wrote down beside its promises: lists, risks, its data group, products, indicators and evidence."""

from wsoa.terms import BulletKind, IndicatorClass, NoteKind, Polarity

PROGRESS, NEXT = BulletKind.PROGRESS, BulletKind.NEXT_STEPS

HEADLINES: tuple[str, ...] = (
    "Seven in ten pieces of advice now arrive on time; it was fewer than half three months ago",
    "All six partners have signed the charter for deciding together",
    "Longest wait for speech and language therapy is down from 71 to 43 weeks",
    "Three new SEND officers start next month",
)

PROGRAMME_NEXT: tuple[str, ...] = (
    "Ask the board to approve the standard for a good plan",
    "Settle how the pooled budget shares its risk",
    "Invite the advisers to the autumn stocktake",
)

LISTS: dict[str, dict[BulletKind, tuple[tuple[int, str], ...]]] = {
    "Plans on time": {
        PROGRESS: (
            (1, "The duty desk answers every request within two working days"),
            (1, "Ten plans were audited by school, health and council together"),
            (1, "Saturday clinics for overdue advice have begun"),
        ),
        NEXT: (
            (1, "Take the standard for a good plan to the board"),
            (1, "Bring caseloads down:"),
            (2, "induct the three officers who start next month"),
            (2, "hand back 60 cases from the agency"),
            (1, "Call every service about each request past week ten"),
        ),
    },
    "Deciding together": {
        PROGRESS: (
            (1, "The charter has its last signature"),
            (1, "Nine parents tested the new Local Offer on their own telephones"),
        ),
        NEXT: (
            (1, "Pay the young people's panel for its second meeting"),
            (1, "Translate the twenty questions asked most"),
        ),
    },
    "Waiting well": {
        PROGRESS: ((1, "Two therapists have started"), (1, "212 families have had the letter about their wait")),
        NEXT: (
            (1, "Interview for the last two therapist posts"),
            (1, "Borrow rooms from two more schools:"),
            (2, "one in the north of the county"),
            (2, "one with step-free access"),
        ),
    },
    "Buying together": {
        PROGRESS: ((1, "Legal advice on the pooled budget is in"),),
        NEXT: ((1, "Chief executives settle the risk share"), (1, "List the last four short break providers")),
    },
}

GROUP = "SEND data group"
GROUP_PROGRESS: tuple[str, ...] = (
    "One list of children shared safely between council and NHS",
    "Monthly scorecard agreed with the forum",
)
GROUP_NOTES: tuple[tuple[NoteKind, str], ...] = (
    (NoteKind.PURPOSE, "Keeps one trusted set of figures about children with SEND, and explains what they mean."),
    (NoteKind.MEMBERS, "Analysts of the council, the ICB and the trust; two parents; a head teacher."),
    (NoteKind.RESPONSIBILITIES, "Publish the scorecard each month"),
    (NoteKind.RESPONSIBILITIES, "Check what partners send before it is used"),
    (NoteKind.RESPONSIBILITIES, "Say when a number is too small to show"),
)

# Title, workstream (None: the programme's), detail, impact, mitigation, level in each of three rounds.
RISKS: tuple[tuple[str, str | None, str, str, str, str], ...] = (
    (
        "Recruitment",
        None,
        "Therapists, psychologists and case officers are hard to find in the county",
        "Advice and plans stay late, and agency costs rise",
        "Shared adverts, training posts with the university, and pay reviewed together",
        "RRR",
    ),
    (
        "Rising requests",
        "Plans on time",
        "Requests for assessment are a third higher than last year",
        "Gains in timeliness could be lost by spring",
        "Early help in schools, and a forecast renewed each month",
        "ARR",
    ),
    (
        "Worn-out families",
        "Deciding together",
        "The same few parents are asked to everything",
        "Trust could be lost, and only some families heard",
        "Pay for time, evening meetings, and a wider list of volunteers",
        "AAG",
    ),
    (
        "Two budgets",
        "Buying together",
        "Council and NHS close their books on different dates",
        "The pooled budget may slip by a year",
        "One timetable from next year; finance directors meet fortnightly",
        "AAA",
    ),
)

THREATENS: dict[str, tuple[str, ...]] = {
    "Recruitment": ("2.A", "3.A", "6.A"),
    "Rising requests": ("2.A", "3.A"),
    "Worn-out families": ("4.B", "5.A"),
    "Two budgets": ("8.B",),
}

# Name, type, frequency, start, first draft, first issue (months from now, or words), progress.
PRODUCTS: tuple[tuple[str, str, str, int | str, int | str, int | str, str], ...] = (
    ("Monthly SEND scorecard", "Dashboard", "Monthly", -3, -2, -1, "Published; two measures still by hand"),
    ("Waiting times letter figures", "Report", "Quarterly", -2, -1, 1, "On track"),
    ("Picture of need", "Needs assessment", "Annual", -3, 1, 2, "Draft chapters written"),
    ("School attendance by SEND", "Dashboard", "TBD", 1, "TBD", "TBD", "To be started"),
)

# Name, class, class words, polarity, weakness.
INDICATORS: tuple[tuple[str, IndicatorClass, str, Polarity, int], ...] = (
    ("Requests for assessment", IndicatorClass.HOW_MUCH, "How much did we do", Polarity.NEUTRAL, 1),
    ("Plans audited", IndicatorClass.HOW_MUCH, "How much did we do", Polarity.HIGH, 1),
    ("Families who had the waiting letter", IndicatorClass.HOW_MUCH, "How much did we do", Polarity.HIGH, 3),
    ("Plans finished within twenty weeks", IndicatorClass.HOW_WELL, "How well did we do it", Polarity.HIGH, 1),
    ("Advice on time", IndicatorClass.HOW_WELL, "How well did we do it", Polarity.HIGH, 1),
    ("Longest wait for therapy in weeks", IndicatorClass.HOW_WELL, "How well did we do it", Polarity.LOW, 3),
    ("Parents who felt listened to", IndicatorClass.DIFFERENCE, "Is anyone better off", Polarity.HIGH, 2),
    ("Attendance of pupils with a plan", IndicatorClass.DIFFERENCE, "Is anyone better off", Polarity.HIGH, 5),
)

# Title, type, what it shows, link, weakness.
EVIDENCE: tuple[tuple[str, str, str, str | None, int], ...] = (
    ("Duty desk log, first quarter", "Log", "Every request opened within two working days", None, 1),
    ("Ten plans read against the standard", "Audit", "Eight of ten met the standard at first reading", None, 1),
    (
        "Signed charter for deciding together",
        "Document",
        "All six partners signed",
        "https://www.example.org/harrowmere/charter",
        2,
    ),
    ("Mailing record of the waiting letter", "Log", "212 letters, all within ten days", None, 3),
)
