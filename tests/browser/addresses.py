"""Every page of the tracker as an address of the example, found by asking the application for its routes.

A new route is a new page: where nothing here says what stands in its address, `pages` fails and says so.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.guard import Declared, declared
from tests.browser.serving import Served
from wsoa.access import Action, Held, may_with
from wsoa.example import SLUG
from wsoa.people import account, actor_of, organisations_of, people_of
from wsoa.snapshot.visits import visit
from wsoa.terms import Role

SOME: Mapping[str, tuple[str, ...]] = {
    "/programmes/{slug}/risks/{number}/{turn}": ("/risks/1/close", "/risks/1/issue"),
    "/programmes/{slug}/reports/{key}": (
        "/reports/board-report",
        "/reports/evidence-narrative",
        "/reports/risk-register",
        "/reports/exception-report",
        "/reports/reconciliation-report",
    ),
    "/programmes/{slug}/date-moves/{number}": ("/date-moves/6",),
    "/programmes/{slug}/packs/{number}/milestones/{milestone}": ("/packs/6/milestones/1",),
    "/programmes/{slug}/released/packs/{number}": ("/released/packs/6",),
    "/programmes/{slug}/released/packs/{number}/milestones/{milestone}": ("/released/packs/6/milestones/1",),
    "/programmes/{slug}/releases/{what}/{number}/propose": (
        "/releases/packs/5/propose",
        "/releases/evidence/5/propose",
    ),
    "/programmes/{slug}/releases/{what}/{number}/decide": ("/releases/packs/7/decide", "/releases/evidence/1/decide"),
    "/programmes/{slug}/releases/{what}/{number}/withdraw": ("/releases/packs/6/withdraw",),
    **{
        f"/programmes/{{slug}}/visits/{{number}}/{kind}/{{item}}/{form}": (f"/visits/1/{kind}/1/{form}",)
        for kind, form in (
            *(("sessions", form) for form in ("change", "withdraw")),
            *(("requests", form) for form in ("change", "withdraw", "answer", "answer/withdraw")),
        )
    },
    "/programmes/{slug}/visits/{number}": ("/visits/1", "/visits/2"),
    "/programmes/{slug}/visits/{number}/notes/{day}": ("/visits/2/notes/{day}",),
    "/programmes/{slug}/our-view/{number}/{beside}": ("/our-view/1/area", "/our-view/1/impact", "/our-view/2/area"),
    "/programmes/{slug}/our-view/{number}/{beside}/withdraw": ("/our-view/1/impact/withdraw",),
    "/programmes/{slug}/views/{number}/check": ("/views/4/check",),
    "/programmes/{slug}/evidence/{number}": ("/evidence/1", "/evidence/4", "/evidence/5"),
    **{
        f"/programmes/{{slug}}/evidence/{{number}}/{form}": (f"/evidence/{number}/{form}",)
        for form, number in (("redact", 4), ("check", 5), ("attach", 2), ("take-away", 2))
    },
    "/programmes/{slug}/narratives/{number}": ("/narratives/1", "/narratives/2", "/narratives/3"),
    "/programmes/{slug}/narratives/{number}/milestones": ("/narratives/1/milestones",),
    "/programmes/{slug}/narratives/{number}/milestones/{milestone}": ("/narratives/1/milestones/1",),
    **{
        f"/programmes/{{slug}}/narratives/{{number}}/{step}": (f"/narratives/{number}/{step}",)
        for step, number in (
            *((each, 3) for each in ("signatories", "partners", "hand-over", "give-up")),
            *((each, 2) for each in ("cross-check", "send-back")),
        )
    },
    # None of the example waits for a signature: tests/web/test_narrative_stages_pages.py draws these.
    **dict.fromkeys([f"/programmes/{{slug}}/narratives/{{number}}/{step}" for step in ("sign", "issue")], ()),
    **{
        f"/programmes/{{slug}}/narratives/areas/{{number}}/sections/{{kind}}/{page}": (
            f"/narratives/areas/2/sections/position-statement/{page}",
        )
        for page in ("write", "history", "comment")
    },
    "/programmes/{slug}/narratives/areas/{number}/erase": ("/narratives/areas/2/erase",),
    "/programmes/{slug}/narratives/comments/{number}/answer": ("/narratives/comments/2/answer",),
    "/programmes/{slug}/points/explain": ("/points/explain?rule=no-date&about=milestone&about_number=10",),
}
"""What stands in an address where a number alone would not do."""

NOT_DRAWN = (
    *("/health", "/ready", "/v1/", "/static", "/welcome/", "/new-passphrase/"),
    *("/programmes/{slug}/trackers/", "/programmes/{slug}/scorecard.xlsx"),
    "/programmes/{slug}/evidence-room/hand-over",
    *("/programmes/{slug}/set-up/sign-ins.csv", "/administration/security.csv"),
)
"""What is no page, or is looked at on somebody's way there (test_a_programme_begins, test_tracker)."""


@dataclass(frozen=True)
class Page:
    """A page and what it asks of whoever opens it."""

    route: str
    path: str
    action: Action | None

    def is_for(self, role: Role) -> bool:
        """Whether the role may open it at all."""
        return self.action is None or may_with(Held(role, 1, None), self.action)


def pages(served: Served, numbers: Sequence[int] = (1,)) -> tuple[Page, ...]:
    """Every GET page, for the things of these numbers and for one name of each kind."""
    found = [route for route in declared(served.app) if "GET" in route.methods]
    drawn = [each for each in found if not each.path.startswith(NOT_DRAWN) and not each.path.endswith("/file")]
    named = _named(served)
    paths = [(each, path) for number in numbers for each in drawn for path in _paths(each.path, number, named)]
    return tuple(Page(each.path, path, _action(each)) for each, path in dict.fromkeys(paths))


def _named(served: Served) -> Mapping[str, str]:
    """What stands for a name in an address: somebody, a role of theirs, an organisation, the day of a visit."""
    with served.database.reading() as session:
        manager = account(session, "manager@example.org")
        assert manager is not None
        who = actor_of(session, manager["uid"])
        assert who is not None
        somebody = next(each for each in people_of(session, who, SLUG) if each.email.startswith("lead@"))
        organisation = organisations_of(session, who, SLUG)[0]
        day = visit(session, who, SLUG, 2).starts.isoformat()
        return {"day": day, "uid": somebody.uid, "role": str(somebody.roles[0].id), "organisation": organisation.uid}


def _action(route: Declared) -> Action | None:
    return route.permission if isinstance(route.permission, Action) else None


def _paths(route: str, number: int, named: Mapping[str, str]) -> list[str]:
    if route in SOME:
        return [f"/programmes/{SLUG}{each}".format_map(named) for each in SOME[route]]
    known = {"slug": SLUG, "number": str(number), **named}
    if "/organisations/" in route:
        known["uid"] = named["organisation"]
    missing = set(re.findall(r"{(\w+)", route)) - set(known)
    assert not missing, f"What stands for {missing} in {route}? Say so in tests.browser.addresses."
    return [re.sub(r"{(\w+)[^}]*}", lambda name: known[name[1]], route)]
