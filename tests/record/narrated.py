"""Narratives of the invented area: sections written by its people, and each step on a form opened just before."""

from dataclasses import dataclass
from typing import Any

from tests.record.area import OPERATOR, TODAY, Area
from wsoa.access import Action, Actor
from wsoa.history import entry
from wsoa.narratives.checking import ClaimChange, cited_in, cross_check
from wsoa.narratives.drafting import (
    NarrativeChange,
    SignatoryChange,
    ask_partners,
    give_up_narrative,
    hand_to_check,
    open_narrative,
)
from wsoa.narratives.issuing import NarrativeEdition, issue_narrative
from wsoa.narratives.signing import send_back_narrative, sign_narrative
from wsoa.snapshot.narratives import narrative, narratives
from wsoa.snapshot.positions.narrated import NarrativePosition
from wsoa.tables import NarrativeSection, SectionVersion
from wsoa.terms import SectionKind

OFFICE = "Director of children's services"


@dataclass
class Narratives:
    """The narratives of an area. `number` is the one that the steps are taken with."""

    area: Area
    number: int = 0

    def write(self, text: str, who: str = "lead", weakness: int = 1) -> None:
        """A section, new with each text, written by that person."""
        actor, slug = self.actor(who), self.area.slug
        with self.area.database.writing() as session:
            action = Action.WRITE_NARRATIVE
            with entry(session, actor, slug, command="write_section", action=action, source="tests") as writing:
                number = writing.new(NarrativeSection)
                row = SectionVersion(
                    programme_id=writing.programme_id,
                    number=number,
                    as_at=TODAY,
                    weakness=weakness,
                    kind=SectionKind.KEY_ACTIONS,
                    text=text,
                )
                writing.append(row)

    def open(self, who: str = "manager", weakness: int | None = 1, signs: tuple[str, ...] = ("leader",)) -> int:
        people = tuple(SignatoryChange(person=self.actor(each).uid or "", office=OFFICE) for each in signs)
        change = NarrativeChange(weakness=weakness, signatories=people)
        with self.area.database.writing() as session:
            self.number = open_narrative(session, self.actor(who), self.area.slug, change)
        return self.number

    def do(self, step: Any, who: str = "manager", **more: Any) -> int:
        """Take a step."""
        with self.area.database.writing() as session:
            sent = {"seen": self.seen(), **more}
            return int(step(session, self.actor(who), self.area.slug, self.number, **sent))

    def ask(self, **more: Any) -> int:
        return self.do(ask_partners, **{"until": TODAY, **more})

    def hand(self, **more: Any) -> int:
        return self.do(hand_to_check, **{"reason": "The forum is being founded", **more})

    def check(self, who: str = "other lead", wrong: str = "", **more: Any) -> int:
        """Everything that is cited holds, but for `wrong`."""
        with self.area.database.reading() as session:
            cited = cited_in(session, OPERATOR, self.area.slug, self.now())
        claims = [ClaimChange(cited=each, holds=each != wrong, words="It says May" * (each == wrong)) for each in cited]
        with self.area.database.writing() as session:
            sent = {"seen": self.seen(), "claims": claims, **more}
            return cross_check(session, self.actor(who), self.area.slug, self.number, **sent)

    def sign(self, who: str = "leader", **more: Any) -> int:
        return self.do(sign_narrative, who, **more)

    def send_back(self, who: str = "leader", action: Action = Action.SIGN_NARRATIVE, reason: str = "Too long") -> int:
        return self.do(send_back_narrative, who, action=action, reason=reason)

    def give_up(self, reason: str = "The visit is put off") -> int:
        return self.do(give_up_narrative, reason=reason)

    def issue(self, who: str = "manager", reason: str = "", **more: Any) -> int:
        said = {
            "version": 1,
            "contents": b'{"schema":"narrative"}',
            "file": b"PK",
            "program_version": "1",
            "head": self.area.head(),
            **more,
        }
        return self.do(issue_narrative, who, edition=NarrativeEdition(**said), reason=reason)

    def signed(self) -> None:
        """As far as it can be without being issued."""
        self.open()
        self.hand()
        self.check()
        self.sign()

    def actor(self, who: str) -> Actor:
        return OPERATOR if who == "operator" else self.area.people[who]

    def now(self) -> NarrativePosition:
        with self.area.database.reading() as session:
            return narrative(session, OPERATOR, self.area.slug, self.number)

    def seen(self) -> int:
        return self.now().written.sequence

    def read_by(self, who: str) -> list[int]:
        with self.area.database.reading() as session:
            return [each.number for each in narratives(session, self.actor(who), self.area.slug)]
