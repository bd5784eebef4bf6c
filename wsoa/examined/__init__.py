"""What a file of evidence really is, what lies hidden in it, and what personal data it shows (S14, S22, S23).

Nobody opens what somebody brought but a child process that can neither grow, nor last, nor write (`wsoa.limited`).
A few kinds of file are taken and no others; the name of a file is no evidence of its kind. A file that is released goes
out as a copy without what lies hidden in it, and not at all where that cannot be taken out safely (the Information
Commissioner's guidance on disclosing documents to the public securely, 31 July 2025).
"""

from wsoa.examined.asking import Examined, examine, still_hidden, text_of, without_hidden
from wsoa.examined.kinds import KINDS, MAX_BYTES, Kind, Unexaminable

__all__ = [
    "KINDS",
    "MAX_BYTES",
    "Examined",
    "Kind",
    "Unexaminable",
    "examine",
    "still_hidden",
    "text_of",
    "without_hidden",
]
