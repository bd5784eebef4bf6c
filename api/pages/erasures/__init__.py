"""Finding a name in everything that is kept, and taking words out of the record: two people do it (DESIGN 6)."""

from fastapi import APIRouter

from api.pages.erasures import approving, finding, listed, of_thing, requesting

router = APIRouter()
for part in (finding, requesting, listed, of_thing, approving):
    router.include_router(part.router)

__all__ = ["router"]
