"""Who prepared an evidence narrative, and who recorded what it cites: none of them is the second person for it."""

from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from wsoa.history import Row
from wsoa.marked_text import Citation, CitedKind, citation
from wsoa.snapshot.load import reading_at
from wsoa.snapshot.positions.narrated import NarrativePosition
from wsoa.snapshot.reading import Reading
from wsoa.tables import (
    CaseStudyTerms,
    Entry,
    EvidenceRevision,
    EvidenceTerms,
    History,
    IndicatorValueTerms,
    MilestoneTerms,
    MilestoneUpdate,
    NarrativeTerms,
    PlanAuditTerms,
    SectionVersion,
    VoiceTerms,
    metadata,
)

Drawn = NarrativeTerms | NarrativePosition

_entry = metadata.tables[str(Entry.__tablename__)]
_terms = metadata.tables[str(NarrativeTerms.__tablename__)]
_version = metadata.tables[str(SectionVersion.__tablename__)]
_PREPARING = ("open_narrative", "name_signatories", "ask_partners", "hand_to_check", "issue_narrative")
_RECORDED: Mapping[CitedKind, tuple[tuple[type[History], str], ...]] = {
    CitedKind.EVIDENCE: ((EvidenceTerms, "number"), (EvidenceRevision, "number")),
    CitedKind.INDICATOR: ((IndicatorValueTerms, "indicator"),),
    CitedKind.MILESTONE: ((MilestoneUpdate, "number"),),
    CitedKind.CASE_STUDY: ((CaseStudyTerms, "number"),),
    CitedKind.QUOTATION: ((VoiceTerms, "number"),),
    CitedKind.AUDIT: ((PlanAuditTerms, "number"),),
}
"""What is recorded of each kind, and the column that says of which thing."""


def prepared_by(session: Session, programme_id: int, drawn: Drawn) -> frozenset[str | None]:
    """Who opened it, took it on or issued it, and who wrote it, as known when it was drawn.

    Of its sections what stands counts, and every version since the last issued narrative of the area was drawn: whose
    words somebody else saved again with one comma more still wrote them.
    """
    mine = (_terms.c.programme_id == programme_id) & (_terms.c.number == drawn.number)
    acted = (_entry.c.programme_id == _terms.c.programme_id) & (_entry.c.number == _terms.c.entry)
    moved = select(_entry.c.actor).join(_terms, acted).where(mine, _entry.c.command.in_(_PREPARING))
    wrote = (_entry.c.programme_id == _version.c.programme_id) & (_entry.c.number == _version.c.entry)
    standing = {each["entry"] for each in standing_sections(session, programme_id, drawn)}
    counts = or_(_version.c.entry > _issued_before(session, programme_id, drawn), _version.c.entry.in_(standing))
    written = (
        select(_entry.c.actor)
        .join(_version, wrote)
        .where(_version.c.programme_id == programme_id, _version.c.entry <= drawn.known_by, counts)
    )
    if drawn.weakness is not None:
        written = written.where(_version.c.weakness == drawn.weakness)
    return frozenset((*session.scalars(moved), *session.scalars(written)))


def standing_sections(session: Session, programme_id: int, drawn: Drawn) -> list[Row]:
    """The sections that it is drawn from."""
    reading = reading_at(session, programme_id, drawn.position_date, drawn.known_by)
    return [each for each in reading.newest(SectionVersion) if drawn.weakness in (None, each["weakness"])]


def recorded_by(
    session: Session, programme_id: int, drawn: Drawn, person: str | None, labels: Collection[str]
) -> frozenset[str]:
    """The labels (*E12*) of what that person recorded themselves: of each thing, the rows it is drawn from count."""
    reading = reading_at(session, programme_id, drawn.position_date, drawn.known_by)
    cited = {label: found for label in labels if (found := citation(label))}
    wrote: dict[tuple[CitedKind, int], set[int]] = {}
    for kind in {_kind(each) for each in cited.values()}:
        for table, of in _RECORDED[kind]:
            for row in reading.newest(table):
                wrote.setdefault((kind, row[of]), set()).add(row["entry"])
    entries = {
        label: {each for number in _numbers(reading, found) for each in wrote.get((_kind(found), number), ())}
        for label, found in cited.items()
    }
    asked = set().union(*entries.values())
    theirs = (_entry.c.programme_id == programme_id) & (_entry.c.actor == person) & _entry.c.number.in_(asked)
    mine = set(session.scalars(select(_entry.c.number).where(theirs)))
    return frozenset(label for label, found in entries.items() if found & mine)


def _issued_before(session: Session, programme_id: int, drawn: Drawn) -> int:
    """The entry by which the issued narrative was drawn that this one follows; 0: it is the first."""
    before = (_terms.c.programme_id == programme_id) & (_terms.c.number == drawn.replaces)
    return session.scalar(select(func.max(_terms.c.known_by)).where(before)) or 0


def _kind(found: Citation) -> CitedKind:
    return CitedKind.MILESTONE if found.kind is CitedKind.REFERENCE else found.kind


def _numbers(reading: Reading, found: Citation) -> Iterator[int]:
    """Which things the citation may stand for: a reference may be that of several."""
    if found.kind is not CitedKind.REFERENCE:
        yield found.number or 0
        return
    for row in reading.newest(MilestoneTerms):
        if row["ref"].casefold() == found.ref.casefold():
            yield row["number"]
