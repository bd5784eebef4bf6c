"""What is released: for advisers, partners and inspectors, in frozen words."""

from fastapi import APIRouter

from api.pages.released import evidence, listed, packs

router = APIRouter()
for part in (listed, packs, evidence):
    router.include_router(part.router)

__all__ = ["router"]
