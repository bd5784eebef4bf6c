"""What the kept texts are called on a page, and where each has its own. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from api.finding import Part
from wsoa.erasure import ErasurePosition, Place, PlaceTold, TextHeld
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import HOUSE_WORDS, OwnWords, capital
from wsoa.terms import BulletKind, ErasureState

_LISTS = {
    BulletKind.PROGRESS: "progress",
    BulletKind.NEXT_STEPS: "next steps",
    BulletKind.HEADLINE: "headlines",
}
_LONGEST_NAME = 90
FROZEN = ("pack_terms", "pack_amendment")
"""Tables whose files lose words: they are told of as packs."""
GIVEN = ("pack", "load")
"""Kinds that stay as they were given or brought: nothing in them stands today or stood before."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that holds texts: the heading of many, what one is called, and its page below the programme's."""

    heading: str
    one: str
    page: str = "/record"


@dataclass(frozen=True, slots=True)
class Line:
    """A text that is kept, as a page shows it: of which thing, where that has its page; `parts` mark what was found.

    A pack says the same in several places: `keys` names them all.
    """

    held: TextHeld
    called: str
    page: str
    parts: tuple[Part, ...]
    keys: tuple[str, ...]

    @property
    def key(self) -> str:
        """What its tick box carries."""
        return "\n".join(self.keys)

    @property
    def state(self) -> str:
        """Whether it is what stands, in words."""
        if self.held.erased:
            return "Erased"
        if self.held.kind in GIVEN:
            return "As it was given"
        return "Stands today" if self.held.stands else "Earlier version"


@dataclass(frozen=True, slots=True)
class Told:
    """A place without its words."""

    place: PlaceTold
    called: str
    page: str


@dataclass(frozen=True, slots=True)
class Amount:
    """How many texts of one kind of thing go, of how many things, and of which fields."""

    heading: str
    texts: int
    things: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Texts of one kind of thing."""

    heading: str
    lines: tuple[Line, ...]


def kinds(words: OwnWords) -> Mapping[str, Kind]:
    """Every kind that holds texts, in the order in which people think of it."""
    return {
        "milestone": Kind(capital(words.milestones), capital(words.milestone), "/milestones/{}"),
        "risk": Kind("Risks and issues", "Risk", "/risks/{}"),
        "ask": Kind("Asks", "Ask", "/asks/{}"),
        "bullet_list": Kind("Progress, next steps and headlines", "List"),
        "lead_return": Kind("Returns", "Return", "/this-round"),
        "challenge": Kind("Challenges", "Challenge", "/this-round"),
        "question": Kind("Questions about packs", "Question", "/questions/{}"),
        "explanation": Kind("Explanations of points to check", "Explanation", "/points"),
        "evidence": Kind("Evidence", "Evidence", "/evidence"),
        "indicator": Kind("Indicators", "Indicator", "/indicators/{}"),
        "indicator_value": Kind("Values of indicators", "Value", "/indicators"),
        "target": Kind("Targets", "Target", "/indicators"),
        "product": Kind("Reporting products", "Reporting product", "/products"),
        "weakness": Kind(capital(words.weaknesses), capital(words.weakness), "/weaknesses/{}"),
        "focus_area": Kind(capital(words.focus_areas), capital(words.focus_area), "/focus-areas/{}"),
        "workstream": Kind(capital(words.workstreams), capital(words.workstream), "/workstreams/{}"),
        "draw": Kind("Random samples", "Random sample", "/draws/{}"),
        "pack": Kind("Packs", "Pack", "/packs/{}"),
        "load": Kind("Loads of trackers", "Load", "/trackers/{}"),
        "column": Kind("Column headings that were remembered", "Column heading", "/trackers"),
        "entry": Kind("How entries were made", "Entry"),
        "plan": Kind("Plans", "Plan"),
        "board": Kind("Boards", "Board"),
        "round": Kind("Rounds", "Round"),
        "rating_key": Kind("Rating keys", "Rating key"),
        "programme": Kind("The programme itself", "Programme"),
        "erasure": Kind("Erasures", "Erasure", "/set-up/erasures/{}"),
    }


def kind_of(kind: str, words: OwnWords) -> Kind:
    """How that kind is called; one that nobody foresaw by its own name."""
    name = kind.replace("-", "_")
    plain = capital(name.replace("_", " "))
    return kinds(words).get(name) or Kind(plain, plain)


def page_of(kind: str, number: int, words: OwnWords) -> str:
    """Where the thing has its page, below the programme's own."""
    return kind_of(kind, words).page.format(number)


