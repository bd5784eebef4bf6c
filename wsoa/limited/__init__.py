"""What somebody brings is opened in a child process that can neither grow, nor last, nor say more than it should.

The child gets the bytes and answers with JSON; of the parent's surroundings it gets only what Python needs.
"""

import os
import resource
import subprocess
import sys

_PASSED_ON = ("PATH", "LANG", "LD_LIBRARY_PATH", "SYSTEMROOT")


def limit_myself(*, memory: int, cpu_seconds: int) -> None:
    """Within the child: so much memory and time, no file to write, and nothing left behind when it is ended."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def answer_of(module: str, *words: str, content: bytes, wall_seconds: float) -> bytes:
    """What the child that runs `module` says about `content`; nothing, or half an answer, when it was ended.

    Raises subprocess.TimeoutExpired.
    """
    surroundings = {key: os.environ[key] for key in _PASSED_ON if key in os.environ}
    return subprocess.run(
        [sys.executable, "-I", "-X", "utf8", "-m", module, *words],
        input=content,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=surroundings | {"OPENBLAS_NUM_THREADS": "1"},
        timeout=wall_seconds,
        check=False,
    ).stdout
