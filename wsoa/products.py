"""Reporting products: what is to be published, and how far it has come."""

from datetime import date

from pydantic import Field
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.change import Change
from wsoa.errors import Invalid, Unseen
from wsoa.history import OpenEntry, entry
from wsoa.snapshot.reporting import never_before, reporting_date
from wsoa.tables import Product, ProductTerms, ProductTimescale, ProductUpdate
from wsoa.terms import ProductDate
from wsoa.text import Line, Words, clean
from wsoa.timescales import read_timescale


class ProductChange(Change):
    """A reporting product; its dates are words as the programme wrote them."""

    name: Line = Field(title="The name")
    type: Line | None = Field(default=None, title="What it is")
    frequency: Line | None = Field(default=None, title="How often it is made")
    start: Line | None = Field(default=None, title="The start")
    first_draft: Line | None = Field(default=None, title="The first draft")
    first_issue: Line | None = Field(default=None, title="The first issue")


class ProductProgressChange(Change):
    """How far a product has come."""

    progress: Words = Field(title="How far it has come")


def state_product(entry: OpenEntry, change: ProductChange, *, as_at: date, number: int | None = None) -> int:
    """A new product, or what product `number` is from that date on; its number."""
    number = number or entry.new(Product)
    entry.state(_terms(entry, change, as_at, number), *dates_of(change, as_at))
    return number


def save_product(
    session: Session,
    actor: Actor,
    slug: str,
    change: ProductChange,
    *,
    number: int | None = None,
    seen: int = 0,
    token: str | None = None,
) -> int:
    """A new product, or what product `number` is from today on; its number.

    Raises Unseen, Barred, and Conflict (somebody changed it since `seen`).
    """
    with entry(
        session, actor, slug, command="save_product", action=Action.SET_UP, token=token, payload=(number, change, seen)
    ) as writing:
        today = clock.today()
        row, dates = _terms(writing, change, today, number or 0), dates_of(change, today)
        if number is None:
            if first := writing.begun(row, *dates):
                return first
        elif not writing.sequence(ProductTerms, number):
            raise Unseen("reporting product")
        elif writing.was_sent():
            return number
        else:
            writing.require_seen(ProductTerms, number, seen, "This reporting product")
        return state_product(writing, change, as_at=today, number=number)


def save_product_progress(
    session: Session,
    actor: Actor,
    slug: str,
    number: int,
    change: ProductProgressChange,
    *,
    seen: int,
    token: str | None = None,
) -> int:
    """How far product `number` has come by this round; the sequence of the row that says so.

    Raises Unseen, Barred, Conflict (somebody reported since `seen`) and Invalid.
    """
    with entry(
        session,
        actor,
        slug,
        command="save_product_progress",
        action=Action.SET_UP,
        token=token,
        payload=(number, change, seen),
    ) as writing:
        if not writing.sequence(ProductTerms, number):
            raise Unseen("reporting product")
        as_at, round_ = reporting_date(writing, clock.today())
        as_at = never_before(writing, ProductUpdate, number, as_at, clock.today())
        row = _update(writing, change.progress, as_at, number, round_)
        if first := writing.replayed(row):
            return first
        writing.require_seen(ProductUpdate, number, seen, "This reporting product")
        if not row.progress:
            raise Invalid({"progress": "Say how far it has come."})
        return writing.append(row)


def _terms(writing: OpenEntry, change: ProductChange, as_at: date, number: int) -> ProductTerms:
    return ProductTerms(
        programme_id=writing.programme_id,
        number=number,
        as_at=as_at,
        name=change.name,
        type=change.type,
        frequency=change.frequency,
    )


def dates_of(change: ProductChange, reference: date) -> list[ProductTimescale]:
    """The dates given, read as seen from `reference`."""
    given = {
        ProductDate.START: change.start,
        ProductDate.FIRST_DRAFT: change.first_draft,
        ProductDate.FIRST_ISSUE: change.first_issue,
    }
    return [product_date(which, words, reference) for which, words in given.items() if words]


def product_date(which: ProductDate, words: str, reference: date) -> ProductTimescale:
    """One date of a product in the words given."""
    read = read_timescale(words, reference)
    return ProductTimescale(
        which=which,
        words=read.words,
        kind=read.kind,
        earliest=read.earliest,
        latest=read.latest,
        precision=read.precision,
    )


def report_product(entry: OpenEntry, progress: Words, *, as_at: date, number: int) -> None:
    """How far product `number` has come by that date."""
    entry.state(_update(entry, progress, as_at, number, None))


def _update(writing: OpenEntry, progress: Words, as_at: date, number: int, round_: int | None) -> ProductUpdate:
    return ProductUpdate(
        programme_id=writing.programme_id, number=number, as_at=as_at, round=round_, progress=clean(progress)
    )
