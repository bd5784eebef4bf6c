"""Indicators: what is measured, what is to be reached, how far the figures can be trusted; and one page for each."""

from fastapi import APIRouter

from api.pages.indicators import definitions, listed, quality, show, targets

router = APIRouter()
for part in (listed, definitions, show, targets, quality):
    router.include_router(part.router)

__all__ = ["router"]
