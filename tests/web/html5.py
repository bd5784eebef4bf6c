"""The validator of every page and fragment that the tests see."""

import re
from collections import Counter
from collections.abc import Iterator

import html5lib
from lxml.html import HtmlElement, document_fromstring, fragment_fromstring

# Of what is no markup nor could be mistaken for it, a parser asks only whether it is empty.
_PLAIN = '[^<>&"\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]*'
_VALUE, _TEXT = re.compile(f'="{_PLAIN}"'), re.compile(f"(?<=>)\\s*(?=[^<\\s]){_PLAIN}(?=<)")
_ENTITY = re.compile("&(?:amp|lt|gt|quot|nbsp|#34|#39);")
_STRICT = set[tuple[str | None, str]]()
"""Markup without its words that was found to be strict HTML5, and what it goes into."""

REFERRING = ("for", "aria-describedby", "aria-labelledby", "aria-controls")


def assert_valid_html5(text: str, *, inside: str | None = None) -> None:
    """Fail unless `text` is strict HTML5 that our Content-Security-Policy lets work whole.

    A page has a doctype, a language, one h1 and a title; `inside` ("tbody", "div") says that `text` is a fragment and
    which element it goes into. Ids are unique, labels, descriptions and links within the page lead somewhere,
    and there is no inline script, style or event handler.
    """
    _assert_strict(text, inside)
    tree = fragment_fromstring(text, create_parent=inside) if inside else document_fromstring(text)
    elements = list(tree.iter("*"))
    ids = Counter(name for element in elements if (name := element.get("id")))
    assert not [name for name, times in ids.items() if times > 1], "an id stands twice"
    assert not list(_inline(elements)), "the policy refuses inline scripts and styles"
    assert not [element.get("href") for element in elements if element.get("href") == ""], "a link without an address"
    if not inside:
        assert not list(_lost(elements, set(ids))), "a reference leads nowhere"
        _assert_whole_page(elements)


def _assert_strict(text: str, inside: str | None) -> None:
    """Parse the text, unless it differs in nothing but its words from one that was parsed before."""
    markup = inside, _TEXT.sub("x", _VALUE.sub('=""', _ENTITY.sub("x", text)))
    if markup not in _STRICT:
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        parser.parseFragment(text, container=inside) if inside else parser.parse(text)
        _STRICT.add(markup)


def _assert_whole_page(elements: list[HtmlElement]) -> None:
    by_tag = Counter(element.tag for element in elements)
    assert by_tag["h1"] == 1, f"{by_tag['h1']} first headings"
    assert elements[0].get("lang") == "en-GB"
    title = next(element.text or "" for element in elements if element.tag == "title")
    assert title.split(" – ")[0].strip(), "the title names the page"


def _lost(elements: list[HtmlElement], ids: set[str]) -> Iterator[str]:
    for element in elements:
        wanted = [name for key in REFERRING for name in (element.get(key) or "").split()]
        href = element.get("href") or ""
        wanted += [href[1:]] if href.startswith("#") else []
        yield from (f"{element.tag!r} → {name}" for name in wanted if name not in ids)


def _inline(elements: list[HtmlElement]) -> Iterator[str]:
    for element in elements:
        named = [name for name, _ in element.items()]
        yield from (f"{element.tag!r} {name}" for name in named if name == "style" or name.startswith(("on", "hx-on")))
        if element.tag == "style" or (element.tag == "script" and not element.get("src")):
            yield repr(element.tag)
