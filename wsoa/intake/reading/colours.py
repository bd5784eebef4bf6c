"""The colours of Office files as #RRGGBB: fixed ones, those of the theme, tints of both. Runs in the child process."""

import colorsys
from collections.abc import Mapping

from lxml import etree

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WORKBOOK_ORDER = ("lt1", "dk1", "lt2", "dk2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
"""Excel's numbers for the colours of a theme; it swaps light and dark against the order they are written in."""
SLIDE_NAMES = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
_SHARE = 100_000


def theme_colours(theme: bytes | None) -> dict[str, str]:
    """Return the colours of a theme part by name ("accent1": "#4F81BD"); empty without one."""
    if not theme:
        return {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    scheme = etree.fromstring(theme, parser).find(f".//{DRAWING}clrScheme")
    colours = {}
    for named in scheme if scheme is not None else ():
        value = next((one.get("lastClr") or one.get("val") for one in named), None)
        if value and is_hex(value):
            colours[etree.QName(named).localname] = f"#{value.upper()}"
    return colours


def is_hex(value: str) -> bool:
    """Whether a value is six digits of a colour, as in "FF0000"."""
    return len(value) == 6 and all(digit in "0123456789abcdefABCDEF" for digit in value)


def tinted(colour: str, tint: float) -> str:
    """Return a colour made lighter (`tint` up to 1) or darker (down to -1), as Excel does it."""
    return relit(colour, 1 + tint, 0) if tint < 0 else relit(colour, 1 - tint, tint)


def relit(colour: str, times: float, plus: float) -> str:
    """Return a colour with its lightness multiplied and added to."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    lit = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, lightness * times + plus)), saturation)
    return "#" + "".join(f"{round(part * 255):02X}" for part in lit)


def drawn(fill: etree._Element, theme: Mapping[str, str]) -> str | None:
    """Return the colour of a `solidFill` of a drawing, or None where it names none that is known."""
    for colour in fill:
        name, value = etree.QName(colour).localname, colour.get("val", "")
        known = f"#{value.upper()}" if name == "srgbClr" and is_hex(value) else None
        if name == "schemeClr":
            known = theme.get(SLIDE_NAMES.get(value, value))
        if name == "sysClr" and is_hex(colour.get("lastClr", "")):
            known = f"#{colour.get('lastClr', '').upper()}"
        if known:
            return relit(known, _share(colour, "lumMod", 1.0), _share(colour, "lumOff", 0.0))
    return None


def on_paper(colour: str | None) -> str | None:
    """White is the colour of paper: nobody put it there to say something."""
    return None if colour == "#FFFFFF" else colour


def _share(colour: etree._Element, name: str, otherwise: float) -> float:
    change = colour.find(f"{DRAWING}{name}")
    return int(change.get("val", "0").rstrip("%")) / _SHARE if change is not None else otherwise
