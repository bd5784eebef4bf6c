"""Forms that bring files: one that was too large still gives back what else was typed."""

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from api.body_limit import FORM, take_files, take_files_beginning
from api.dependencies import is_known, posted
from api.forms import cleaned

CUT = "cut short"
"""The field that says so of a form whose files were too large to be read to the end."""
_MOST_FIELDS = 10


async def with_files(request: Request, most: int, fields: int = _MOST_FIELDS) -> FormData:
    """The form with `most` files and `fields` answers at most; of one too large, those before the files, and CUT.

    Files are for who is signed in. Of anybody else's form there are the fields, to be kept until they have signed in.
    """
    if not request.headers.get("content-type", "").startswith("multipart/"):
        return await posted(request)
    known = await run_in_threadpool(is_known, request)
    (take_files if known else take_files_beginning)(request.scope)
    # Kept where `request.form()` looks for it, so that a refusal can give the fields back.
    request._form = cleaned(await _parsed(request, most, fields, ((CUT, "yes"),) if known else ()))
    return request._form


async def _parsed(request: Request, most: int, fields: int, cut: tuple[tuple[str, str], ...]) -> FormData:
    parser = MultiPartParser(
        request.headers,
        request.stream(),
        max_files=most,
        max_fields=fields,
        max_part_size=FORM // _MOST_FIELDS,
    )
    try:
        return await parser.parse()
    except MultiPartException:
        raise HTTPException(400) from None
    except HTTPException as refused:
        if refused.status_code != 413:
            raise
        return FormData([*((name, text) for name, text in parser.items if isinstance(text, str)), *cut])
