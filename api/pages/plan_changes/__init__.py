"""The structure of the plan in the browser: workstreams, focus areas and milestones, set up and changed.

Every change is a page at an address of its own, a form that works without scripts, and one entry of the record.
"""

from fastapi import APIRouter

from api.pages.plan_changes import (
    areas,
    ending,
    merging,
    milestones,
    named_leads,
    pasting,
    places_ending,
    splitting,
    workstreams,
)

router = APIRouter()
for page in (workstreams, places_ending, areas, pasting, named_leads, milestones, merging, splitting, ending):
    router.include_router(page.router)
