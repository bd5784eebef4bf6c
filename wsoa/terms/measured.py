"""The words of indicators and official statistics."""

from enum import StrEnum


class IndicatorClass(StrEnum):
    """Outcomes-based accountability: how much, how well, what difference."""

    HOW_MUCH = "how-much"
    HOW_WELL = "how-well"
    DIFFERENCE = "difference"


class Polarity(StrEnum):
    """Which way is better."""

    HIGH = "high"
    LOW = "low"
    NEAR_TARGET = "near-target"
    NEUTRAL = "neutral"


class PeriodBasis(StrEnum):
    """What stretch of time one value speaks for."""

    IN_MONTH = "in-month"
    CALENDAR_YEAR_TO_DATE = "calendar-year-to-date"
    FINANCIAL_YEAR_TO_DATE = "financial-year-to-date"
    ACADEMIC_YEAR_TO_DATE = "academic-year-to-date"
    ROLLING_12_MONTHS = "rolling-12-months"
    SNAPSHOT = "snapshot"


class StatisticsKind(StrEnum):
    """The shapes of official files that are read."""

    MEASURES = "measures"
    NEIGHBOURS = "neighbours"
    VALUES = "values"
    EXPLORE_EDUCATION = "explore-education-statistics"


class AreaLevel(StrEnum):
    """How large a statistical area is."""

    LOCAL_AUTHORITY = "local-authority"
    REGION = "region"
    ENGLAND = "england"


class YearType(StrEnum):
    """What the years of a measure are."""

    CALENDAR = "calendar"
    ACADEMIC = "academic"
    FINANCIAL = "financial"
    JANUARY = "january"
    UNKNOWN = "unknown"


class ValueStatus(StrEnum):
    """How firmly a value was published."""

    ACTUAL = "actual"
    PROVISIONAL = "provisional"
    REVISED = "revised"
    PROJECTED = "projected"
    ESTIMATED = "estimated"


class MissingCode(StrEnum):
    """Why there is no number. It prints as a word, is never 0 and never coloured."""

    SUPPRESSED = "suppressed"
    NOT_APPLICABLE = "not-applicable"
    NOT_AVAILABLE = "not-available"
    AWAITED = "awaited"
    NOT_COLLECTED = "not-collected"
    LOW = "low"


class TargetKind(StrEnum):
    """What a target asks for (DOMAIN 2, finding 3)."""

    POINT = "point"
    FLOOR = "floor"
    CEILING = "ceiling"
    RANGE = "range"
    COMPARATOR = "comparator"
    DIRECTION = "direction"
    STATUTORY = "statutory"
    FIRST_STEP = "first-step"


class Feed(StrEnum):
    """How an indicator's figures come to whoever reports them."""

    LIVE = "live-feed"
    SPREADSHEET = "spreadsheet"
    PUBLISHED = "published"
    BY_HAND = "by-hand"


class Confidence(StrEnum):
    """How far its owner trusts an indicator's figures."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
