"""How much a file of evidence may hold, and how much it may cost to look into (PROOFS D13, D14)."""

MEGABYTE = 1024 * 1024

MAX_PARTS = 3_000
"""Of an Office file: a deck of 100 slides has some 700."""
MAX_UNPACKED = 100 * MEGABYTE
MAX_XML = 30 * MEGABYTE
"""Of one part of XML, which takes about ten times as much memory once it is read."""
MAX_PIXELS = 60_000_000
MAX_CHARACTERS = 3_000_000
"""That are searched for personal data: more than two thousand full pages."""
MOST_FOUND = 50
READING_SECONDS = 4.0
"""For the text of a PDF, the slowest to come by; pages after that are said to be unsearched."""

MEMORY = 512 * MEGABYTE
CPU_SECONDS = 10
WALL_SECONDS = 25.0
"""By the clock: a child that works is ended by the time it may work, also where it has to share the machine."""
