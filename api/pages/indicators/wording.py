"""The words of targets and of data quality, as pages and forms say them."""

from wsoa.terms import Confidence, Feed, TargetKind

KINDS = {
    TargetKind.POINT: ("A value to reach", "For example 80 % by March 2027."),
    TargetKind.FLOOR: ("At least", "Whatever is above it is reached too: at least 59 %."),
    TargetKind.CEILING: ("At most", "Whatever is below it is reached too: no more than 20 weeks."),
    TargetKind.RANGE: ("Between two values", "Both ends count as reached."),
    TargetKind.COMPARATOR: ("Somebody else’s value", "Of a year that is named: England average 2021/22."),
    TargetKind.DIRECTION: ("A direction only", "To increase, or to reduce, by however much."),
    TargetKind.STATUTORY: ("What the law asks for", "For example 100 %."),
    TargetKind.FIRST_STEP: ("A first realistic step", "On the way to something more, which is set later."),
}
"""What each kind is called, and what it means."""

FEEDS = {
    Feed.LIVE: "A live feed from the system in which the work is done",
    Feed.SPREADSHEET: "A spreadsheet",
    Feed.PUBLISHED: "Published statistics",
    Feed.BY_HAND: "Counted by hand",
}
CONFIDENCE = {Confidence.HIGH: "High", Confidence.MEDIUM: "Medium", Confidence.LOW: "Low"}
