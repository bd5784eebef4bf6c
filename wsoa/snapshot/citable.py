"""What a section of a narrative may cite beside what the position holds, and what was revised since it was written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from sqlalchemy.orm import Session

from wsoa.access import Action, Actor
from wsoa.history import Row, rows
from wsoa.snapshot.load import open_programme, reading_at
from wsoa.snapshot.positions import Snapshot
from wsoa.snapshot.positions.voices import VoicesSaid
from wsoa.snapshot.reading import Reading, all_with_author
from wsoa.snapshot.voices import said
from wsoa.tables import EvidenceRevision, EvidenceTerms, MilestoneTerms

_PROVES = ("title", "type", "shows", "klass", "dated", "link")
"""What a piece of evidence says for itself: to link it to one thing more is no revision."""
_NAMES = ("ref", "wording", "state")
"""By what a milestone is known to whoever cites it."""


@dataclass(frozen=True, slots=True)
class Citable:
    """The voices, and the entry that last `revised` each piece of evidence or its file (0: none did).

    `promised` is the entry since which each milestone has its reference and wording, and stands in the plan as it does.
    """

    said: VoicesSaid
    revised: Mapping[int, int]
    promised: Mapping[int, int] = field(default_factory=dict)


NOTHING = Citable(VoicesSaid((), (), ()), {})
"""Nothing beside the snapshot."""


def citable(session: Session, actor: Actor, found: Snapshot) -> Citable:
    """What stands beside the snapshot, for whoever reads the whole working record. Raises Unseen and Barred."""
    voices = said(session, actor, found.slug, found.as_at, found.known_by)
    programme = open_programme(session, actor, found.slug, Action.READ_WORKING)
    reading = reading_at(session, programme.id, found.as_at, found.known_by)
    terms = _by_number(rows(session, all_with_author(EvidenceTerms), reading.at))
    revised = {number: _last_change(versions, _PROVES) for number, versions in terms.items()}
    for number, entry in _filed_anew(reading).items():
        revised[number] = max(entry, revised.get(number, 0))
    milestones = _by_number(rows(session, all_with_author(MilestoneTerms), reading.at))
    promised = {number: _last_change(each, _NAMES) or each[-1]["entry"] for number, each in milestones.items()}
    return Citable(voices, revised, promised)


def _by_number(found: Iterable[Row]) -> Mapping[int, list[Row]]:
    """The rows of each thing, newest first as they are read."""
    by_number: dict[int, list[Row]] = {}
    for row in found:
        by_number.setdefault(row["number"], []).append(row)
    return by_number


def _last_change(versions: list[Row], says: Iterable[str]) -> int:
    """The entry after which it said what it says now; 0 where it never said anything else."""
    for newer, older in pairwise(versions):
        if any(newer[name] != older[name] for name in says):
            return int(newer["entry"])
    return 0


def _filed_anew(reading: Reading) -> Mapping[int, int]:
    """The entry that last put another file in the place of one that was there."""
    versions = _by_number(rows(reading.session, all_with_author(EvidenceRevision), reading.at))
    return {
        number: next(
            (
                int(newer["entry"])
                for newer, older in pairwise(filed)
                if older["file_digest"] and newer["file_digest"] != older["file_digest"]
            ),
            0,
        )
        for number, filed in versions.items()
    }
