"""One round: how far it has come, whom to remind, what is contested, and closing it."""

from fastapi import APIRouter

from api.pages.this_round import closing, show

router = APIRouter()
for part in (show, closing):
    router.include_router(part.router)

__all__ = ["router"]
