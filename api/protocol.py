"""HTTP as the server speaks it: a request that is none is refused with the headers that every answer carries (S15)."""

import h11
from uvicorn.protocols.http.h11_impl import STATUS_PHRASES, H11Protocol

from api.headers import headers_of_all
from wsoa.settings import settings

SENTENCE = b"What your browser sent could not be read. Go back, check it and send it again."


class Protocol(H11Protocol):
    """uvicorn's own, but for what it says to a request that never reaches the application."""

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP and close the line. `msg`, the reason, is for uvicorn's log."""
        said = headers_of_all(https=settings().public_address.startswith("https://"))
        said |= {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store", "Connection": "close"}
        named = [(name.lower().encode(), text.encode()) for name, text in said.items()]
        answer = h11.Response(status_code=400, headers=named, reason=STATUS_PHRASES[400])
        for event in (answer, h11.Data(data=SENTENCE), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()
