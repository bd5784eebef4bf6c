"""Who may do what: the one permission table of the product (PROOFS 2.2), and the two questions asked of it.

`visible` narrows what is loaded: what an actor may not see does not exist for them. `require` guards what is done
with what they can see.
"""

from wsoa.access.asked import (
    Actor,
    Held,
    Whose,
    assigned,
    is_named,
    knows,
    may_somewhere,
    may_with,
    operator,
    reaches,
    reaches_everywhere,
    require,
    require_somewhere,
    visible,
)
from wsoa.access.table import TABLE, TWO_PEOPLE, Action, Reach

__all__ = [
    "TABLE",
    "TWO_PEOPLE",
    "Action",
    "Actor",
    "Held",
    "Reach",
    "Whose",
    "assigned",
    "is_named",
    "knows",
    "may_somewhere",
    "may_with",
    "operator",
    "reaches",
    "reaches_everywhere",
    "require",
    "require_somewhere",
    "visible",
]
