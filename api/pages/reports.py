"""The reports: what can be made, a preview that is the document's own content, and the document."""

import re
from typing import Any

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.beside import beside, beside_narrative
from api.dependencies import reading
from api.downloads import handed_over, note_download
from api.guard import permission
from api.moments import THEN
from api.render import render
from api.standing import Standing, as_it_stood, as_it_stood_with
from api.summarised import summarised
from exports import catalogue
from exports.beside import ALONE, Beside
from exports.catalogue import REPORTS, Contents, Report, UnknownReport
from wsoa.access import Action, Actor
from wsoa.errors import Barred, Unseen
from wsoa.snapshot import Snapshot
from wsoa.tracker_loads import with_loads

router = APIRouter()


@router.get("/programmes/{slug}/reports")
@permission(Action.READ_REPORT)
def reports(request: Request, slug: str) -> Response:
    """What can be made of the record on the date asked for."""

    def page(standing: Standing) -> Response:
        return render(request, "reports/list.html", standing=standing, reports=REPORTS.values())

    return as_it_stood(request, slug, page, action=Action.READ_REPORT)


@router.get("/programmes/{slug}/reports/progress-summary")
@permission(Action.READ_SUMMARY)
def summary(request: Request, slug: str) -> Response:
    """The progress summary, for advisers and partners too: they are given what it says and none of what it is of."""
    made = catalogue.report("progress-summary")

    def drawn(session: Session, actor: Actor, standing: Standing) -> Contents:
        at, asked = standing.snapshot, request.query_params.get("known_by")
        # What was recorded entry by entry is the working history, which is not theirs (PROOFS 2.2).
        if asked not in (None, "", THEN) and not standing.whole:
            raise Barred(Action.READ_WORKING.value)
        found, given = summarised(session, actor, slug, as_at=at.as_at, known_by=at.known_by)
        contents: Contents = made.contents(found, given)
        return contents

    def page(standing: Standing, contents: Contents) -> Response:
        return _made(request, standing, made, contents, request.query_params.get("format") or "html")

    return as_it_stood_with(request, slug, drawn, page, action=Action.READ_SUMMARY)


@router.get("/programmes/{slug}/reports/{key}")
@permission(Action.READ_REPORT)
def report(request: Request, slug: str, key: str) -> Response:
    """A report as a page (`?format=html`, the default), a file to keep (docx) or its contents as JSON."""

    def made(standing: Standing) -> Response:
        found = _found(key)
        read, given = _beside(request, standing.snapshot, found)
        contents = found.contents(read, given)
        return _made(request, standing, found, contents, request.query_params.get("format") or "html")

    return as_it_stood(request, slug, made, action=Action.READ_REPORT)


def _beside(request: Request, found: Snapshot, made: Report[Any]) -> tuple[Snapshot, Beside]:
    """What the report speaks of beside the position: loads of trackers (`?load=N` chooses one), earlier rounds.

    Of a narrative what people wrote, of one area of weakness (`?weakness=N`) or of all.
    """
    if not (made.rounds or made.loads or made.narrated):
        return found, ALONE
    frame = request.state.frame  # it says which date is looked at, which reading again would forget
    with reading(request, Action.READ_REPORT) as (session, actor):
        if made.narrated:
            given = beside_narrative(session, actor, found, _number_asked(request, "weakness"))
        else:
            given = beside(session, actor, found, made)
        if made.loads:
            found = with_loads(session, actor, found, _number_asked(request, "load"))
    request.state.frame = frame
    return found, given


def _number_asked(request: Request, what: str) -> int | None:
    """The load or the area of weakness that the address asks for; None where it asks for none. Raises Unseen."""
    asked = request.query_params.get(what)
    if asked is None:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) < 10):
        raise Unseen(what)
    return int(asked)


def preview_template(key: str) -> str:
    """The template of a report's content, for the page and for a file of its own."""
    return f"reports/{key.replace('-', '_')}.html"


def file_name(key: str, found: Snapshot, kind: str) -> str:
    """What a file of the report is called: northmere-board-report-2026-03-31.docx. Plain ASCII whatever comes in."""
    return re.sub(r"[^a-z0-9.-]", "-", f"{found.slug}-{key}-{found.as_at.isoformat()}.{kind}".lower())


# Any: each report has contents of its own, which only its own writers and template are given.
def _found(key: str) -> Report[Any]:
    try:
        return catalogue.report(key)
    except UnknownReport:
        raise Unseen("report") from None


def _made(request: Request, standing: Standing, report: Report[Any], contents: Contents, kind: str) -> Response:
    if kind == "html":
        drawn = preview_template(report.key)
        of = "load" if report.loads else "weakness" if report.narrated else ""
        asked = {of: request.query_params[of]} if of in request.query_params else {}
        return render(
            request, "reports/show.html", standing=standing, report=report, contents=contents, drawn=drawn, asked=asked
        )
    if kind == "json":
        told = JSONResponse(contents.to_json())
        note_download(request, f"reports/{report.key}", bytes(told.body), kind)
        return told
    if kind not in report.writers:
        raise Unseen("format of this report")
    content = report.writers[kind](contents, mark=report.mark)
    return handed_over(request, f"reports/{report.key}", content, file_name(report.key, standing.snapshot, kind), kind)
