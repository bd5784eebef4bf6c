"""Returns: somebody saying that they have answered everything a round asked of them."""

from typing import Any

from sqlmodel import Field

from wsoa.tables.base import History, Thing, history_of


class LeadReturn(Thing, table=True):
    """One person's return for one round."""

    __tablename__ = "lead_return"


class LeadReturnState(History, table=True):
    """Whose return it is and whether they call it complete; the row's `round` is the round."""

    __tablename__ = "lead_return_state"
    __table_args__: Any = history_of("lead_return", "lead_return_state")

    person: str = Field(foreign_key="person.uid", max_length=32)
    complete: bool = True
