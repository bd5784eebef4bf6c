"""How Harrowmere's promises are written down here, who its partners are, and what the inspectors found."""

from dataclasses import dataclass, field, replace

DEPARTMENT, INSPECTORATE = "The schools department", "The children’s services inspectorate"
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
    """One round's words about a milestone; `level` "=" confirms that nothing changed. `late`: the round was closed."""

    level: str
    progress: str | None = None
    issue: str | None = None
    mitigation: str | None = None
    reason: str | None = None
    evidence: tuple[int, ...] = ()
    forecast: str | None = None
    late: bool = False

    def citing(self, *evidence: int) -> "Said":
        """The same, shown by that evidence."""
        return replace(self, evidence=evidence)


@dataclass(frozen=True, slots=True)
class Promise:
    """A milestone: `due` in months from now (None: no date given), and what the last three rounds and this one said.

    None in `rounds` is a round in which nobody said anything. `first_wording` is what was promised until it was
    re-worded.
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
    first_wording: str | None = None


@dataclass(frozen=True, slots=True)
class Strand:
    """A workstream with its focus areas (reference, wording, weakness) and milestones."""

    name: str
    lead: tuple[str, str]
    support: tuple[str, str]
    weaknesses: tuple[int, ...]
    areas: tuple[tuple[str, str, int], ...]
    milestones: tuple[Promise, ...] = field(default=())
