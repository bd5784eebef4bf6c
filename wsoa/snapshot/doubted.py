"""What was doubted and what was explained: challenges of updates, and words beside points to check."""

from collections.abc import Sequence

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from wsoa.history import Row, rows
from wsoa.snapshot.positions import ChallengePosition, ExplanationPosition
from wsoa.snapshot.reading import Reading, all_with_author
from wsoa.tables import ChallengeAnswer, ChallengeTerms, Entry, ExplanationTerms, metadata

_terms = metadata.tables[str(ChallengeTerms.__tablename__)]
_entry = metadata.tables[str(Entry.__tablename__)]
_same_entry = and_(_entry.c.programme_id == _terms.c.programme_id, _entry.c.number == _terms.c.entry)
_doubted_by = select(_terms.c.number).join(_entry, _same_entry)


def challenges(reading: Reading) -> tuple[ChallengePosition, ...]:
    """Every challenge with its last answer and who settled it, in the order of challenging."""
    answers: dict[int, list[Row]] = {}
    settled: dict[int, Row] = {}
    for said in rows(reading.session, all_with_author(ChallengeAnswer), reading.at):
        if said["settled"]:
            settled[said["number"]] = said
        else:
            answers.setdefault(said["number"], []).append(said)
    return tuple(
        _challenge(reading, row, answers.get(number, []), settled.get(number))
        for number, row in reading.newest_with_author(ChallengeTerms).items()
    )


def challenged_by(session: Session, programme_id: int, uid: str | None) -> frozenset[int]:
    """The challenges that somebody made: those they do not answer themselves."""
    mine = _doubted_by.where(_terms.c.programme_id == programme_id, _entry.c.actor == uid)
    return frozenset(session.scalars(mine)) if uid else frozenset()


def _challenge(reading: Reading, row: Row, answers: Sequence[Row], settled: Row | None) -> ChallengePosition:
    """A challenge with its `answers`, newest first."""
    last = answers[0] if answers else None
    return ChallengePosition(
        number=row["number"],
        milestone=row["milestone"],
        version=row["version"],
        wording=row["wording"],
        written=reading.written(row),
        answer=last["answer"] if last else None,
        settled=settled is not None,
        answered=reading.written(last) if last else None,
        settling=reading.written(settled) if settled else None,
        earlier=tuple((each["answer"], reading.written(each)) for each in reversed(answers[1:])),
    )


def explanations(reading: Reading) -> tuple[ExplanationPosition, ...]:
    """What is said beside points to check; what was taken back is gone."""
    return tuple(
        ExplanationPosition(
            number=number,
            rule=row["rule"],
            about=row["about"],
            about_number=row["about_number"],
            words=row["words"],
            written=reading.written(row),
        )
        for number, row in reading.newest_with_author(ExplanationTerms).items()
        if row["words"]
    )
