"""The example's time: eight rounds that end in the one open today, so that it never grows old."""

import calendar
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

WINDOW_OPENS, WINDOW_CLOSES, BOARD_MEETS = 20, 5, 12
PAST_ROUNDS = 7


@dataclass(frozen=True, slots=True)
class Months:
    """Months counted from that of the open round: 0 is its month, -1 the one before."""

    year: int
    month: int

    @classmethod
    def of(cls, today: date) -> "Months":
        """The months around the round whose window opened last."""
        opened = cls(today.year, today.month)
        return opened if today.day >= WINDOW_OPENS else cls(*opened._at(-1))

    def _at(self, offset: int) -> tuple[int, int]:
        years, month = divmod(self.year * 12 + self.month - 1 + offset, 12)
        return years, month + 1

    def day(self, offset: int, day: int) -> date:
        """That day of the month so far from the open round's."""
        return date(*self._at(offset), day)

    def last(self, offset: int) -> date:
        """The last day of the month: the date a round speaks for."""
        year, month = self._at(offset)
        return date(year, month, calendar.monthrange(year, month)[1])

    def name(self, offset: int) -> str:
        """The month in words, with its year."""
        return f"{self.last(offset):%B %Y}"

    def due(self, offset: int) -> str:
        """A due date as plans word it."""
        return f"end of {self.name(offset)}"

    def short(self, offset: int | str) -> str:
        """A month as product lists write it ("Sep-26"); words stay words."""
        return offset if isinstance(offset, str) else f"{self.last(offset):%b-%y}"

    def set_up(self) -> date:
        """The day on which the programme was set up."""
        return self.day(-PAST_ROUNDS, 3)

    @staticmethod
    def offset(index: int) -> int:
        """Which month round `index` is of, the first being 0."""
        return index - PAST_ROUNDS

    def after(self, offset: int, day: int, hour: int = 10) -> datetime:
        """An hour of that day of the month after a past round's: when its returns come in, and its board meets."""
        return datetime.combine(self.day(offset + 1, day), time(hour), UTC)
