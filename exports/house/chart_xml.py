"""What every chart that Word draws itself is made of: its space, its axes, its words and its numbers."""

from collections.abc import Sequence
from decimal import Decimal

from exports.house.text import escaped

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "Figures"
LINE = "505A5F"


def space(plot: str, hidden: Sequence[int] = ()) -> str:
    """The whole chart around what is plotted; the legend leaves out the series of the `hidden` places."""
    left_out = "".join(f'<c:legendEntry><c:idx val="{at}"/><c:delete val="1"/></c:legendEntry>' for at in hidden)
    legend = f'<c:legend><c:legendPos val="b"/>{left_out}<c:overlay val="0"/></c:legend>'
    return (
        f'<c:chartSpace xmlns:c="{C}" xmlns:a="{A}" xmlns:r="{R}"><c:date1904 val="0"/><c:lang val="en-GB"/>'
        f'<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea>{plot}</c:plotArea>{legend}'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{words(LINE)}"
        '<c:externalData r:id="figures"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def strings(reference: str, texts: Sequence[str]) -> str:
    """Words of the workbook, and their copies in the chart."""
    points = "".join(f'<c:pt idx="{at}"><c:v>{escaped(text)}</c:v></c:pt>' for at, text in enumerate(texts))
    count = f'<c:ptCount val="{len(texts)}"/>'
    return f"<c:strRef><c:f>{reference}</c:f><c:strCache>{count}{points}</c:strCache></c:strRef>"


def numbers(reference: str, found: Sequence[int | Decimal | None]) -> str:
    """Numbers of the workbook, and their copies in the chart; where there is none there is a gap."""
    there = ((at, number) for at, number in enumerate(found) if number is not None)
    points = "".join(f'<c:pt idx="{at}"><c:v>{number:f}</c:v></c:pt>' for at, number in map(_plain, there))
    cache = f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(found)}"/>{points}'
    return f"<c:numRef><c:f>{reference}</c:f><c:numCache>{cache}</c:numCache></c:numRef>"


def _plain(point: tuple[int, int | Decimal]) -> tuple[int, Decimal]:
    return point[0], Decimal(point[1])


def solid(rgb: str) -> str:
    """One colour."""
    return f'<a:solidFill><a:srgbClr val="{rgb}"/></a:solidFill>'


def words(rgb: str, *, bold: bool = False) -> str:
    """Text in the font of the theme, nine points."""
    look = f'<a:defRPr sz="900" b="{int(bold)}">{solid(rgb)}<a:latin typeface="+mn-lt"/></a:defRPr>'
    return f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{look}</a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr>'


CATEGORIES = (
    '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
    '<c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
    f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr><a:ln w="9525">{solid(LINE)}</a:ln></c:spPr>'
    '<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
    '<c:noMultiLvlLbl val="1"/></c:catAx>'
)
"""The axis of names, along the bottom."""
