"""Keys that local areas use, ready to be chosen: DOMAIN 2, findings 1 and 2, name where each was read."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from wsoa.rag import DEFAULT_KEY, LevelTerms
from wsoa.terms import Colour, LevelGroup, Requirement


@dataclass(frozen=True, slots=True)
class ReadyKey:
    """A key that can be chosen whole."""

    name: str
    levels: tuple[LevelTerms, ...]


_RED, _AMBER, _GREEN, _COMPLETE, _NOT_STARTED = DEFAULT_KEY
_EVIDENCE = frozenset({Requirement.EVIDENCE})

_BLUE = replace(_COMPLETE, code="B", label="Blue")

_BEHIND = LevelTerms(
    code="UB",
    label="Underway (behind target)",
    colour=Colour.AMBER,
    meaning="Work has begun and is later than planned.",
    order=3,
    group=LevelGroup.BEHIND,
    late=True,
    exception=True,
    requires=_AMBER.requires,
)
_ON_TARGET = LevelTerms(
    code="UT",
    label="Underway (on target)",
    colour=Colour.GREEN,
    meaning="Work has begun and is going as planned.",
    order=2,
    group=LevelGroup.ON_TARGET,
    late=False,
    exception=False,
    requires=_GREEN.requires,
)
_COMPLETED = replace(_COMPLETE, label="Completed")

_DONE = LevelTerms(
    code="C",
    label="Completed",
    colour=Colour.BLUE,
    meaning="Reached in full, and there is evidence to show it. It is not yet known to last.",
    order=2,
    group=LevelGroup.COMPLETE,
    late=False,
    exception=False,
    requires=_EVIDENCE,
)
_EMBEDDED = LevelTerms(
    code="E",
    label="Completed and embedded",
    colour=Colour.PURPLE,
    meaning="Reached in full and part of everyday practice, and there is evidence to show both.",
    order=1,
    group=LevelGroup.COMPLETE,
    late=False,
    exception=False,
    requires=_EVIDENCE,
)

READY_KEYS: Mapping[str, ReadyKey] = {
    "rag": ReadyKey("Red, amber, green (RAG)", DEFAULT_KEY),
    "brag": ReadyKey("Blue, red, amber, green (BRAG)", (_BLUE, _RED, _AMBER, _GREEN)),
    "four-states": ReadyKey(
        "Four states: not started, underway behind or on target, completed",
        (_NOT_STARTED, _BEHIND, _ON_TARGET, _COMPLETED),
    ),
    "embedded": ReadyKey(
        "Red, amber, green, completed, then completed and embedded",
        (replace(_RED, order=5), replace(_AMBER, order=4), replace(_GREEN, order=3), _DONE, _EMBEDDED, _NOT_STARTED),
    ),
}
"""By the word a form sends. RAG is the key of a programme that states none."""
