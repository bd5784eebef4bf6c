"""What was seen in a file: its texts with their places, and what lies hidden in it. Runs in the child process."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from wsoa.dates_of_birth import says_birth
from wsoa.examined import limits
from wsoa.personal_data import Kind, patterns_in

NOTHING_READ = "No text could be read in this file, so it was not searched for personal data. Look through it yourself."
ONLY_PART = "The file is so long that only its first part was searched for personal data. Look through it yourself."
_SEARCHED_TOGETHER = 200_000


class Refused(Exception):
    """The file is not taken, or cannot be looked into; `sentence` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Texts:
    """The texts of a file, line by line, searched together: a number may run over the end of a line."""

    def __init__(self) -> None:
        self.is_whole = True
        self._lines: list[tuple[str, str]] = []
        self._born: list[str] = []
        self._left = limits.MAX_CHARACTERS

    @property
    def is_empty(self) -> bool:
        """Whether nobody can read anything in it."""
        return not any(text.strip() for _, text in self._lines)

    @property
    def whole(self) -> str:
        """All of them, a line each."""
        return "\n".join(text for _, text in self._lines)

    def add(self, where: str, text: str) -> None:
        """Add what stands in one place, as long as it is not too much to search."""
        self.is_whole = self.is_whole and len(text) <= self._left
        if self.is_whole and text:
            self._left -= len(text)
            self._lines.append((where, text))

    def row(self, where: str, cells: Sequence[str], birth_columns: set[int]) -> None:
        """Add a row of a table; `birth_columns` keeps which columns of that table are headed *Date of birth*."""
        self.add(where, "\t".join(cells))
        for column, cell in enumerate(cells):
            if cell and says_birth(cell):
                birth_columns.add(column)
            elif column in birth_columns and self.is_whole:
                seen = (one.kind for one in patterns_in(cell, under="date of birth"))
                self._born += [where] if Kind.DATE_OF_BIRTH in seen else []

    def found(self) -> list[str]:
        """What looks like personal data, and where: "NHS number: paragraph 12". Each once, the first fifty."""
        seen = [f"{Kind.DATE_OF_BIRTH}: {where}" for where in self._born]
        block: list[tuple[str, str]] = []
        size = 0
        for line in self._lines:
            block.append(line)
            size += len(line[1])
            if size > _SEARCHED_TOGETHER:
                seen += _in_block(block)
                block, size = [], 0
        said = list(dict.fromkeys(seen + _in_block(block)))
        more = len(said) - limits.MOST_FOUND
        return said if more <= 0 else [*said[: limits.MOST_FOUND], f"and {more:,} more like these"]


def _in_block(lines: Sequence[tuple[str, str]]) -> list[str]:
    starts, at = [], 0
    for _, text in lines:
        starts.append(at)
        at += len(text) + 1
    whole = "\n".join(text for _, text in lines)
    return [f"{seen.kind}: {lines[bisect_right(starts, seen.start) - 1][0]}" for seen in patterns_in(whole)]


@dataclass(slots=True)
class Sight:
    """All that was seen in one file."""

    texts: Texts = field(default_factory=Texts)
    pages_unread: str = ""
    is_picture: bool = False
    """Whether what it shows cannot be read as text, whatever words stand beside."""
    _counted: Counter[tuple[str, str, bool]] = field(default_factory=Counter)

    def hides(self, one: str, many: str = "", *, times: int = 1, removable: bool = False) -> None:
        """Count what lies hidden: `one` is said as it is, or, with `many`, as "1 {one}" or "2 {many}"."""
        if times:
            self._counted[one, many, removable] += times

    def sentences(self, *, removable: bool = False) -> list[str]:
        """What lies hidden, a sentence each; or only what can be taken out."""
        return [
            (f"{times:,} {one if times == 1 else many}" if many else one).replace("{n}", f"{times:,}")
            for (one, many, can_go), times in self._counted.items()
            if can_go or not removable
        ]

    @property
    def unsearched(self) -> str:
        """What was not searched, in a sentence; empty when all of it was."""
        if self.is_picture or self.texts.is_empty:
            return NOTHING_READ
        return self.pages_unread or ("" if self.texts.is_whole else ONLY_PART)
