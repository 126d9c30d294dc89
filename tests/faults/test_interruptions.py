"""Memory that runs out, Ctrl-C at every stage, and a Chroma server that comes and goes."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from newsroom import Newsroom, check_and_complete, check_complete, open_library, run

from store.embedding import HashEmbedder, Vectors
from store.errors import LibraryError
from store.library import Library

STAGES = ("staged", "embedded", "verified", "swapped", "swept", "reconnected", "indexed")


@pytest.fixture
def room(quick_disk: Path) -> Newsroom:
    room = Newsroom(quick_disk, documents=12, touched=2)
    room.first_world()
    with open_library(room.library) as library:
        run(library, room.folder)
    return room


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Ctrl-C reaches us even where the tests were started in the background, which ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


class Exhausted(HashEmbedder):
    """Has no memory left for the texts of a refresh."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        if len(texts) > 1:
            raise MemoryError
        return super().encode(texts)


def test_memory_that_runs_out_leaves_the_old_answers(room: Newsroom) -> None:
    before, after = room.world, room.next_world()
    with Library.open(room.library, Exhausted()) as library:
        with pytest.raises(LibraryError, match="memory") as error:
            run(library, room.folder)
        assert str(error.value).count("\n") == 0
        assert {s.document for s in library.documents()} == {*before, "breaks.txt"}
    check_and_complete(room.library, room.folder, before, after)


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("stage", STAGES)
def test_ctrl_c_at_any_stage_leaves_the_old_answers(room: Newsroom, stage: str) -> None:
    before, after = room.world, room.next_world()

    def interrupt(reached: str) -> None:
        if reached == stage:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(1)

    with open_library(room.library) as library, pytest.raises(KeyboardInterrupt):
        run(library, room.folder, on_stage=interrupt)
    check_and_complete(room.library, room.folder, before, after)


class Server:
    """``chroma run`` on this machine, on a port of its own."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        chroma = Path(sys.executable).with_name("chroma")
        where = ["--host", "127.0.0.1", "--port", str(self.port), "--path", str(self._folder)]
        self._process = subprocess.Popen(
            [chroma, "run", *where],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"ANONYMIZED_TELEMETRY": "False"},
        )
        for _ in range(300):
            with socket.socket() as trying:
                if trying.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            assert self._process.poll() is None, "chroma run ended"
            time.sleep(0.1)
        raise AssertionError("chroma run does not listen")

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    if not Path(sys.executable).with_name("chroma").is_file():
        pytest.skip("the command chroma is not beside this Python")
    server = Server(tmp_path / "chroma-server")
    server.start()
    yield server
    server.kill()


@pytest.mark.slow
def test_a_server_serves_as_the_folder_does(server: Server, quick_disk: Path) -> None:
    room = Newsroom(quick_disk, documents=30, touched=4)
    room.first_world()
    with open_library(room.library, server.url) as library:
        run(library, room.folder)
    for _ in range(3):
        before, after = room.world, room.next_world()
        check_and_complete(room.library, room.folder, before, after, server.url)
    assert not (room.library / "chroma").exists()
    with open_library(room.library, server.url) as library:
        library.rebuild(lambda document, _embedder: document)
        check_complete(library, room.world)
        again = library.rebuild(lambda document, _embedder: document)
        assert again.passages == len(library.vectors.ids())


@pytest.mark.slow
@pytest.mark.parametrize("stage", STAGES[:4])
def test_a_server_may_go_in_the_middle_and_come_back(
    server: Server, quick_disk: Path, stage: str
) -> None:
    room = Newsroom(quick_disk, documents=12, touched=2)
    room.first_world()
    with open_library(room.library, server.url) as library:
        run(library, room.folder)
        before, after = room.world, room.next_world()

        def end(reached: str) -> None:
            if reached == stage:
                server.kill()

        with pytest.raises(LibraryError, match="check that the server runs"):
            run(library, room.folder, on_stage=end)
        with pytest.raises(LibraryError, match="check that the server runs"):
            run(library, room.folder)
        server.start()
        # The same library, still open: as in a chat that never ended.
        run(library, room.folder)
        check_complete(library, after)
    check_and_complete(room.library, room.folder, before, after, server.url)


@pytest.mark.slow
def test_a_server_that_lost_everything_is_filled_again(
    server: Server, quick_disk: Path, tmp_path: Path
) -> None:
    room = Newsroom(quick_disk, documents=12, touched=2)
    room.first_world()
    with open_library(room.library, server.url) as library:
        run(library, room.folder)
    server.kill()
    empty = Server(tmp_path / "another")
    empty.start()
    try:
        with open_library(room.library, empty.url) as library:
            with pytest.raises(LibraryError, match="run penholder rebuild"):
                library.nearest(HashEmbedder().encode(["brief"])[0], 3)
            library.rebuild(lambda document, _embedder: document)
            check_complete(library, room.world)
    finally:
        empty.kill()


def test_a_server_that_is_not_there_is_named(room: Newsroom) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    with (
        open_library(room.library, url) as library,
        pytest.raises(LibraryError, match=r"the Chroma server at http://127\.0\.0\.1"),
    ):
        library.nearest(HashEmbedder().encode(["brief"])[0], 3)
