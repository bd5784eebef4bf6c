"""What was promised: rating key, plans, areas of weakness, workstreams, focus areas."""

from dataclasses import fields

from sqlalchemy import select

from wsoa.history import Row, newest, rows
from wsoa.history.newest import KNOWN_BY, PROGRAMME
from wsoa.snapshot.positions import (
    HOUSE_WORDS,
    FocusAreaPosition,
    Level,
    Note,
    OwnWords,
    PlanPosition,
    WeaknessPosition,
    WorkstreamPosition,
)
from wsoa.snapshot.reading import Key, Reading
from wsoa.tables import (
    FocusAreaTerms,
    FocusAreaWeakness,
    PlanTerms,
    ProgrammeWords,
    RatingKeyTerms,
    RatingLevel,
    WeaknessReference,
    WeaknessTerms,
    WorkstreamLead,
    WorkstreamNote,
    WorkstreamNotes,
    WorkstreamTerms,
    WorkstreamWeakness,
    metadata,
)
from wsoa.terms import Colour, LeadPart, LevelGroup, NoteKind, PlanKind, Requirement, ThingState, WorkstreamKind

_key = metadata.tables[str(RatingKeyTerms.__tablename__)]
_level = metadata.tables[str(RatingLevel.__tablename__)]


_every_level = (
    select(_key.c.number, _key.c.sequence, *[c for c in _level.columns if c.name != "row_id"])
    .join(_level, _level.c.row_id == _key.c.id)
    .where(_key.c.programme_id == PROGRAMME, _key.c.entry <= KNOWN_BY)
    .order_by(_key.c.number, _key.c.sequence, _level.c.position)
)


def levels(reading: Reading) -> dict[Key, Level]:
    """Every level of every key version known, by key, version and code: ratings of the past keep theirs."""
    found = (_read_level(row) for row in rows(reading.session, _every_level, reading.at))
    return {(level.key, level.version, level.code): level for level in found}


def key_in_force(reading: Reading) -> tuple[Level, ...]:
    """The levels by which milestones are rated at that moment, in the key's order.

    Before the first key was stated that first one serves, so that an older tracker can still be loaded.
    """
    versions = rows(reading.session, newest(RatingKeyTerms), reading.at)
    if not versions and not reading.levels:
        return ()
    key, version = (versions[0]["number"], versions[0]["sequence"]) if versions else min(reading.levels)[:2]
    return tuple(level for level in reading.levels.values() if (level.key, level.version) == (key, version))


def _read_level(row: Row) -> Level:
    return Level(
        code=row["code"],
        label=row["label"],
        colour=Colour(row["colour"]),
        meaning=row["meaning"],
        order=row["order"],
        group=LevelGroup(row["group"]),
        late=row["late"],
        exception=row["exception"],
        requires=frozenset(Requirement(word) for word in row["requires"].split()),
        key=row["number"],
        version=row["sequence"],
    )


def own_words(reading: Reading) -> OwnWords:
    """What the programme calls its milestones and so on: its own word, else the house's."""
    found = rows(reading.session, newest(ProgrammeWords), reading.at)
    said = found[0] if found else {}
    return OwnWords(**{each.name: said.get(each.name) or getattr(HOUSE_WORDS, each.name) for each in fields(OwnWords)})


def plans(reading: Reading) -> tuple[PlanPosition, ...]:
    """The plans of the lineage."""
    return tuple(
        PlanPosition(
            number=row["number"],
            kind=PlanKind(row["kind"]),
            title=row["title"],
            version=row["version"],
            status=row["status"],
            approvals=row["approvals"],
            predecessor=row["predecessor"],
        )
        for row in reading.newest(PlanTerms)
    )


def weaknesses(reading: Reading) -> tuple[WeaknessPosition, ...]:
    """Areas of weakness, each by its reference in the latest plan that names it."""
    references = reading.children(WeaknessReference, WeaknessTerms)
    return tuple(
        WeaknessPosition(
            number=row["number"],
            ref=references[row["number"]][-1]["ref"] if row["number"] in references else "",
            wording=row["wording"],
            confirmed=row["wording_confirmed"],
            state=ThingState(row["state"]),
        )
        for row in reading.newest(WeaknessTerms)
    )


def workstreams(reading: Reading) -> tuple[WorkstreamPosition, ...]:
    """Workstreams and groups, with their leads and what is noted about them."""
    leads = reading.children(WorkstreamLead, WorkstreamTerms)
    answers = reading.links(WorkstreamWeakness, WorkstreamTerms, "weakness")
    notes = reading.children(WorkstreamNote, WorkstreamNotes)
    return tuple(
        WorkstreamPosition(
            number=row["number"],
            ref=row["ref"],
            name=row["name"],
            kind=WorkstreamKind(row["kind"]),
            state=ThingState(row["state"]),
            leads=tuple(reading.lead(x) for x in leads.get(row["number"], []) if x["part"] == LeadPart.LEAD),
            support=tuple(reading.lead(x) for x in leads.get(row["number"], []) if x["part"] == LeadPart.SUPPORT),
            weaknesses=answers.get(row["number"], ()),
            notes=tuple(Note(NoteKind(x["kind"]), x["text"]) for x in notes.get(row["number"], [])),
            replaced_by=row["replaced_by"],
        )
        for row in reading.newest(WorkstreamTerms)
    )


def focus_areas(reading: Reading) -> tuple[FocusAreaPosition, ...]:
    """Focus areas and the weaknesses they serve."""
    serves = reading.links(FocusAreaWeakness, FocusAreaTerms, "weakness")
    return tuple(
        FocusAreaPosition(
            number=row["number"],
            ref=row["ref"],
            wording=row["wording"],
            state=ThingState(row["state"]),
            workstream=row["workstream"],
            weaknesses=serves.get(row["number"], ()),
            replaced_by=row["replaced_by"],
        )
        for row in reading.newest(FocusAreaTerms)
    )
