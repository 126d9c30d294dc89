"""Makes LangChain's chat models, with what each provider's needs to be told.

Each is made for one request: its HTTP client tells of its connections, so that they can be ended.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.writing.access import Access
from app.writing.connections import Connections

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

WINDOW = 8_192
"""Tokens that a model is taken to read and write in all where nothing is known of it."""
LONGEST = 2_000
"""Tokens that an answer may have, a model's thinking apart: five times a long one."""
THINKING = 8_000
"""The same with the thinking of a model that thinks first."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What a model reads and writes, and whether it may be told to keep to the likeliest words."""

    window: int
    longest: int
    steady: bool


def measure_of(profile: Mapping[str, Any], access: Access, window: int | None) -> Measure:
    """What LangChain knows of a model, ``window`` being what the user says.

    At an address of the user's own a name need not mean the model that LangChain knows by it, so
    the window is not taken from there.
    """
    known = None if access.own else profile.get("max_input_tokens")
    reads = window or int(known or WINDOW)
    writes = THINKING if profile.get("reasoning_output") else LONGEST
    longest = min(writes, reads // 4, int(profile.get("max_output_tokens") or writes))
    unknown = access.provider.name == "ollama" or (access.own and access.provider.name == "openai")
    return Measure(reads, longest, steady=bool(profile.get("temperature", unknown)))


def chat_for(
    access: Access, measure: Measure, seconds: float, connections: Connections
) -> BaseChatModel:
    """A chat model of LangChain's for one request, whose connections are held."""
    from langchain.chat_models import init_chat_model

    made = {"openai": _openai, "anthropic": _anthropic, "ollama": _ollama}[access.provider.name]
    options: dict[str, Any] = {"temperature": 0} if measure.steady else {}
    chat: BaseChatModel = init_chat_model(
        access.model,
        model_provider=access.provider.name,
        base_url=access.address,
        **options,
        **made(access, measure, seconds, connections),
    )
    if access.provider.name == "anthropic":
        _hold_anthropic(chat, seconds, connections)
    return chat


def _http(seconds: float, connections: Connections) -> dict[str, Any]:
    """How an HTTP client is made: one that follows nobody elsewhere with a key."""
    return {
        "timeout": seconds,
        "follow_redirects": False,
        "event_hooks": {"request": [connections.watch]},
    }


def _proxied(variable: str) -> dict[str, Any]:
    proxy = os.environ.get(variable)
    return {"proxy": proxy} if proxy else {}


def _openai(
    access: Access, measure: Measure, seconds: float, connections: Connections
) -> dict[str, Any]:
    from openai import DefaultHttpxClient

    client = DefaultHttpxClient(**_http(seconds, connections), **_proxied("OPENAI_PROXY"))
    options = {
        "api_key": access.key,
        "http_client": client,
        "openai_proxy": "",
        "timeout": seconds,
        "max_retries": 0,
        "stream_usage": False,
    }
    if access.own:
        # Other servers know the older name of the limit, and one way of asking only.
        return options | {
            "use_responses_api": False,
            "extra_body": {"max_tokens": measure.longest},
        }
    return options | {"max_tokens": measure.longest, "store": False}


def _anthropic(access: Access, measure: Measure, seconds: float, _: Connections) -> dict[str, Any]:
    return {
        "api_key": access.key,
        "timeout": seconds,
        "max_retries": 0,
        "max_tokens": measure.longest,
    }


def _hold_anthropic(chat: Any, seconds: float, connections: Connections) -> None:
    """Puts an HTTP client into Anthropic's, which LangChain has no way to be given one for."""
    from anthropic import DefaultHttpxClient

    client = DefaultHttpxClient(**_http(seconds, connections), **_proxied("ANTHROPIC_PROXY"))
    chat._client = chat._client.copy(http_client=client)


def _ollama(
    _: Access, measure: Measure, seconds: float, connections: Connections
) -> dict[str, Any]:
    # Without num_ctx Ollama cuts what it reads to a length of its own, and says nothing.
    return {
        "num_ctx": measure.window,
        "num_predict": measure.longest,
        "reasoning": False,
        "sync_client_kwargs": _http(seconds, connections),
    }
