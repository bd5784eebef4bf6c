"""What the pages about narratives tell: each section as it will be printed, what it cites, the comments beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from api.standing import Links
from wsoa.access import Action, Actor, reaches
from wsoa.errors import Unseen
from wsoa.marked_text import Block, CitedKind, blocks
from wsoa.narratives import HEADINGS, Resolved, resolved
from wsoa.snapshot import Snapshot, open_programme
from wsoa.snapshot.citable import NOTHING, Citable, citable
from wsoa.snapshot.narratives import UNDER_WAY, narratives
from wsoa.snapshot.positions import WeaknessPosition, Written
from wsoa.snapshot.positions.narrated import CommentPosition, NarrativePosition, SectionPosition
from wsoa.snapshot.sections import Readership, comments, readership, sections
from wsoa.terms import NarrativeState, SectionKind

STAGES: Mapping[NarrativeState, str] = {
    NarrativeState.DRAFT: "Draft",
    NarrativeState.WITH_PARTNERS: "With partners for comment",
    NarrativeState.CROSS_CHECK: "Being cross-checked",
    NarrativeState.SIGN_OFF: "Being signed off",
    NarrativeState.ISSUED: "Issued",
    NarrativeState.GIVEN_UP: "Withdrawn",
}
"""How far a narrative has come, in words."""
_PAGES = {
    CitedKind.EVIDENCE: "/evidence/{}",
    CitedKind.INDICATOR: "/indicators/{}",
    CitedKind.MILESTONE: "/milestones/{}",
    CitedKind.QUOTATION: "/voices#quotation-{}",
    CitedKind.CASE_STUDY: "/voices/case-studies/{}",
    CitedKind.AUDIT: "/voices#audit-{}",
}


@dataclass(frozen=True, slots=True)
class NarrativesRead:
    """What was read for one reader at the moment of a page."""

    who: Readership
    sections: tuple[SectionPosition, ...]
    comments: tuple[CommentPosition, ...]
    behind: Citable
    narratives: tuple[NarrativePosition, ...]
    may_write: bool
    may_comment: bool
    may_answer: bool
    may_keep: bool


@dataclass(frozen=True, slots=True)
class Printed:
    """Marked text as it is printed: `hrefs` lead from a citation's label to its page, `broken` do not hold."""

    blocks: tuple[Block, ...] = ()
    hrefs: Mapping[str, str] = field(default_factory=dict)
    broken: tuple[Resolved, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionTold:
    """A section of an area: None while nobody has written it."""

    kind: SectionKind
    heading: str
    section: SectionPosition | None
    printed: Printed
    comments: tuple[CommentPosition, ...]


@dataclass(frozen=True, slots=True)
class AreaTold:
    """An area of weakness with its sections; `stage` is how far its narrative has come (None: none is on its way)."""

    weakness: WeaknessPosition
    sections: tuple[SectionTold, ...]
    stage: NarrativePosition | None

    @property
    def is_under_way(self) -> bool:
        """Whether its narrative is on its way to its readers."""
        return self.stage is not None and self.stage.state in UNDER_WAY

    @property
    def written(self) -> tuple[SectionTold, ...]:
        """The sections that hold words."""
        return tuple(each for each in self.sections if each.section)

    @property
    def last(self) -> Written | None:
        """Who wrote last, and when."""
        said = (each.section.written for each in self.sections if each.section)
        return max(said, key=lambda each: each.entry, default=None)

    @property
    def open_comments(self) -> int:
        """How many comments nobody has closed."""
        return sum(not each.closed for told in self.sections for each in told.comments)

    @property
    def broken(self) -> int:
        """How many citations no longer hold."""
        return sum(len(each.printed.broken) for each in self.sections)


def narratives_read(session: Session, actor: Actor, found: Snapshot, links: Links) -> NarrativesRead:
    """Everything the pages tell, of the very state the position is of; what may be done is for today alone."""
    programme = open_programme(session, actor, found.slug, Action.READ_NARRATIVE)
    who = readership(session, actor, found.slug)
    is_today = links.as_at is None
    return NarrativesRead(
        who=who,
        sections=sections(session, actor, found.slug, as_at=found.as_at, known_by=found.known_by),
        comments=comments(session, actor, found.slug, as_at=found.as_at, known_by=found.known_by),
        behind=citable(session, actor, found) if who.team else NOTHING,
        narratives=narratives(session, actor, found.slug) if is_today else (),
        may_write=is_today and reaches(actor, Action.WRITE_NARRATIVE, programme.id),
        may_comment=is_today and reaches(actor, Action.COMMENT_NARRATIVE, programme.id),
        may_answer=is_today and who.team,
        may_keep=is_today and reaches(actor, Action.KEEP_NARRATIVE, programme.id),
    )


def area_told(found: Snapshot, links: Links, read: NarrativesRead, number: int) -> AreaTold:
    """One area of weakness. Raises Unseen for one that is not there, or on which a partner is not asked."""
    weakness = next((each for each in found.weaknesses if each.number == number), None)
    if weakness is None or not read.who.reads(number):
        raise Unseen("evidence narrative")
    mine = {each.kind: each for each in read.sections if each.weakness == number}
    beside = [each for each in read.comments if each.weakness == number]
    return AreaTold(
        weakness,
        tuple(
            SectionTold(
                kind,
                heading,
                mine.get(kind),
                _printed_of(found, links, read, mine.get(kind)),
                tuple(each for each in beside if each.section is kind),
            )
            for kind, heading in HEADINGS.items()
        ),
        _stage(read.narratives, number),
    )


def printed(
    found: Snapshot, links: Links, text: str, behind: Citable, *, since: int | None = None, judged: bool = True
) -> Printed:
    """The text as it will be printed. Whether citations hold is `judged` for who sees all that can be cited."""
    every = resolved(found, text, behind, since=since)
    hrefs = {each.citation.label: _page(links, each) for each in every if each.number is not None}
    return Printed(blocks(text), hrefs, tuple(each for each in every if judged and not each.holds))


def page_of(links: Links, kind: CitedKind, number: int) -> str:
    """Where what is cited can be read."""
    page, hash_, place = _PAGES[kind].format(number).partition("#")
    return f"{links.to(page)}{hash_}{place}"


def _page(links: Links, each: Resolved) -> str:
    return page_of(links, each.kind, each.number or 0)


def _printed_of(found: Snapshot, links: Links, read: NarrativesRead, section: SectionPosition | None) -> Printed:
    if section is None:
        return Printed()
    since = section.written.entry
    return printed(found, links, section.text, read.behind, since=since, judged=read.who.team)


def _stage(found: Sequence[NarrativePosition], weakness: int) -> NarrativePosition | None:
    """The narrative of that area, or else of all areas, that was begun last."""
    meant = [each for each in found if each.weakness in (None, weakness)]
    shown = [each for each in meant if each.state is not NarrativeState.GIVEN_UP]
    return max(shown, key=lambda each: each.number, default=None)
