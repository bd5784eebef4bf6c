"""A rating key that a file states becomes the programme's: at its beginning, or as a new version."""

import re
from collections.abc import Sequence
from dataclasses import fields, replace

from wsoa.intake.found import FoundLevel
from wsoa.intake.loading.amend import Amending, Children
from wsoa.intake.loading.outcome import FileRow, ImportReport
from wsoa.intake.loading.ratings import (
    AT_RISK,
    COLOURS,
    COMPLETE,
    FAMILIES,
    LATE,
    NOT_STARTED,
    ON_TARGET,
    means,
    speaks_of,
)
from wsoa.intake.loading.wording import same, typeset
from wsoa.rag import DEFAULT_KEY, LevelTerms
from wsoa.rating_keys import rows_of_key
from wsoa.snapshot.positions import Level
from wsoa.tables import RatingKey, RatingKeyTerms, RatingLevel
from wsoa.terms import Colour, LevelGroup, Requirement, Scope

FEWEST = 2
"""One level alone is no key: a legend of something else."""

NAME = "Rating key"

_EXPLAINED = frozenset({Requirement.ISSUE, Requirement.MITIGATION})
_OF_FAMILY = {
    NOT_STARTED: (LevelGroup.NOT_STARTED, False),
    LATE: (LevelGroup.BEHIND, True),
    AT_RISK: (LevelGroup.BEHIND, False),
    ON_TARGET: (LevelGroup.ON_TARGET, False),
    COMPLETE: (LevelGroup.COMPLETE, False),
}
_OF_COLOUR = {
    Colour.RED: (LevelGroup.BEHIND, True),
    Colour.AMBER: (LevelGroup.BEHIND, False),
    Colour.GREEN: (LevelGroup.ON_TARGET, False),
    Colour.BLUE: (LevelGroup.COMPLETE, False),
    Colour.PURPLE: (LevelGroup.COMPLETE, False),
    Colour.GREY: (LevelGroup.NOT_STARTED, False),
}
_REQUIRED = {
    LevelGroup.NOT_STARTED: frozenset[Requirement](),
    LevelGroup.BEHIND: _EXPLAINED,
    LevelGroup.ON_TARGET: frozenset({Requirement.REASON}),
    LevelGroup.COMPLETE: frozenset({Requirement.EVIDENCE}),
}
_COLOUR_OF = {kind: colour for colour, kind in _OF_COLOUR.items() if colour is not Colour.PURPLE}
_BEST_FIRST = (LevelGroup.COMPLETE, LevelGroup.ON_TARGET, LevelGroup.BEHIND)


_BEGUN = re.compile(r"(?:in progress|under ?way|started|on ?going)(?: \((?:in progress|on t\w+)\))?", re.IGNORECASE)
"""Labels of work that has begun and is not said to be late."""


def stated_key(stated: Sequence[FoundLevel], in_force: Sequence[LevelTerms]) -> tuple[LevelTerms, ...]:
    """The key a file states, its levels derived from what it says of them; nothing when it states none.

    A level of the key in force of which the file says nothing new stays as it is, whoever stated it.
    """
    named: dict[str, FoundLevel] = {}
    for level in stated:
        named.setdefault(same(level.label or level.code), level)
    if len(named) < FEWEST:
        return ()
    known = {same(words): level for level in in_force for words in (level.code, level.label)}
    codes = _codes(list(named.values()))
    terms = [_terms(level, code, known.get(name)) for (name, level), code in zip(named.items(), codes, strict=True)]
    unchanged = [level in in_force for level in terms]
    return tuple(terms) if all(unchanged) else _ordered(terms)


