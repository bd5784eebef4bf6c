"""Trackers in: a file is read in a limited child process, recognised by meaning, and handed on with where it all stood.

workbook = read_workbook(path)      # raises Unreadable, with one plain message
found = recognise(workbook)         # in wsoa.intake.recognising.recognise; raises Unreadable when it is no tracker
"""

from wsoa.intake.errors import Unreadable
from wsoa.intake.grid import Cell, Sheet, Workbook
from wsoa.intake.reading.parent import read_workbook

__all__ = ["Cell", "Sheet", "Unreadable", "Workbook", "read_workbook"]
