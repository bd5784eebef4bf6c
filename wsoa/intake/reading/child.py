"""The child process that opens a workbook: bytes on stdin, one JSON object on stdout, nothing else.

It limits itself before it loads any parser. Whatever a parser throws ends as one plain sentence (PROOFS D14).
"""

import json
import resource
import sys
import warnings

from wsoa.intake.errors import Refused
from wsoa.intake.reading import limits

DAMAGED = (
    "the file is damaged, or not complete. Open it in Excel, save it again as .xlsx and try once more; "
    "if Excel cannot open it either, ask for a new copy."
)
TOO_LARGE = (
    "it takes too much memory to read. "
    "Copy the tracker's sheets, values only, to a new workbook and save that as .xlsx."
)


def main(suffix: str) -> None:
    """Read the workbook on stdin and print `{"sheets": …}` or `{"problem": …}`."""
    _limit()
    content = sys.stdin.buffer.read()
    try:
        answer = json.dumps({"sheets": _read(content, suffix)})
    except Refused as refused:
        answer = json.dumps({"problem": refused.reason})
    except MemoryError:
        answer = json.dumps({"problem": TOO_LARGE})
    except Exception:  # parsers throw nearly everything: BadZipFile, KeyError, ParseError, TypeError, IndexError …
        answer = json.dumps({"problem": DAMAGED})
    sys.stdout.write(answer)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY, limits.MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.CPU_SECONDS, limits.CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _read(content: bytes, suffix: str) -> list[dict[str, object]]:
    # The parsers are loaded only now, within the limits.
    from wsoa.intake.reading.package import check_package, check_sort
    from wsoa.intake.reading.survey import survey

    warnings.simplefilter("ignore")
    check_sort(content, suffix)
    with check_package(content) as package:
        extents = survey(package)
    from wsoa.intake.reading.cells import read_sheets

    return read_sheets(content, extents)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
