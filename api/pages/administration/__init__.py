"""The administrator's pages: accounts, the security log, erasures to approve. None of them shows content."""

from fastapi import APIRouter

from api.pages.administration import accounts, details, one_account, roles, security

router = APIRouter()
for part in (accounts, one_account, details, roles, security):
    router.include_router(part.router)
