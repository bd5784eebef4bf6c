"""Signing in: how often somebody may try, and which browsers have been let in before."""

from wsoa.sign_ins.browsers import KnownHere, forget_browsers, known_browsers, remember_browser
from wsoa.sign_ins.tries import MOST_TRIES, WITHIN, Try, failed, give_back, take

__all__ = [
    "MOST_TRIES",
    "WITHIN",
    "KnownHere",
    "Try",
    "failed",
    "forget_browsers",
    "give_back",
    "known_browsers",
    "remember_browser",
    "take",
]
