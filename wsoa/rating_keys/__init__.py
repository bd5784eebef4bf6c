"""Rating keys: what red means here, ready-made or a programme's own, in versions."""

from wsoa.rating_keys.own import (
    MOST_LEVELS,
    KeyChange,
    LeftBehind,
    LevelChange,
    key_name,
    key_problems,
    left_behind,
    save_key,
)
from wsoa.rating_keys.ready import READY_KEYS, ReadyKey
from wsoa.rating_keys.stating import chosen, in_force, rows_of_key, state_key

__all__ = [
    "MOST_LEVELS",
    "READY_KEYS",
    "KeyChange",
    "LeftBehind",
    "LevelChange",
    "ReadyKey",
    "chosen",
    "in_force",
    "key_name",
    "key_problems",
    "left_behind",
    "rows_of_key",
    "save_key",
    "state_key",
]
