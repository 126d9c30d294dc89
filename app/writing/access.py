"""Where a provider's models are asked for, and with what key."""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from store.errors import WritingError

if TYPE_CHECKING:
    from app.settings import Settings

NO_KEY = "none"
"""What is sent for a key where none is asked for."""
_LOCAL_ENDINGS = (".local", ".localhost", ".lan", ".internal", ".home.arpa")


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider of models.

    ``package`` is what LangChain reaches it through, ``key`` the environment variable of its key,
    ``addresses`` those that say where it is, ``address`` where it is without them; ``needs_key``
    whether it answers nobody without one there.
    """

    name: str
    package: str
    key: str
    addresses: tuple[str, ...]
    address: str
    needs_key: bool = True


PROVIDERS = {
    provider.name: provider
    for provider in (
        Provider(
            "openai",
            "langchain-openai",
            "OPENAI_API_KEY",
            ("OPENAI_BASE_URL", "OPENAI_API_BASE"),
            "https://api.openai.com/v1",
        ),
        Provider(
            "anthropic",
            "langchain-anthropic",
            "ANTHROPIC_API_KEY",
            ("ANTHROPIC_BASE_URL", "ANTHROPIC_API_URL"),
            "https://api.anthropic.com",
        ),
        Provider(
            "ollama",
            "langchain-ollama",
            "OLLAMA_API_KEY",
            ("OLLAMA_HOST",),
            "http://127.0.0.1:11434",
            needs_key=False,
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Access:
    """How one model is reached.

    ``own`` tells that the address is one of the user's choosing, so that what the provider's models
    are known for need not hold there.
    """

    name: str
    provider: Provider
    model: str
    address: str
    key: str
    own: bool

    @property
    def host(self) -> str:
        """The server and port, with nothing secret."""
        return host_of(self.address)

    @property
    def nearby(self) -> bool:
        """Whether it is on this machine or in the network that it is in."""
        return is_local(self.address)

    def __repr__(self) -> str:
        """Without the key."""
        return f"Access({self.name!r}, {self.host!r})"


def access_to(name: str, provider: Provider, model: str, settings: Settings) -> Access:
    """How a model is reached, by the settings and the provider's own environment variables.

    Raises :class:`WritingError` where its address is none, its key is missing, or the key would go
    over the network unencrypted.
    """
    address, own = _address(provider, settings)
    return Access(name, provider, model, address, _key(provider, name, address), own)


def _address(provider: Provider, settings: Settings) -> tuple[str, bool]:
    """Where the provider is asked, and whether the user said so."""
    given = settings.model_url or next(
        filter(None, (os.environ.get(name, "").strip() for name in provider.addresses)), ""
    )
    if not given:
        return provider.address, False
    if "://" not in given:
        given = f"http://{given}" if ":" in given else f"http://{given}:11434"
    if not host_of(given):
        raise WritingError(
            f"the address of {provider.name} is none",
            f"correct {' or '.join(provider.addresses)}, or set PENHOLDER_MODEL_URL",
        )
    return given.rstrip("/"), True


def _key(provider: Provider, name: str, address: str) -> str:
    nearby = is_local(address)
    key = os.environ.get(provider.key, "").strip()
    if not (key.isascii() and key.isprintable()):
        raise WritingError(
            f"the key in {provider.key} has characters that no key has", "copy it there again"
        )
    if key and not nearby and urlsplit(address).scheme == "http":
        raise WritingError(
            f"the key for {host_of(address)} would be sent there unencrypted",
            "give its address with https://",
        )
    if not key and provider.needs_key and not nearby:
        raise WritingError(f"there is no key for {name}", f"set {provider.key} in the environment")
    return key or NO_KEY


def host_of(address: str) -> str:
    """The server and port of an address, with nothing secret; empty where there is none."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    return f"{host}:{port}" if host and port else host


def is_local(address: str) -> bool:
    """Whether an address is on this machine or in the network that it is in."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return False
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return "." not in host or host.endswith(_LOCAL_ENDINGS)
    return number.is_private or number.is_loopback or number.is_link_local
