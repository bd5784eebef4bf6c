"""Files to keep: no browser runs one, and the security log says who took which away (PROOFS 7)."""

from collections.abc import Mapping
from hashlib import sha256
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import database
from wsoa import security_log
from wsoa.errors import Busy
from wsoa.examined import KINDS
from wsoa.terms import SecurityKind

MEDIA_TYPES: Mapping[str, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "zip": "application/zip",
}
"""Of the kinds of file that the tracker makes itself; those that people bring are in wsoa.examined.KINDS."""


def download(content: bytes, name: str, kind: str) -> Response:
    """A file to keep, which no browser runs: of a kind that stands in MEDIA_TYPES or KINDS."""
    headers = {
        "Content-Disposition": f"attachment; {_named(name)}",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return Response(content, media_type=MEDIA_TYPES.get(kind) or KINDS[kind].content_type, headers=headers)


def _named(name: str) -> str:
    """What the file is to be called, also for browsers that read ASCII only (RFC 6266)."""
    plain = "".join(each if each.isascii() and each.isprintable() and each not in '"\\%' else "_" for each in name)
    return f'filename="{plain}"' if plain == name else f"filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def handed_over(request: Request, subject: str, content: bytes, name: str, kind: str) -> Response:
    """The same, noted: whoever is signed in took `subject` of the programme ("packs/7") away."""
    note_download(request, subject, content, kind)
    return download(content, name, kind)


def note_download(request: Request, subject: str, content: bytes, kind: str) -> None:
    """Note what somebody takes away, when they have been let in and have what they asked for.

    A database that is busy or cannot be written to keeps no row of it; its line goes out all the same.
    """
    known, happened = request.state, SecurityKind.DOWNLOADED
    programme: int | None = getattr(known, "programme", None)
    digest, kept = sha256(content).hexdigest(), database(request)
    try:
        if not kept.may_write:
            raise Busy
        with kept.writing() as session:
            security_log.note(
                session,
                happened,
                person=known.person,
                programme_id=programme,
                subject=subject,
                format=kind,
                size=len(content),
                sha256=digest,
            )
    except Busy:
        told = {"person": known.person, "programme": programme, "subject": subject, "format": kind}
        security_log.tell(happened, **told, size=len(content), sha256=digest, kept=False)
