"""Times that can be compared: every candidate takes its turn in every round, and the median counts."""

import gc
from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter


def side_by_side(
    candidates: Mapping[str, Callable[[], object]],
    rounds: int = 20,
    warm_up: int = 2,
    clock: Callable[[], float] = perf_counter,
) -> dict[str, float]:
    """The median time of each call in milliseconds, measured in turns so that a noisy machine is noisy for all."""
    times: dict[str, list[float]] = {name: [] for name in candidates}
    for turn in range(warm_up + rounds):
        for name, call in candidates.items():
            gc.collect()
            start = clock()
            call()
            if turn >= warm_up:
                times[name].append((clock() - start) * 1000)
    return {name: median(values) for name, values in times.items()}
