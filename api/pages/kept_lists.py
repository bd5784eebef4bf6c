"""Headlines, progress and next steps as pages show them: of which round they are, and who says so."""

from collections.abc import Sequence
from dataclasses import dataclass

from exports.parts.wording import round_in_words, stood_on
from wsoa.snapshot.positions import Bullet, Snapshot, Written
from wsoa.terms import BulletKind


@dataclass(frozen=True, slots=True)
class KeptList:
    """A list with what stands beside its heading: `stood` is empty for a list of the round reached."""

    bullets: Sequence[Bullet]
    stood: str
    written: Written | None


def kept_list(snapshot: Snapshot, kind: BulletKind, workstream: int | None) -> KeptList:
    """The list of that kind of that workstream (None: of the programme); an empty one where none was written.

    What an earlier round said is told with its date and its round: *as at 31 October 2026 (October 2026 round)*.
    """
    kept = snapshot.kept_list(kind, workstream)
    if kept is None:
        return KeptList((), "", None)
    name = next((each.name for each in snapshot.rounds if each.number == kept.written.round), None)
    said_in = f"({round_in_words(name).removeprefix('the ')})" if name else ""
    stood = stood_on(kept, snapshot) if kept.bullets else ""
    return KeptList(kept.bullets, " ".join(filter(None, (stood, said_in))) if stood else "", kept.written)
