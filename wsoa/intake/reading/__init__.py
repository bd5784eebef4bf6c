"""A file into a grid of texts: bytes to a limited child process, plain values back."""
