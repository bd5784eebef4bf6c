"""Partners' own views: read apart from the position, because few pages speak of them."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor, Whose, reaches, require
from wsoa.history import Row, rows
from wsoa.snapshot.asked import impacts
from wsoa.snapshot.load import open_programme, reading_at
from wsoa.snapshot.positions import ImpactPosition
from wsoa.snapshot.positions.viewpoints import (
    Claim,
    PartnerOrganisation,
    PrintedView,
    PrintedViews,
    ViewCheck,
    ViewpointPosition,
    ViewSaid,
    ViewState,
)
from wsoa.snapshot.reading import Reading, all_with_author
from wsoa.tables import Entry, Membership, Organisation, Person, ViewpointCheck, ViewpointTerms, metadata
from wsoa.terms import ClaimKind, Role, SectionKind, Stance

_entry = metadata.tables[str(Entry.__tablename__)]
_membership = metadata.tables[str(Membership.__tablename__)]
_organisation = metadata.tables[str(Organisation.__tablename__)]
_person = metadata.tables[str(Person.__tablename__)]
_terms = metadata.tables[str(ViewpointTerms.__tablename__)]


def viewpoints(
    session: Session, actor: Actor, slug: str, *, as_at: date | None = None, known_by: int | None = None
) -> tuple[ViewpointPosition, ...]:
    """Every view with all its versions, by area and claim: all for the working team, their own for a partner.

    Raises Unseen and Barred.
    """
    programme = open_programme(session, actor, slug)
    found = _viewpoints(reading_at(session, programme.id, as_at, known_by))
    if reaches(actor, Action.READ_WORKING, programme.id, Whose()):
        return found
    require(actor, Action.GIVE_VIEW, programme.id)
    return tuple(each for each in found if each.organisation == actor.organisation)


def partners(session: Session, actor: Actor, slug: str) -> tuple[PartnerOrganisation, ...]:
    """The organisations for which somebody is a partner today, by name. Raises Unseen and Barred."""
    return _partners(session, open_programme(session, actor, slug, Action.READ_NARRATIVE).id, clock.today())


def printable(
    session: Session,
    actor: Actor,
    slug: str,
    *,
    as_at: date | None = None,
    known_by: int | None = None,
    partners_on: date | None = None,
) -> PrintedViews:
    """What narratives print of partners: checked views whole, and for any other a sentence, never silence.

    Who was a partner on `partners_on` (None: on that date) and has said nothing prints as just that, also when their
    role has ended since. No word that has not been checked is in it, so that all who read narratives may. Raises Unseen
    and Barred.
    """
    programme = open_programme(session, actor, slug, Action.READ_NARRATIVE)
    found = _viewpoints(reading_at(session, programme.id, as_at, known_by))
    on = partners_on or as_at or clock.today()
    # A role that is ended gives the day before as its last: that day it was held all the same.
    last = on - timedelta(days=1) if partners_on else None
    return PrintedViews(tuple(_printed(each) for each in found), _partners(session, programme.id, on, last))


def judgements(
    session: Session, actor: Actor, slug: str, *, as_at: date | None = None, known_by: int | None = None
) -> Mapping[int, ImpactPosition]:
    """The impact that is judged of each area, by its number: who answers a claim has to know it.

    The grounds stay with the working team, as everywhere else. Raises Unseen and Barred.
    """
    programme = open_programme(session, actor, slug, Action.GIVE_VIEW)
    return {each.weakness: each for each in impacts(reading_at(session, programme.id, as_at, known_by))}


def authors_of(session: Session, programme_id: int, number: int) -> frozenset[str]:
    """Everybody who wrote any version of view `number`, for a caller that has asked whose it is."""
    written = {by for (view, _), by in _written_by(session, programme_id).items() if view == number and by}
    return frozenset(written)


def speaking_for(session: Session, programme_id: int, organisation: str, people: Collection[str]) -> frozenset[str]:
    """Those of `people` who are partners for that organisation today."""
    mine = (_person.c.organisation_uid == organisation) & _person.c.uid.in_(people)
    held = select(_person.c.uid).join(_membership, _membership.c.person_uid == _person.c.uid)
    return frozenset(session.scalars(held.where(mine, *_held(programme_id, clock.today()))))


def claim_of(row: Row) -> Claim:
    """Beside what a row of a view's terms stands."""
    section = SectionKind(row["section"]) if row["section"] else None
    return Claim(row["weakness"], ClaimKind(row["claim"]), section, row["milestone"])


