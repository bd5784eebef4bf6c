"""The page of ASVS names every requirement of levels 1 and 2 once, counts right, and points to what is there."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "information-governance" / "asvs.md"

SECTIONS = {
    1: (2, 9, 11, 3, 2),
    2: (3, 3, 4, 1),
    3: (0, 2, 4, 6, 5, 0, 2),
    4: (3, 1, 2, 4),
    5: (1, 3, 2, 3),
    6: (3, 12, 4, 4, 5, 3, 0, 4),
    7: (3, 4, 2, 5, 2, 2),
    8: (2, 3, 1, 1),
    9: (3, 4),
    10: (2, 2, 4, 11, 5, 2, 3),
    11: (2, 3, 3, 4, 1, 1),
    12: (3, 2, 4),
    13: (1, 5, 2, 5),
    14: (2, 4, 3),
    15: (3, 3, 7),
    16: (1, 5, 4, 3, 3),
    17: (1, 4, 2),
}
"""How many requirements of levels 1 and 2 each section of a chapter has in ASVS 5.0.0; those of level 3 come after."""
STATES = ("held", "held, no test", "left to the operator", "partly", "not held", "not applicable")

_ROW = re.compile(r"^\| (\d+\.\d+\.\d+(?:, \d+\.\d+\.\d+)*) \| (.+?) \| (.+?) \| (.+) \|$", re.MULTILINE)
_TOTAL = re.compile(r"^\| (?:\*\*)?(\d+ .+?|all)(?:\*\*)? ((?:\| \**\d+\** ){7})\|$", re.MULTILINE)
_NAMED = re.compile(r"`((?:tests|wsoa|api|exports|templates|migrations|docs)/[\w./-]+)(?:::(\w+))?`")


@dataclass(frozen=True)
class Row:
    """A line of the page: the requirements it speaks of, what they ask, their state, and what holds them."""

    ids: tuple[str, ...]
    asks: str
    state: str
    by: str

    @property
    def chapter(self) -> int:
        return int(self.ids[0].partition(".")[0])


def rows_of(text: str) -> list[Row]:
    return [Row(tuple(ids.split(", ")), asks, state, by) for ids, asks, state, by in _ROW.findall(text)]


def wrong(text: str) -> list[str]:
    """What is wrong with the lines of a page."""
    found = []
    for row in rows_of(text):
        named = _NAMED.findall(row.by)
        found += [f"{row.ids[0]} has no such state: {row.state}"] if row.state not in STATES else []
        found += [f"{row.ids[0]} is told in too many words"] if len(row.asks.split()) > 10 else []
        found += [f"{row.ids[0]}: {path}{'::' * bool(test)}{test}" for path, test in named if not is_there(path, test)]
        if row.state == "held" and not any(path.startswith("tests/") for path, _ in named):
            found.append(f"{row.ids[0]} is held by no test")
        if row.state == "held, no test" and not (named or "](" in row.by):
            found.append(f"{row.ids[0]} is held nowhere")
        if row.state == "left to the operator" and not re.search(r"\]\((\.\./operations|security-decisions)", row.by):
            found.append(f"{row.ids[0]} is told to no operator")
    return found


def is_there(path: str, test: str) -> bool:
    """Whether there is such a file, and in it such a test."""
    file = ROOT / path
    return file.is_file() and (not test or re.search(rf"^def {test}\(", file.read_text(), re.MULTILINE) is not None)


def test_every_requirement_is_told_once() -> None:
    places = ((c, s, most) for c, sections in SECTIONS.items() for s, most in enumerate(sections, 1))
    wanted = [f"{chapter}.{section}.{n}" for chapter, section, most in places for n in range(1, most + 1)]
    assert len(wanted) == 253
    assert Counter(each for row in rows_of(PAGE.read_text()) for each in row.ids) == Counter(wanted)


def test_the_totals_are_those_of_the_lines() -> None:
    text = PAGE.read_text()
    counted = {chapter: Counter[str]() for chapter in SECTIONS}
    for row in rows_of(text):
        counted[row.chapter][row.state] += len(row.ids)
    counted_all = sum(counted.values(), Counter[str]())
    told = {
        name.partition(" ")[0]: [int(n) for n in re.findall(r"\d+", numbers)] for name, numbers in _TOTAL.findall(text)
    }
    assert told == {
        str(chapter or "all"): [counts.total(), *(counts[state] for state in STATES)]
        for chapter, counts in {**counted, 0: counted_all}.items()
    }


def test_whatever_is_named_is_there() -> None:
    assert wrong(PAGE.read_text()) == []


def test_a_line_that_promises_too_much_is_found() -> None:
    """The negative control."""
    page = (
        "| 1.1.1 | one | held | by heart |\n"
        "| 1.1.2 | two | held | `tests/structure/test_asvs.py::test_of_nothing` |\n"
        "| 1.2.1 | three | held, no test | surely |\n"
        "| 1.2.2 | four | left to the operator | somebody |\n"
        "| 1.2.3, 1.2.4 | five | nearly | `wsoa/nowhere.py` |\n"
        "| 1.2.5 | one two three four five six seven eight nine ten eleven | not held | nothing |\n"
    )
    assert [each.partition(":")[0].split(" ")[0] for each in wrong(page)] == [
        *("1.1.1", "1.1.2", "1.2.1", "1.2.2", "1.2.3", "1.2.3", "1.2.5")
    ]
