"""The way of a narrative to its readers: opened, with partners, cross-checked, signed, issued."""

from fastapi import APIRouter

from api.pages.narratives.stages import behind, checking, issuing, opening, show, steps

router = APIRouter()
for part in (opening, show, steps, checking, issuing, behind):
    router.include_router(part.router)

__all__ = ["router"]
