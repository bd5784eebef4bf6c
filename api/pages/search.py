"""Searching a programme as it stood, by plain words."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.finding import Hit, Item, asked_words, find
from api.guard import permission
from api.render import render
from api.standing import Standing, as_it_stood
from wsoa.access import Action
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import AskPosition, MilestonePosition, RiskPosition, capital
from wsoa.terms import BulletKind
from wsoa.text import clean

router = APIRouter()

LEAST, MOST_WORDS, MOST_SHOWN = 2, 12, 50
_LISTS = {
    BulletKind.PROGRESS: "Progress",
    BulletKind.NEXT_STEPS: "Next steps",
    BulletKind.HEADLINE: "Headlines",
    BulletKind.SECTION: "",
}


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind: the first of it, and how many there are."""

    heading: str
    hits: tuple[Hit, ...]
    count: int


@router.get("/programmes/{slug}/search")
@permission(Action.READ_WORKING)
def search(request: Request, slug: str) -> Response:
    """What holds all the words of `?q=`, by kind, each in its context."""

    def page(standing: Standing) -> Response:
        question = clean(request.query_params.get("q", "")).strip()
        words = asked_words(question)[:MOST_WORDS]
        too_short = bool(question) and (not words or max(map(len, words)) < LEAST)
        request.state.frame = replace(request.state.frame, search=None)  # the page has its own
        groups = () if too_short or not words else tuple(_groups(standing.snapshot, words))
        return render(
            request,
            "search/show.html",
            standing=standing,
            question=question,
            too_short=too_short,
            groups=groups,
            total=sum(group.count for group in groups),
        )

    return as_it_stood(request, slug, page)


def _groups(found: Snapshot, words: tuple[str, ...]) -> Iterator[Group]:
    for heading, items in _kinds(found):
        hits = tuple(find(items, words))
        if hits:
            yield Group(heading, hits[:MOST_SHOWN], len(hits))


def _kinds(found: Snapshot) -> Iterator[tuple[str, Iterator[Item]]]:
    """Everything that can be found, by kind, in the order in which people think of it."""
    own = found.words
    yield capital(own.milestones), (_milestone(each) for each in found.milestones)
    yield "Risks and issues", (_risk(each) for each in found.risks)
    yield "Asks", (_ask(each) for each in found.asks)
    yield "Progress and next steps", _bullets(found)
    yield (
        capital(own.weaknesses),
        (Item(f"/weaknesses/{each.number}", _named(each.ref, each.wording)) for each in found.weaknesses),
    )
    yield (
        capital(own.focus_areas),
        (Item(f"/focus-areas/{each.number}", _named(each.ref, each.wording)) for each in found.focus_areas),
    )
    yield capital(own.workstreams), _workstreams(found)
    yield "Indicators", _indicators(found)
    yield "Evidence", _evidence(found)
    yield "Reporting products", _products(found)


def _named(ref: str | None, words: str) -> str:
    return " ".join(filter(None, (ref, words)))


def _texts(**said: str | None) -> tuple[tuple[str, str], ...]:
    return tuple((label.replace("_", " ").capitalize(), text) for label, text in said.items() if text)


def _milestone(milestone: MilestonePosition) -> Item:
    update = milestone.update
    said = _texts(
        progress=update.progress if update else None,
        issue=update.issue if update else None,
        mitigation=update.mitigation if update else None,
        why_this_rating=update.written.reason if update else None,
        success_measure=milestone.success_measure,
        lead=milestone.leads_words or "; ".join(lead.words for lead in milestone.leads),
    )
    return Item(f"/milestones/{milestone.number}", _named(milestone.ref, milestone.wording), said)


def _risk(risk: RiskPosition) -> Item:
    said = _texts(
        detail=risk.detail,
        impact=risk.impact,
        mitigation=risk.mitigation,
        proximity=risk.proximity,
        escalation=risk.escalation,
        owner=risk.owner,
    )
    return Item(f"/risks/{risk.number}", _named(risk.ref, risk.title), said)


def _ask(ask: AskPosition) -> Item:
    said = _texts(asked_of=ask.of, about=ask.about, what_follows_if_not=ask.consequence, decision=ask.decision)
    return Item(f"/asks/{ask.number}", ask.wording, said)


def _bullets(found: Snapshot) -> Iterator[Item]:
    """Each line by itself, with the list it stands in."""
    names = {each.number: each.name for each in found.workstreams}
    for each in found.lists:
        whose = names.get(each.workstream or 0, "The programme")
        page = f"/workstreams/{each.workstream}" if each.workstream in names else ""
        called = f"{whose}: {_LISTS[each.kind] or each.heading or 'section'}"
        for bullet in each.bullets:
            yield Item(page, bullet.text, where=called)


def _workstreams(found: Snapshot) -> Iterator[Item]:
    for each in found.workstreams:
        led = "; ".join(lead.words for lead in (*each.leads, *each.support))
        notes = "\n".join(note.text for note in each.notes)
        yield Item(f"/workstreams/{each.number}", _named(each.ref, each.name), _texts(leads=led, notes=notes))


def _indicators(found: Snapshot) -> Iterator[Item]:
    for each in found.indicators:
        yield Item("/record", each.name, _texts(definition=each.definition, source=each.source, owner=each.owner))


def _evidence(found: Snapshot) -> Iterator[Item]:
    for each in found.evidence:
        yield Item("/record", f"E{each.number} {each.title}", _texts(shows=each.shows, type=each.type))


def _products(found: Snapshot) -> Iterator[Item]:
    for each in found.products:
        yield Item("/record", each.name, _texts(type=each.type, frequency=each.frequency, progress=each.progress))
