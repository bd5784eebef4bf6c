"""Areas of weakness: the inspectors' words, locked once a second person has compared them with the letter."""

from wsoa.weaknesses.confirming import Compared, ConfirmChange, confirm_wording
from wsoa.weaknesses.entering import Entered, RewordChange, reword_weakness, save_weaknesses
from wsoa.weaknesses.letters import MOST_AREAS, Difference, differences, read_letter
from wsoa.weaknesses.stating import WeaknessChange, WeaknessReferenceChange, state_weakness
from wsoa.weaknesses.worded import Worded, worded

__all__ = [
    "MOST_AREAS",
    "Compared",
    "ConfirmChange",
    "Difference",
    "Entered",
    "RewordChange",
    "WeaknessChange",
    "WeaknessReferenceChange",
    "Worded",
    "confirm_wording",
    "differences",
    "read_letter",
    "reword_weakness",
    "save_weaknesses",
    "state_weakness",
    "worded",
]
