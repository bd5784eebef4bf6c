"""An invented area, built by hand, for tests and benchmarks of documents. `snapshot(scale)` repeats its workstreams."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from tests.exports.asked import ASKS, EVIDENCE, IMPACTS, INDICATORS, WEAKNESSES, promised_in
from tests.exports.loads import LOAD
from tests.exports.positions import (
    AS_AT,
    FEBRUARY,
    LEVELS,
    MARCH,
    bullet_list,
    due,
    milestone,
    product,
    rated,
    risk,
    workstream,
)
from wsoa.snapshot.positions import (
    BoardPosition,
    BulletListPosition,
    FocusAreaPosition,
    Head,
    MilestonePosition,
    Note,
    PlanPosition,
    Snapshot,
    WorkstreamPosition,
)
from wsoa.terms import (
    BoardKind,
    BulletKind,
    NoteKind,
    PlanKind,
    Scope,
    ThingState,
    TimescaleKind,
    WorkstreamKind,
)

WORKSTREAMS = (
    workstream(1, "1", "Hearing families", "Director of Children’s Services", support="Parent carer forum co-chair"),
    workstream(2, "2", "Plans on time", "Head of SEND"),
    workstream(3, "3", "Health together", "Designated clinical officer", support="Integrated care board"),
    workstream(4, "4", "Ready for adult life", "Head of post-16 learning"),
)
GROUP = replace(
    workstream(5, "", "Insight group", "Performance manager"),
    kind=WorkstreamKind.GROUP,
    notes=(
        Note(NoteKind.PURPOSE, "Gives everybody the same figures, checked once."),
        Note(NoteKind.MEMBERS, "Analysts of the council, the integrated care board and two schools."),
        Note(NoteKind.RESPONSIBILITIES, "Publishes the scorecard each month"),
        Note(NoteKind.RESPONSIBILITIES, "Answers questions on definitions within a week"),
    ),
)
FOCUS_AREAS = tuple(
    FocusAreaPosition(number, str(ref), wording, ThingState.LIVE, (number + 1) // 2, (1,) if ref < 9 else (1, 2))
    for number, (ref, wording) in enumerate(
        (
            (1, "Families are heard before decisions are drafted, not after"),
            (2, "What families said, and what was done about it, is published each term"),
            (4, "Needs assessments begin with all advice requested in the first week"),
            (5, "Plans are written in plain words and checked by a second reader"),
            (9, "Therapies are commissioned jointly, against one picture of need"),
            (10, "Waiting families know how long and whom to call"),
            (12, "Year 9 reviews look ahead to work, home, health and friends"),
            (13, "Young people leave school with a named adviser"),
        ),
        start=1,
    )
)
ISSUE = "Two of the five schools that offered to take part have withdrawn, and the summer term is already full."
MITIGATION = "Three further schools have been asked. The pilot can begin with four if the forum agrees."


def milestones_of(stream: int, first: int) -> Iterable[MilestonePosition]:
    """Five milestones of one workstream, from red to not rated."""
    areas = (2 * stream - 1, 2 * stream)
    yield milestone(
        first,
        "A pilot of the new first conversation has run in five schools and families have said what they think of it",
        rated("A", issue=ISSUE, mitigation=MITIGATION),
        ref=f"{stream}.A",
        workstream=stream,
        focus_areas=areas[:1],
        current=due("end of April 2026", date(2026, 4, 30)),
    )
    yield milestone(
        first + 1,
        "The board has agreed who signs off advice that arrives late",
        rated(
            "R",
            issue="No deputy was named, so nothing was signed off in January & February.",
            mitigation="• The chief nurse signs until June\n• A deputy is named at the April board",
            round_number=2,
            as_at=date(2026, 2, 28),
        ),
        ref=f"{stream}.B",
        workstream=stream,
        focus_areas=areas,
        current=due("January 2026", date(2026, 1, 31)),
    )
    yield milestone(
        first + 2,
        "Staff know the standard and are using it",
        rated("G"),
        ref=f"{stream}.C",
        workstream=stream,
        focus_areas=areas[1:],
        current=due("July 2026", date(2026, 7, 31)),
    )
    yield milestone(
        first + 3,
        "The standard is written and agreed with the forum",
        rated("C", round_number=2, as_at=date(2026, 2, 28)),
        ref=f"{stream}.D",
        workstream=stream,
        current=due("December 2025", date(2025, 12, 31)),
    )
    yield milestone(
        first + 4,
        "A way of hearing from young people who do not use speech is in place",
        None,
        ref=f"{stream}.E",
        workstream=stream,
        current=due("to be agreed", None, TimescaleKind.TO_BE_DECIDED),
    )


def lists_of(stream: int, first: int) -> Iterable[BulletListPosition]:
    """What one workstream has done and will do."""
    yield bullet_list(
        first,
        stream,
        BulletKind.PROGRESS,
        "Listening evenings were held in three towns, with 64 families",
        "The first draft of the standard was read by the forum and changed in eleven places",
        "Two vacancies have been filled",
    )
    yield bullet_list(
        first + 1,
        stream,
        BulletKind.NEXT_STEPS,
        "Bring the standard to the April board:",
        "- with the forum’s own view beside it",
        "- with what it will cost",
        "Publish the dates of the summer evenings",
    )


def repeated_workstreams(times: int) -> tuple[WorkstreamPosition, ...]:
    """The four workstreams over and over, numbered on."""
    return tuple(replace(each, number=each.number + 4 * turn) for turn in range(times) for each in WORKSTREAMS)


def snapshot(scale: int = 1) -> Snapshot:
    """Northmere as at 31 March 2026; with `scale` n, n times as many workstreams, milestones, lists and risks."""
    streams = repeated_workstreams(scale)
    promised: list[MilestonePosition] = []
    for stream in streams:
        original = (stream.number - 1) % 4 + 1
        own = milestones_of(original, 5 * stream.number - 4)
        promised += (replace(each, workstream=stream.number) for each in own)
    lists = [each for stream in streams for each in lists_of(stream.number, 2 * stream.number - 1)]
    return Snapshot(
        slug="northmere",
        name="Northmere SEND improvement programme",
        as_at=AS_AT,
        known_by=42,
        head=Head(42, "3f9a0c5be1d2" + "0" * 52),
        begins=date(2025, 9, 1),
        scope=Scope.PLAN,
        levels=tuple(LEVELS.values()),
        plans=(PlanPosition(1, PlanKind.WSOA, "Written statement of action", "2", None, None, None),),
        weaknesses=WEAKNESSES,
        workstreams=(*streams, replace(GROUP, number=4 * scale + 1)),
        focus_areas=FOCUS_AREAS,
        milestones=tuple(promised),
        risks=tuple(
            risk(
                number,
                "Too few educational psychologists",
                "R",
                detail="Three of eight posts are empty and agencies have nobody to send.",
                impact="Advice is late, and so is every plan that waits for it.",
                mitigation="A shared service with two neighbours from June; assistants take on the first visits.",
            )
            for number in range(1, 2 * scale + 1)
        ),
        lists=(
            *lists,
            bullet_list(9001, None, BulletKind.HEADLINE, "All five leads are in post", "Waits for speech therapy fell"),
            bullet_list(9002, None, BulletKind.NEXT_STEPS, "Hold the summer conference with the forum"),
            bullet_list(9003, 4 * scale + 1, BulletKind.PROGRESS, "One set of definitions has been agreed"),
        ),
        products=(
            product(1, "Scorecard for the board", "On track"),
            product(2, "What families told us", "Not begun"),
        ),
        indicators=INDICATORS,
        evidence=EVIDENCE,
        loads=(LOAD,),
        boards=(BoardPosition(1, "SEND Improvement Board", BoardKind.BOARD, "monthly", None),),
        rounds=(FEBRUARY, MARCH),
        current_round=MARCH,
        asks=ASKS,
        impacts=IMPACTS,
        promised=(*(promised_in(stream.number) for stream in streams), promised_in(None)),
    )


def empty() -> Snapshot:
    """A programme on its first day."""
    return replace(
        snapshot(),
        plans=(),
        weaknesses=(),
        workstreams=(),
        focus_areas=(),
        milestones=(),
        risks=(),
        lists=(),
        products=(),
        indicators=(),
        evidence=(),
        boards=(),
        rounds=(),
        asks=(),
        impacts=(),
        promised=(),
        current_round=None,
        loads=(),
    )
