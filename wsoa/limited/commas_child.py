"""The child that tries a table of commas: bytes on stdin, one JSON object on stdout, nothing else."""

import io
import json
import sys

from wsoa.limited import limit_myself
from wsoa.limited.commas import Unfit, lines_of

MEMORY = 256 * 1024 * 1024
CPU_SECONDS = 15


def main() -> None:
    """Read the file on stdin and print `{"lines": …}`, their number without the headings, or `{"problem": …}`.

    More lines than the first word says, or more cells than the second, are a problem.
    """
    limit_myself(memory=MEMORY, cpu_seconds=CPU_SECONDS)
    sys.stdout.write(answer(sys.stdin.buffer.read(), *map(int, sys.argv[1:])))


def answer(content: bytes, most_lines: int, most_cells: int) -> str:
    """How many lines the file has that say anything, or what is the matter with it, as JSON."""
    said = held = 0
    try:
        for number, cells in lines_of(io.BytesIO(content)):
            said += number > 1 and any(cells)
            held += len(cells)
            if said > most_lines or held > most_cells:
                most = f"{most_lines:,} lines" if said > most_lines else f"{most_cells:,} cells"
                raise Unfit(f"it has more than {most}; load a topic or a year at a time")
    except Unfit as unfit:
        return json.dumps({"problem": unfit.reason})
    return json.dumps({"lines": said})


if __name__ == "__main__":
    main()
