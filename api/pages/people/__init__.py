"""The people of a programme: organisations, who belongs and as what, invitations, endings, who updates what."""

from fastapi import APIRouter

from api.pages.people import adding, details, ending, forgotten, listing, organisations, person, who_updates

router = APIRouter()
for part in (organisations, listing, adding, person, details, forgotten, ending, who_updates):
    router.include_router(part.router)
