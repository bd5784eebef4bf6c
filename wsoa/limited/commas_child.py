"""The child that takes a table of commas apart: bytes on stdin, one JSON object on stdout, nothing else."""

import io
import json
import sys

from wsoa.limited import limit_myself
from wsoa.limited.commas import Unfit, lines_of

MEMORY = 768 * 1024 * 1024
CPU_SECONDS = 15


def main() -> None:
    """Read the file on stdin and print `{"lines": …}` or `{"problem": …}`."""
    limit_myself(memory=MEMORY, cpu_seconds=CPU_SECONDS)
    sys.stdout.write(answer(sys.stdin.buffer.read()))


def answer(content: bytes) -> str:
    """The lines of a file, or what is the matter with it, as JSON."""
    try:
        return json.dumps({"lines": list(lines_of(io.BytesIO(content)))})
    except Unfit as unfit:
        return json.dumps({"problem": unfit.reason})


if __name__ == "__main__":
    main()
