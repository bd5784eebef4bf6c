"""HTTP as the server speaks it: a request that is none is refused with the headers that every answer carries (S15)."""

import re
from typing import Any

import h11
from h11._connection import DEFAULT_MAX_INCOMPLETE_EVENT_SIZE
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import STATUS_PHRASES, H11Protocol

from api.headers import headers_of_all
from wsoa.settings import settings

SENTENCE = b"What your browser sent could not be read. Go back, check it and send it again."
_LOOSE = re.compile(rb"(?<!\r)\n|\n[ \t]")
"""A line that ends in a newline alone, or a header that goes on in the next line: others may read them otherwise."""
_FRAMING = frozenset({b"content-length", b"transfer-encoding"})


class Strict(h11.Connection):
    """h11's own, but where RFC 9112 lets a server be lenient (2.2, 5.2, 6.3) it is not: so requests are smuggled."""

    def next_event(self) -> Any:
        """Raises RemoteProtocolError for lines that end in two ways, folded headers, two ways to say the length."""
        if self.their_state is h11.IDLE and _LOOSE.search(self.trailing_data[0].partition(b"\r\n\r\n")[0]):
            raise h11.RemoteProtocolError("loose lines")
        event = super().next_event()
        if isinstance(event, h11.Request) and len(_FRAMING & {name for name, _ in event.headers}) > 1:
            raise h11.RemoteProtocolError("a length and pieces")
        return event


class Protocol(H11Protocol):
    """uvicorn's own, but stricter, and for what it says to a request that never reaches the application."""

    def __init__(self, config: Config, *args: Any, **more: Any) -> None:
        super().__init__(config, *args, **more)
        self.conn = Strict(h11.SERVER, config.h11_max_incomplete_event_size or DEFAULT_MAX_INCOMPLETE_EVENT_SIZE)

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP and close the line. `msg`, the reason, is for uvicorn's log."""
        said = headers_of_all(https=settings().public_address.startswith("https://"))
        said |= {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store", "Connection": "close"}
        named = [(name.lower().encode(), text.encode()) for name, text in said.items()]
        answer = h11.Response(status_code=400, headers=named, reason=STATUS_PHRASES[400])
        for event in (answer, h11.Data(data=SENTENCE), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()
