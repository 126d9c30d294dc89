"""Which addresses are near, and what of one is shown."""

from __future__ import annotations

import pytest

from app.writing.access import host_of, is_local


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost:8000/v1",
        "http://127.0.0.1:11434",
        "http://[::1]:8000/v1",
        "http://192.168.1.5:8000/v1",
        "http://10.0.0.2/v1",
        "http://vllm:8000/v1",
        "http://models.local/v1",
    ],
)
def test_addresses_nearby(address: str) -> None:
    assert is_local(address)


@pytest.mark.parametrize(
    "address",
    ["https://api.openai.com/v1", "http://8.8.8.8/v1", "http://localhost.example.org", "http://["],
)
def test_addresses_elsewhere(address: str) -> None:
    assert not is_local(address)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://me:secret@models.example.org:8443/v1?key=secret", "models.example.org:8443"),
        ("https://api.openai.com/v1", "api.openai.com"),
        ("http://host:port/v1", ""),
        ("nonsense", ""),
    ],
)
def test_only_the_server_is_shown_of_an_address(address: str, shown: str) -> None:
    assert host_of(address) == shown
