"""The register of risks and issues, to be read."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.guard import permission
from api.render import render
from api.standing import Standing, as_it_stood
from wsoa.access import Action
from wsoa.snapshot.positions import RiskPosition, Snapshot
from wsoa.terms import RiskStatus

router = APIRouter()


@router.get("/programmes/{slug}/risks")
@permission(Action.READ_WORKING)
def risks(request: Request, slug: str) -> Response:
    """Open risks and issues, the programme's own first, then by workstream; what is closed stands at the end."""

    def page(standing: Standing) -> Response:
        snapshot = standing.snapshot
        closed = [risk for risk in snapshot.risks if risk.status is RiskStatus.CLOSED]
        return render(request, "risks/list.html", standing=standing, sections=_sections(snapshot), closed=closed)

    return as_it_stood(request, slug, page)


def _sections(snapshot: Snapshot) -> list[tuple[str, list[RiskPosition]]]:
    """(heading, open risks) of the programme and of every workstream that has any."""
    names = {each.number: " ".join(filter(None, (each.ref, each.name))) for each in snapshot.workstreams}
    grouped: dict[int | None, list[RiskPosition]] = {None: [], **{number: [] for number in names}}
    for risk in snapshot.risks:
        if risk.status is RiskStatus.OPEN:
            grouped[risk.workstream if risk.workstream in names else None].append(risk)
    return [(names[number] if number else "The programme", found) for number, found in grouped.items() if found]
