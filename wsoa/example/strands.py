"""The workstreams of Harrowmere's plan, in their order."""

from wsoa.example.deciding import TIMELINESS, TOGETHER
from wsoa.example.promises import Strand
from wsoa.example.services import BUYING, THERAPY

STRANDS: tuple[Strand, ...] = (TIMELINESS, TOGETHER, THERAPY, BUYING)
