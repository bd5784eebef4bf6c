"""Everybody asks for every page and sends every form, of their own place, of another and of what is not there (S1).

The addresses are those that people of either place find by following links, so that a new page is among them by itself.
What each answer may be follows from the role alone; where a right ends at a workstream, tests/record/test_permission
says whose thing it is, and here the answer may be either.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

import httpx2
import pytest
from sqlalchemy import String, select

from api.guard import SIGNED_IN, Declared, declared
from tests.proofs import FULL
from tests.web.crawling import Crawled, Drawn, crawl
from tests.web.filling_in import OURS
from tests.web.places import CANARY
from tests.web.site import EVERYBODY, OTHER_SLUG, ROLES, SLUG, Site
from tests.web.written import undone, watched
from wsoa.access import TABLE, Action, Reach
from wsoa.database import Database
from wsoa.tables import HISTORY, Programme, metadata
from wsoa.terms import Role

CRAWLERS = ("manager", "leader", "board", "lead", "adviser", "inspector", "forum", "admin")
OUTSIDERS = ("stranger", "stranger-lead")
NOBODY = ("anonymous", "disabled")
RELATIONS = ("own", "other", "missing")
NOT_THERE = "987654"
ONLY_RELEASED = ("adviser", "inspector", "admin")
"""Who may read none of the working record: nothing is released in Northmere before this test."""
PUBLIC_WORDS = re.compile(r"(North|South)mere SEND improvement|^\d+ [A-Z][a-z]+ \d{4}$")
"""What the programmes are called, and dates in words: events of the security log have dates too."""
ALL_OF_IT = frozenset({Reach.PROGRAMME, Reach.INSTALLATION})


@dataclass(frozen=True)
class Cell:
    """One actor, one route, and whose thing they ask for."""

    who: str
    route: Declared
    method: str
    path: str
    relation: str
    form: Drawn | None = None

    @property
    def told(self) -> str:
        return f"{self.who} {self.method} {self.path} ({self.relation})"


@dataclass(frozen=True)
class Found:
    """What can be asked for: for each place and route an address, and for each form what it holds as drawn."""

    routes: Mapping[tuple[str, str], Declared]
    pages: Mapping[str, Mapping[str, str]]
    forms: Mapping[str, Mapping[str, Drawn]]

    def cells(self) -> Iterator[Cell]:
        """Every page and form × everybody × own, another's, missing."""
        for who in EVERYBODY:
            mine, theirs = (OTHER_SLUG, SLUG) if who in OUTSIDERS else (SLUG, OTHER_SLUG)
            for relation, place in (("own", mine), ("other", theirs), ("missing", mine)):
                for route, address in self.pages[place].items():
                    if path := _as_asked(route, address, relation):
                        yield Cell(who, self.routes["GET", route], "GET", path, relation)
                for route, form in self.forms[place].items():
                    if path := _as_asked(route, form.path, relation):
                        yield Cell(who, self.routes["POST", route], "POST", path, relation, replace(form, path=path))


@pytest.fixture(scope="module")
def found(site: Site) -> Found:
    """Everything that people of Northmere and Southmere come upon."""
    routes = {(method, each.path): each for each in declared(site.app) for method in each.methods}  # type: ignore[arg-type]
    here = _all_of([crawl(site.app, site.client_for(who), who, ("/", f"/programmes/{SLUG}")) for who in CRAWLERS])
    there = _all_of([crawl(site.app, site.client_for(who), who) for who in OUTSIDERS])
    asked = {SLUG: here, OTHER_SLUG: there}
    return Found(
        routes,
        {slug: each.pages for slug, each in asked.items()},
        {slug: each.forms for slug, each in asked.items()},
    )


def _all_of(found: Sequence[Crawled]) -> Crawled:
    whole = Crawled()
    for each in found:
        for route, address in each.pages.items():
            whole.pages.setdefault(route, address)
        for route, form in each.forms.items():
            whole.forms.setdefault(route, form)
    return whole


