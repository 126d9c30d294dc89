"""Who was offered to add files. Streamlit keeps what it is sent in memory, whoever sends it, so the
server takes files only from sessions whose page has the field for them.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

MOST_SESSIONS = 1_000
"""Sessions remembered; of more, those that were offered it longest ago are asked to reload."""


class Offers:
    """The sessions, the latest last. Safe for threads."""

    def __init__(self, most: int = MOST_SESSIONS) -> None:
        self._most = most
        self._sessions: OrderedDict[str, None] = OrderedDict()
        self._lock = Lock()

    def make(self, session: str) -> None:
        """Let a session send files from now on."""
        with self._lock:
            self._sessions[session] = None
            self._sessions.move_to_end(session)
            while len(self._sessions) > self._most:
                self._sessions.popitem(last=False)

    def was_made(self, session: str) -> bool:
        """Whether a session may send files."""
        with self._lock:
            return session in self._sessions


OFFERS = Offers()
"""Of this process: the page makes them, the server's door asks for them."""
