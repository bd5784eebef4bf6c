"""Of what nobody has updated: what the trackers loaded since did not hold, and what they held word for word. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import shorten

from exports.board_report.movement_shape import Line
from exports.parts.wording import day, listed
from wsoa.snapshot.positions.loads import LoadPosition

SHORT = 60
"""What has no reference was told in all its words before; here so many characters of it are enough."""

_MILESTONE = re.compile(r"milestone ([0-9]+) \(")
"""How the account of a load names one."""


def tracker_lines(loads: Sequence[LoadPosition], silent: Mapping[int, str]) -> Iterator[Line]:
    """*Not in the tracker of 20 May 2022: 4.C.* `silent` says what those are called that are not updated.

    Of several trackers, what none of them holds is in none; a programme that loads no tracker is told nothing, nor is
    anything told of a file that could hold no milestone, such as one of values of indicators.
    """
    loads = [each for each in loads if _is_of_milestones(each)]
    if not loads:
        return
    several, dates = len(loads) > 1, sorted({each.as_at for each in loads})
    days = listed([day(each) for each in dates])
    absent = [_numbers(each.report["not_in_file"]) for each in loads]
    same = [_numbers(row["thing"] for row in each.report["rows"] if row["outcome"] == "unchanged") for each in loads]
    missing = frozenset.intersection(*absent)
    held = frozenset.union(*same)
    told = (
        (f"Not in the {'trackers' if several else 'tracker'} of {days}", missing),
        (f"In the {'trackers' if several else 'tracker'} of {days} with the same words", held - missing),
    )
    for label, numbers in told:
        if names := [shorten(name, SHORT, placeholder=" …") for number, name in silent.items() if number in numbers]:
            yield Line(label, f"{'; '.join(names)}.")


def _is_of_milestones(load: LoadPosition) -> bool:
    things = (*(row["thing"] for row in load.report["rows"]), *load.report["not_in_file"])
    return bool(_numbers(things))


def _numbers(things: Iterable[str]) -> frozenset[int]:
    return frozenset(int(found[1]) for found in map(_MILESTONE.match, things) if found)
