"""Who leads, in the plan's words, each with the person or organisation that somebody matched to them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from sqlalchemy.orm import Session

from wsoa.access import Actor
from wsoa.change import LeadChange
from wsoa.intake.loading.leads import kind_of, split_leads
from wsoa.people import everybody, organisations_of
from wsoa.snapshot.positions import Lead
from wsoa.terms import LeadKind
from wsoa.text import MAX_LINE, clean, one_line, same_name

PERSON, ORGANISATION = "person:", "organisation:"
_AT_FIRST = 2


@dataclass(frozen=True, slots=True)
class Matches:
    """Whom a plan may name: people and organisations of the programme by the value of a choice.

    `current` are those who belong to it still; others only stay where they are named already. `names` are the values
    by whole names, as `same_name` has them: only those that one alone is called by.
    """

    people: Mapping[str, str]
    organisations: Mapping[str, str]
    current: frozenset[str]
    names: Mapping[str, str] = field(default_factory=dict)

    def groups(self, rows: Sequence["LeadRow"] = ()) -> list[tuple[str, list[tuple[str, str]]]]:
        """The choices of a select: people, then organisations."""
        named = {row.match for row in rows}
        people = [(value, name) for value, name in self.people.items() if value in self.current or value in named]
        return [
            (heading, choices)
            for heading, choices in (("People", people), ("Organisations", list(self.organisations.items())))
            if choices
        ]

    def called(self, words: str) -> str:
        """The value of the one person or organisation of exactly that name; "" for none."""
        return self.names.get(same_name(words), "")

    def changes(self) -> tuple[LeadChange, ...]:
        """Everybody who alone is called so, as a lead of that name."""
        return tuple(_change(name, value) for name, value in self.names.items())

    def leads_of(self, cell: str) -> tuple[LeadChange, ...]:
        """The leads that a cell of the plan names, each matched where somebody is called exactly so."""
        named = [one_line(cell)] if self.called(cell) else [lead.words for lead in split_leads(cell)]
        return tuple(_change(words, self.called(words)) for words in named)

    def led_by(self, cell: str) -> tuple[str, ...]:
        """Who the leads of a cell are, as far as somebody is called exactly so."""
        return tuple(name for lead in self.leads_of(cell) if (name := self.name(self.called(lead.words))))

    def name(self, value: str) -> str:
        """What a choice is called."""
        return self.people.get(value) or self.organisations.get(value) or ""


@dataclass(frozen=True, slots=True)
class LeadRow:
    """One line of the form: the words, and the value of the choice beside them."""

    words: str
    match: str


def matches(session: Session, actor: Actor, slug: str) -> Matches:
    """Everybody and every organisation of the programme."""
    people = everybody(session, actor, slug)
    organisations = organisations_of(session, actor, slug)
    named = [(f"{PERSON}{each.uid}", each.name) for each in people if each.roles]
    named += [(f"{ORGANISATION}{each.uid}", each.name) for each in organisations]
    count = Counter(same_name(name) for _, name in named)
    return Matches(
        people={
            f"{PERSON}{each.uid}": f"{each.name} ({each.organisation_name})" if each.organisation_name else each.name
            for each in people
        },
        organisations={f"{ORGANISATION}{each.uid}": each.name for each in organisations},
        current=frozenset(f"{PERSON}{each.uid}" for each in people if each.roles),
        names={same_name(name): value for value, name in named if count[same_name(name)] == 1},
    )


def standing_rows(leads: Sequence[Lead], words: str | None = None) -> list[LeadRow]:
    """The leads that stand; where only a cell in words does, the leads that it names."""
    if not leads and words:
        return [LeadRow(lead.words, "") for lead in split_leads(words)]
    return [LeadRow(lead.words, _value(lead)) for lead in leads]


def typed_rows(typed: Mapping[str, Sequence[str]], part: str) -> list[LeadRow]:
    """The lines as they were typed, those with something in them."""
    said = zip_longest(typed.get(f"{part}_words", ()), typed.get(f"{part}_match", ()), fillvalue="")
    return [LeadRow(words, match) for words, match in said if words.strip() or match.strip()]


def answers_of(rows: Sequence[LeadRow], part: str) -> dict[str, Sequence[str]]:
    """Lines as the answers of a form."""
    return {f"{part}_words": [row.words for row in rows], f"{part}_match": [row.match for row in rows]}


def with_spare(rows: Sequence[LeadRow]) -> list[LeadRow]:
    """The lines of a form, with an empty one after them; two where there are none."""
    return [*rows, LeadRow("", "")] if rows else [LeadRow("", "")] * _AT_FIRST


def lead_changes(
    rows: Sequence[LeadRow], known: Matches, part: str, standing: Sequence[Lead] = (), *, by_name: bool = False
) -> tuple[tuple[LeadChange, ...], dict[str, str]]:
    """The leads that the lines state, or what is wrong with them; one that is as it stood keeps all that was known.

    A line without words is called as its match is; with `by_name`, one without a match is whoever is called so.
    """
    kept = {LeadRow(lead.words, _value(lead)): lead for lead in standing}
    found: list[LeadChange] = []
    for row in rows:
        if row in kept:
            found.append(_same(kept[row]))
            continue
        if row.match and not known.name(row.match):
            return (), {f"{part}_match": "Choose a person or an organisation from those shown."}
        words = " ".join(clean(row.words or known.name(row.match)).split())
        if len(words) > MAX_LINE:
            return (), {f"{part}_words": f"A name must be {MAX_LINE} characters or fewer."}
        found.append(_change(words, row.match or (known.called(words) if by_name else "")))
    return tuple(found), {}


def said(rows: Sequence[LeadRow], known: Matches) -> str:
    """Lines as a comparison shows them."""
    return "\n".join(
        f"{row.words} = {known.name(row.match)}" if row.words and row.match else row.words or known.name(row.match)
        for row in rows
    )


def _change(words: str, match: str) -> LeadChange:
    if match.startswith(PERSON):
        return LeadChange(words=words, kind=LeadKind.PERSON, person=match.removeprefix(PERSON))
    if match.startswith(ORGANISATION):
        return LeadChange(words=words, kind=LeadKind.BODY, organisation=match.removeprefix(ORGANISATION))
    return LeadChange(words=words, kind=kind_of(words))


def _same(lead: Lead) -> LeadChange:
    return LeadChange(words=lead.words, kind=lead.kind, person=lead.person, organisation=lead.organisation)


def _value(lead: Lead) -> str:
    if lead.person:
        return f"{PERSON}{lead.person}"
    return f"{ORGANISATION}{lead.organisation}" if lead.organisation else ""
