"""Packs: prepared, cleared, issued, read for ever as they were issued; and edited ones lodged beside them."""

from fastapi import APIRouter

from api.pages.packs import amending, behind, deciding, listed, preparing, show

router = APIRouter()
for part in (preparing, listed, show, behind, deciding, amending):
    router.include_router(part.router)

__all__ = ["router"]
