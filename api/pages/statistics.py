"""Official statistics: which files were loaded, the measures in them, an area beside its comparators; another load."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends
from sqlalchemy.orm import Session
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from api.body_limit import UPLOAD
from api.dependencies import reading, writing
from api.forms import answers
from api.frame import as_at_frame
from api.guard import permission
from api.moments import read_date
from api.render import Frame, render
from api.uploads import CUT, with_files
from wsoa import clock, snapshot
from wsoa.access import Action, Actor, reaches
from wsoa.errors import Busy, Refused, Unwritable
from wsoa.snapshot import ProgrammeName, open_programme
from wsoa.statistics import Comparison, Provenance, compare, load_statistics
from wsoa.statistics.brought import brought
from wsoa.statistics.listed import area_names, loaded_files, measures, neighbour_sets, own_area
from wsoa.terms import Polarity, StatisticsKind, YearType
from wsoa.text import MAX_LINE, clean

router = APIRouter()

MOST_FILES, MOST_MEASURES, MOST_LEFT_OUT = 10, 200, 200
EARLIEST = 2000
KINDS: Mapping[StatisticsKind, str] = {
    StatisticsKind.MEASURES: "Measures",
    StatisticsKind.NEIGHBOURS: "Statistical neighbours",
    StatisticsKind.VALUES: "Values",
    StatisticsKind.EXPLORE_EDUCATION: "Explore Education Statistics",
}
YEARS: Mapping[YearType, str] = {
    YearType.CALENDAR: "calendar years",
    YearType.ACADEMIC: "academic years",
    YearType.FINANCIAL: "financial years",
    YearType.JANUARY: "January of each year",
    YearType.UNKNOWN: "years of a kind that no file says",
}
BETTER: Mapping[Polarity, str] = {
    Polarity.HIGH: "High is good",
    Polarity.LOW: "Low is good",
    Polarity.NEAR_TARGET: "Near the target is good",
    Polarity.NEUTRAL: "Neither high nor low is good by itself",
}
NOT_CHOSEN = "Choose one file or more"
EMPTY = "{name} is empty. Check that the whole file was saved or copied, then choose it again"
TOO_LARGE = "The files are larger than 20 MB together. Choose fewer, or a topic or a year at a time"
TOO_MANY = f"Choose {MOST_FILES} files at most"
BUSY = "The tracker was busy and nothing was loaded. Choose the files again in a moment"
DFE = "Department for Education"

Typed = Mapping[str, str]
Files = list[tuple[str, bytes]]


async def posted_files(request: Request) -> FormData:
    """The form with its files; one more than is taken."""
    return await with_files(request, MOST_FILES + 1)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks to be compared, as typed; empty: the programme's own area, the latest set, every year."""

    measure: str
    area: str
    neighbours: str
    first: str
    last: str


@router.get("/programmes/{slug}/statistics")
@permission(Action.READ_WORKING)
def statistics(request: Request, slug: str) -> Response:
    """The files that were loaded, and the measures that hold the words of `?q=`."""
    return _page(request, slug, {"source": DFE, "retrieved": clock.today().isoformat()})


@router.get("/programmes/{slug}/statistics/compared")
@permission(Action.READ_WORKING)
def compared(request: Request, slug: str) -> Response:
    """One measure of an area beside its region, its statistical neighbours and England; 422 for what is not there.

    Without a measure, the form that asks for one.
    """
    asked = Asked(*(_query(request, name) for name in ("measure", "area", "neighbours", "from", "to")))
    with reading(request, Action.READ_WORKING) as (session, actor):
        programme, frame = _entered(request, session, actor, slug)
        found, problem = _compared(session, asked, own_area(session, programme.id)) if asked.measure else (None, "")
        areas, sets = area_names(session), neighbour_sets(session)
    return render(
        request,
        "statistics/compared.html",
        422 if problem else 200,
        frame=frame,
        programme=programme,
        asked=asked,
        found=found,
        areas=areas,
        sets=(("", "The latest one"), *((each, each) for each in sets)),
        years=YEARS,
        better=BETTER,
        sources=_sources(found) if found else (),
        problems={"": problem} if problem else {},
    )


