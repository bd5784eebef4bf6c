"""The peer of goal W2: the list of milestones from entities whose relationships are loaded when they are touched.

It is the favourable kind: its tables keep only what stands now, so nothing has to be looked for in the past, and what
surrounds the list is given to it. Each milestone costs three queries (its update, its leads, its focus areas), as it
does for whoever writes `milestone.update` in a template and thinks no more of it. The template is our own, which asks
for the names that are properties here.
"""

from datetime import date
from typing import cast

from fastapi import APIRouter
from sqlalchemy import Connection, select
from sqlalchemy.orm import Session, registry
from sqlmodel import Field, Relationship, SQLModel
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import reading
from api.frame import as_at_frame
from api.guard import permission
from api.render import render
from api.selection import Selection
from api.standing import Links, Standing, another
from wsoa.access import Action
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import MilestonePosition


class Kept(SQLModel, registry=registry()):
    """Entities of their own, beside the tables of the record."""


class AreaOfMilestone(Kept, table=True):
    """Which focus areas a milestone belongs to."""

    __tablename__ = "lazy_area_of_milestone"

    milestone: int = Field(primary_key=True, foreign_key="lazy_milestone.number")
    area: int = Field(primary_key=True, foreign_key="lazy_area.number")


class Area(Kept, table=True):
    """A focus area."""

    __tablename__ = "lazy_area"

    number: int = Field(primary_key=True)
    ref: str
    wording: str


class Leader(Kept, table=True):
    """Somebody who leads a milestone."""

    __tablename__ = "lazy_leader"

    id: int | None = Field(default=None, primary_key=True)
    milestone: int = Field(foreign_key="lazy_milestone.number", index=True)
    words: str
    organisation_name: str | None = None


class Rating(Kept, table=True):
    """A level of the key: three of them, which the session loads once."""

    __tablename__ = "lazy_rating"

    code: str = Field(primary_key=True)
    label: str
    colour: str


class Update(Kept, table=True):
    """What was last said about a milestone."""

    __tablename__ = "lazy_update"

    milestone: int = Field(primary_key=True, foreign_key="lazy_milestone.number")
    code: str = Field(foreign_key="lazy_rating.code")
    progress: str | None = None
    issue: str | None = None
    mitigation: str | None = None
    reason: str | None = None
    confirmed: bool = False
    as_at: date
    rating: Rating = Relationship()

    @property
    def written(self) -> "Update":
        """Who said it and when: here in the same row."""
        return self


class Promised(Kept, table=True):
    """A milestone, with what it promises and by when in columns of its own."""

    __tablename__ = "lazy_milestone"

    number: int = Field(primary_key=True)
    place: int
    ref: str
    wording: str
    leads_words: str | None = None
    words: str
    precision: str | None = None
    latest: date | None = None
    update: Update = Relationship()
    leads: list[Leader] = Relationship(sa_relationship_kwargs={"order_by": "Leader.id"})
    areas: list[Area] = Relationship(link_model=AreaOfMilestone)

    @property
    def level(self) -> Rating:
        """The level it stands at."""
        return self.update.rating

    @property
    def focus_areas(self) -> list[int]:
        """The numbers of its focus areas."""
        return [area.number for area in self.areas]

    @property
    def dates(self) -> "Promised":
        """Its dates: here in the same row."""
        return self

    @property
    def current(self) -> "Promised":
        """The date that stands now."""
        return self


def fill(on: Connection, snapshot: Snapshot) -> None:
    """The same milestones, as they stand."""
    Kept.metadata.create_all(on)
    levels = [Rating(code=level.code, label=level.label, colour=level.colour) for level in snapshot.levels]
    areas = [Area(number=area.number, ref=area.ref, wording=area.wording) for area in snapshot.focus_areas]
    with Session(on) as session:
        session.add_all([*levels, *areas])
        session.add_all([_promised(place, each) for place, each in enumerate(snapshot.milestones)])
        session.flush()
        for each in snapshot.milestones:
            session.add_all(_beside(each))
        session.commit()


def _promised(place: int, said: MilestonePosition) -> Promised:
    due = said.dates.current
    assert due is not None
    return Promised(
        number=said.number,
        place=place,
        ref=said.ref,
        wording=said.wording,
        leads_words=said.leads_words,
        words=due.words,
        precision=due.precision,
        latest=due.latest,
    )


def _beside(said: MilestonePosition) -> list[SQLModel]:
    update = said.update
    assert update is not None
    assert update.level is not None
    areas = [AreaOfMilestone(milestone=said.number, area=area) for area in said.focus_areas]
    leads = [Leader(milestone=said.number, words=lead.words) for lead in said.leads]
    latest = Update(
        milestone=said.number,
        code=update.level.code,
        progress=update.progress,
        issue=update.issue,
        mitigation=update.mitigation,
        reason=update.written.reason,
        confirmed=update.written.confirmed,
        as_at=update.written.as_at,
    )
    return [*areas, *leads, latest]


def listed_lazily(path: str, snapshot: Snapshot) -> APIRouter:
    """The list of milestones at `path`, drawn while the session is open. `snapshot` is what frames it, for nothing."""
    router = APIRouter()

    @router.get(path)
    @permission(Action.READ_WORKING)
    def milestones(request: Request, slug: str) -> Response:
        links = Links(f"/programmes/{slug}", None)
        with reading(request, Action.READ_WORKING) as (session, _):
            found = session.scalars(select(Promised).order_by(Promised.place)).all()  # type: ignore[arg-type]
            areas = {area.number: area for area in session.scalars(select(Area))}
            return render(
                request,
                "milestones/list.html",
                frame=as_at_frame(request.state.frame, snapshot, request.scope["path"], snapshot.as_at),
                standing=Standing(snapshot, links, another(request), True),
                selection=Selection(cast("tuple[MilestonePosition, ...]", tuple(found)), (), ()),
                total=len(found),
                areas=areas,
                listed_only=False,
                no_longer=(),
            )

    return router
