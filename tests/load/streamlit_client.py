"""One person at the chat, without a browser: speaks with Streamlit's server as its page does.

A page opens a WebSocket, asks for a run of the script, and is sent what to draw. It draws parts of
itself again as often as the server said, and tells which large messages it still has.
"""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

_TURN = "penholder_answer"


class PageError(Exception):
    """The page showed an error, or not what it has to show."""


@dataclass
class Turn:
    """What the page shows for one question."""

    question: str
    state: str
    complete: bool
    failure: str | None
    words: int


@dataclass
class Page:
    """A page that is open: what it shows, and what it was told to do again by itself."""

    connection: ClientConnection
    query: str = ""
    script: str = ""
    box: str = ""
    taking: bool = False
    turns: dict[str, Turn] = field(default_factory=dict)
    received: int = 0
    runs: int = 0
    problems: list[str] = field(default_factory=list)
    kept: dict[str, ForwardMsg] = field(default_factory=dict)
    timers: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self, **more: Any) -> None:
        """Asks for a run of the script, or of a part of it."""
        state = ClientState(
            query_string=self.query,
            page_script_hash=self.script,
            cached_message_hashes=list(self.kept),
            **more,
        )
        await self.connection.send(BackMsg(rerun_script=state).SerializeToString())

    async def ask(self, question: str, seconds: float) -> float:
        """Types a question; gives how long it took until its answer was there, in seconds.

        Raises :class:`PageError` where none comes in time or it could not be answered.
        """
        await self._until(lambda: self.taking, 30.0, "a box that takes questions")
        earlier = set(self.turns)
        begun = time.monotonic()
        more: Any = {}
        state = ClientState(query_string=self.query).widget_states
        state.widgets.add(id=self.box).chat_input_value.data = question
        more["widget_states"] = state
        await self.run(**more)

        def answered() -> bool:
            return any(
                turn.question == question and turn.state not in ("pending", "writing")
                for key, turn in self.turns.items()
                if key not in earlier
            )

        await self._until(answered, seconds, f"an answer to “{question}”")
        took = time.monotonic() - begun
        failed = [t.failure for k, t in self.turns.items() if k not in earlier and t.failure]
        if failed:
            raise PageError(str(failed[0]))
        return took

    async def fresh(self) -> None:
        """Begins a conversation anew, as a load of the page at its bare address does."""
        self.query, self.turns, self.taking = "", {}, False
        await self.run()

    async def listen(self) -> None:
        """Takes what the server sends until the connection ends."""
        async for data in self.connection:
            if isinstance(data, bytes):
                self.received += len(data)
                self._take(ForwardMsg.FromString(data))
                self.changed.set()

    def leave(self) -> None:
        """Stops what the page does by itself."""
        for timer in self.timers.values():
            timer.cancel()
        self.timers.clear()

    async def _until(self, there: Any, seconds: float, what: str) -> None:
        end = time.monotonic() + seconds
        while not there():
            if self.problems:
                raise PageError(self.problems.pop())
            self.changed.clear()
            try:
                await asyncio.wait_for(self.changed.wait(), max(0.0, end - time.monotonic()))
            except TimeoutError:
                raise PageError(f"waited {seconds:.0f} s for {what}") from None

    def _take(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "ref_hash":
            known = self.kept.get(message.ref_hash)
            if known is None:
                self.problems.append("the server sent a message that the page does not have")
                return
            message, kind = known, known.WhichOneof("type")
        elif message.metadata.cacheable and message.hash:
            self.kept[message.hash] = message
        if kind == "new_session":
            self.script = message.new_session.page_script_hash
            if not message.metadata.run.fragment_ids:
                self.leave()
                self.runs += 1
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "auto_rerun":
            self._again(message.auto_rerun.fragment_id, message.auto_rerun.interval)
        elif kind == "stop_auto_rerun":
            for part in message.stop_auto_rerun.fragment_ids:
                if timer := self.timers.pop(part, None):
                    timer.cancel()
        elif kind == "delta":
            self._draw(message.delta.new_element)

    def _draw(self, element: Any) -> None:
        kind = element.WhichOneof("type")
        if kind == "chat_input":
            self.box = element.chat_input.id
            self.taking = not element.chat_input.disabled
        elif kind == "exception":
            self.problems.append(f"{element.exception.type}: {element.exception.message}")
        elif kind == "toast":
            self.problems.append(element.toast.body)
        elif kind == "bidi_component" and element.bidi_component.component_name == _TURN:
            self._show(element.bidi_component)

    def _show(self, component: Any) -> None:
        sent = json.loads(component.json or component.mixed.json)
        turn = sent["turn"]
        self.turns[str(sent["message"])] = Turn(
            turn["question"], turn["state"], turn["complete"], turn["failure"], len(turn["cited"])
        )

    def _again(self, part: str, seconds: float) -> None:
        async def look() -> None:
            while True:
                await asyncio.sleep(seconds)
                await self.run(fragment_id=part, is_auto_rerun=True)

        if part not in self.timers:
            self.timers[part] = asyncio.create_task(look())


async def opened(address: str) -> Page:
    """A page at the chat's address, with its first run asked for."""
    connection = await connect(
        address.replace("http://", "ws://") + "/_stcore/stream",
        subprotocols=["streamlit"],  # type: ignore[list-item]
        origin=address,  # type: ignore[arg-type]
        max_size=None,
        open_timeout=60,
    )
    page = Page(connection)
    await page.run()
    return page
