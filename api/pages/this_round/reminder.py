"""What a manager may send to whoever is missing: a text to be copied. The tracker itself sends no mail."""

from api.pages.round_names import closed_words, round_title
from api.pages.this_round.told import Lead
from api.render import day
from wsoa.settings import settings
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import RoundPosition


def reminder(snap: Snapshot, round_: RoundPosition, lead: Lead) -> str:
    """The text for one lead: what is missing, until when, and where."""
    missing = lead.reported.missing
    named = snap.words.count_milestones(len(missing))
    page = f"{settings().public_address}/programmes/{snap.slug}/my-updates"
    lines = [f"- {' '.join(filter(None, (each.ref, each.wording)))}" for each in missing]
    return "\n".join(
        [
            f"Dear {lead.name},",
            "",
            f"{snap.name}, {round_title(round_)}: nothing has been said yet of {named} you are asked about.",
            "",
            *lines,
            "",
            f"If nothing has changed, one click confirms that. {_until(snap, round_)}",
            f"Go to My updates: {page}" if settings().public_address else "You find all of them under My updates.",
        ]
    )


def _until(snap: Snapshot, round_: RoundPosition) -> str:
    if closed := closed_words(snap):
        return f"Please answer soon: {closed}, so what you save is marked late, and is still read."
    return f"Please answer by {day(round_.closes)}."
