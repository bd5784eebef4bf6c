"""What makes the documents of the example: those that packs and narratives are issued as."""

from api import editions, narratives
from wsoa.example import Editions

EDITIONS = Editions(pack=editions.edition, narrative=narratives.edition)
