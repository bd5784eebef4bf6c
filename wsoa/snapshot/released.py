"""Reading what is released: frozen words only, so that no reader's right depends on what the record says today.

Everything is narrowed in `_may_read`. A pack that was replaced by a corrected version is no longer released: its
readers would go on with a mistake.
"""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from pydantic import TypeAdapter
from sqlalchemy.orm import Session

from wsoa.access import Action, Actor, Whose, reaches
from wsoa.errors import Gone, Unreleased, Unseen
from wsoa.history import Row, newest, rows
from wsoa.history.erased import erasures_of, frozen_content
from wsoa.history.files_kept import kept_content
from wsoa.history.storing import store_of
from wsoa.snapshot.files import files_of
from wsoa.snapshot.load import load, open_programme, reading_at
from wsoa.snapshot.positions import Snapshot, capital
from wsoa.snapshot.positions.released import (
    EvidenceSaid,
    FileSaid,
    Releasable,
    Released,
    ReleasedEvidence,
    ReleasedNarrative,
    ReleasedPack,
    ReleasePosition,
    SpokenFor,
    newest_first,
)
from wsoa.snapshot.reading import Reading
from wsoa.snapshot.release_steps import release_steps
from wsoa.tables import (
    EvidenceRelease,
    EvidenceTerms,
    NarrativeTerms,
    PackTerms,
)
from wsoa.terms import PackState, ReleaseState

_canonical = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def releases(session: Session, actor: Actor, slug: str) -> tuple[ReleasePosition, ...]:
    """Everything that was ever proposed for release, the newest step first. Raises Unseen and Barred."""
    programme = open_programme(session, actor, slug, Action.KEEP_RELEASES)
    return tuple(sorted(release_steps(session, programme.id), key=lambda each: each.last.written.entry, reverse=True))


def released(session: Session, actor: Actor, slug: str) -> tuple[Released, ...]:
    """All that the actor may read of what is released now, newest first. Raises Unseen and Barred."""
    programme = open_programme(session, actor, slug)
    given = [each for each in release_steps(session, programme.id) if each.state is ReleaseState.RELEASED]
    packs = _packs(session, programme.id, [each for each in given if each.what is Releasable.PACK])
    evidence = _evidence(session, programme.id, [each for each in given if each.what is Releasable.EVIDENCE])
    narratives = _narratives(session, programme.id, [each for each in given if each.what is Releasable.NARRATIVE])
    found = newest_first((*packs, *evidence, *narratives))
    return tuple(each for each in found if _may_read(actor, programme.id, each))


def released_pack(session: Session, actor: Actor, slug: str, number: int) -> ReleasedPack:
    """Released pack `number`. Unseen where it is not released, was withdrawn or replaced, or is not for the actor."""
    programme = open_programme(session, actor, slug)
    given = [each for each in release_steps(session, programme.id, Releasable.PACK, number) if _stands(each)]
    for pack in _packs(session, programme.id, given):
        if _may_read(actor, programme.id, pack):
            return pack
    raise Unreleased


def released_evidence(session: Session, actor: Actor, slug: str, number: int) -> ReleasedEvidence:
    """Released E`number`. Unseen where it is not released, was withdrawn, or is not for the actor."""
    programme = open_programme(session, actor, slug)
    given = [each for each in release_steps(session, programme.id, Releasable.EVIDENCE, number) if _stands(each)]
    for piece in _evidence(session, programme.id, given):
        if _may_read(actor, programme.id, piece):
            return piece
    raise Unreleased


def released_narrative(session: Session, actor: Actor, slug: str, number: int) -> ReleasedNarrative:
    """Released narrative `number`. Unseen where it is not released, was withdrawn, or is not for the actor."""
    for each in released(session, actor, slug):
        if isinstance(each, ReleasedNarrative) and each.number == number:
            return each
    raise Unreleased


def released_narrative_file(session: Session, actor: Actor, slug: str, number: int) -> bytes:
    """The very Word file that released narrative `number` was issued as. Raises Unseen."""
    found = released_narrative(session, actor, slug, number)
    content = frozen_content(session, open_programme(session, actor, slug).id, found.file_digest)
    if content is None:
        raise Unreleased
    return content


