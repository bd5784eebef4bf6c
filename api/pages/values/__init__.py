"""The values of indicators: whose are due, given one by one or pasted, put right, and as published each time."""

from fastapi import APIRouter

from api.pages.values import correcting, due, giving, pasting, show

router = APIRouter()
for part in (due, giving, pasting, correcting, show):
    router.include_router(part.router)

__all__ = ["router"]
