"""Partners' own views: what a partner writes of each claim, and the one check that stands before it is printed."""

from fastapi import APIRouter

from api.pages.viewpoints import checking, giving, listed, ours, withdrawing

router = APIRouter()
for part in (ours, giving, withdrawing, listed, checking):
    router.include_router(part.router)

__all__ = ["router"]