def released_file(session: Session, actor: Actor, slug: str, number: int) -> bytes:
    """The very file that released pack `number` was issued as. Raises Unseen."""
    pack = released_pack(session, actor, slug, number)
    content = frozen_content(session, open_programme(session, actor, slug).id, pack.file_digest)
    if content is None:
        raise Unreleased
    return content


def evidence_said(session: Session, actor: Actor, slug: str, number: int) -> bytes:
    """What E`number` says today, as canonical JSON: this is what its release freezes.

    Risks that it speaks to are left out: how they are worded stays with the working team. Raises Unseen and Barred.
    """
    found = load(session, actor, slug)
    piece = next((each for each in found.evidence if each.number == number), None)
    if piece is None:
        raise Unseen("piece of evidence")
    programme_id = open_programme(session, actor, slug).id
    at = reading_at(session, programme_id, found.as_at, found.known_by).at
    (terms,) = rows(session, newest(EvidenceTerms, one=True), at, number)
    said = EvidenceSaid(
        title=piece.title,
        type=piece.type,
        shows=piece.shows,
        klass=piece.klass,
        dated=piece.dated,
        owner=piece.owner,
        owner_uid=terms["owner"],
        link=piece.link,
        speaks_for=tuple(_spoken_for(found, piece.milestones, piece.weaknesses, piece.indicators)),
        file=_file_proposed(reading_at(session, programme_id, None, None), number),
    )
    plain = _adapter().dump_python(said, mode="json")
    return _canonical.encode({"schema": "evidence/1", **plain}).encode("utf-8", "replace")


def released_evidence_file(session: Session, actor: Actor, slug: str, number: int) -> tuple[FileSaid, bytes]:
    """The very file that went out with released E`number`. Raises Unseen, Gone where it was erased, and NotAsKept."""
    piece = released_evidence(session, actor, slug, number)
    if piece.file_erased:
        raise Gone(piece.file_erased)
    if piece.said.file is None:
        raise Unreleased
    return piece.said.file, kept_content(session, open_programme(session, actor, slug).id, piece.said.file.digest)


def _file_proposed(reading: Reading, number: int) -> FileSaid | None:
    """The copy that was kept when the release was proposed."""
    standing = rows(reading.session, newest(EvidenceRelease, one=True), reading.at, number)
    files = files_of(reading.session, reading.at.programme_id, number)
    readable = files.readable if files else None
    if not standing or readable is None or (digest := standing[0]["file_digest"]) is None:
        return None
    if digest in erasures_of(reading.session, reading.at.programme_id).files:
        return None
    return FileSaid(digest, readable.kind, store_of(reading.session).size(digest))


def said_by(content: bytes) -> EvidenceSaid:
    """What a frozen piece of evidence says."""
    plain = json.loads(content)
    return _adapter().validate_python({name: value for name, value in plain.items() if name != "schema"})


def replaced_by(session: Session, programme_id: int, number: int) -> int | None:
    """The issued pack that replaces pack `number`; None while it stands."""
    return _replaced(reading_at(session, programme_id, None, None).newest(PackTerms)).get(number)


def _may_read(actor: Actor, programme_id: int, item: Released) -> bool:
    """Whether any one role of the actor's reads it. A partner reads of evidence what is shared with them, or their own.

    Whose it was is frozen with it, so that a milestone which is handed over takes nothing along.
    """
    if actor.is_operator:
        return True
    return any(_reads(replace(actor, held=(each,)), programme_id, item) for each in actor.held)


def _reads(one: Actor, programme_id: int, item: Released) -> bool:
    if isinstance(item, ReleasedPack):
        return reaches(one, Action.READ_RELEASED_PACKS, programme_id, Whose(released=True))
    if not reaches(one, Action.READ_RELEASED, programme_id, Whose(released=True)):
        return False
    if isinstance(item, ReleasedNarrative) or not reaches(one, Action.READ_WORKING, programme_id):
        return True
    owners = frozenset({item.said.owner_uid} if item.said.owner_uid else ())
    workstreams = {each.workstream for each in item.said.speaks_for} or {None}
    whose = (Whose(each, organisations=owners) for each in workstreams)
    return any(reaches(one, Action.READ_WORKING, programme_id, each) for each in whose)


