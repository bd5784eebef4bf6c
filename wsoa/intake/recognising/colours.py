"""The colour of a cell as a person would name it."""

import colorsys
import re

from wsoa.terms import Colour

_HUES = ((16, Colour.RED), (70, Colour.AMBER), (170, Colour.GREEN), (256, Colour.BLUE), (330, Colour.PURPLE))
_NO_HUE, _WHITE, _BLACK = 0.09, 0.93, 0.12

_WORDS: dict[str, Colour] = {
    "r": Colour.RED, "red": Colour.RED, "a": Colour.AMBER, "amber": Colour.AMBER, "y": Colour.AMBER,
    "yellow": Colour.AMBER, "orange": Colour.AMBER, "g": Colour.GREEN, "green": Colour.GREEN, "b": Colour.BLUE,
    "blue": Colour.BLUE, "p": Colour.PURPLE, "purple": Colour.PURPLE, "grey": Colour.GREY, "gray": Colour.GREY,
}  # fmt: skip


def colour_of(fill: str | None) -> Colour | None:
    """Return the colour of a fill given as #RRGGBB, by its hue: office pastels too, yellow and orange are amber.

    None for white, black, and what is no such fill.
    """
    if not fill or not re.fullmatch(r"#[0-9A-Fa-f]{6}", fill):
        return None
    red, green, blue = (int(fill[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, lightness, _ = colorsys.rgb_to_hls(red, green, blue)
    if max(red, green, blue) - min(red, green, blue) < _NO_HUE:
        return Colour.GREY if _BLACK < lightness < _WHITE else None
    return next((colour for end, colour in _HUES if hue * 360 < end), Colour.RED)


def colour_named(words: str | None) -> Colour | None:
    """Return the colour that a rating names by its word or first letter ("Amber", "a"), or None."""
    return _WORDS.get(words.strip(" .:()").casefold()) if words else None
