"""Evidence narratives: written by several leads, commented on, and taken to their readers."""

from fastapi import APIRouter

from api.pages.narratives import area, comments, history, listed, stages, writing

router = APIRouter()
for part in (listed, area, writing, history, comments, stages):
    router.include_router(part.router)

__all__ = ["router"]
