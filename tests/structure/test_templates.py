"""What a template may not hold: nothing unescaped, no code in attributes, no style that the CSP would refuse."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"

# what it is: the pattern, an example it must find
BANNED = {
    "unescaped text": (r"\|\s*safe\b", "{{ wording|safe }}"),
    "escaping switched off": (r"autoescape\s+false", "{% autoescape false %}"),
    "code in an htmx attribute": (r"\bhx-on", '<p hx-on:click="save()">'),
    "an expression for htmx": (r"\bjs:", "hx-vals='js:{now: 1}'"),
    "an event handler": (r"<[^>]*\son[a-z]+\s*=", '<button type="submit" onclick="save()">'),
    "a style attribute": (r"<[^>]*\sstyle\s*=", '<p class="a" style="color: red">'),
    "a script written into the page": (r"<script(?![^>]*\ssrc=)", "<script>save()</script>"),
    "a style sheet written into the page": (r"<style\b", "<style>p { color: red }</style>"),
    "an attribute without quotes": (r"<[^>]*\s[\w-]+=\{\{", "<a href={{ url }}>"),
}


@pytest.mark.parametrize("what", BANNED)
def test_no_template_holds(what: str) -> None:
    pattern = re.compile(BANNED[what][0], re.IGNORECASE)
    templates = {str(file.relative_to(TEMPLATES)): file.read_text(encoding="utf-8") for file in TEMPLATES.rglob("*.*")}
    assert templates
    assert [name for name, text in templates.items() if pattern.search(text)] == []


@pytest.mark.parametrize("what", BANNED)
def test_the_search_finds(what: str) -> None:
    pattern, example = BANNED[what]
    assert re.search(pattern, example, re.IGNORECASE)


@pytest.mark.parametrize("harmless", ['<script type="module" src="/static/app.js"></script>', '<a href="{{ url }}">'])
def test_what_is_allowed_is_not_found(harmless: str) -> None:
    assert not [what for what, (pattern, _) in BANNED.items() if re.search(pattern, harmless, re.IGNORECASE)]
