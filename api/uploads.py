"""Forms that bring files: one that was too large still gives back what else was typed."""

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

CUT = "cut short"
"""The field that says so of a form whose files were too large to be read to the end."""


async def with_files(request: Request, most: int) -> FormData:
    """The form with `most` files at most; of one that was too large, the fields before the files, and CUT."""
    if not request.headers.get("content-type", "").startswith("multipart/"):
        return await request.form()
    # Kept where `request.form()` looks for it, so that a refusal can give the fields back.
    request._form = await _parsed(request, most)
    return request._form


async def _parsed(request: Request, most: int) -> FormData:
    parser = MultiPartParser(request.headers, request.stream(), max_files=most, max_fields=10)
    try:
        return await parser.parse()
    except MultiPartException:
        raise HTTPException(400) from None
    except HTTPException as refused:
        if refused.status_code != 413:
            raise
        return FormData([*((name, text) for name, text in parser.items if isinstance(text, str)), (CUT, "yes")])
