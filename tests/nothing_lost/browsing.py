"""People at work against a server that is killed: each saves, and saves the same again until it is answered.

They are a process of their own. What was acknowledged is one line each in a file, so that nobody who is killed takes
it along; a person whose connection breaks sends the same form with its token again, as a browser would.
"""

import http.client
import json
import os
import re
import signal
import threading
import time
import uuid
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

from tests.web.site import PASSPHRASE, SLUG

BROKEN = (OSError, http.client.HTTPException)
GIVES_UP_AFTER = 60
MILESTONES = 7


@dataclass(frozen=True)
class Answer:
    """What a server answered."""

    status: int
    page: str
    cookie: str = ""
    location: str = ""


@dataclass
class Browser:
    """One person's connection, kept as long as it lasts."""

    port: int
    cookie: str = ""
    _line: http.client.HTTPConnection | None = None

    def asked(self, method: str, path: str, form: dict[str, str] | None = None) -> Answer:
        """One request; raises one of BROKEN when the answer does not come."""
        line = self._line or http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        self._line = None
        headers = {"Cookie": self.cookie, "Sec-Fetch-Site": "same-origin"}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            line.request(method, path, urlencode(form) if form is not None else None, headers)
            answer = line.getresponse()
            page = answer.read().decode()
        except BROKEN:
            line.close()
            raise
        self._line = line
        cookie = (answer.headers["Set-Cookie"] or "").split(";")[0]
        return Answer(answer.status, page, cookie, answer.headers["Location"] or "")

    def asked_again(self, method: str, path: str, form: dict[str, str] | None = None) -> Answer:
        """The same request until it is answered, and not with "try again"."""
        end = time.monotonic() + GIVES_UP_AFTER
        while True:
            try:
                answer = self.asked(method, path, form)
                if answer.status != 503:
                    return answer
            except BROKEN:
                pass
            assert time.monotonic() < end, "the server stays away"
            time.sleep(0.002)

    def sent_and_lost(self, path: str, form: dict[str, str], after: float) -> None:
        """Send a form and hang up before the answer is read."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"Cookie": self.cookie, "Sec-Fetch-Site": "same-origin"}
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        line.request("POST", path, urlencode(form), headers)
        time.sleep(after)
        line.close()

    def sign_in(self, who: str = "manager") -> None:
        """As that person of Northmere."""
        form = {"email": f"{who}@example.org", "passphrase": PASSPHRASE}
        answer = self.asked_again("POST", "/sign-in", form)
        assert answer.status == 303, answer.page
        self.cookie = answer.cookie


def hidden(page: str, name: str) -> str:
    """The text of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, page
    return unescape(found[1])


def update_path(milestone: int) -> str:
    """Where a milestone of Northmere is rated."""
    return f"/programmes/{SLUG}/milestones/{milestone}/update"


RISKS = f"/programmes/{SLUG}/risks/new"


def update(words: str, seen: int) -> dict[str, str]:
    """A filled form of a milestone."""
    said = {"level": "A", "issue": "Panel sits late", "mitigation": "Second date booked", "progress": words}
    return {**said, "seen": str(seen), "token": uuid.uuid4().hex}


def risk(words: str) -> dict[str, str]:
    """A filled form of a new risk."""
    return {"title": words, "kind": "risk", "workstream": "1", "milestones": "3", "token": uuid.uuid4().hex}


class People:
    """Seven who rate a milestone each, and one who raises risks, until SIGTERM."""

    def __init__(self, port: int, cookie: str, acknowledged: Path) -> None:
        self.port, self.cookie = port, cookie
        self.file = os.open(acknowledged, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self.stopped = threading.Event()

    def work(self) -> None:
        """All of them at once."""
        signal.signal(signal.SIGTERM, lambda _signal, _frame: self.stopped.set())
        faults: list[object] = []

        def kept(told: threading.ExceptHookArgs) -> None:
            faults.append(told.exc_value)

        threading.excepthook = kept
        people = [threading.Thread(target=self.rate, args=(number,)) for number in range(1, MILESTONES + 1)]
        people.append(threading.Thread(target=self.raise_risks))
        for person in people:
            person.start()
        while any(person.is_alive() for person in people):
            time.sleep(0.01)
        assert not faults, faults

    def rate(self, milestone: int) -> None:
        """One update after the other on one milestone."""
        browser, saved = Browser(self.port, self.cookie), 0
        seen = int(hidden(browser.asked_again("GET", update_path(milestone)).page, "seen"))
        while not self.stopped.is_set():
            words = f"{milestone}: {saved}"
            answer = browser.asked_again("POST", update_path(milestone), update(words, seen + saved))
            assert answer.status == 303, (answer.status, answer.page)
            saved += 1
            self.acknowledge("update", words)

    def raise_risks(self) -> None:
        """One new risk after the other."""
        browser, raised = Browser(self.port, self.cookie), 0
        while not self.stopped.is_set():
            answer = browser.asked_again("POST", RISKS, risk(f"Risk {raised}"))
            assert answer.status == 303, (answer.status, answer.page)
            self.acknowledge("risk", f"Risk {raised}")
            raised += 1

    def acknowledge(self, kind: str, words: str) -> None:
        """Keep what was answered, at once."""
        os.write(self.file, json.dumps([kind, words]).encode() + b"\n")


def acknowledged(file: Path) -> list[tuple[str, str]]:
    """Every acknowledged save in the order of the answers."""
    return [(kind, words) for kind, words in map(json.loads, file.read_text().splitlines())]
