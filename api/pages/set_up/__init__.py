"""Setting up a programme: what it is called, its plan, areas of weakness, rating key, boards and rounds."""

from fastapi import APIRouter

from api.pages.set_up import (
    begin,
    boards,
    confirming,
    hub,
    names,
    own_key,
    plans,
    rating_key,
    rounds,
    series,
    weaknesses,
)

router = APIRouter()
for part in (begin, hub, names, plans, weaknesses, confirming, rating_key, own_key, boards, series, rounds):
    router.include_router(part.router)
