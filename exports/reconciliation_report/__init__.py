"""The reconciliation report: what became of every row and every cell of a tracker that was loaded."""
