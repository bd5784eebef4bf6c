"""An invented area, for the demonstration, the tests and the README. Every word of it is ours; nobody in it exists."""

from wsoa.example.making import ACCOUNTS, SLUG, Account, Editions, make_example

__all__ = ["ACCOUNTS", "SLUG", "Account", "Editions", "make_example"]
