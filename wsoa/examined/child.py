"""The child process that opens a file of evidence: bytes on stdin, one line of JSON on stdout, then perhaps a copy.

It limits itself before it loads any parser. Whatever a parser throws ends as one plain sentence (PROOFS D14).
"""

import json
import sys
import warnings

from wsoa.examined import limits
from wsoa.limited import limit_myself

DAMAGED = (
    "The file is damaged, or not complete. Open it in the program it was made with, save it again and try once more; "
    "if it cannot be opened there either, ask for a new copy."
)
TOO_LARGE = "The file takes too much memory to look into. Make its pictures smaller, or bring it in parts."


def main(task: str, kind: str) -> None:
    """Look into the file on stdin, or clean it, and say so on stdout."""
    limit_myself(memory=limits.MEMORY, cpu_seconds=limits.CPU_SECONDS)
    sys.stdout.buffer.write(answer(task, kind, sys.stdin.buffer.read()))


def answer(task: str, kind: str, content: bytes) -> bytes:
    """What is in a file, or `{}` and its cleaned copy on the next line, or what is the matter with it."""
    # The parsers are loaded only now, within the limits.
    from wsoa.examined.findings import Refused

    warnings.simplefilter("ignore")
    try:
        return _carried_out(task, kind, content)
    except Refused as refused:
        return _problem(refused.sentence)
    except MemoryError:
        return _problem(TOO_LARGE)
    except Exception:  # parsers throw nearly everything: BadZipFile, KeyError, PdfReadError, OSError, RecursionError …
        return _problem(DAMAGED)


def _carried_out(task: str, kind: str, content: bytes) -> bytes:
    from wsoa.examined.opened import cleaned, looked_into

    if task == "clean":
        return b"{}\n" + cleaned(kind, content)
    sight = looked_into(kind, content)
    if task == "read":
        return json.dumps({"text": sight.texts.whole, "unsearched": sight.unsearched}).encode()
    said = {
        "found": sight.texts.found(),
        "hidden": sight.sentences(),
        "removable": sight.sentences(removable=True),
        "unsearched": sight.unsearched,
    }
    return json.dumps(said).encode()


def _problem(sentence: str) -> bytes:
    return json.dumps({"problem": sentence}).encode()


if __name__ == "__main__":
    main(*sys.argv[1:])
