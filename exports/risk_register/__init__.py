"""The risk register: every risk and issue the programme carries, and what became of those it no longer does."""
