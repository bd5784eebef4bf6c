"""The evidence room: released narratives, every action, any milestone on one page, draws, and one file of it all."""

from fastapi import APIRouter

from api.pages.room import actions, drawing, handing_over, narratives, opening

router = APIRouter()
for part in (opening, narratives, actions, drawing, handing_over):
    router.include_router(part.router)

__all__ = ["router"]