def _as_asked(route: str, address: str, relation: str) -> str | None:
    """The address for that relation; None where the route has nothing in it that could be another's or missing."""
    if relation == "own":
        return address
    if "{slug}" not in route:
        return None
    if relation == "other":
        return address
    parts = zip(route.split("/"), address.split("?")[0].split("/"), strict=True)
    asked = [NOT_THERE if name.startswith("{") and _is_a_thing(said) else said for name, said in parts]
    missing = "/".join(asked)
    return missing if missing != address.split("?")[0] else None


def _is_a_thing(said: str) -> bool:
    """A number, or somebody's or some organisation's uid; not a place's name or a report's."""
    return said.isdigit() or re.fullmatch("[0-9a-f]{32}", said) is not None


@pytest.mark.proof
def test_nobody_reads_or_writes_what_their_role_does_not_allow_s1(
    site: Site, found: Found, record_property: Callable[[str, object], None]
) -> None:
    cells = [cell for cell in found.cells() if cell.route.path not in ("/sign-out", "/sign-in")]
    chosen = cells if FULL else _some(cells)
    hidden = _hidden(site.database)
    answers: dict[tuple[str, str, str], list[int]] = {}
    wrong = [fault for cell in chosen for fault in _wrong(site, cell, hidden, answers)]
    wrong += [f"{place} tells what is there from what is not: {codes}" for place, codes in answers.items() if codes[1:]]
    record_property("cells", len(chosen))
    assert wrong == [], "\n".join(wrong)
    assert len(cells) >= 3_000
    assert len({(cell.who, cell.relation) for cell in chosen}) == len(EVERYBODY) * len(RELATIONS)


def test_a_page_that_shows_what_it_may_not_would_be_found(site: Site, found: Found) -> None:
    """The negative control: what the manager is answered, held to what the adviser may be."""
    hidden = _hidden(site.database)
    route = found.routes["GET", "/programmes/{slug}/risks"]
    answer = site.client_for("manager").get(f"/programmes/{SLUG}/risks")
    cell = Cell("adviser", route, "GET", f"/programmes/{SLUG}/risks", "own")
    assert [fault.split(": ")[1] for fault in _judged(cell, answer, (), hidden)] == ["200", "shows what is not theirs"]
    assert _judged(replace(cell, who="manager"), answer, (), hidden) == []


def _some(cells: Sequence[Cell]) -> list[Cell]:
    """Of each route a few cells, so that over all of them everybody asks in every way."""
    return [cell for place, cell in enumerate(cells) if place % (5 if cell.who in ONLY_RELEASED else 13) == 0]


def _wrong(
    site: Site, cell: Cell, hidden: Mapping[str, frozenset[str]], answers: dict[tuple[str, str, str], list[int]]
) -> list[str]:
    client = site.client_for(cell.who)
    kept = dict(client.cookies)
    with undone(site.database), watched(site.database) as writes:
        if cell.form is None:
            answer = client.get(cell.path)
        else:
            answer = client.post(cell.path, content=urlencode(_filled(cell, hidden)), headers=OURS)
    client.cookies = kept
    if not _may(cell) and cell.relation != "other":
        codes = answers.setdefault((cell.who, cell.method, cell.route.path), [])
        codes += [answer.status_code] if answer.status_code not in codes else []
    return _judged(cell, answer, tuple(writes), hidden)


def _filled(cell: Cell, hidden: Mapping[str, frozenset[str]]) -> list[tuple[str, str]]:
    """The form as it was drawn for others, without their words: a refusal gives back what was sent."""
    assert cell.form is not None
    theirs = hidden[cell.who]
    return [(name, "Otter" if any(word in said for word in theirs) else said) for name, said in cell.form.fields]


def _judged(
    cell: Cell, answer: httpx2.Response, writes: Sequence[object], hidden: Mapping[str, frozenset[str]]
) -> list[str]:
    faults = []
    allowed = _allowed(cell)
    if answer.status_code not in allowed:
        faults.append(f"{cell.told}: {answer.status_code}: not one of {sorted(allowed)}")
    if writes and answer.status_code in (401, 403, 404):
        faults.append(f"{cell.told}: wrote though it was refused")
    if writes and not _may(cell):
        faults.append(f"{cell.told}: wrote")
    said = _everything_said(answer)
    if _is_told_in_short(cell):
        return faults
    if any(word in said for word in hidden[cell.who]) and not _lists_accounts(cell):
        faults.append(f"{cell.told}: shows what is not theirs")
    return faults


