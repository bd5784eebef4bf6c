"""A tracker from upload to the report of its load: brought, read beside the pages, checked column by column, previewed.

Each step is a page at an address of its own, and all that is known of it is in the database.
"""

from fastapi import APIRouter

from api.pages.trackers import columns, preview, show, upload

router = APIRouter()
for step in (upload, show, columns, preview):
    router.include_router(step.router)
