"""Visits of inspectors or advisers: timetable, notes of the keeping-in-touch meeting, and the request log."""

from fastapi import APIRouter

from api.pages.visits import answering, listed, notes, planning, requests, timetable

router = APIRouter()
for part in (planning, timetable, notes, requests, answering, listed):
    router.include_router(part.router)

__all__ = ["router"]
