"""Ending one role of somebody, or all: what names them is shown first, and somebody takes over, or nobody yet."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading, writing
from api.forms import answers, bind
from api.guard import permission
from api.pages.people.listing import people_frame, person_path
from api.pages.people.tokens import token_of
from api.pages.people.wording import role_lines, shown, workstream_name
from api.render import render
from wsoa import people, snapshot
from wsoa.access import Action
from wsoa.errors import Conflict, Invalid
from wsoa.people import NOBODY, EndingChange, NamedIn
from wsoa.snapshot import Snapshot
from wsoa.text import Number

router = APIRouter()

Typed = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class NamedLine:
    """Something that names them: its words and page, in what way, and whether it came since the form was opened."""

    words: str
    href: str
    how: str
    new: bool


@router.get("/programmes/{slug}/set-up/people/{uid}/roles/{role}/end")
@permission(Action.MANAGE_PEOPLE)
def end_role_form(request: Request, slug: str, uid: str, role: Number) -> Response:
    """What would be left without them if this role ended."""
    return _page(request, slug, uid, (role,), 200)


@router.get("/programmes/{slug}/set-up/people/{uid}/leave")
@permission(Action.MANAGE_PEOPLE)
def leave_form(request: Request, slug: str, uid: str) -> Response:
    """What would be left without them if they left the programme."""
    return _page(request, slug, uid, None, 200)


@router.post("/programmes/{slug}/set-up/people/{uid}/roles/{role}/end")
@permission(Action.MANAGE_PEOPLE)
def end_role(request: Request, slug: str, uid: str, role: Number, form: Form) -> Response:
    """The role ended and what names them handed over (303); 422 refused, 409 when more names them by now."""
    return _end(request, slug, uid, (role,), answers(form))


@router.post("/programmes/{slug}/set-up/people/{uid}/leave")
@permission(Action.MANAGE_PEOPLE)
def leave(request: Request, slug: str, uid: str, form: Form) -> Response:
    """All roles ended and what names them handed over (303); 422 refused, 409 when more names them by now."""
    return _end(request, slug, uid, None, answers(form))


def _end(request: Request, slug: str, uid: str, roles: Collection[int] | None, typed: Typed) -> Response:
    change, problems = bind(EndingChange, typed)
    if change is None:
        return _page(request, slug, uid, roles, 422, typed, problems)
    try:
        with writing(request, Action.MANAGE_PEOPLE) as (session, actor):
            people.end_roles(session, actor, slug, uid, roles, change)
    except Invalid as refused:
        return _page(request, slug, uid, roles, 422, typed, refused.problems)
    except Conflict:
        return _page(request, slug, uid, roles, 409, typed)
    # Whoever ended their own role may have no place on the page of people any more.
    return RedirectResponse("/" if uid == actor.uid else f"/programmes/{slug}/set-up/people", 303)


def _page(
    request: Request,
    slug: str,
    uid: str,
    roles: Collection[int] | None,
    status: int,
    typed: Typed | None = None,
    problems: Mapping[str, str] | None = None,
) -> Response:
    with reading(request, Action.MANAGE_PEOPLE) as (session, actor):
        snap = snapshot.load(session, actor, slug)
        member, ending, named = people.would_leave(session, actor, slug, uid, roles)
        others = [each for each in people.people_of(session, actor, slug) if each.uid != uid and not each.closed]
    if not ending:
        return RedirectResponse(person_path(slug, uid), 303)
    now = named.keys | {role.key for role in ending}
    listed = set((typed or {}).get("listed", ())) if status == 409 else now
    return render(
        request,
        "people/end.html",
        status,
        frame=people_frame(request, snap),
        member=member,
        href=person_path(slug, uid),
        all_roles=roles is None,
        ending=role_lines(ending, snap),
        given_since=role_lines([role for role in ending if roles is None and role.key not in listed], snap),
        named=_lines(named, snap, slug, listed),
        listed=sorted(now),
        others=others,
        nobody=NOBODY,
        chosen=next(iter((typed or {}).get("successor", ())), ""),
        token=token_of(typed, fresh=status == 409),
        problems=shown(problems or {}, "successor") if named else shown(problems or {}),
        conflict=status == 409,
    )


def _lines(named: NamedIn, snap: Snapshot, slug: str, listed: Collection[str]) -> list[NamedLine]:
    """Workstreams, then milestones, then indicators, each with what makes it theirs."""
    lines = [
        NamedLine(
            workstream_name(each),
            f"/programmes/{slug}/workstreams/{each.number}",
            "leads or supports it",
            f"workstream-{each.number}" not in listed,
        )
        for each in snap.workstreams
        if each.number in named.workstreams
    ]
    for each in snap.milestones:
        how = [words for words, numbers in _ways(named) if each.number in numbers]
        if how:
            words, href = f"{each.ref} {each.wording}".strip(), f"/programmes/{slug}/milestones/{each.number}"
            lines.append(NamedLine(words, href, " and ".join(how), f"milestone-{each.number}" not in listed))
    values = [each for each in snap.indicators if each.number in named.indicators]
    return lines + [
        NamedLine(
            each.name,
            f"/programmes/{slug}/indicators/{each.number}",
            "asked for its values",
            f"indicator-{each.number}" not in listed,
        )
        for each in values
    ]


def _ways(named: NamedIn) -> tuple[tuple[str, frozenset[int]], ...]:
    return (("named as lead", named.led), ("asked for updates", named.asked))
