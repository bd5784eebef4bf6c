"""Boards, and the rounds of updates that serve them."""

from wsoa.rounds.boards import BoardChange, save_board, state_board
from wsoa.rounds.saving import save_round, save_series, state_round
from wsoa.rounds.series import MOST_ROUNDS, Rhythm, SeriesChange, series_of, series_problems
from wsoa.rounds.window import FURTHEST, RoundChange, round_problems

__all__ = [
    "FURTHEST",
    "MOST_ROUNDS",
    "BoardChange",
    "Rhythm",
    "RoundChange",
    "SeriesChange",
    "round_problems",
    "save_board",
    "save_round",
    "save_series",
    "series_of",
    "series_problems",
    "state_board",
    "state_round",
]
