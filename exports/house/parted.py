"""A line with words at both edges of the page: which version a document is, and what it counts as."""

from exports.house.tables import twips
from exports.house.words import strong


def parted(left: str, right: str, width: float) -> str:
    """Words of weight at either edge of text `width` centimetres wide. The line stays with what follows it."""
    edge = f'<w:tabs><w:tab w:val="right" w:pos="{twips(width)}"/></w:tabs>'
    return f"<w:p><w:pPr><w:keepNext/>{edge}</w:pPr>{strong(left)}<w:r><w:tab/></w:r>{strong(right)}</w:p>"
