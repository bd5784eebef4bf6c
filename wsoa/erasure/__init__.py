"""Erasure: words that leave the record, asked for by one person and approved by another (DESIGN 6; decision 11)."""

from wsoa.erasure.approving import approve_erasure
from wsoa.erasure.asking import ErasureChange, propose_erasure, refuse_erasure, request_erasure
from wsoa.erasure.chosen import may_ask
from wsoa.erasure.excerpts import NameHit
from wsoa.erasure.finding import NameFound, find_name, texts_at, texts_of
from wsoa.erasure.in_files import FilesLooked, Unread, files_to_look_into, look_into
from wsoa.erasure.outside import copies_outside
from wsoa.erasure.places import Place, PlaceTold, TextHeld
from wsoa.erasure.positions import CopyOutside, Download, ErasurePosition, Outside, Reach, Told, Waiting
from wsoa.erasure.reaching import reach_of
from wsoa.erasure.taking_out import Redraw
from wsoa.erasure.told import decided, erasure, erasures, proposals, waiting

__all__ = [
    "CopyOutside",
    "Download",
    "ErasureChange",
    "ErasurePosition",
    "FilesLooked",
    "NameFound",
    "NameHit",
    "Outside",
    "Place",
    "PlaceTold",
    "Reach",
    "Redraw",
    "TextHeld",
    "Told",
    "Unread",
    "Waiting",
    "approve_erasure",
    "copies_outside",
    "decided",
    "erasure",
    "erasures",
    "files_to_look_into",
    "find_name",
    "look_into",
    "may_ask",
    "proposals",
    "propose_erasure",
    "reach_of",
    "refuse_erasure",
    "request_erasure",
    "texts_at",
    "texts_of",
    "waiting",
]
