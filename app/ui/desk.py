"""Where questions are answered: outside the page's own run, one after another.

Streamlit abandons a run whenever the reader clicks or asks again. So a question is stored first
and answered by a thread of the process, every step of a growing answer is stored too, and the
page only waits and shows. A run may be dropped at any moment; a question or an answer never is.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Condition, Thread

from app.answering.answer import Answer
from app.conversations import Conversations, Message
from app.ui.contracts import ChatEngine, Stage, Summary
from app.ui.standing import Standings
from store.errors import PenholderError

MOST_WAITING = 2
"""Questions of one conversation that may be without their answer: one runs, one waits."""

WITHDRAWN = "This question was withdrawn before it was begun."
_STOPPED = "Stopped: these are the quotations that {model} was to write from."
_CUT_OFF = (
    "Stopped: Penholder was closed while {model} was writing. "
    "These are the quotations that it was to write from."
)
_UNEXPECTED = (
    "This question could not be answered because of an error in Penholder itself: "
    "the details are in the terminal that runs the chat."
)
# A model's server that hangs lets a stopped request go only when its time is up.
_MOST_ENDING = 3
_LOG = logging.getLogger(__name__)


@dataclass(eq=False)
class _Run:
    """A question on the desk; ``stopping`` once what is still written of it is not wanted."""

    message: Message
    begun: bool = False
    grown: bool = False
    stopping: bool = False


class Desk:
    """The engine, the conversations, and the one thread at a time that brings them together."""

    def __init__(self, engine: ChatEngine, conversations: Conversations) -> None:
        self.engine = engine
        self.conversations = conversations
        self.standings = Standings(engine.library)
        self._seeker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="examples")
        self._examples: tuple[str, ...] = ()
        self._examples_for: frozenset[str] | None = None
        self._seeking: Future[None] | None = None
        self._changed = Condition()  # guards all that follows
        self._runs: dict[int, _Run] = {}
        self._waiting: deque[_Run] = deque()
        self._answering: _Run | None = None
        self._ending: set[_Run] = set()
        self._closing = False

    def seek_examples(self, documents: Iterable[Summary]) -> None:
        """Have example questions found for the documents held, where those of now are of others.

        An engine finds them by asking, behind the reader's back; until then the old ones stand.
        The first time that also loads all that a first question needs.
        """
        held = frozenset(item.document for item in documents if item.held)
        with self._changed:
            seeking = self._seeking
            # A long refresh is many generations: one search for examples at a time is enough.
            if held != self._examples_for and (seeking is None or seeking.done()):
                self._examples_for = held
                self._seeking = self._seeker.submit(self._find_examples)
                self._seeking.add_done_callback(_report)

    @property
    def proposed(self) -> tuple[str, ...]:
        """The example questions found last."""
        return self._examples

    def take(self, message: Message) -> None:
        """See to it that a pending message is answered; taking it twice does it once.

        One whose writing was cut off, by the end of the process that was at it, is not asked for
        again by itself, for a model may cost money: its quotations stand.
        """
        with self._changed:
            if not message.pending or message.id in self._runs or self._closing:
                return
            if message.quoted is not None:
                self.conversations.stop(message.id, _CUT_OFF.format(model=message.how.model))
                return
            run = self._runs[message.id] = _Run(message)
            self._waiting.append(run)
            self._advance()

    def stop(self, message: int, owner: str = "") -> None:
        """End what is being written: the quotations stand. One that only waits is withdrawn.

        Nothing happens where the message is not the reader's whose key is ``owner``.
        """
        if self.conversations.message(message, owner) is None:
            return
        with self._changed:
            run = self._runs.get(message)
            if run is None:
                return
            if run.begun:
                run.stopping = True
                if run.grown:
                    self._let_stand(run)
            else:
                self._waiting.remove(run)
                self.conversations.fail(message, WITHDRAWN)
                self._release(run)

    def ask_again(self, message: int, owner: str = "") -> None:
        """Answer anew what failed, or what no model wrote the answer to, of the reader's own."""
        if self.conversations.message(message, owner) is None:
            return
        self.conversations.reopen(message)
        found = self.conversations.message(message, owner)
        if found is not None:
            self.take(found)

    def delete(self, conversation: str, owner: str = "") -> bool:
        """Delete a reader's conversation; what is under way for it ends and is stored nowhere.

        False where the reader has no such conversation.
        """
        with self._changed:
            if not self.conversations.delete(conversation, owner):
                return False
            for run in [
                run for run in self._runs.values() if run.message.conversation == conversation
            ]:
                self._abandon(run)
        return True

    def wait(self, message: int, seconds: float, *, growth: bool = False) -> bool:
        """Wait for one message at most ``seconds``; true once nothing is under way for it.

        With ``growth``, true also once there is something of its answer to show.
        """

        def there() -> bool:
            run = self._runs.get(message)
            return run is None or (growth and run.grown)

        with self._changed:
            return self._changed.wait_for(there, timeout=seconds)

    def stage(self, message: int) -> Stage:
        """What is done for a message now, where it has no answer yet."""
        with self._changed:
            run = self._runs.get(message)
            if run is None or not run.begun:
                return Stage.WAITING
            return Stage.STOPPING if run.stopping else Stage.WORKING

    @property
    def under_way(self) -> int:
        """How many questions are on the desk, of all conversations: begun, or waiting."""
        return len(self._runs)

    def close(self) -> None:
        """Finish what was taken and let the conversations go."""
        self._seeker.shutdown(wait=True)
        with self._changed:
            self._changed.wait_for(lambda: not self._runs and not self._ending)
            self._closing = True
        self.conversations.close()

    def _find_examples(self) -> None:
        self._examples = self.engine.example_questions()

    def _advance(self) -> None:
        """Begin the next question if none is being answered. The lock is held."""
        if self._answering is None and self._waiting and len(self._ending) < _MOST_ENDING:
            run = self._answering = self._waiting.popleft()
            run.begun = True
            # What is half-written when the process ends is in the store: nothing waits for it.
            Thread(target=self._work, args=(run,), name="answering", daemon=True).start()

    def _work(self, run: _Run) -> None:
        try:
            self._answer(run)
        except PenholderError as error:
            self._fail(run, str(error))
        except Exception:  # noqa: BLE001 -- logged and said; the thread has nobody else to tell
            _LOG.exception("Question %d could not be answered", run.message.id)
            self._fail(run, _UNEXPECTED)
        finally:
            with self._changed:
                self._ending.discard(run)
                self._release(run)

    def _answer(self, run: _Run) -> None:
        message = self.conversations.message_of_anyone(run.message.id)
        if message is None or not message.pending:
            return
        history = () if message.how.alone else self.conversations.history(message)
        growing = self.engine.answers(
            message.question, message.how.model, history=history, filters=message.how.filters
        )
        answer = None
        try:
            for answer in growing:
                if message.how.model is not None and not self._grow(run, answer):
                    return
        finally:
            _end(growing)
        if answer is not None:
            self._keep(run, answer)

    def _grow(self, run: _Run, answer: Answer) -> bool:
        """Store what there is by now; false where no more of it is wanted."""
        with self._changed:
            if run in self._ending:
                return False
            if not self.conversations.grow(run.message.id, answer):
                return False
            run.grown = True
            if run.stopping:
                self._let_stand(run)
            self._changed.notify_all()
            return not run.stopping

    def _keep(self, run: _Run, answer: Answer) -> None:
        with self._changed:
            if run not in self._ending:
                self.conversations.answer(run.message.id, answer)

    def _fail(self, run: _Run, sentence: str) -> None:
        with self._changed:
            if run.grown:  # what was found stands, whatever became of the writing
                self.conversations.stop(run.message.id, sentence)
            elif run not in self._ending:
                self.conversations.fail(run.message.id, sentence)

    def _let_stand(self, run: _Run) -> None:
        """Stop a run that has its quotations; its thread ends by itself. The lock is held."""
        message = run.message
        self.conversations.stop(message.id, _STOPPED.format(model=message.how.model))
        self._ending.add(run)
        self._release(run)

    def _abandon(self, run: _Run) -> None:
        """Drop a run that nothing is wanted of; its thread ends by itself. The lock is held."""
        if run.begun:
            run.stopping = True
            self._ending.add(run)
        else:
            self._waiting.remove(run)
        self._release(run)

    def _release(self, run: _Run) -> None:
        """Take a run off the desk and begin the next. The lock is held."""
        if self._runs.get(run.message.id) is run:
            del self._runs[run.message.id]
        if self._answering is run:
            self._answering = None
        self._advance()
        self._changed.notify_all()


def _end(growing: Iterator[Answer]) -> None:
    """Close what makes the answer, which ends the model's request."""
    if isinstance(growing, Generator):
        growing.close()


def _report(done: Future[None]) -> None:
    error = done.exception()
    if error is not None:
        _LOG.error("Example questions could not be found", exc_info=error)
