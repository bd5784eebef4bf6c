"""Evidence: the numbered list, a page for each piece, its files, and what two people decide about them."""

from fastapi import APIRouter

from api.pages.evidence import bringing, checking, describing, files, listed, piece, turning

router = APIRouter()
# Before the page of a piece, whose number the names of the others could be.
for part in (listed, describing, bringing, checking, turning, files, piece):
    router.include_router(part.router)

__all__ = ["router"]
