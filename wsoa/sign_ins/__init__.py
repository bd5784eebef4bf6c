"""Signing in: how often somebody may try, and which browsers have been let in before."""

from wsoa.sign_ins.browsers import MOST_IN_ONE, KnownHere, forget_browsers, is_known, known_browsers, remember_browser
from wsoa.sign_ins.tries import MOST_TRIES, WITHIN, Try, failed, give_back, take

__all__ = [
    "MOST_IN_ONE",
    "MOST_TRIES",
    "WITHIN",
    "KnownHere",
    "Try",
    "failed",
    "forget_browsers",
    "give_back",
    "is_known",
    "known_browsers",
    "remember_browser",
    "take",
]
