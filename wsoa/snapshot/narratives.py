"""Evidence narratives on their way, as today has them: read apart from the position, for few pages speak of them."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from wsoa.access import Action, Actor, Whose, reaches
from wsoa.errors import Unseen
from wsoa.history import Row, rows
from wsoa.history.erased import erasures_of, frozen_content
from wsoa.snapshot.load import open_programme, reading_at
from wsoa.snapshot.positions.narrated import CheckedPosition, NarrativePosition, SignatoryPosition
from wsoa.snapshot.reading import Reading, all_with_author
from wsoa.tables import CheckedClaim, NarrativeSignatory, NarrativeTerms, Person, metadata
from wsoa.terms import NarrativeState

UNDER_WAY = (
    NarrativeState.DRAFT,
    NarrativeState.WITH_PARTNERS,
    NarrativeState.CROSS_CHECK,
    NarrativeState.SIGN_OFF,
)

_person = metadata.tables[str(Person.__tablename__)]


def narratives(session: Session, actor: Actor, slug: str) -> tuple[NarrativePosition, ...]:
    """Every narrative that the actor may read before or after it is issued, newest first.

    A partner reads those on which partners are asked for their comments now. Raises Unseen and Barred.
    """
    programme = open_programme(session, actor, slug, Action.READ_NARRATIVE)
    reading = reading_at(session, programme.id, None, None)
    return tuple(each for each in reversed(_all(reading)) if _reads(actor, programme.id, each))


def narrative(session: Session, actor: Actor, slug: str, number: int) -> NarrativePosition:
    """Narrative `number`. Raises Unseen and Barred."""
    found = next((each for each in narratives(session, actor, slug) if each.number == number), None)
    if found is None:
        raise Unseen("evidence narrative")
    return found


def frozen_narrative(session: Session, actor: Actor, slug: str, number: int, *, file: bool = False) -> bytes:
    """What issued narrative `number` was frozen as: its contents as JSON, or its Word `file`; without erased words.

    Raises Unseen, also for one that is not issued or whose file went whole, and Barred.
    """
    found = narrative(session, actor, slug, number)
    digest = found.file_digest if file else found.contents_digest
    programme = open_programme(session, actor, slug, Action.READ_NARRATIVE)
    content = frozen_content(session, programme.id, digest) if found.issued and digest else None
    if content is None:
        raise Unseen("file")
    return content


def with_partners(session: Session, actor: Actor, slug: str) -> frozenset[int | None]:
    """The areas of weakness on whose narrative partners are asked for comments now; None in it: on all of them."""
    asked = narratives(session, actor, slug)
    return frozenset(each.weakness for each in asked if each.state is NarrativeState.WITH_PARTNERS)


def _reads(actor: Actor, programme_id: int, each: NarrativePosition) -> bool:
    asked = each.state is NarrativeState.WITH_PARTNERS
    return reaches(actor, Action.READ_NARRATIVE, programme_id, Whose(released=asked))


def _all(reading: Reading) -> list[NarrativePosition]:
    standing = reading.newest_with_author(NarrativeTerms)
    if not standing:
        return []
    signatories = reading.children(NarrativeSignatory, NarrativeTerms)
    checked = reading.children(CheckedClaim, NarrativeTerms)
    names = _names(reading.session, _people(standing.values(), signatories.values()))
    began = {row["number"]: row for row in rows(reading.session, all_with_author(NarrativeTerms), reading.at)}
    issued = {number: row for number, row in standing.items() if row["state"] == NarrativeState.ISSUED}
    replaced = {row["replaces"]: number for number, row in issued.items() if row["replaces"]}
    erasures = erasures_of(reading.session, reading.at.programme_id).files
    return [
        NarrativePosition(
            number=number,
            weakness=row["weakness"],
            state=NarrativeState(row["state"]),
            position_date=row["position_date"],
            known_by=row["known_by"],
            head_digest=row["head_digest"],
            partners_until=row["partners_until"],
            checked_by=names.get(row["checked_by"]),
            signatories=tuple(_signatory(line, names) for line in signatories.get(number, ())),
            checked=tuple(_checked(line) for line in checked.get(number, ())),
            version=row["version"],
            replaces=row["replaces"],
            replaced_by=replaced.get(number),
            program_version=row["program_version"],
            contents_digest=row["contents_digest"],
            file_digest=row["file_digest"],
            opened=reading.written(began[number]),
            written=reading.written(row),
            erased_on=gone.on if (gone := erasures.get(row["contents_digest"] or "")) else None,
        )
        for number, row in sorted(standing.items())
    ]


def _signatory(line: Row, names: dict[str | None, str]) -> SignatoryPosition:
    return SignatoryPosition(line["person"], names.get(line["person"], ""), line["office"], line["signed_on"])


def _checked(line: Row) -> CheckedPosition:
    return CheckedPosition(line["cited"], line["holds"], line["words"])


def _people(standing: Iterable[Row], signatories: Iterable[list[Row]]) -> set[str]:
    signing = (line["person"] for lines in signatories for line in lines)
    return {uid for uid in (*(row["checked_by"] for row in standing), *signing) if uid}


def _names(session: Session, uids: set[str]) -> dict[str | None, str]:
    mine: ColumnElement[bool] = _person.c.uid.in_(uids)
    return {row["uid"]: row["name"] for row in rows(session, select(_person.c.uid, _person.c.name).where(mine))}
