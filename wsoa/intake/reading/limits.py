"""How much a tracker may hold and how much it may cost to read (PROOFS D13, D14; PERFORMANCE section 1)."""

MEGABYTE = 1024 * 1024

MAX_FILE = 20 * MEGABYTE
MAX_MEMBERS = 200
MAX_MEMBERS_OF_PAPER = 2_000
"""Each slide has two parts, two more for its notes, and its pictures: 200 would turn away an honest deck of 50."""
MAX_UNPACKED = 50 * MEGABYTE
MAX_ROWS = 5_000
MAX_COLUMNS = 50
MAX_ELEMENTS = 300_000
"""Rows and cells in a whole workbook, empty ones with a format included."""
MAX_ELEMENTS_OF_PAPER = 600_000
"""XML elements of all sorts in a paper, whose every run of letters brings several: those of 500 full pages."""
MAX_DEPTH = 200
"""Of elements within each other. Word writes about 60 for a text box in a table in a table; lxml gives up at 256."""
MAX_COVERED = MAX_ROWS * MAX_COLUMNS
"""Cells of one sheet under merged cells and links."""
MAX_CHARACTERS = 5_000_000
"""Of all cells together: a text that many cells share is stored once in the file but counts for each."""

MEMORY = 512 * MEGABYTE
CPU_SECONDS = 8
WALL_SECONDS = 9.0
