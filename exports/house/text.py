"""Any text in, WordprocessingML runs out: cleaned and escaped once, and never anything but text."""

import re

PRESERVED = '<w:t xml:space="preserve">'
RTL_MARK = "<w:rtl/>"
_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_LETTER = r"[^\W\d_]"
_RTL_WORDS = re.compile(f"([{_RTL}]+(?:(?:(?!{_LETTER})[^{_RTL}\n\t&])*[{_RTL}]+)*)")
"""Words written from right to left, with the spaces, marks and figures between them: up to the next other letter."""
_RTL_LETTER = re.compile(f"[{_RTL}]")
_MARKUP = re.compile("<[^>]+>")
_special = re.compile(f"[&<>\x00-\x1f\x85\u2028\u2029\ud800-\udfff\ufffe\uffff{_RTL}]").search


def permitted(text: str) -> str:
    """The text as XML can hold it: every kind of line break as a newline, forbidden characters dropped.

    `wsoa.text.clean` has done this and more to all that reached the record; here it is made certain, because
    one such character would spoil the whole document.
    """
    return _FORBIDDEN.sub("", _LINE_BREAKS.sub("\n", text))


def escaped(text: str) -> str:
    """The permitted text as the content of an element."""
    if _is_plain(text):
        return text
    return permitted(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """The permitted text on one line, as the value of an attribute in double quotes."""
    return escaped(" ".join(text.split())).replace('"', "&quot;")


def run(text: str, properties: str = "") -> str:
    """A run, or several: newlines as breaks, tabs as tabs, right-to-left words marked as such.

    `properties` is the inside of `w:rPr`.
    """
    marked = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    if _is_plain(text):
        return f"<w:r>{marked}{PRESERVED}{text}</w:t></w:r>"
    return "".join(
        f"<w:r>{f'<w:rPr>{properties}{RTL_MARK}</w:rPr>' if turn % 2 else marked}{_broken(words)}</w:r>"
        for turn, words in enumerate(_RTL_WORDS.split(escaped(text)))
        if words
    )


def direction(runs: str) -> str:
    """The property of a paragraph that is mostly right-to-left words: it is read from the right; else nothing.

    Worth asking only of runs that hold `RTL_MARK`.
    """
    words = _MARKUP.sub("", runs)
    return "<w:bidi/>" if 2 * len(_RTL_LETTER.findall(words)) > sum(map(str.isalpha, words)) else ""


def _broken(words: str) -> str:
    lines = words.replace("\n", f"</w:t><w:br/>{PRESERVED}").replace("\t", f"</w:t><w:tab/>{PRESERVED}")
    return f"{PRESERVED}{lines}</w:t>"


def _is_plain(text: str) -> bool:
    """Whether the text can stand as it is. Nearly all of it can, and most of that can be told without a search."""
    if text.isascii() and text.isprintable():
        return "&" not in text and "<" not in text and ">" not in text
    return not _special(text)