def load_key(amending: Amending, terms: Sequence[LevelTerms], scope: Scope) -> None:
    """State the key of the file in a programme that has one. Exceptions take no level away from a plan's key.

    The key every programme begins with yields to it; one that a person stated on the file's very date does not.
    """
    in_force = amending.levels(amending.as_at)
    standing = as_terms(in_force)
    if not terms or set(terms) == set(standing):
        return
    if scope is Scope.EXCEPTIONS:
        stated = {same(level.label) for level in terms}
        terms = _ordered([*terms, *(level for level in standing if same(level.label) not in stated)])
        if set(terms) == set(standing):
            return
    number = in_force[0].key if in_force else amending.entry.new(RatingKey)
    row = key_row(amending.report, is_new=not in_force)
    levels: Children = {RatingLevel: rows_of_key(terms)}
    yields = standing == DEFAULT_KEY
    amending.amend(RatingKeyTerms, number, {"name": NAME}, levels, thing=row.thing, row=row, yields=yields)
    amending.report.tell(row, counted=False)


def key_row(report: ImportReport, *, is_new: bool) -> FileRow:
    """The file's key as one row of the report, at the first cell that states it."""
    return FileRow(report.found.key[0].where, NAME, "the rating key", is_new)


def _terms(level: FoundLevel, code: str, known: LevelTerms | None) -> LevelTerms:
    if known and typeset(level.meaning) in ("", typeset(known.meaning)) and level.colour in (None, known.colour):
        return known
    group, late = _group(level)
    colour = level.colour or COLOURS.get(same(level.label)) or _COLOUR_OF[group, late]
    return LevelTerms(
        code=known.code if known else code,
        label=level.label or code,
        colour=colour,
        meaning=level.meaning or (known.meaning if known else ""),
        order=None,
        group=group,
        late=late,
        exception=group is LevelGroup.BEHIND,
        requires=_REQUIRED[group],
    )


def _group(level: FoundLevel) -> tuple[LevelGroup, bool]:
    """By what the label says; else by what its meaning says, where that is one thing; else by its colour."""
    colour = level.colour or COLOURS.get(same(level.label)) or COLOURS.get(same(level.code))
    for words in (level.label, level.meaning):
        families = [family for family in FAMILIES if speaks_of(words, family)]
        if len(families) == 1 and means(words, families[0]):
            group, late = _OF_FAMILY[families[0]]
            is_colour_of_lateness = group is LevelGroup.BEHIND and colour in (Colour.RED, Colour.AMBER)
            return (group, colour is Colour.RED) if is_colour_of_lateness else (group, late)
    if colour:
        return _OF_COLOUR[colour]
    return (LevelGroup.ON_TARGET, False) if _BEGUN.fullmatch(level.label.strip()) else (LevelGroup.BEHIND, False)


def _ordered(terms: Sequence[LevelTerms]) -> tuple[LevelTerms, ...]:
    """Order from the best: complete, on target, behind, late. Levels alike in that keep the key's own direction."""
    ranks = [_rank(level) for level in terms]
    rising = [rank for rank in ranks if rank is not None]
    direction = -1 if rising and rising[0] > rising[-1] else 1
    places = sorted((rank, direction * at) for at, rank in enumerate(ranks) if rank is not None)
    order = {direction * at: n for n, (_, at) in enumerate(places, 1)}
    return tuple(replace(level, order=order.get(at)) for at, level in enumerate(terms))


def _rank(level: LevelTerms) -> int | None:
    return _BEST_FIRST.index(level.group) + level.late if level.group in _BEST_FIRST else None


def _codes(levels: Sequence[FoundLevel]) -> list[str]:
    """The codes as written, or the first letters of the labels that no other level has."""
    taken = {same(level.code) for level in levels if level.code}
    codes = []
    for level in levels:
        letters = [level.label[:length].strip().upper() for length in range(1, len(level.label) + 1)]
        code = level.code or next((one for one in letters if same(one) and same(one) not in taken), level.label)
        taken.add(same(code))
        codes.append(code)
    return codes


def as_terms(levels: Sequence[Level]) -> tuple[LevelTerms, ...]:
    """The levels in force, as a key states them."""
    return tuple(LevelTerms(**{one.name: getattr(level, one.name) for one in fields(LevelTerms)}) for level in levels)
