"""What may come in: the base of every `…Change`, and the people a plan names."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

from wsoa.terms import LeadKind
from wsoa.text import Line, Number

Links = Annotated[tuple[Number, ...], AfterValidator(lambda numbers: tuple(dict.fromkeys(numbers)))]
"""The numbers of things that something is linked to; naming one twice links it once."""


class Change(BaseModel):
    """A proposed change. Unknown fields are refused, so that nobody sets what no form offers (PROOFS D1)."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class LeadChange(Change):
    """A lead in the plan's words, with the person or organisation somebody matched (their uids)."""

    words: Line
    kind: LeadKind = LeadKind.ROLE
    person: str | None = None
    organisation: str | None = None
