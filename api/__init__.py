"""The edge: HTTP and the shell in, the record's commands and snapshots within, pages and documents out."""
