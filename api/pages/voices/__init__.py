"""Voices: quotations, case studies and audits of plans, listed, read, recorded, put right and withdrawn."""

from fastapi import APIRouter

from api.pages.voices import auditing, listed, quoting, telling, withdrawing

router = APIRouter()
# A case study’s own page comes last: “new” is no number.
for part in (quoting, telling, auditing, withdrawing, listed):
    router.include_router(part.router)

__all__ = ["router"]
