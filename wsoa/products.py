"""Reporting products: what is to be published, and how far it has come."""

from datetime import date

from wsoa.change import Change
from wsoa.history import OpenEntry
from wsoa.tables import Product, ProductTerms, ProductTimescale, ProductUpdate
from wsoa.terms import ProductDate
from wsoa.text import Line, Words, clean
from wsoa.timescales import read_timescale


class ProductChange(Change):
    """A reporting product; its dates are words as the programme wrote them."""

    name: Line
    type: Line | None = None
    frequency: Line | None = None
    start: Line | None = None
    first_draft: Line | None = None
    first_issue: Line | None = None


def state_product(entry: OpenEntry, change: ProductChange, *, as_at: date, number: int | None = None) -> int:
    """A new product, or what product `number` is from that date on; its number."""
    number = number or entry.new(Product)
    row = ProductTerms(
        programme_id=entry.programme_id,
        number=number,
        as_at=as_at,
        name=change.name,
        type=change.type,
        frequency=change.frequency,
    )
    entry.state(row, *dates_of(change, as_at))
    return number


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
    entry.state(ProductUpdate(programme_id=entry.programme_id, number=number, as_at=as_at, progress=clean(progress)))
