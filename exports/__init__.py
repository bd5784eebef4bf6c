"""What each document says, then how it looks. Sees snapshots, never the database."""
