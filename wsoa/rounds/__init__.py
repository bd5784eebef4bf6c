"""Boards, and the rounds of updates that serve them."""

from wsoa.rounds.boards import BoardChange, save_board, state_board
from wsoa.rounds.closing import close_round, open_round_again
from wsoa.rounds.reported import RoundReported, days_to_look, reported
from wsoa.rounds.saving import save_round, save_series, state_round
from wsoa.rounds.series import MOST_ROUNDS, BoardAfterChange, Rhythm, SeriesChange, series_of, series_problems
from wsoa.rounds.window import FURTHEST, BoardDayChange, RoundChange, round_problems

__all__ = [
    "FURTHEST",
    "MOST_ROUNDS",
    "BoardAfterChange",
    "BoardChange",
    "BoardDayChange",
    "Rhythm",
    "RoundChange",
    "RoundReported",
    "SeriesChange",
    "close_round",
    "days_to_look",
    "open_round_again",
    "reported",
    "round_problems",
    "save_board",
    "save_round",
    "save_series",
    "series_of",
    "series_problems",
    "state_board",
    "state_round",
]
