"""Where questions are answered: outside the page's own run, one after another.

Streamlit abandons a run whenever the reader clicks or asks again. So a question is stored first
and answered by a thread of the process, and the page only waits and shows. A run may be dropped
at any moment; a question or an answer never is.
"""

from __future__ import annotations

import logging
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Lock

from app.conversations import Conversations, Message
from app.ui.contracts import ChatEngine
from store.errors import PenholderError

_LOG = logging.getLogger(__name__)
_UNEXPECTED = (
    "This question could not be answered because of an error in Penholder itself: "
    "the details are in the terminal that runs the chat."
)


class Desk:
    """The engine, the conversations, and the one thread that brings them together."""

    def __init__(self, engine: ChatEngine, conversations: Conversations) -> None:
        self.engine = engine
        self.conversations = conversations
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="answering")
        self._running: dict[int, Future[None]] = {}
        self._lock = Lock()

    def take(self, message: Message) -> None:
        """See to it that a pending message is answered; taking it twice does it once."""
        with self._lock:
            if not message.pending or message.id in self._running:
                return
            future = self._thread.submit(self._answer, message.id)
            self._running[message.id] = future
        future.add_done_callback(lambda done: self._settle(message.id, done))

    def wait(self, message: int, seconds: float) -> bool:
        """Wait for one message at most ``seconds``; true once nothing is under way for it."""
        with self._lock:
            future = self._running.get(message)
        if future is None:
            return True
        wait([future], timeout=seconds)
        with self._lock:
            return message not in self._running

    def close(self) -> None:
        """Finish what was taken and let the conversations go."""
        self._thread.shutdown(wait=True)
        self.conversations.close()

    def _answer(self, number: int) -> None:
        message = self.conversations.message(number)
        if message is None or not message.pending:
            return
        history = self.conversations.history(message)
        try:
            answer = self.engine.ask(message.question, history=history)
        except PenholderError as error:
            self.conversations.fail(number, str(error))
        else:
            self.conversations.answer(number, answer)

    def _settle(self, number: int, done: Future[None]) -> None:
        error = done.exception()
        if error is not None:
            _LOG.error("Question %d could not be answered", number, exc_info=error)
            self.conversations.fail(number, _UNEXPECTED)
        with self._lock:
            del self._running[number]
