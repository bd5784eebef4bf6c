"""What boards ask beside a line of an issued pack, what is answered, and that they are content with it."""

from fastapi import APIRouter

from api.pages.questions import answering, asking, closing, listed

router = APIRouter()
for part in (asking, listed, answering, closing):
    router.include_router(part.router)

__all__ = ["router"]
