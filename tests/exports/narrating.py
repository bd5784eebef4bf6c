"""What people wrote, said and thought of an invented area, for tests of evidence narratives."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from exports.beside import Beside, NarrativeIssue, SignedOff
from exports.evidence_narrative.contents import contents
from exports.evidence_narrative.shape import AreaNarrative, EvidenceNarrativeContents
from exports.evidence_narrative.word import word
from tests.exports.positions import AS_AT, due, milestone, rated, risk, written
from tests.exports.readings import plans
from tests.exports.records import members
from tests.exports.sample import snapshot as sample
from wsoa.snapshot.citable import Citable
from wsoa.snapshot.narrated import Narrated
from wsoa.snapshot.positions import EvidencePosition, ImpactPosition, MilestonePosition, Snapshot, WeaknessPosition
from wsoa.snapshot.positions.narrated import SectionPosition
from wsoa.snapshot.positions.told import DateTold, History, JudgedTold, UpdateTold
from wsoa.snapshot.positions.viewpoints import Claim, PartnerOrganisation, PrintedView, PrintedViews
from wsoa.snapshot.positions.voices import AuditPosition, CaseStudyPosition, GradeCount, VoicePosition, VoicesSaid
from wsoa.statistics import ComparedRow, ComparedValue, Comparison, Provenance
from wsoa.terms import (
    AgeGroup,
    ClaimKind,
    ConsentBy,
    DateStatus,
    Impact,
    Polarity,
    Role,
    SectionKind,
    Speaker,
    Stance,
    ThingState,
    ValueStatus,
    YearType,
)

FORUM, TRUST = "Parent carer forum", "Northmere NHS Trust"
TEXTS: dict[SectionKind, str] = {
    SectionKind.KEY_INDICATORS: "- More plans finished within 20 weeks [Indicator 1]\n- Plans that families can read",
    SectionKind.POSITION_STATEMENT: (
        "Plans are finished sooner than at the inspection, and **more of them are good** [E12, E14]. "
        "The gap to England has closed by half.\n\n## What is not there yet\n\nAdvice from health comes late [2.B]."
    ),
    SectionKind.KEY_ACTIONS: (
        "- A pilot ran in five schools [1.A]\n  - four go on with it\n  - one has left [E13]\n- Two posts are filled"
    ),
    SectionKind.EVIDENCE_OF_IMPACT: "An audit of plans found them better [Audit 1], and families say so [E12].",
    SectionKind.VOICE_OF_FAMILIES: "Families say what it was like [Quotation 2], and one tells all [Case study 1].",
    SectionKind.KEY_NEXT_STEPS: "- Extend the pilot to ten schools\n- Agree who signs late advice [E99]",
}
"""One citation leads nowhere: there is no E99."""


def sections(weakness: int = 1, texts: dict[SectionKind, str] = TEXTS) -> tuple[SectionPosition, ...]:
    """What is written about one area."""
    return tuple(
        SectionPosition(number, weakness, kind, text, written()) for number, (kind, text) in enumerate(texts.items(), 1)
    )


def evidence(number: int, title: str, **more: object) -> EvidencePosition:
    """A piece of evidence."""
    made = EvidencePosition(
        number=number,
        title=title,
        type="Survey",
        shows="What it shows in a sentence or two, as whoever filed it put it",
        klass=None,
        dated=date(2026, 2, 11),
        owner="Northmere Council",
        sensitivity=None,
        expires=None,
        link=None,
        weaknesses=(1,),
        milestones=(),
        indicators=(),
        risks=(),
    )
    return replace(made, **more)  # type: ignore[arg-type]


EVIDENCE = (
    evidence(12, "Survey of families, winter 2026", milestones=(1,)),
    evidence(13, "Minutes of the pilot group"),
    evidence(14, "Scorecard of March 2026", link="https://northmere.example.org/scorecard"),
)
VOICES = VoicesSaid(
    case_studies=(
        CaseStudyPosition(
            number=1,
            title="From waiting to a plan in eleven weeks",
            age_group=AgeGroup.PRIMARY,
            situation="A child had waited for two years without anybody who answered.",
            done="One person was named who called every Friday.",
            changed="The plan came in eleven weeks, and school is a place to go to again.",
            family_view="We were asked, for once.",
            services=None,
            consent_by=ConsentBy.PARENT_OR_CARER,
            consent_on=date(2026, 2, 2),
            weaknesses=(1,),
            withdrawn=False,
            written=written(),
        ),
    ),
    voices=(
        VoicePosition(
            number=2,
            wording="They rang when they said they would.",
            said_by=Speaker.PARENT_OR_CARER,
            heard="a listening evening in February",
            consent_by=ConsentBy.PARENT_OR_CARER,
            consent_on=date(2026, 2, 2),
            weaknesses=(1,),
            withdrawn=False,
            written=written(),
        ),
    ),
    audits=(
        AuditPosition(
            number=1,
            held_on=date(2026, 1, 20),
            sample=40,
            themes="Outcomes are clearer; the child’s own voice is still thin.",
            auditors=(("Northmere Council", 2), (FORUM, 1)),
            grades=(GradeCount("Good", 21, True), GradeCount("Requires improvement", 19, False)),
            indicator=None,
            value=None,
            weaknesses=(1,),
            withdrawn=False,
            written=written(),
        ),
    ),
)
VIEWS = PrintedViews(
    (
        PrintedView(
            FORUM,
            Claim(1, ClaimKind.IMPACT),
            Stance.DISAGREES,
            "It is better in the north of the county.\nIn the south nobody has noticed yet.",
            date(2026, 3, 20),
        ),
    ),
    (PartnerOrganisation("f", FORUM), PartnerOrganisation("t", TRUST)),
)
_SOURCE = Provenance("Local authority interactive tool", "values.csv", "0" * 64, date(2026, 3, 1))


def official(**rows: Sequence[str]) -> Comparison:
    """A measure of 2023 and the years after it, of the area and of others; `england=("61", "62.5")`."""
    periods = tuple(str(2023 + at) for at in range(len(next(iter(rows.values())))))
    names = {"area": "Northmere", "region": "North East", "neighbours": "Statistical neighbours (May 2025)"}
    lines = tuple(
        ComparedRow(kind, None, names.get(kind, "England"), tuple(map(_value, periods, numbers)), None)
        for kind, numbers in rows.items()
    )
    return Comparison(
        measure="IN_TIME",
        name="New plans issued within 20 weeks",
        polarity=Polarity.HIGH,
        unit="% of plans",
        year_type=YearType.CALENDAR,
        area="Northmere",
        neighbour_set="May 2025",
        neighbours=("Eastmere", "Westmere"),
        periods=periods,
        rows=lines,
    )


def _value(period: str, raw: str) -> ComparedValue:
    return ComparedValue(period, raw, Decimal(raw), None, ValueStatus.ACTUAL, 1, _SOURCE)


OFFICIAL = official(
    area=("31.2", "40", "52.3", "12"),
    region=("44", "45.25", "47", "12"),
    neighbours=("41.50", "44.10", "46.35", "12"),
    england=("49.1", "50.3", "46.4", "12"),
)
"""2026 is not over on the date of the sample: its figures stand nowhere."""


def snapshot() -> Snapshot:
    """The invented area: two areas of weakness, five milestones each, and what proves them."""
    judged = ImpactPosition(1, Impact.EMERGING, "Half of the parents felt heard", (12,), (1,), written())
    return replace(
        sample(),
        weaknesses=(
            WeaknessPosition(1, "1", "The time that families wait for a plan of quality.", True, ThingState.LIVE),
            WeaknessPosition(2, "2", "Health and the council plan apart.", False, ThingState.LIVE),
            WeaknessPosition(4, "4", "No longer in the plan.", True, ThingState.WITHDRAWN),
        ),
        milestones=tuple(map(_proven, sample().milestones)),
        indicators=(replace(plans().indicator, number=1, weaknesses=(1,), compared=OFFICIAL),),
        evidence=EVIDENCE,
        impacts=(judged,),
    )


def _proven(found: MilestonePosition) -> MilestonePosition:
    cited = (12, 13) if found.number == 1 else ()
    return replace(found, update=replace(found.update, evidence=cited)) if found.update else found


HISTORY = History(
    updates={
        1: (
            UpdateTold(replace(rated("A", issue="Two schools have left"), evidence=(12,)), Role.WORKSTREAM_LEAD),
            UpdateTold(rated("G", round_number=2, as_at=date(2026, 2, 28)), None),
        )
    },
    dates={
        1: tuple(
            DateTold(due(words, when), DateStatus.APPROVED, asked, board, decision, written(as_at=said))
            for words, when, asked, board, decision, said in (
                ("end of April 2026", date(2026, 4, 30), True, "SEND Improvement Board", "Minute 4", date(2026, 2, 12)),
                ("January 2026", date(2026, 1, 31), False, "", None, date(2025, 9, 1)),
            )
        )
    },
    known_since={1: date(2025, 9, 1), 2: date(2025, 9, 1)},
    judged={1: (JudgedTold(AS_AT, Impact.EMERGING),)},
    released={None: (date(2026, 3, 1),)},
)
NARRATED = Narrated(sections=sections(), citable=Citable(VOICES, {}), views=VIEWS, files={}, history=HISTORY)
ISSUE = NarrativeIssue(
    version=2,
    mends=1,
    signatories=(
        SignedOff("A. Director", "Director of Children’s Services", date(2026, 4, 2)),
        SignedOff("C. Nurse", "Chief Nurse", None),
    ),
    checked_by="the performance team",
    why="Two figures were swapped",
)
BESIDE = Beside(narrated=NARRATED)


def counted(*codes: str | None) -> Snapshot:
    """One area of weakness, served by a milestone at each of these levels."""
    promised = tuple(
        milestone(number, f"Step {number}", rated(code) if code else None, ref=f"1.{number}", focus_areas=(1,))
        for number, code in enumerate(codes, 1)
    )
    return replace(snapshot(), milestones=promised, weaknesses=snapshot().weaknesses[:1])


def threatened() -> Snapshot:
    """The same area with a risk that touches milestone 1."""
    return replace(snapshot(), risks=(replace(risk(7, "Nobody to send", "R", mitigation="Share"), milestones=(1,)),))


def said(beside: Beside = BESIDE, described: Snapshot | None = None) -> EvidenceNarrativeContents:
    return contents(described or snapshot(), beside)


def first(found: EvidenceNarrativeContents) -> AreaNarrative:
    return found.narratives[0]


def in_word(found: EvidenceNarrativeContents) -> str:
    return members(word(found))["word/document.xml"].decode()
