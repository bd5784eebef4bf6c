"""What boards are asked for: beside which milestone or risk, by which meeting, and what became of it."""

from fastapi import APIRouter

from api.pages.asks import answering, asking, listed

router = APIRouter()
for part in (asking, listed, answering):
    router.include_router(part.router)

__all__ = ["router"]
