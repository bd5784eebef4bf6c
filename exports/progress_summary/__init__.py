"""The progress summary: one page for each local area, one row for each area of weakness (DESIGN 1, advisers)."""
