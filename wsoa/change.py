"""What may come in: the base of every `…Change`, and the people a plan names."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from wsoa.terms import LeadKind
from wsoa.text import Line, Number, Words

Links = Annotated[tuple[Number, ...], AfterValidator(lambda numbers: tuple(dict.fromkeys(numbers)))]
"""The numbers of things that something is linked to; naming one twice links it once."""


def _without_letter(typed: object) -> object:
    return typed.strip().removeprefix("E").removeprefix("e") if isinstance(typed, str) else typed


EvidenceNumber = Annotated[Number, BeforeValidator(_without_letter)]
"""The number of a piece of evidence, with the E that people write before it or without."""


class Change(BaseModel):
    """A proposed change. Unknown fields are refused, so that nobody sets what no form offers (PROOFS D1)."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class LeadChange(Change):
    """A lead in the plan's words, with the person or organisation somebody matched (their uids)."""

    words: Line
    kind: LeadKind = LeadKind.ROLE
    person: str | None = None
    organisation: str | None = None


class AgreedChange(Change):
    """A change of the plan itself, which somebody agreed to. `seen` and `token` as in every form."""

    seen: int = 0
    token: Annotated[Line, Field(max_length=64)] | None = None
    reason: Words = ""
    approver: Line = ""

    def unsaid(self) -> dict[str, str]:
        """What it lacks to be a change of the plan: why, and who agreed."""
        asked = {"reason": "Say why the plan changes.", "approver": "Say who agreed to it, and when."}
        return {field: sentence for field, sentence in asked.items() if not getattr(self, field).strip()}


_HOW_KNOWN = ", from: "


class OnBehalfChange(Change):
    """What somebody may enter for another who told them: for whom, in words, and how they know. Both or neither."""

    on_behalf_of: Annotated[Line, Field(title="Whom you enter this for")] | None = None
    how_known: Annotated[Line, Field(title="How you know")] | None = None

    def source(self) -> str:
        """What the entry names as its source."""
        return f"form, for {self.on_behalf_of}{_HOW_KNOWN}{self.how_known}" if self.on_behalf_of else "form"

    def half_said(self) -> dict[str, str]:
        """A sentence for the one that is missing where the other was given."""
        if self.on_behalf_of and not self.how_known:
            return {"how_known": "Say how you know: for example e-mail of 3 March."}
        if self.how_known and not self.on_behalf_of:
            return {"on_behalf_of": "Say whom you enter this for."}
        return {}


def how_known(source: str) -> str | None:
    """How somebody who entered it for another knew, as the entry's source tells; None where they spoke themselves."""
    _, told, how = source.partition(_HOW_KNOWN)
    return how if told else None
