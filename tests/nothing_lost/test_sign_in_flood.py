"""S10: sixty people at once try to sign in; the machine keeps its memory and everybody else their pages."""

import http.client
import re
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import pytest

from api.pages import entrance
from api.passphrases import Passphrases
from tests.nothing_lost.browsing import Browser
from tests.nothing_lost.children import killed
from tests.nothing_lost.serving import serving
from tests.web.site import SLUG

Counted = Callable[[str, object], None]
AT_ONCE, SECONDS, MIB = 60, 8, 1024


@dataclass
class Flood:
    """Sixty guessers without a pause, each with a connection of their own, and one reader beside them."""

    port: int
    reader: Browser
    statuses: Counter[int] = field(default_factory=Counter)
    page_took: list[float] = field(default_factory=list)
    _counting: threading.Lock = field(default_factory=threading.Lock)

    def run(self) -> None:
        end = time.monotonic() + SECONDS
        guessers = [threading.Thread(target=self._guess, args=(number, end)) for number in range(AT_ONCE)]
        for each in guessers:
            each.start()
        while time.monotonic() < end:
            began = time.perf_counter()
            assert self.reader.asked("GET", f"/programmes/{SLUG}/risks").status == 200
            self.page_took.append(time.perf_counter() - began)
            time.sleep(0.02)
        for each in guessers:
            each.join()

    def _guess(self, number: int, end: float) -> None:
        form = urlencode({"email": f"nobody-{number}@example.org", "passphrase": "a guess of somebody's"})
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
        while time.monotonic() < end:
            line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            line.request("POST", "/sign-in", form, headers)
            status = line.getresponse().status
            line.close()
            with self._counting:
                self.statuses[status] += 1
            # Whoever is told to come back does so, and not at once.
            time.sleep(0.1 if status == 503 else 0)

    @property
    def p95(self) -> float:
        """How long nineteen pages of twenty took at most, in seconds."""
        return sorted(self.page_took)[int(len(self.page_took) * 0.95)]


def peak(process: int) -> int:
    """The most memory a process has held, in KiB."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    assert found
    return int(found[1])


def flooded(url: str) -> tuple[Flood, int]:
    """A flood over a server of its own, and by how much its memory grew, in KiB."""
    with serving(url) as served:
        server = served.server()
        reader = Browser(served.port)
        reader.sign_in()
        for _ in range(5):
            reader.asked("GET", f"/programmes/{SLUG}/risks")
        before = peak(server)
        flood = Flood(served.port, reader)
        flood.run()
        grown = peak(server) - before
        killed(server)
    return flood, grown


@pytest.mark.proof
@pytest.mark.journey
def test_a_flood_of_sign_ins_leaves_memory_and_other_pages_alone_s10(
    settled_url: str, monkeypatch: pytest.MonkeyPatch, record_property: Counted
) -> None:
    dear = Passphrases(memory_kib=19 * MIB, passes=2)
    monkeypatch.setattr(entrance, "passphrases", lambda: dear)
    flood, grown = flooded(settled_url)
    record_property("memory grew by, MiB", round(grown / MIB))
    record_property("p95 of another page, ms", round(1000 * flood.p95))
    record_property("answers", dict(flood.statuses))
    assert set(flood.statuses) == {422, 503}
    assert flood.statuses[422] > SECONDS, "some are answered all the while"
    assert grown <= 350 * MIB
    assert flood.p95 <= 0.5


@pytest.mark.proof
@pytest.mark.journey
def test_without_a_queue_a_flood_eats_the_memory(settled_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control of S10: all hash at once, as dearly as the library would (PROOFS D15)."""
    # Made anew in the server, which is forked: no thread goes along.
    monkeypatch.setattr(Passphrases, "_begin", lambda each: setattr(each, "_turn", ThreadPoolExecutor(AT_ONCE)))
    eager = Passphrases(memory_kib=64 * MIB, passes=3, waiting=AT_ONCE)
    monkeypatch.setattr(entrance, "passphrases", lambda: eager)
    _, grown = flooded(settled_url)
    assert grown > 350 * MIB
