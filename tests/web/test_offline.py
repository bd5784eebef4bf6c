"""A walk through the tracker where nothing can be reached: the kernel is asked for no connection at all (S18).

It is made by a child of this process, which gives itself a network of its own. Links of evidence are shown only.
"""

import ctypes
import os
import shutil
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TypeVar

import pytest

from tests.nothing_lost.children import told
from tests.proofs import times
from tests.web.crawling import crawl
from tests.web.filling_in import filled_in
from tests.web.forms import hidden
from tests.web.site import open_site
from wsoa.access import Actor

T = TypeVar("T")

LINK = "http://192.0.2.1/minutes"
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
REACHING_OUT = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo"})
COUNTED = {"Ip": ("OutRequests", "OutNoRoutes"), "Tcp": ("ActiveOpens",), "Udp": ("OutDatagrams",)}


def asked_of_the_kernel() -> int:
    """How often it was asked, in this network, to send anything anywhere, this machine included."""
    lines = [line.split() for line in Path("/proc/self/net/snmp").read_text().splitlines()]
    found = 0
    for names, numbers in zip(lines[::2], lines[1::2], strict=True):
        counts = dict(zip(names[1:], map(int, numbers[1:]), strict=True))
        found += sum(counts[name] for name in COUNTED.get(names[0].rstrip(":"), ()))
    return found


def alone(work: Callable[[], T]) -> tuple[T, int]:
    """What a child comes to in a network of its own, and how often it asked the kernel for a connection.

    Where the machine gives nobody a network of their own, what Python was asked is counted, and no library beneath it.
    """

    def working() -> tuple[T, int]:
        user, asked = os.geteuid(), list[str]()
        sys.addaudithook(lambda event, _: asked.append(event) if event in REACHING_OUT else None)
        apart = not ctypes.CDLL(None).unshare(_NEW_USER | _NEW_NETWORK)
        if apart:
            with suppress(OSError):
                Path("/proc/self/uid_map").write_text(f"0 {user} 1")
        return work(), max(len(asked), asked_of_the_kernel() if apart else 0)

    return told(working)


@pytest.mark.proof
def test_a_walk_through_the_tracker_asks_for_no_connection_s18(
    settled: tuple[Path, dict[str, Actor]], tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    file = shutil.copy(settled[0], tmp_path / "wsoa.sqlite3")

    def walk() -> tuple[int, int, bool]:
        with open_site(f"sqlite:///{file}", settled[1]) as site:
            client = site.client_for("manager")
            found = crawl(site.app, client, "manager", most=times(25, 200))
            forms = islice(found.forms.values(), times(8, 200))
            saved = [form for form in forms if filled_in(client, site.database, form)]
            page = site.get("manager", "/evidence/new").text
            kept = {name: hidden(page, name) for name in ("seen", "token")}
            answer = site.post("manager", "/evidence/new", {**kept, "title": "Minutes", "link": LINK})
            shown = LINK in site.client_for("manager").get(answer.headers["location"]).text
            return len(found.pages), len(saved), shown

    (pages, saved, shown), asked = alone(walk)
    record_property("pages", pages)
    record_property("forms saved", saved)
    assert pages >= times(25, 80)
    assert saved >= times(3, 40)
    assert shown
    assert asked == 0


def by_tcp() -> None:
    """A connection to another machine."""
    with suppress(OSError):
        socket.create_connection(("192.0.2.1", 80), timeout=1).close()


def by_asking_for_a_name() -> None:
    """A question to a name server."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.sendto(b"who is evil.example?", ("192.0.2.53", 53))


@pytest.mark.parametrize("reaching_out", [by_tcp, by_asking_for_a_name])
def test_a_single_attempt_would_have_been_counted(reaching_out: Callable[[], None]) -> None:
    assert alone(reaching_out)[1] >= 1


def test_the_network_of_a_child_is_its_own_where_the_machine_allows_it() -> None:
    def both_counts() -> tuple[int, int]:
        before = asked_of_the_kernel()
        by_tcp()
        return before, asked_of_the_kernel()

    before, after = alone(both_counts)[0]
    assert before > 0 or after == 1, "in a new network nothing was asked before, and what Python asks the kernel counts"
