"""What Harrowmere wrote down beside its promises: progress, risks, its data group, products and evidence."""

from wsoa.example.promises import COUNCIL, FORUM, ICB
from wsoa.terms import NoteKind

TOLD: dict[str | None, tuple[tuple[str, ...], ...]] = {
    "Plans on time": (
        ("The duty desk has opened with two officers, a fortnight early",),
        ("Every request for an assessment now comes to the duty desk",),
        (
            "The duty desk answers every request within two working days",
            "Ten plans were audited by school, health and council together",
        ),
    ),
    "Deciding together": (
        ("Four of six partners have signed the charter",),
        (
            "Five of six partners have signed the charter",
            "Eleven young people came to their panel’s first meeting",
        ),
        ("All pages of the Local Offer are rewritten",),
    ),
    "Waiting well": (
        ("A Saturday clinic for the oldest waits has begun",),
        ("The longest wait is down from 71 to 48 weeks",),
        ("Two therapists have started", "212 families have had the letter about their wait"),
        (),
    ),
    "Buying together": (
        ("Ten of fourteen short break providers are listed",),
        ("Finance directors have agreed an outline of the pooled budget",),
        ("Legal advice on the pooled budget is in",),
        ("The agreement for the pooled budget is written but for the risk share",),
    ),
    None: (
        (
            "A duty desk for every request has opened, a fortnight early",
            "Four of six partners have signed the charter for deciding together",
        ),
        (
            "Every request for an assessment now comes to one desk",
            "Five of six partners have signed the charter for deciding together",
            "Longest wait for speech and language therapy is down from 71 to 48 weeks",
        ),
        (
            "Seven in ten pieces of advice now arrive on time; it was half of them two months ago",
            "All six partners have signed the charter for deciding together",
            "Longest wait for speech and language therapy is down from 71 to 43 weeks",
            "Three new SEND officers start next month",
        ),
        ("Eight of ten plans met the new standard at first reading",),
    ),
}
"""By workstream: the progress each round told beside the next steps that were done; None: the programme's headlines."""

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

# Title, workstream (None: the programme's), detail, impact, mitigation, level in each of the seven rounds.
RISKS: tuple[tuple[str, str | None, str, str, str, str], ...] = (
    (
        "Recruitment",
        None,
        "Therapists, psychologists and case officers are hard to find in the county",
        "Advice and plans stay late, and agency costs rise",
        "Shared adverts, training posts with the university, and pay reviewed together",
        "AAARRRR",
    ),
    (
        "Rising requests",
        "Plans on time",
        "Requests for assessment are a third higher than last year",
        "Gains in timeliness could be lost by spring",
        "Early help in schools, and a forecast renewed each month",
        "GGAAARR",
    ),
    (
        "Worn-out families",
        "Deciding together",
        "The same few parents are asked to everything",
        "Trust could be lost, and only some families heard",
        "Pay for time, evening meetings, and a wider list of volunteers",
        "AAAAAAG",
    ),
    (
        "Two budgets",
        "Buying together",
        "Council and NHS close their books on different dates",
        "The pooled budget may slip by a year",
        "One timetable from next year; finance directors meet fortnightly",
        "GGAAAAA",
    ),
)

# Likelihood and severity of 1 to 5, before and after the mitigation.
SCORES: dict[str, tuple[tuple[int, int], tuple[int, int]]] = {
    "Recruitment": ((5, 4), (4, 4)),
    "Rising requests": ((5, 3), (4, 3)),
    "Worn-out families": ((3, 3), (2, 3)),
}

THREATENS: dict[str, tuple[str, ...]] = {
    "Recruitment": ("2.A", "3.A", "6.A"),
    "Rising requests": ("2.A", "3.A"),
    "Worn-out families": ("4.B", "5.A"),
    "Two budgets": ("8.B",),
}

# Name, type, frequency, start, first draft, first issue (months from now, or words), progress.
PRODUCTS: tuple[tuple[str, str, str, int | str, int | str, int | str, str], ...] = (
    ("Monthly SEND scorecard", "Dashboard", "Monthly", -6, -5, -4, "Published; two measures still by hand"),
    ("Waiting times letter figures", "Report", "Quarterly", -2, -1, 1, "On track"),
    ("Picture of need", "Needs assessment", "Annual", -3, 1, 2, "Draft chapters written"),
    ("School attendance by SEND", "Dashboard", "TBD", 1, "TBD", "TBD", "To be started"),
)

# Title, type, what it shows, link, weakness, whose it is, and the milestones it speaks to.
EVIDENCE: tuple[tuple[str, str, str, str | None, int, str, tuple[str, ...]], ...] = (
    (
        "Duty desk log, first quarter",
        "Log",
        "Every request opened within two working days",
        "https://www.example.org/harrowmere/duty-desk-log",
        1,
        COUNCIL,
        ("1.A",),
    ),
    (
        "Ten plans read against the standard",
        "Audit",
        "Eight of ten met the standard at first reading",
        None,
        1,
        COUNCIL,
        ("2.B",),
    ),
    (
        "Signed charter for deciding together",
        "Document",
        "All six partners signed",
        "https://www.example.org/harrowmere/charter",
        2,
        FORUM,
        ("4.A",),
    ),
    ("Mailing record of the waiting letter", "Log", "212 letters, all within ten days", None, 3, ICB, ("7.A",)),
)
