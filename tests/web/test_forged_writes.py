"""Forms that no page of ours drew: another site's (S7), and ours with a field that nobody asked for (S8).

Somebody of each kind follows every link first and keeps each form that is drawn; what cannot be saved as it stands is
filled in by guessing. So a new page and its form are among the cells without being named here.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path
from urllib.parse import urlencode

import pytest
from sqlalchemy import JSON, Boolean, Date, DateTime, Enum, Integer, update
from sqlalchemy.types import TypeEngine
from starlette.requests import Request
from starlette.responses import Response

from api.app import create_app
from api.dependencies import Form, database
from api.example import EDITIONS
from api.guard import public
from api.passphrases import Passphrases
from tests.proofs import FULL, times
from tests.web.client import Client
from tests.web.crawling import Crawled, Drawn, Routes, crawl
from tests.web.filling_in import alike, filled_in, masked, send
from tests.web.places import OPERATOR, TODAY
from tests.web.site import PASSPHRASE, SLUG, Site, open_site
from tests.web.written import everything, undone, watched
from wsoa import clock
from wsoa.access import Actor
from wsoa.database import Database
from wsoa.example import SLUG as EXAMPLE
from wsoa.example import make_example
from wsoa.tables import Person, metadata

Record = Callable[[str, object], None]

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
FORGED: Mapping[str, Mapping[str, str]] = {
    "another site": FORM | {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
    "another site of the council": FORM | {"Sec-Fetch-Site": "same-site"},
    "another site, an old browser": FORM | {"Origin": "https://evil.example"},
    "a file or a framed page": FORM | {"Origin": "null"},
    "plain text": {"Content-Type": "text/plain"},
    "plain text of our own page": {"Content-Type": "text/plain", "Sec-Fetch-Site": "same-origin"},
    "a program's JSON": {"Content-Type": "application/json"},
}
OFFERED_AT_TIMES = {("/programmes/{slug}/packs/new", "reason"): "asked for when the pack replaces one that went out"}
"""What a form asks for only sometimes, so that its page was seen without it; and when."""
WHO = ("manager", "leader")
WHO_IN_THE_EXAMPLE = ("manager", "lead", "director", "chair", "admin")


@dataclass(frozen=True)
class Walked:
    """The application, what each of its people found there, and what was written while they looked."""

    site: Site
    slug: str
    found: Mapping[str, Crawled]
    writes: int
    unchanged: bool

    @property
    def routes(self) -> tuple[str, ...]:
        """Every route that writes."""
        return tuple(Routes.of(self.site.app, "POST").patterns)

    def form(self, route: str) -> Drawn:
        """A form of the route as somebody was shown it; where nobody was, the manager sends an empty one."""
        drawn = next((each.forms[route] for each in self.found.values() if route in each.forms), None)
        return drawn or Drawn("manager", route.format_map(_Stand(slug=self.slug)), (), frozenset(), ())


class _Stand(dict[str, str]):
    """What stands in an address of which nobody was shown one."""

    def __missing__(self, _: str) -> str:
        return "1"


@pytest.fixture(scope="module")
def walked(
    migrated_sqlite: Path, settled: tuple[Path, dict[str, Actor]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Walked]:
    """Northmere, in `make proof` the example, in which more has happened; each has looked at all they can reach."""
    copy = Path(shutil.copy(migrated_sqlite if FULL else settled[0], tmp_path_factory.mktemp("walked") / "w.sqlite3"))
    actors = {"nobody": OPERATOR} if FULL else settled[1]
    if FULL:
        _make_example(copy)
    with open_site(f"sqlite:///{copy}", actors) as site:
        yield _walk(site, EXAMPLE if FULL else SLUG, WHO_IN_THE_EXAMPLE if FULL else WHO)


def _make_example(file: Path) -> None:
    made = Database(f"sqlite:///{file}")
    with clock.held_at(TODAY), made.writing() as session:
        make_example(session, Passphrases(8, 1).hash(PASSPHRASE), EDITIONS)
    made.close()


def _walk(site: Site, slug: str, who: Sequence[str]) -> Walked:
    clients = {each: site.client_for(each) for each in who}
    before = everything(site.database)
    with watched(site.database) as writes:
        found = {each: crawl(site.app, client, each) for each, client in clients.items()}
    return Walked(site, slug, found, len(writes), everything(site.database) == before)


def test_looking_at_every_page_changes_nothing_s7(walked: Walked, record_property: Record) -> None:
    pages = {route for each in walked.found.values() for route in each.pages}
    record_property("pages", len(pages))
    assert len(pages) >= 75
    assert (walked.writes, walked.unchanged) == (0, True)


@pytest.mark.proof
def test_no_forged_form_is_accepted_at_any_address_that_writes_s7(walked: Walked, record_property: Record) -> None:
    accepted, cells, before = [], 0, everything(walked.site.database)
    with watched(walked.site.database) as writes:
        for route, (how, headers) in product(walked.routes, FORGED.items()):
            form = walked.form(route)
            answer = walked.site.client_for(form.who).post(form.path, content=urlencode(form.fields), headers=headers)
            cells += 1
            if answer.status_code not in (403, 415) or writes:
                accepted.append((route, how, answer.status_code))
                writes.clear()
    record_property("cells", cells)
    assert accepted == []
    assert cells >= 200
    assert everything(walked.site.database) == before


@pytest.mark.proof
def test_no_address_that_writes_does_so_for_who_only_looks_s7(walked: Walked, record_property: Record) -> None:
    changed, cells, before = [], 0, everything(walked.site.database)
    with watched(walked.site.database) as writes:
        for route, method in product(islice(walked.routes, 0, None, times(4, 1)), ("GET", "HEAD")):
            form = walked.form(route)
            answer = walked.site.client_for(form.who).request(method, f"{form.path}?{urlencode(form.fields)}")
            cells += 1
            if writes or answer.status_code >= 500:
                changed.append((route, method, answer.status_code))
                writes.clear()
    record_property("cells", cells)
    assert changed == []
    assert everything(walked.site.database) == before


def test_without_the_rule_the_same_forged_forms_are_saved(walked: Walked) -> None:
    naive = create_app(walked.site.database)
    naive.user_middleware = [each for each in naive.user_middleware if "SameOrigin" not in str(each)]
    client = Client(naive)
    client.cookies.update(walked.site.client_for("manager").cookies)
    drawn = [walked.form(route) for route in walked.routes]
    sendable = (
        filled_in(walked.site.client_for("manager"), walked.site.database, form) for form in drawn if form.names
    )
    some = list(islice(filter(None, sendable), 3))
    with undone(walked.site.database), watched(walked.site.database) as writes:
        for form, headers in product(some, FORGED.values()):
            client.post(form.path, content=urlencode(form.fields), headers=headers)
    assert len(some) == 3
    assert writes


def columns() -> dict[str, str]:
    """Every column of every table by its name, with something that may well stand in it."""
    found = [each for table in metadata.tables.values() for each in table.columns]
    return {each.name: _something(each.type) for each in found}


def _something(kind: TypeEngine[object]) -> str:
    if isinstance(kind, Enum):
        return str(kind.enums[-1])
    plausible = {Boolean: "true", DateTime: "2031-03-07T09:00:00", Date: "2031-03-07", Integer: "2", JSON: "{}"}
    return next((text for each, text in plausible.items() if isinstance(kind, each)), "somebody-else")


def more_is_written(client: Client, site: Site, form: Drawn, extra: Mapping[str, str]) -> list[str]:
    """The extra fields with which another thing is written than without; one that the form has is none."""
    base, again = send(client, site.database, form), send(client, site.database, form)
    mask = masked(base.writes, again.writes)
    assert mask is not None, f"the same form is not saved alike twice: {form.path}"
    more = ((name, send(client, site.database, form, (name, text))) for name, text in extra.items())
    return [name for name, sent in more if sent.writes and not alike(base.writes, sent.writes, mask)]


@pytest.mark.proof
def test_a_field_that_nobody_asked_for_changes_nothing_s8(walked: Walked, record_property: Record) -> None:
    every, changed, cells, saved = list(columns().items()), [], 0, 0
    for number, route in enumerate(islice(walked.routes, 0, None, times(4, 1))):
        drawn = walked.form(route)
        client = walked.site.client_for(drawn.who)
        form = filled_in(client, walked.site.database, drawn)
        saved += form is not None
        unasked = [each for each in every if each[0] not in drawn.names]
        some = dict(islice(unasked, number % 7, None, times(len(every) // 3, 1)))
        changed += [(route, name) for name in more_is_written(client, walked.site, form or drawn, some)]
        cells += len(some)
    record_property("cells", cells)
    record_property("forms that are saved without the extra field", saved)
    assert set(changed) - set(OFFERED_AT_TIMES) == set()
    assert cells >= times(60, 1_200)
    assert saved >= times(8, 50)


def test_a_naive_form_is_found_to_take_what_nobody_asked_for(walked: Walked) -> None:
    site, table = walked.site, metadata.tables[str(Person.__tablename__)]

    @public
    def rename(request: Request, form: Form) -> Response:
        given = {name: text for name, text in form.items() if name in table.columns}
        with database(request).writing() as session:
            session.execute(update(table).where(table.c.email == "manager@example.org").values(given))
        return Response(status_code=303, headers={"Location": "/"})

    naive = create_app(site.database)
    naive.post("/rename")(rename)
    form = Drawn("manager", "/rename", (("name", "Mo"),), frozenset({"name"}), ("name",))
    found = more_is_written(Client(naive), site, form, {"passphrase": "somebody-else", "wording": "somebody-else"})
    assert found == ["passphrase"]
