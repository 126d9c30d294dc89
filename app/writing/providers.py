"""Opens the language model that the user named.

``provider:name`` for ``openai``, ``anthropic`` and ``ollama``, each through LangChain, or
``local``, the small model that runs here. ``openai`` with ``model_url`` is any server that speaks
as OpenAI's does. A key comes from the provider's own environment variable and from nowhere else.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from app.writing.access import PROVIDERS, Provider, access_to
from app.writing.streaming import Limits
from store.errors import WritingError

if TYPE_CHECKING:
    from app.settings import Settings
    from app.writing.contracts import WritingModel

EXAMPLES = "openai:gpt-4o, anthropic:claude-sonnet-4-5, ollama:llama3.2 or local"


def open_model(name: str, settings: Settings, *, limits: Limits | None = None) -> WritingModel:
    """The model that ``name`` names, ready to write. Nothing is asked of the provider yet.

    ``limits`` stand in for those that follow from ``settings.model_seconds``. Raises
    :class:`WritingError` where there is no such provider, its package or its key is missing, or
    the key would go over the network unencrypted.
    """
    name = name.strip()
    provider, _, model = name.partition(":")
    if provider == "local":
        from app.writing.local import open_local

        return open_local(model, settings, limits)
    if provider not in PROVIDERS or not model:
        raise WritingError(f"no language model is called {name}", f"name one as {EXAMPLES}")
    found = PROVIDERS[provider]
    _check_package(found, name)
    access = access_to(name, found, model, settings)
    from app.writing.hosted import HostedModel

    return HostedModel.open(
        access,
        window=settings.model_window,
        limits=limits or _limits(settings.model_seconds, nearby=access.nearby),
    )


def _limits(total: float, *, nearby: bool) -> Limits:
    """A machine nearby may have to load the model first, so it has all the time for its start."""
    usual = Limits()
    return Limits(
        first=total if nearby else min(usual.first, total),
        between=min(usual.between, total),
        total=total,
    )


def _check_package(provider: Provider, name: str) -> None:
    if find_spec(provider.package.replace("-", "_")) is None:
        raise WritingError(
            f"{name} needs the package {provider.package}",
            f"install it: pip install {provider.package}",
        )
