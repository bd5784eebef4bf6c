"""By which meeting: one of the dates on which a board sits, or another date."""

from datetime import date

from api.filled import Typed
from api.forms import Choice
from api.pages.round_names import round_title
from api.render import day
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions.working import meetings as days_of

OTHER = "other"


def meetings(found: Snapshot) -> tuple[Choice, ...]:
    """The days on which boards meet about rounds, of those that lie ahead, soonest first, and another date."""
    ahead = {when: round_title(each) for each in found.rounds for when in days_of(each) if when >= found.as_at}
    offered = (Choice(when.isoformat(), day(when), ahead[when]) for when in sorted(ahead))
    return (*offered, Choice(OTHER, "Another date, or none yet"))


def chosen_meeting(meeting: date | None, found: Snapshot) -> dict[str, list[str]]:
    """The answers that say this meeting."""
    said = meeting.isoformat() if meeting else ""
    if said in {each.value for each in meetings(found)}:
        return {"meeting": [said], "meeting_other": []}
    return {"meeting": [OTHER], "meeting_other": [said]}


def with_meeting(typed: Typed) -> Typed:
    """The answers with one date: the one chosen, or the other one that was entered."""
    rest = {name: texts for name, texts in typed.items() if name != "meeting_other"}
    chosen = [text for text in typed.get("meeting", ()) if text.strip() and text != OTHER]
    return rest | {"meeting": chosen or list(typed.get("meeting_other", ()))}