def names(found: Snapshot, packs: Mapping[int, str]) -> Mapping[tuple[str, int], str]:
    """What the things of the programme are called today, by kind and number; `packs` by theirs."""
    streams = {each.number: each.name for each in found.workstreams}
    told: dict[tuple[str, int], str] = {}
    for milestone in found.milestones:
        told["milestone", milestone.number] = f"{milestone.ref or ''} {milestone.wording}"
    for risk in found.risks:
        told["risk", risk.number] = f"{risk.ref or ''} {risk.title}"
    for kept in found.lists:
        whose = streams.get(kept.workstream or 0, "The programme")
        told["bullet_list", kept.number] = f"{whose}: {_LISTS.get(kept.kind) or kept.heading or 'section'}"
    for weakness in found.weaknesses:
        told["weakness", weakness.number] = f"{weakness.ref or ''} {weakness.wording}"
    for area in found.focus_areas:
        told["focus_area", area.number] = f"{area.ref or ''} {area.wording}"
    for stream in found.workstreams:
        told["workstream", stream.number] = f"{stream.ref or ''} {stream.name}"
    told |= {("ask", each.number): each.wording for each in found.asks}
    told |= {("indicator", each.number): each.name for each in found.indicators}
    told |= {("evidence", each.number): f"E{each.number} {each.title}" for each in found.evidence}
    told |= {("product", each.number): each.name for each in found.products}
    told |= {("pack", number): name for number, name in packs.items()}
    told |= {("programme", 1): found.name}
    return {key: _short(name) for key, name in told.items() if name.strip()}


def _short(name: str) -> str:
    plain = " ".join(name.split())
    return plain if len(plain) <= _LONGEST_NAME else f"{plain[:_LONGEST_NAME].rsplit(' ', 1)[0]} …"


def called(kind: str, number: int, words: OwnWords, named: Mapping[tuple[str, int], str]) -> str:
    """The thing's name; where it has none, its kind and number."""
    return named.get((kind, number)) or f"{kind_of(kind, words).one} {number}"


def grouped(
    found: Snapshot,
    held: Iterable[TextHeld],
    packs: Mapping[int, str],
    parts: Mapping[Place, tuple[Part, ...]] | None = None,
) -> tuple[Group, ...]:
    """The texts by kind of thing, as they come; what one thing says several times at one date is one text."""
    named, words, marked = names(found, packs), found.words, parts or {}
    by_kind: dict[str, dict[tuple[object, ...], Line]] = {}
    for text in held:
        lines = by_kind.setdefault(text.kind, {})
        same = (text.number, text.place.table, text.place.sequence, text.what, text.text)
        before = lines[same].keys if same in lines else ()
        lines[same] = Line(
            text,
            called(text.kind, text.number, words, named),
            page_of(text.kind, text.number, words),
            marked.get(text.place, ((text.text, False),)),
            (*before, text.place.key),
        )
    order = list(kinds(words))
    ordered = sorted(by_kind, key=lambda kind: order.index(kind) if kind in order else len(order))
    return tuple(Group(kind_of(kind, words).heading, tuple(by_kind[kind].values())) for kind in ordered)


def amounts(one: ErasurePosition, words: OwnWords) -> tuple[Amount, ...]:
    """What it is about, counted by kind of thing; no word of it.

    Once it is done, the frozen files that lost words are told of beside.
    """
    done = one.state is ErasureState.DONE
    by_kind: dict[str, list[PlaceTold]] = {}
    for each in one.places:
        if not done or each.place.table not in FROZEN:
            by_kind.setdefault(each.kind, []).append(each)
    return tuple(
        Amount(
            kind_of(kind, words).heading,
            len(places),
            len({each.number for each in places}),
            tuple(dict.fromkeys(each.what for each in places)),
        )
        for kind, places in by_kind.items()
    )


def texts_in(one: ErasurePosition) -> int:
    """How many texts it is about."""
    return sum(each.texts for each in amounts(one, HOUSE_WORDS))


def told(found: Snapshot, places: Sequence[PlaceTold], packs: Mapping[int, str]) -> tuple[Told, ...]:
    """The places by what their things are called, without words."""
    named, words = names(found, packs), found.words
    return tuple(
        Told(each, called(each.kind, each.number, words, named), page_of(each.kind, each.number, words))
        for each in places
    )
