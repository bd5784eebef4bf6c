"""Releases: what waits for a second person, what is released, and what was withdrawn."""

from fastapi import APIRouter

from api.pages.releases import listed, seeing_to

router = APIRouter()
for part in (listed, seeing_to):
    router.include_router(part.router)

__all__ = ["router"]
