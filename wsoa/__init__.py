"""What a SEND improvement programme is and how it changes. Knows no web and writes no documents."""

__version__ = "0.1.0"
