"""The register of risks and issues: reading it, and keeping it."""

from fastapi import APIRouter

from api.pages.risks import assessing, describing, register, turning

router = APIRouter()
for part in (describing, register, assessing, turning):
    router.include_router(part.router)

__all__ = ["router"]
