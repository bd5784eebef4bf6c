"""What the kept texts are called on a page, and where each has its own. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from api.finding import Part
from exports.parts.wording import counted, listed
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
    """A kind of thing that holds texts: their heading, what one and many are called, their page in the programme."""

    heading: str
    one: str
    many: str
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

    kind: Kind
    texts: int
    things: int
    fields: tuple[str, ...]

    @property
    def words(self) -> str:
        """The same in words: *The issue of 1 milestone*, *The issue and the reason of 2 milestones (5 places)*."""
        of = f"{capital(listed([_as_noun(each) for each in self.fields]))} of {self.things}"
        named = f"{of} {self.kind.one if self.things == 1 else self.kind.many}"
        return named if self.texts == self.things * len(self.fields) else f"{named} ({counted(self.texts, 'place')})"


@dataclass(frozen=True, slots=True)
class Fold:
    """Texts of one thing that was given or loaded, which may be very many: folded together under its name."""

    called: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Texts of one kind of thing."""

    heading: str
    lines: tuple[Line, ...]

    @property
    def folds(self) -> tuple[Fold, ...]:
        """Its lines by the pack or the load that says them; none where each is told by itself."""
        by_thing: dict[int, list[Line]] = {}
        for line in self.lines:
            if line.held.kind in GIVEN:
                by_thing.setdefault(line.held.number, []).append(line)
        return tuple(Fold(lines[0].called, tuple(lines)) for lines in by_thing.values())


def kinds(words: OwnWords) -> Mapping[str, Kind]:
    """Every kind that holds texts, in the order in which people think of it."""
    return {
        "milestone": Kind(capital(words.milestones), words.milestone, words.milestones, "/milestones/{}"),
        "risk": Kind("Risks and issues", "risk", "risks", "/risks/{}"),
        "ask": Kind("Asks", "ask", "asks", "/asks/{}"),
        "bullet_list": Kind("Progress, next steps and headlines", "list", "lists"),
        "lead_return": Kind("Returns", "return", "returns", "/this-round"),
        "challenge": Kind("Challenges", "challenge", "challenges", "/this-round"),
        "question": Kind("Questions about packs", "question", "questions", "/questions/{}"),
        "explanation": Kind("Explanations of points to check", "explanation", "explanations", "/points"),
        "evidence": Kind("Evidence", "piece of evidence", "pieces of evidence", "/evidence/{}"),
        "case_study": Kind("Case studies", "case study", "case studies", "/voices/case-studies/{}"),
        "voice": Kind("Quotations", "quotation", "quotations", "/voices"),
        "plan_audit": Kind("Audits of plans", "audit of plans", "audits of plans", "/voices"),
        "viewpoint": Kind("Partners’ views", "partner’s view", "partners’ views", "/views"),
        "writing": Kind(
            "What is written", f"{words.weakness}: what is written", "what is written", "/narratives/areas/{}"
        ),
        "narrative_section": Kind("Sections of narratives", "section", "sections", "/narratives"),
        "narrative_comment": Kind("Comments on narratives", "comment", "comments", "/narratives"),
        "narrative": Kind("Evidence narratives", "evidence narrative", "evidence narratives", "/narratives/{}"),
        "visit": Kind("Visits", "visit", "visits", "/visits/{}"),
        "visit_session": Kind("Sessions of visits", "session", "sessions", "/visits"),
        "visit_note": Kind("Notes of visits", "note", "notes", "/visits"),
        "visit_request": Kind("Requests of visitors", "request", "requests", "/visits"),
        "indicator": Kind("Indicators", "indicator", "indicators", "/indicators/{}"),
        "indicator_value": Kind("Values of indicators", "value", "values", "/indicators"),
        "target": Kind("Targets", "target", "targets", "/indicators"),
        "product": Kind("Reporting products", "reporting product", "reporting products", "/products"),
        "weakness": Kind(capital(words.weaknesses), words.weakness, words.weaknesses, "/weaknesses/{}"),
        "focus_area": Kind(capital(words.focus_areas), words.focus_area, words.focus_areas, "/focus-areas/{}"),
        "workstream": Kind(capital(words.workstreams), words.workstream, words.workstreams, "/workstreams/{}"),
        "draw": Kind("Random samples", "random sample", "random samples", "/draws/{}"),
        "pack": Kind("Packs", "pack", "packs", "/packs/{}"),
        "load": Kind("Loads of trackers", "load", "loads", "/trackers/{}"),
        "column": Kind("Column headings that were remembered", "column heading", "column headings", "/trackers"),
        "entry": Kind("How entries were made", "entry", "entries"),
        "plan": Kind("Plans", "plan", "plans"),
        "board": Kind("Boards", "board", "boards"),
        "round": Kind("Rounds", "round", "rounds"),
        "rating_key": Kind("Rating keys", "rating key", "rating keys"),
        "programme": Kind("The programme itself", "programme", "programmes"),
        "erasure": Kind("Erasures", "erasure", "erasures", "/set-up/erasures/{}"),
    }


def kind_of(kind: str, words: OwnWords) -> Kind:
    """How that kind is called; one that nobody foresaw by its own name."""
    name = kind.replace("-", "_")
    plain = name.replace("_", " ")
    return kinds(words).get(name) or Kind(capital(plain), plain, plain)


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
        told["writing", weakness.number] = told["weakness", weakness.number]
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
    return named.get((kind, number)) or f"{capital(kind_of(kind, words).one)} {number}"


def grouped(
    found: Snapshot,
    held: Iterable[TextHeld],
    packs: Mapping[int, str],
    parts: Mapping[Place, tuple[Part, ...]] | None = None,
) -> tuple[Group, ...]:
    """The texts by kind of thing, as they come; what one thing says several times at one date is one text."""
    named, words, marked = names(found, packs), found.words, parts or {}
    by_kind: dict[str, dict[tuple[str, int, str, int, str, str], Line]] = {}
    for text in held:
        lines = by_kind.setdefault(text.kind, {})
        before = lines[text.said].keys if text.said in lines else ()
        lines[text.said] = Line(
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
    return amounts_of((each for each in one.places if not done or each.place.table not in FROZEN), words)


def amounts_of(places: Iterable[PlaceTold], words: OwnWords) -> tuple[Amount, ...]:
    """The places, counted by kind of thing; no word of them."""
    by_kind: dict[str, list[PlaceTold]] = {}
    for each in places:
        by_kind.setdefault(each.kind, []).append(each)
    return tuple(
        Amount(
            kind_of(kind, words),
            len(found),
            len({each.number for each in found}),
            tuple(dict.fromkeys(each.what for each in found)),
        )
        for kind, found in by_kind.items()
    )


def _as_noun(field: str) -> str:
    """A field within a sentence: *the issue*, *why it was dropped*; what is no noun is quoted."""
    first = field.partition(" ")[0]
    if first in ("On", "By", "Measured"):
        return f"“{field}”"
    plain = f"{field[:1].lower()}{field[1:]}"
    return plain if first in ("The", "What", "Who", "Why", "How", "A") else f"the {plain}"


def texts_in(one: ErasurePosition) -> int:
    """How many places it is about: one thing may say the same text in several."""
    return sum(each.texts for each in amounts(one, HOUSE_WORDS))


def told(found: Snapshot, places: Sequence[PlaceTold], packs: Mapping[int, str]) -> tuple[Told, ...]:
    """The places by what their things are called, without words."""
    named, words = names(found, packs), found.words
    return tuple(
        Told(each, called(each.kind, each.number, words, named), page_of(each.kind, each.number, words))
        for each in places
    )