def _viewpoints(reading: Reading) -> tuple[ViewpointPosition, ...]:
    checks, by = _checks(reading), _written_by(reading.session, reading.at.programme_id)
    versions: dict[int, list[Row]] = {}
    for row in rows(reading.session, all_with_author(ViewpointTerms), reading.at):
        versions.setdefault(row["number"], []).append(row)
    found = (_viewpoint(reading, said, checks, by) for said in versions.values())
    return tuple(sorted(found, key=lambda each: (each.beside.place, each.organisation_name.casefold(), each.number)))


def _viewpoint(
    reading: Reading,
    versions: list[Row],
    checks: Mapping[tuple[int, int], Row],
    by: Mapping[tuple[int, int], str | None],
) -> ViewpointPosition:
    row, keys = versions[0], [(each["number"], each["sequence"]) for each in versions]
    return ViewpointPosition(
        number=row["number"],
        organisation=row["organisation"],
        organisation_name=reading.organisations.get(row["organisation"], ""),
        beside=claim_of(row),
        versions=tuple(
            _said(reading, each, checks.get(key), by_another=by[key] != by[keys[-1]])
            for each, key in zip(versions, keys, strict=True)
        ),
    )


def _said(reading: Reading, row: Row, check: Row | None, *, by_another: bool) -> ViewSaid:
    return ViewSaid(
        stance=Stance(row["stance"]),
        wording=row["wording"],
        withdrawn=row["withdrawn"],
        written=reading.written(row),
        check=ViewCheck(check["clean"], reading.written(check)) if check else None,
        by_another=by_another,
    )


def _written_by(session: Session, programme_id: int) -> Mapping[tuple[int, int], str | None]:
    """Who wrote each version of each view, by its number and the version's."""
    same = (_entry.c.programme_id == _terms.c.programme_id) & (_entry.c.number == _terms.c.entry)
    query = select(_terms.c.number, _terms.c.sequence, _entry.c.actor).join(_entry, same)
    found = rows(session, query.where(_terms.c.programme_id == programme_id))
    return {(row["number"], row["sequence"]): row["actor"] for row in found}


def _checks(reading: Reading) -> dict[tuple[int, int], Row]:
    """The newest check of each version, by the view's number and the version's."""
    found = rows(reading.session, all_with_author(ViewpointCheck), reading.at)
    return {(row["number"], row["version"]): row for row in reversed(found)}


def _held(programme_id: int, on: date, last: date | None = None) -> list[Any]:  # conditions of several kinds
    """Where a membership makes somebody a partner of the programme on that day; or was, until `last`."""
    return [
        _membership.c.programme_id == programme_id,
        _membership.c.role == Role.PARTNER,
        _membership.c.starts <= on,
        or_(_membership.c.ends.is_(None), _membership.c.ends >= (last or on)),
    ]


def _partners(
    session: Session, programme_id: int, on: date, last: date | None = None
) -> tuple[PartnerOrganisation, ...]:
    query = (
        select(_organisation.c.uid, _organisation.c.name)
        .join(_person, _person.c.organisation_uid == _organisation.c.uid)
        .join(_membership, _membership.c.person_uid == _person.c.uid)
        .where(*_held(programme_id, on, last))
        .distinct()
    )
    found = (PartnerOrganisation(row["uid"], row["name"]) for row in rows(session, query))
    return tuple(sorted(found, key=lambda each: each.name.casefold()))


def _printed(view: ViewpointPosition) -> PrintedView:
    stands, name = view.printed, view.organisation_name
    if stands is None:
        return PrintedView(name, view.beside, given_on=view.written.as_at, note=_unprinted(view, f" from {name}"))
    another = f"Another person of {name} wrote this than the one who first gave their view." * stands.by_another
    newer = "" if stands is view.now else _unprinted(view, " from them since")
    note = " ".join(filter(None, (another, newer))) or None
    return PrintedView(name, view.beside, stands.stance, stands.wording, stands.written.as_at, note)


def _unprinted(view: ViewpointPosition, whose: str) -> str:
    """That a view was received, and why it is not printed. Where the personal data stands is not repeated."""
    on, check = _day(view.written.as_at), view.check
    match view.state:
        case ViewState.WITHDRAWN:
            given = next((each for each in view.versions if not each.withdrawn), view.now)
            told = f"A view was received{whose} on {_day(given.written.as_at)}, and they took it back on {on}."
            another = " Another person of theirs did so than the one who first gave it."
            return told + another * view.now.by_another
        case ViewState.SENT_BACK if check:
            back = _day(check.written.as_at)
            return (
                f"A view was received{whose} on {on}. It is not printed: it was sent back to them on {back}, because "
                "it holds personal data."
            )
        case _:
            return f"A view was received{whose} on {on}. It is not printed yet: it waits for a personal-data check."


def _day(when: date) -> str:
    return f"{when.day} {when:%B %Y}"
