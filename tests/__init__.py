"""The tests: sentences about the domain, each of which can fail."""
