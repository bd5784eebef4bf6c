"""What Harrowmere measures: how each indicator is read, what it is to reach, and its values month by month."""

from dataclasses import dataclass

from wsoa.example.asking import LEAD, MANAGER
from wsoa.indicators import QualityChange
from wsoa.terms import Confidence, Feed, IndicatorClass, PeriodBasis, Polarity, TargetKind

NHS_LEAD, FORUM = "nhs-lead@example.org", "forum@example.org"


@dataclass(frozen=True, slots=True)
class Survey:
    """How many were asked, and how many answered."""

    asked: int
    answering: int


@dataclass(frozen=True, slots=True)
class Flow:
    """How a month changed a backlog."""

    opening: int
    arrived: int
    closed: int


@dataclass(frozen=True, slots=True)
class Aim:
    """What is to be reached in which month from the open round's, and what on the way."""

    kind: TargetKind
    value: str | None = None
    month: int | None = None
    way: tuple[tuple[int, str], ...] = ()
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator: how it is read, who gives it, and its value in each round ("" where there was none).

    `before` are the months before the programme, the latest last.
    """

    name: str
    klass: IndicatorClass
    weakness: int
    polarity: Polarity
    unit: str
    source: str
    by: str
    rounds: tuple[str, ...]
    basis: PeriodBasis = PeriodBasis.IN_MONTH
    frequency: str = "Monthly"
    definition: str | None = None
    before: tuple[str, ...] = ()
    baseline: str | None = None
    standard: str | None = None
    aim: Aim | None = None
    quality: QualityChange | None = None
    surveys: tuple[Survey | None, ...] = ()
    flows: tuple[Flow, ...] = ()


CLASS_WORDS = {
    IndicatorClass.HOW_MUCH: "How much did we do",
    IndicatorClass.HOW_WELL: "How well did we do it",
    IndicatorClass.DIFFERENCE: "Is anyone better off",
}

FIGURES: tuple[Measured, ...] = (
    Measured(
        name="Requests for assessment",
        klass=IndicatorClass.HOW_MUCH,
        weakness=1,
        polarity=Polarity.NEUTRAL,
        unit="requests",
        source="Case system",
        by=LEAD,
        rounds=("41", "38", "44", "52", "39", "36", "47"),
        quality=QualityChange(feed=Feed.LIVE, confidence=Confidence.HIGH),
    ),
    Measured(
        name="Plans audited",
        klass=IndicatorClass.HOW_MUCH,
        weakness=1,
        polarity=Polarity.HIGH,
        unit="plans",
        source="Audit log",
        by=MANAGER,
        rounds=("6", "8", "8", "10", "9", "10", "12"),
        baseline="0",
        aim=Aim(TargetKind.FLOOR, "10", 2, words="Ten plans a month"),
    ),
    Measured(
        name="Families who had the waiting letter",
        klass=IndicatorClass.HOW_MUCH,
        weakness=3,
        polarity=Polarity.HIGH,
        unit="families",
        source="Mailing record",
        by=NHS_LEAD,
        rounds=("180", "195", "212", "204", "228", "231", "198"),
    ),
    Measured(
        name="Plans finished within twenty weeks",
        klass=IndicatorClass.HOW_WELL,
        weakness=1,
        polarity=Polarity.HIGH,
        unit="%",
        source="Case system",
        by=LEAD,
        definition="Final plans issued within twenty weeks of the request, of all final plans issued in the month",
        rounds=("31.2", "33.0", "30.4", "35.9", "38.5", "41.0", "44.4"),
        before=("29.8", "30.5", "28.0", "31.9", "27.4", "30.0", "32.2", "29.1"),
        baseline="29.9",
        standard="100",
        aim=Aim(TargetKind.POINT, "60", 8, ((-1, "40"), (3, "50"))),
        quality=QualityChange(
            feed=Feed.LIVE,
            validated_by="The council's performance team",
            sample="25 plans read against the case file",
            matched="24 of 25 dates",
            confidence=Confidence.HIGH,
        ),
    ),
    Measured(
        name="Advice on time",
        klass=IndicatorClass.HOW_WELL,
        weakness=1,
        polarity=Polarity.HIGH,
        unit="%",
        source="Advice tracker",
        by=NHS_LEAD,
        rounds=("52", "55", "61", "58", "66", "awaited", "70"),
        baseline="51",
        aim=Aim(TargetKind.POINT, "85", 6, ((0, "70"),)),
        quality=QualityChange(
            feed=Feed.SPREADSHEET,
            spreadsheet="Advice tracker, kept by the therapy office",
            faults="A request sent twice is counted twice",
            confidence=Confidence.LOW,
        ),
    ),
    Measured(
        name="Longest wait for therapy in weeks",
        klass=IndicatorClass.HOW_WELL,
        weakness=3,
        polarity=Polarity.LOW,
        unit="weeks",
        source="Trust waiting list",
        by=NHS_LEAD,
        basis=PeriodBasis.SNAPSHOT,
        rounds=("71", "68", "64", "58", "52", "47", "43"),
        baseline="71",
        aim=Aim(TargetKind.CEILING, "40", 5, ((-2, "50"),)),
    ),
    Measured(
        name="Parents who felt listened to",
        klass=IndicatorClass.DIFFERENCE,
        weakness=2,
        polarity=Polarity.HIGH,
        unit="%",
        source="Survey by the parent carer forum",
        by=FORUM,
        basis=PeriodBasis.SNAPSHOT,
        frequency="Every four months",
        rounds=("", "34", "", "", "", "41", ""),
        surveys=(None, Survey(400, 96), None, None, None, Survey(410, 131), None),
        baseline="34",
        aim=Aim(TargetKind.DIRECTION, words="More parents feel listened to in each wave"),
    ),
    Measured(
        name="Attendance of pupils with a plan",
        klass=IndicatorClass.DIFFERENCE,
        weakness=5,
        polarity=Polarity.HIGH,
        unit="%",
        source="Attendance returns",
        by=LEAD,
        basis=PeriodBasis.ACADEMIC_YEAR_TO_DATE,
        rounds=("88.9", "88.70", "88.4", "88.6", "88.9", "89.1", "89.0"),
        baseline="88.8",
        aim=Aim(TargetKind.POINT, "91", 7),
    ),
    Measured(
        name="Annual reviews overdue",
        klass=IndicatorClass.HOW_WELL,
        weakness=1,
        polarity=Polarity.LOW,
        unit="reviews",
        source="Case system",
        by=LEAD,
        basis=PeriodBasis.SNAPSHOT,
        rounds=("412", "405", "391", "380", "361", "340", "321"),
        flows=(
            Flow(415, 61, 64),
            Flow(412, 58, 65),
            Flow(405, 55, 69),
            Flow(391, 60, 71),
            Flow(380, 52, 71),
            Flow(361, 49, 70),
            Flow(340, 51, 70),
        ),
        baseline="415",
        aim=Aim(TargetKind.CEILING, "50", 9, ((0, "330"),)),
    ),
    Measured(
        name="Plans that are good enough",
        klass=IndicatorClass.HOW_WELL,
        weakness=1,
        polarity=Polarity.HIGH,
        unit="%",
        source="Audits of plans",
        by=MANAGER,
        rounds=(),
        basis=PeriodBasis.SNAPSHOT,
        definition="Plans graded good or outstanding, of all plans read in the audit",
        aim=Aim(TargetKind.POINT, "80", 8),
    ),
)
"""In the order of their numbers. The last is given its values by the audits of plans (wsoa.example.voiced)."""
