"""Pictures where people look rather than read. Each is a pure function of what a reader may see of the record.

A function gives blocks and words in user units, what a listener is told, and the table that says the same; None where
there is nothing to see. It knows no markup: templates/macros/pictures.html draws it.
"""

from api.pictures.by_round import by_round
from api.pictures.falling_due import falling_due
from api.pictures.ribbon import ribbon
from api.pictures.risk_matrix import risk_matrix
from api.pictures.series import series
from api.pictures.shapes import Drawing, Picture
from api.pictures.sparkline import sparkline

__all__ = ["Drawing", "Picture", "by_round", "falling_due", "ribbon", "risk_matrix", "series", "sparkline"]
