"""Where questions are answered: outside the page's own run, one after another.

Streamlit abandons a run whenever the reader clicks or asks again. So a question is stored first
and answered by a thread of the process, and the page only waits and shows. A run may be dropped
at any moment; a question or an answer never is.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Lock

from app.conversations import Conversations, Message
from app.ui.contracts import ChatEngine, Summary
from app.ui.standing import Standings
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
        self.standings = Standings(engine.library)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="answering")
        self._running: dict[int, Future[None]] = {}
        self._lock = Lock()
        self._examples: tuple[str, ...] = ()
        self._examples_for: frozenset[str] | None = None
        self._seeking: Future[None] | None = None

    def examples(self, documents: Iterable[Summary]) -> tuple[str, ...]:
        """Example questions for the documents held.

        An engine finds them by asking, so they are found once, on the same thread as answers are,
        and again behind the reader's back when other documents are held: until then the old ones
        stand. The first call waits for them, which also loads all that a first question needs.
        """
        held = frozenset(item.document for item in documents if item.held)
        with self._lock:
            first, seeking = self._examples_for is None, self._seeking
            # A long refresh is many generations: one search for examples at a time is enough.
            if held != self._examples_for and (seeking is None or seeking.done()):
                self._examples_for = held
                self._seeking = seeking = self._thread.submit(self._find_examples)
                seeking.add_done_callback(_report)
        if first and seeking is not None:
            seeking.result()
        return self._examples

    @property
    def proposed(self) -> tuple[str, ...]:
        """The example questions found last."""
        return self._examples

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

    def _find_examples(self) -> None:
        self._examples = self.engine.example_questions()

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


def _report(done: Future[None]) -> None:
    error = done.exception()
    if error is not None:
        _LOG.error("Example questions could not be found", exc_info=error)
