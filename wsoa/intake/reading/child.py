"""The child process that opens a file: bytes on stdin, one JSON object on stdout, nothing else.

It limits itself before it loads any parser. Whatever a parser throws ends as one plain sentence (PROOFS D14).
"""

import json
import sys
import warnings

from wsoa.intake.errors import Refused
from wsoa.intake.reading import limits
from wsoa.limited import limit_myself

DAMAGED = (
    "the file is damaged, or not complete. Open it in the program it was made with, save it again and try once more; "
    "if it cannot be opened there either, ask for a new copy."
)
TOO_LARGE = (
    "it takes too much memory to read. "
    "Copy the tracker's tables, values only, to a new workbook and save that as .xlsx."
)

Answer = dict[str, object]


def main(suffix: str) -> None:
    """Read the file on stdin and print `{"sheets": …}` or `{"problem": …}`."""
    _limit()
    sys.stdout.write(answer(sys.stdin.buffer.read(), suffix))


def answer(content: bytes, suffix: str) -> str:
    """Return what is in a file, or what is the matter with it, as JSON."""
    try:
        return json.dumps({"sheets": _read(content, suffix)})
    except Refused as refused:
        return json.dumps({"problem": refused.reason})
    except MemoryError:
        return json.dumps({"problem": TOO_LARGE})
    except Exception:  # parsers throw nearly everything: BadZipFile, KeyError, ParseError, TypeError, IndexError …
        return json.dumps({"problem": DAMAGED})


def _limit() -> None:
    limit_myself(memory=limits.MEMORY, cpu_seconds=limits.CPU_SECONDS)


def _read(content: bytes, suffix: str) -> list[Answer]:
    # The parsers are loaded only now, within the limits, and only the one that is needed.
    from wsoa.intake.reading.sorts import Sort, sort_of

    warnings.simplefilter("ignore")
    if sort_of(content, suffix) is Sort.TEXT:
        from wsoa.intake.reading.delimited import read_delimited

        return read_delimited(content)
    return _read_package(content)


def _read_package(content: bytes) -> list[Answer]:
    from wsoa.intake.reading.package import open_package
    from wsoa.intake.reading.sorts import Sort
    from wsoa.intake.reading.survey import survey

    package, sort = open_package(content)
    with package:
        extents = survey(package, sort)
    if sort is Sort.PAPER:
        from wsoa.intake.reading.document import read_document

        return read_document(content)
    if sort is Sort.SLIDES:
        from wsoa.intake.reading.slides import read_slides

        return read_slides(content)
    from wsoa.intake.reading.cells import read_sheets

    return read_sheets(content, extents)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