def _stands(release: ReleasePosition) -> bool:
    return release.state is ReleaseState.RELEASED


def _packs(session: Session, programme_id: int, given: list[ReleasePosition]) -> Iterator[ReleasedPack]:
    """The packs of these releases; what was replaced is left out."""
    if not given:
        return
    reading = reading_at(session, programme_id, None, None)
    standing = reading.newest_with_author(PackTerms)
    replaced = _replaced(standing.values())
    for release in given:
        row = standing[release.number]
        contents = frozen_content(session, programme_id, row["contents_digest"])
        if release.number not in replaced and contents is not None:
            yield ReleasedPack(
                number=release.number,
                report=row["report"],
                issued_at=row["recorded_at"],
                contents=contents,
                file_digest=row["file_digest"],
                release=release,
                erased_on=_erased_on(session, programme_id, row["contents_digest"]),
            )


def _replaced(standing: Iterable[Row]) -> dict[int, int]:
    """By the number of what was replaced: the issued pack that did so."""
    issued = (row for row in standing if PackState(row["state"]) is PackState.ISSUED)
    return {row["replaces"]: row["number"] for row in issued if row["replaces"]}


def _narratives(session: Session, programme_id: int, given: list[ReleasePosition]) -> Iterator[ReleasedNarrative]:
    """The narratives of these releases; of two of one area the one issued later replaces the other."""
    if not given:
        return
    standing = reading_at(session, programme_id, None, None).newest_with_author(NarrativeTerms)
    as_issued = sorted(given, key=lambda each: int(standing[each.number]["entry"]))
    newest_of = {standing[each.number]["weakness"]: each.number for each in as_issued}
    for release in given:
        row = standing[release.number]
        contents = frozen_content(session, programme_id, row["contents_digest"])
        newer = newest_of[row["weakness"]]
        if contents is not None:
            yield ReleasedNarrative(
                number=release.number,
                weakness=row["weakness"],
                version=row["version"],
                issued_at=row["recorded_at"],
                contents=contents,
                file_digest=row["file_digest"],
                release=release,
                erased_on=_erased_on(session, programme_id, row["contents_digest"]),
                replaced_by=newer if newer != release.number else None,
            )


def _evidence(session: Session, programme_id: int, given: list[ReleasePosition]) -> Iterator[ReleasedEvidence]:
    for release in given:
        content = frozen_content(session, programme_id, release.contents_digest or "")
        if content is None:
            continue
        said, erasures = said_by(content), erasures_of(session, programme_id).files
        words = erasures.get(release.contents_digest or "")
        file = erasures.get(said.file.digest) if said.file else None
        yield ReleasedEvidence(
            release.number,
            replace(said, file=None) if file else said,
            release,
            words.on if words else None,
            file.stands_in("") if file else "",
        )


def _erased_on(session: Session, programme_id: int, digest: str) -> date | None:
    """When words were last erased from what is named by that digest."""
    erased = erasures_of(session, programme_id).files.get(digest)
    return erased.on if erased else None


def _spoken_for(
    found: Snapshot, milestones: Collection[int], weaknesses: Collection[int], indicators: Collection[int]
) -> Iterator[SpokenFor]:
    words = found.words
    for milestone in found.milestones:
        if milestone.number in milestones:
            named = milestone.number, milestone.ref, milestone.wording
            yield SpokenFor(capital(words.milestone), *named, workstream=milestone.workstream)
    for weakness in found.weaknesses:
        if weakness.number in weaknesses:
            named = weakness.number, weakness.ref, weakness.wording
            yield SpokenFor(capital(words.weakness), *named, is_weakness=True)
    for indicator in found.indicators:
        if indicator.number in indicators:
            yield SpokenFor("Indicator", indicator.number, "", indicator.name)


@cache
def _adapter() -> TypeAdapter[EvidenceSaid]:
    return TypeAdapter(EvidenceSaid)
