"""Entering something for somebody who told it by e-mail or telephone: the names that are offered."""

from collections.abc import Iterable
from dataclasses import dataclass

from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import Lead


@dataclass(frozen=True, slots=True)
class SpokenFor:
    """The names offered for "on behalf of": first those who lead this, then everybody else the plan names."""

    names: tuple[str, ...]


def names_of(snap: Snapshot, leads: Iterable[Lead]) -> SpokenFor:
    """The leads of this, then every other lead of the programme, each once."""
    others = (lead for each in snap.workstreams for lead in (*each.leads, *each.support))
    led = (lead for milestone in snap.milestones for lead in milestone.leads)
    return SpokenFor(tuple(dict.fromkeys(lead.words for lead in (*leads, *others, *led))))