def _is_told_in_short(cell: Cell) -> bool:
    """Advisers read one report of their own place, whose words tests/web/test_progress_summary_pages looks at."""
    return cell.who == "adviser" and cell.relation == "own" and cell.route.permission is Action.READ_SUMMARY


def _lists_accounts(cell: Cell) -> bool:
    """An administrator sees everybody's name, and programmes' names: pages whose words test_administration looks at."""
    return cell.who == "admin" and cell.route.path.startswith("/administration")


def _allowed(cell: Cell) -> set[int]:
    """What may be answered, by the role, whether it is their own place, and whether the thing is there."""
    asked, answers = cell.route.permission, {200, 303} if cell.method == "GET" else {200, 303, 409, 413, 422}
    if asked is None:
        return answers | {404, 422}
    if cell.who in NOBODY:
        return {401}
    if asked is SIGNED_IN:
        return answers
    assert isinstance(asked, Action)
    role = _role(cell.who)
    reach = TABLE[asked].get(role)
    if "{slug}" not in cell.route.path:
        return answers | {404} if reach else {403}
    if reach is not Reach.INSTALLATION and (cell.relation == "other" or role is Role.ADMINISTRATOR):
        return {404}
    if reach is None:
        return {403, 404}
    if cell.relation == "missing":
        return {404} if reach in ALL_OF_IT and cell.method == "GET" else {403, 404, 422}
    return answers if reach in ALL_OF_IT and cell.who in CRAWLERS else answers | {403, 404}


def _may(cell: Cell) -> bool:
    return not _allowed(cell) <= {401, 403, 404}


def _role(who: str) -> Role:
    if who in ROLES:
        return ROLES[who][0]
    return {"admin": Role.ADMINISTRATOR, "stranger": Role.PROGRAMME_MANAGER}.get(who, Role.WORKSTREAM_LEAD)


def _hidden(database: Database) -> dict[str, frozenset[str]]:
    """What may stand in no answer to each of them: the canary of the other place; for some, any word of the record."""
    here = _words(database, SLUG)
    theirs = {who: frozenset({CANARY.strip()}) for who in EVERYBODY}
    there = {word.removeprefix(CANARY) for word in _words(database, OTHER_SLUG)}
    theirs |= dict.fromkeys(OUTSIDERS, here - there)
    theirs |= {who: here | {CANARY.strip()} for who in (*ONLY_RELEASED, *NOBODY)}
    # An administrator is told what programmes and people are called, wherever they are, and no word of any record.
    return theirs | {"admin": here | _words(database, OTHER_SLUG)}


def _words(database: Database, slug: str) -> frozenset[str]:
    """Every longer text in any row of the place's history."""
    programme = metadata.tables[str(Programme.__tablename__)]
    found: set[str] = set()
    with database.reading() as session:
        number = session.scalar(select(programme.c.id).where(programme.c.slug == slug))
        for kind in HISTORY:
            table = metadata.tables[str(kind.__tablename__)]
            for column in (each for each in table.columns if _is_words(each.name, each.type)):
                query = select(column).where(table.c.programme_id == number, column.is_not(None))
                found.update(session.scalars(query))
    return frozenset(word for word in found if len(word) > 12 and not PUBLIC_WORDS.search(word))


def _is_words(name: str, kind: object) -> bool:
    python_type = getattr(kind, "length", None)
    is_text = isinstance(kind, String) or type(kind).__name__ == "AutoString"
    return is_text and python_type is None and name not in ("salt", "digest")


def _everything_said(answer: httpx2.Response) -> str:
    """Headers and body; of an office document every part of it."""
    said = [f"{name}: {value}" for name, value in answer.headers.items()]
    if zipfile.is_zipfile(io.BytesIO(answer.content)):
        with zipfile.ZipFile(io.BytesIO(answer.content)) as package:
            said += [package.read(name).decode("utf-8", "replace") for name in package.namelist()]
    else:
        said.append(answer.content.decode("utf-8", "replace"))
    return "\n".join(said)
