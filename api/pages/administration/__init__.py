"""The administrator's pages: accounts, the security log, erasures to approve. None of them shows content."""

from fastapi import APIRouter

from api.pages.administration import accounts, one_account, security

router = APIRouter()
for part in (accounts, one_account, security):
    router.include_router(part.router)