@router.post("/programmes/{slug}/statistics")
@permission(Action.LOAD_STATISTICS)
def load(request: Request, slug: str, form: Annotated[FormData, Depends(posted_files)]) -> Response:
    """The files loaded, all or none, and the report of every line (200), or the form again: 422, 413 too large, 503.

    The report is kept nowhere, so it is the answer itself. To send the form again changes nothing: a file that was
    loaded is known by its digest.
    """
    with reading(request, Action.LOAD_STATISTICS) as (session, actor):
        _, frame = _entered(request, session, actor, slug)
    typed = {name: texts[0].strip() for name, texts in answers(form).items()}
    files = _files(form)
    if problems := _problems(typed, files):
        return _page(request, slug, typed, problems, 413 if TOO_LARGE in problems.values() else 422)
    fetched = read_date(typed["retrieved"]) or clock.today()
    try:
        sheets = [brought(name, content) for name, content in files]
        with writing(request, Action.LOAD_STATISTICS) as (session, actor):
            reports = load_statistics(session, actor, sheets, source=typed["source"], retrieved_on=fetched)
    except Busy as busy:
        return _page(request, slug, typed, {"files": str(busy) if isinstance(busy, Unwritable) else BUSY}, 503)
    except Refused as refused:
        return _page(request, slug, typed, {"files": str(refused)}, 422)
    return render(request, "statistics/loaded.html", frame=frame, reports=reports, kinds=KINDS, most=MOST_LEFT_OUT)


def _page(
    request: Request, slug: str, typed: Typed, problems: Mapping[str, str] | None = None, status: int = 200
) -> Response:
    words = _query(request, "q")
    with reading(request, Action.READ_WORKING) as (session, actor):
        programme, frame = _entered(request, session, actor, slug)
        may_load = reaches(actor, Action.LOAD_STATISTICS, programme.id)
        files, found = loaded_files(session), measures(session, words)
    return render(
        request,
        "statistics/list.html",
        status,
        frame=frame,
        files=files,
        words=words,
        measures=found[:MOST_MEASURES],
        total=len(found),
        kinds=KINDS,
        years=YEARS,
        typed=typed,
        may_load=may_load,
        problems=problems or {},
    )


def _entered(request: Request, session: Session, actor: Actor, slug: str) -> tuple[ProgrammeName, Frame]:
    """The programme, and the frame of its pages in its own words."""
    snap = snapshot.load(session, actor, slug)
    frame = as_at_frame(request.state.frame, snap, request.scope["path"], snap.as_at)
    return open_programme(session, actor, slug, Action.READ_WORKING), frame


def _compared(session: Session, asked: Asked, own: str) -> tuple[Comparison | None, str]:
    """What is asked, or why there is none."""
    try:
        neighbours, first, last = (each or None for each in (asked.neighbours, asked.first, asked.last))
        area = asked.area or own
        return compare(session, asked.measure, area, neighbours=neighbours, first=first, last=last), ""
    except Refused as refused:
        return None, str(refused)


def _query(request: Request, name: str) -> str:
    return clean(request.query_params.get(name, "")).strip()[:MAX_LINE]


def _files(form: FormData) -> Files:
    """Name and bytes of each file that was chosen."""
    found = []
    for sent in form.getlist("files"):
        if isinstance(sent, UploadFile):
            with sent.file as opened:
                found.append((sent.filename or "", opened.read(UPLOAD + 1)))
    return [(name, content) for name, content in found if name or content]


def _problems(typed: Typed, files: Files) -> dict[str, str]:
    found = {
        "source": "" if typed.get("source") else "Enter who published the files",
        "retrieved": _date_problem(typed.get("retrieved", "")),
        "files": _file_problem(typed, files),
    }
    if len(typed.get("source", "")) > MAX_LINE:
        found["source"] = f"Who published the files must be {MAX_LINE} characters or fewer"
    return {field: problem for field, problem in found.items() if problem}


def _file_problem(typed: Typed, files: Files) -> str:
    if CUT in typed:
        return TOO_LARGE
    if not files:
        return NOT_CHOSEN
    if len(files) > MOST_FILES:
        return TOO_MANY
    return next((EMPTY.format(name=name) for name, content in files if not content), "")


def _date_problem(words: str) -> str:
    if not words:
        return "Enter the day the files were fetched"
    try:
        day = read_date(words) or clock.today()
    except Refused:
        return "The day the files were fetched must be a real date, like 2026-03-31"
    if day > clock.today():
        return "The day the files were fetched cannot be later than today"
    is_slip = day.year < EARLIEST
    return f"The day the files were fetched cannot be before {EARLIEST}. Check the year" if is_slip else ""


def _sources(found: Comparison) -> tuple[Provenance, ...]:
    """The files that the values come from, each once."""
    told = (value.provenance for row in found.rows for value in row.values if value.provenance)
    return tuple(dict.fromkeys(told))
