"""A Chroma server's address: what it may hold, and what is shown of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from plain_reader import plain_document
from test_library import put

from store.chroma import Address, connect
from store.embedding import HashEmbedder
from store.errors import LibraryError
from store.health import Model, examine
from store.library import Library


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("http://host", "http://host:8000"),
        ("https://host/", "https://host:443"),
        ("http://host:9000", "http://host:9000"),
        ("http://[::1]:9000", "http://[::1]:9000"),
    ],
)
def test_an_address_is_a_host_and_a_port(url: str, shown: str) -> None:
    assert str(Address.of(url)) == shown


@pytest.mark.parametrize(
    "url",
    [
        "http://user:hunter2@host",
        "https://hunter2@host:8000",
        "http://@host",
        "http://host:8000/?token=hunter2",
        "http://host:8000/hunter2",
        "http://host:8000#hunter2",
        "http://host:hunter2",
        "http://host:99999999",
        "hunter2",
        "http://[hunter2",
    ],
)
def test_what_is_more_than_that_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(LibraryError, match="http://host:port") as error:
        connect(url)
    assert "hunter2" not in str(error.value)


def test_no_secret_of_an_address_is_shown_by_doctor(library: Library) -> None:
    put(library, plain_document("a", "The envoy briefed."))
    health = examine(
        library.path,
        Model("hash", HashEmbedder().fingerprint),
        chroma_url="http://user:hunter2@127.0.0.1:1",
    )
    (check,) = (check for check in health.checks if check.name == "vectors")
    assert "password" in check.detail
    assert "http://host:port" in str(check.remedy)
    assert "hunter2" not in str(health)


def test_a_server_that_does_not_answer_is_named_with_its_own_remedy(library: Library) -> None:
    put(library, plain_document("a", "The envoy briefed."))
    health = examine(
        library.path, Model("hash", HashEmbedder().fingerprint), chroma_url="http://127.0.0.1:1"
    )
    (check,) = (check for check in health.checks if check.name == "vectors")
    assert "http://127.0.0.1:1 cannot be reached" in check.detail
    assert check.remedy == "check that the server runs"


def test_the_child_is_not_called_with_the_address(
    library: Library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from store import probing

    called: list[list[str]] = []
    run = probing.subprocess.run

    def noted(command: list[str], **options: object) -> object:
        called.append(command)
        return run(command, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(probing.subprocess, "run", noted)
    found = probing.probe(library.path, "http://127.0.0.1:1", seconds=60)
    assert "cannot be reached" in str(found.error)
    assert not [word for word in called[0] if "127.0.0.1" in word]
