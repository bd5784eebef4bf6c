"""Reporting products: the dashboards and reports a programme has promised to publish."""

from datetime import date
from typing import Any

from sqlmodel import Field

from wsoa.tables.base import Child, History, Thing, history_of, row_of, words_of
from wsoa.terms import Precision, ProductDate, TimescaleKind


class Product(Thing, table=True):
    """A reporting product."""

    __tablename__ = "product"


class ProductTimescale(Child, table=True):
    """One of the product's three dates, in the words given."""

    __tablename__ = "product_timescale"

    row_id: int = row_of("product_terms")
    which: ProductDate = Field(primary_key=True, sa_type=words_of(ProductDate))
    words: str
    kind: TimescaleKind = Field(sa_type=words_of(TimescaleKind))
    earliest: date | None = None
    latest: date | None = None
    precision: Precision | None = Field(default=None, sa_type=words_of(Precision))


class ProductTerms(History, table=True):
    """What the product is and how often it is made."""

    __tablename__ = "product_terms"
    __table_args__: Any = history_of("product", "product_terms")
    children = (ProductTimescale,)

    name: str
    type: str | None = None
    frequency: str | None = None


class ProductUpdate(History, table=True):
    """How far the product has come."""

    __tablename__ = "product_update"
    __table_args__: Any = history_of("product", "product_update")

    progress: str | None = None
