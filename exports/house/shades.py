"""The shades of ratings. The word always stands in the shade, and can be read there (contrast at least 4.5 : 1)."""

from dataclasses import dataclass

from wsoa.terms import Colour


@dataclass(frozen=True, slots=True)
class Shade:
    """A background and the ink upon it, as RRGGBB."""

    fill: str
    ink: str


SHADES: dict[Colour, Shade] = {
    Colour.RED: Shade("C42A1C", "FFFFFF"),
    Colour.AMBER: Shade("F7B538", "1A1A1A"),
    Colour.GREEN: Shade("1E7145", "FFFFFF"),
    Colour.BLUE: Shade("1D5F9E", "FFFFFF"),
    Colour.PURPLE: Shade("5B3A8C", "FFFFFF"),
    Colour.GREY: Shade("D9DCDE", "1A1A1A"),
}


def contrast(shade: Shade) -> float:
    """The contrast ratio of ink to fill, 1 to 21, as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(shade.fill), _luminance(shade.ink)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(rgb: str) -> float:
    red, green, blue = (_linear(int(rgb[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
