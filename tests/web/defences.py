"""What every answer of the tracker has to carry: each client of the tests holds each answer to it (S15, S16)."""

import re
from urllib.parse import urljoin, urlsplit

import httpx2

STATIC = "/static/"
POLICY = {"default-src 'none'", "connect-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"}
OF_A_FILE = {"sandbox", "frame-ancestors 'none'"}
SHOWN = ("text/html", "application/json", "text/plain")
"""What a browser may show; any other kind is a file to keep, and static files are our own."""


class Undefended(AssertionError):
    """An answer that lacks what protects its reader."""


def hold_to_the_headers(answer: httpx2.Response) -> None:
    """Raise Undefended for an answer without its headers, or one that sends its reader to another site (S15, S16)."""
    if found := wrong(answer):
        path = urlsplit(str(answer.request.url)).path
        raise Undefended(f"{answer.request.method} {path} answered {answer.status_code}: {'; '.join(found)}")


def wrong(answer: httpx2.Response) -> list[str]:
    """What is wrong with the headers of an answer."""
    headers = answer.headers
    found = [] if headers.get("x-content-type-options") == "nosniff" else ["its type may be guessed"]
    if headers.get("x-frame-options") != "DENY":
        found.append("it may be framed")
    if headers.get("referrer-policy") != "same-origin":
        found.append("it tells other sites where its reader was")
    is_file = headers.get("content-disposition", "").startswith("attachment;")
    found += _policy(headers.get("content-security-policy", ""), OF_A_FILE if is_file else POLICY)
    found += _kept(answer)
    if not is_file and not headers.get("content-type", SHOWN[0]).startswith(SHOWN) and not _is_ours(answer):
        found.append("its file is shown in the browser")
    if "location" in headers and not stays(headers["location"], str(answer.request.url)):
        found.append("it leads away from the site")
    return found


def _policy(policy: str, wanted: set[str]) -> list[str]:
    if "unsafe" in policy or "*" in policy:
        return ["its policy allows what is unsafe"]
    lacking = wanted - {rule.strip() for rule in policy.split(";")}
    return [f"its policy lacks {rule}" for rule in sorted(lacking)]


def _kept(answer: httpx2.Response) -> list[str]:
    kept = answer.headers.get("cache-control", "")
    return [] if kept == "no-store" or (_is_ours(answer) and "immutable" in kept) else ["a copy stays in the browser"]


def _is_ours(answer: httpx2.Response) -> bool:
    """Whether it is one of our static files, which hold nothing of anybody's."""
    return urlsplit(str(answer.request.url)).path.startswith(STATIC) and answer.status_code in (200, 206, 304)


def stays(location: str, page: str) -> bool:
    """Whether a browser on `page` that is sent to `location` stays on the site, read as browsers read addresses.

    They pass over tabs and line ends, blanks and controls at either end, and take a backslash for a slash. The address
    has to be a path besides: nothing is made from the Host header.
    """
    read = re.sub(r"[\t\r\n]", "", location).strip("".join(map(chr, range(33)))).replace("\\", "/")
    here, there = urlsplit(page), urlsplit(urljoin(page, read))
    return read.startswith("/") and (there.scheme, there.netloc) == (here.scheme, here.netloc)
