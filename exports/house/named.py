"""The styles a house document must have, known by the names people see: other programs give them ids of their own."""

import re
from collections.abc import Mapping

STYLES = {
    **{"Title": "Title", "Subtitle": "Subtitle", "Heading1": "heading 1", "Heading2": "heading 2"},
    **{"Heading3": "heading 3", "ListBullet": "List Bullet", "ListBullet2": "List Bullet 2", "Caption": "caption"},
    **{"TOC1": "toc 1", "Header": "header", "Footer": "footer", "Strong": "Strong"},
    **{"SmallPrint": "Small Print", "SourceNote": "Source Note", "HouseTable": "House Table"},
    **{"TableHeading": "Table Heading", "TableText": "Table Text", "TableBullet": "Table Bullet"},
    **{"TableSmall": "Table Small"},
    **{"TableNumber": "Table Number", "Rating": "Rating", "Normal": "Normal"},
}
"""The id by which our words call each style, and its name, as Word writes it."""

_STYLE = re.compile(rb'<w:style\b[^>]*w:styleId="([^"]*)"[^>]*>\s*<w:name w:val="([^"]*)"')
_BESIDE = b"Beside"
_CALLED = re.compile(rb'(<w:style\b[^>]*w:styleId="|<w:(?:basedOn|next|link|pStyle|rStyle|tblStyle) w:val=")([^"]*)"')


def missing_styles(styles: bytes) -> list[str]:
    """The styles that a style sheet lacks, by name."""
    ids = {style.decode() for style, _ in _STYLE.findall(styles)}
    return [name for style, name in STYLES.items() if style not in ids]


def under_our_ids(part: bytes, renamed: Mapping[bytes, bytes]) -> bytes:
    """A part of a style sheet, every style called as `renames` says; ours bear their names as Word writes them."""
    called = _CALLED.sub(lambda call: b'%b%b"' % (call[1], renamed.get(call[2], call[2])), part) if renamed else part
    return _STYLE.sub(_named, called)


def _named(style: re.Match[bytes]) -> bytes:
    """The opening of a style with its name; what stepped aside for one of ours is no longer named as it is."""
    ours = STYLES.get(style[1].decode())
    name = ours.encode() if ours else style[1] if style[1].endswith(_BESIDE) else style[2]
    return style[0].replace(b'<w:name w:val="%b"' % style[2], b'<w:name w:val="%b"' % name)


def renames(styles: bytes) -> dict[bytes, bytes]:
    """The ids to change so that ours name the styles of our names. Word keeps our ids, LibreOffice does not.

    A name is first sought as Word writes it, then in any case: LibreOffice keeps a “Caption” beside our “caption”.
    """
    exact = {name: style for style, name in _STYLE.findall(styles)}
    loose = {name.lower(): style for name, style in exact.items()}
    changed: dict[bytes, bytes] = {}
    for ours, name in ((style.encode(), name.encode()) for style, name in STYLES.items()):
        theirs = exact.get(name) or loose.get(name.lower())
        if theirs and theirs != ours:
            changed |= {theirs: ours, **({ours: ours + _BESIDE} if ours in exact.values() else {})}
    return changed
