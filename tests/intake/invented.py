"""Trackers of areas that do not exist, each laid out as some real programme office lays out its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
from openpyxl.styles import Font, PatternFill

from tests.intake.workbooks import Rows, sheet_of

RED, AMBER, GREEN, BLUE, GREY = "FFFF0000", "FFFFC000", "FF92D050", "FF00B0F0", "FFBFBFBF"


@dataclass(frozen=True)
class Layout:
    """One sheet: its rows, which cells are merged, coloured and bold."""

    rows: Rows
    merged: Iterable[str] = ()
    fills: Mapping[str, str] = field(default_factory=dict)
    bold: Iterable[str] = ()


def lay_out(path: Path, sheets: Mapping[str, Layout]) -> Path:
    """Save the sheets as a workbook."""
    book = openpyxl.Workbook()
    book.remove(sheet_of(book))
    for name, layout in sheets.items():
        sheet = book.create_sheet(name)
        for row in layout.rows:
            sheet.append(list(row))
        for area in layout.merged:
            sheet.merge_cells(area)
        for at, colour in layout.fills.items():
            sheet[at].fill = PatternFill("solid", fgColor=colour)
        for at in layout.bold:
            sheet[at].font = Font(bold=True)
    book.save(path)
    return path


STATES = Layout(
    # Four states in words, stated above the table: counts of 0 / 1 / 2 / 12 come from such a tracker.
    rows=[
        ("Ashcombe and the Vale", None, None, None, None),
        ("Status key:", None, None, None, None),
        ("Not started – nobody works on it yet", None, None, None, None),
        ("Underway (behind target) – begun, and will be late", None, None, None, None),
        ("Underway (on target) – begun, and will be in time", None, None, None, None),
        ("Completed – done, with evidence seen by the board", None, None, None, None),
        (),
        ("Action number", "Key action", "Accountable officer", "Deadline for completion", "Current status"),
        ("3.1", "Map the paths to a diagnosis", "Head of inclusion", "Autumn term 2023", "Completed"),
        ("3.2", "Train every school nurse", "Vale Community Trust", "31/01/2024", "Underway (behind target)"),
        ("3.3", "Publish waiting times", "AK", "TBC", "Not started"),
    ]
)

STEPPED = Layout(
    # BRAG with "completed" and "completed and embedded", barriers in words, areas of weakness as headings.
    rows=[
        ("Weirbridge improvement plan", None, None, None, None, None),
        (),
        ("Area of weakness 1: Too few plans say what health will do", None, None, None, None, None),
        ("Lead: Director of nursing", None, None, None, None, None),
        ("Ref", "Deliverable", "Who", "By when", "BRAG (May)", "What is getting in the way?"),
        ("1.1", "Health advice within six weeks", "Dana Moss", "Sept 2023", "B", None),
        ("1.2", "A doctor checks each plan", "Dana Moss / Lee Parr", "Q2 23/24", "A", "One post is empty"),
        (),
        ("Area of weakness 2 – Families are told too late", None, None, None, None, None),
        ("Lead: Parent carer forum", None, None, None, None, None),
        ("Ref", "Deliverable", "Who", "By when", "BRAG (May)", "What is getting in the way?"),
        ("2.1", "Write to each family", "Sam Ode", "Ongoing", "G", None),
        (),
        ("BRAG key", None, None, None, None, None),
        ("B = Completed and embedded", None, None, None, None, None),
        ("R = Late, with no way back", None, None, None, None, None),
        ("A = Late, with a way back", None, None, None, None, None),
        ("G = In time", None, None, None, None, None),
    ]
)

TWO_TIERS = Layout(
    rows=[
        ("Oakmere SEND partnership", None, None, None, None, None, None, None),
        ("No.", "Recommendation", "Delivery", None, None, "Rating", None, "Barriers to progress"),
        (None, None, "Lead agency", "Original date", "Revised date", "Last month", "This month", None),
        ("7a", "Joint funding panel meets", "ICB", "01/09/2023", "01/12/2023", "R", "A", "No chair"),
        ("7b", "Panel publishes decisions", "Council", "01/10/2023", None, "G", "G", None),
    ],
    merged=["C2:E2", "F2:G2", "A2:A3", "B2:B3", "H2:H3"],
)

COLOURS_ONLY = Layout(
    rows=[
        ("Theme", "Action", "Owner", "Due", "RAG"),
        ("Voice", "Youth board meets", "Jo Hart", "June 2023", None),
        (None, "Survey of young people", "Jo Hart", "July 2023", None),
        ("Waits", "Clear the backlog", "CAMHS", "Dec 2023", None),
        (None, "Publish the numbers", "CAMHS", "Jan 2024", "G"),
    ],
    fills={"E2": GREEN, "E3": AMBER, "E4": RED, "E5": RED},
    merged=["A2:A3", "A4:A5"],
)

DATED = Layout(
    rows=[
        ("Ref", "Milestone", "RAG March 2023", "RAG", "Progress – January", "April update", "Latest progress", "Next"),
        ("A1", "Panel set up", "R", "A", "Chair found", "First meeting held", "Second meeting held", "x"),
        ("A2", "Panel trained", None, "G", None, "Trainer booked", None, None),
    ]
)

PAGE_BROKEN = Layout(
    rows=[
        ("Ref", "Recommendation", "Outcomes", "Responsible", "When"),
        ("4.1", "The panel publishes how it decides, and", "Families know why", "Panel chair", "May 2022"),
        ("Ref", "Recommendation", "Outcomes", "Responsible", "When"),
        (None, "writes to each family", "and whom to ask", None, None),
        ("4.2", "Nurses are trained", "Advice is on time", "Trust", "June 2022"),
        (None, None, "Advice is of good quality", "Trust", "July 2022"),
        (None, "and so are health visitors", None, "Trust", "August 2022"),
        ("4.3", "Waits are counted", None, "Data team", "Complete"),
    ]
)

PLAIN_HEADINGS = Layout(
    rows=[
        ("Eastmoor SEND improvement", None, None, None),
        (),
        ("Listening to families", None, None, None),
        ("Milestone", "Lead", "Target date", "RAG (with reason)"),
        ("Forum co-chairs each meeting", "Forum", "Jan 2024", "Green – all dates are set"),
        (),
        ("Moving on to adulthood", None, None, None),
        ("Milestone", "Lead", "Target date", "RAG (with reason)"),
        ("Offer of work placements", "College", "Mar 2024", "Amber: two firms withdrew"),
        ("A named worker at 16", "Social care", "TBD", "R"),
    ]
)

BANDED = Layout(
    rows=[
        ("Workstream", "Task", "Assigned to", "Deadline", "Status"),
        ("Priority 1: Early help", None, None, None, None),
        (None, "Open the advice line", "Ann", "1 May 2024", None),
        (None, "Tell every surgery", "Bob", "1 June 2024", None),
        ("Priority 2: School places", None, None, None, None),
        (None, "Plan sixty places", "Cas", "1 July 2024", None),
    ],
    merged=["A2:E2", "A5:E5"],
    fills={f"{column}3": BLUE for column in "BCDE"},
)

BESIDE = Layout(
    rows=[
        ("Priority", "Action", "Lead", "Due by", "RAG", None, "RAG key", None),
        ("High", "Open the hub", "Ann", "May 2024", "R", None, None, "Late"),
        ("Low", "Paint the hub", "Bob", "June 2024", "G", None, None, "In time"),
        ("Medium", "Staff the hub", "Cas", "July 2024", "B", None, None, "Done, and seen to last"),
    ],
    fills={"G2": RED, "G3": GREEN, "G4": BLUE},
)

DISAGREEING = Layout(
    rows=[
        ("Action", "Lead", "RAG", "Issue"),
        ("Ref", "Action", "Lead", "RAG"),
        ("1", "Meet the forum", "Ann", "A"),
        (),
        ("Action", "By when", "Owner", "Budget"),
        ("Write to schools", "May 2024", "Bob", "£100"),
    ]
)

MERGED_ACTION = Layout(
    rows=[
        ("Ref", "Action", "Success measure", "Lead", "Timescale", "RAG"),
        ("1", "Shorten waits", "Waits under 18 weeks", "ICB", "March 2024", "A"),
        (None, None, "No child waits a year", None, None, None),
        (None, None, "Families say they were told", "Forum", "June 2024", "G"),
        ("2", "Publish waits", "Published", "ICB", "May 2024", "G"),
    ],
    merged=["A2:A4", "B2:B4"],
)

WITHOUT_HEADERS = Layout(
    rows=[
        (None, "Action", "Lead officer", "Lead agency", "When", None),
        ("1.1", "Meet", "Ann", "Council", "May 2024", "G"),
        ("1.2", "Write", "Bob", None, "June 2024", "A"),
        (),
        ("Prepared for the May board",),
    ]
)

WIDE_HEADER = Layout(
    rows=[
        ("Action", None, "Lead", "By when", "RAG"),
        ("1.1", "Meet the forum each month", "Ann", "May 2024", "G"),
        ("1.2", "Write to every school", "Bob", "June 2024", "A"),
        (),
        (None, "Prepared for the May board"),
    ],
    merged=["A1:B1"],
)

BOLD_HEADINGS = Layout(
    rows=[
        ("Action", "Lead\nofficer", "By\nwhen", "RAG\nrating"),
        ("Early help", None, None, None),
        ("Open the line", "Ann", "May 2024", "Red"),
        ("School places", None, None, None),
        ("Plan sixty places", "Bob", "June 2024", "Amber"),
    ],
    bold=["A2", "A4"],
)

MONTHS_OVER = Layout(
    rows=[
        ("Ref", "Action", "January", None, "February", None),
        (None, None, "RAG", "Comment", "RAG", "Comment"),
        ("1", "Meet", "R", "No room", "A", "Room found"),
    ],
    merged=["A1:A2", "B1:B2", "C1:D1", "E1:F1"],
)

WHOLE_ROWS_COLOURED = Layout(
    rows=[("Ref", "Action", "Lead"), ("1", "Meet", "Ann"), ("2", "Write", "Bob")],
    fills={**{f"{column}2": RED for column in "ABC"}, **{f"{column}3": GREEN for column in "ABC"}},
)

FIRST_COLUMN_NAMES = Layout(
    rows=[
        ("Area of weakness", "Milestone", "Who by", "By when", "BRAG rating", "Barriers"),
        ("1. Waits are too long", "Clear the list", "ICB", "Dec 2023", "R", "Vacancies"),
        (None, "Keep it clear", "ICB", "Dec 2024", "A", "Vacancies"),
        ("2. Nobody listens", "Ask families", "Forum", "Jan 2024", "G", None),
    ]
)
