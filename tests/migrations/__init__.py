"""The migrations: up and down with data, on both databases."""
