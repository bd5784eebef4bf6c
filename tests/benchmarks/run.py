"""`make bench`: run every bench_*.py here and write what they measured to bench.json at the project's root.

Each module has `measure() -> dict[str, dict[str, float]]`: names begin with the goal ("D1 x1"), values are
milliseconds under "ours", "floor" and "peer" where there are such, and "ratio" = ours / floor unless the module says
otherwise. Names of modules as arguments ("documents") run only these and keep the other results.
"""

import importlib
import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
RESULTS = HERE.parents[1] / "bench.json"

Measured = dict[str, dict[str, float]]


def main(wanted: list[str]) -> None:
    """Run the benchmarks and write their results."""
    results: Measured = json.loads(RESULTS.read_text()) if wanted and RESULTS.exists() else {}
    for name in wanted or sorted(file.stem.removeprefix("bench_") for file in HERE.glob("bench_*.py")):
        for goal, figures in importlib.import_module(f"tests.benchmarks.bench_{name}").measure().items():
            results[goal] = rounded(figures)
            print(f"{goal:<24}", *(f"{key} {value:g}" for key, value in results[goal].items()), sep="  ", flush=True)
    RESULTS.write_text(json.dumps(results, indent=2) + "\n")


def rounded(figures: dict[str, float]) -> dict[str, float]:
    """The figures with their ratio to the floor, to a thousandth."""
    if "floor" in figures and "ratio" not in figures:
        figures = figures | {"ratio": figures["ours"] / figures["floor"]}
    return {key: round(value, 3) for key, value in figures.items()}


if __name__ == "__main__":
    main(sys.argv[1:])
