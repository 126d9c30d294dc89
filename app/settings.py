"""Settings: ``PENHOLDER_*`` in the environment, then ``penholder.toml`` in the working folder.

What is given on the command line wins over both. There is no setting for a secret: the providers'
own environment variables hold those of language models, a file that only the server's account
reads those of signing in, and nothing here reads, logs or stores them.
"""

from __future__ import annotations

import ipaddress
import json
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from store.errors import UsageError

FILE_NAME = "penholder.toml"
LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]


def _default_library() -> Path:
    from platformdirs import user_data_path

    return user_data_path("penholder", appauthor=False) / "library"


def _default_sources() -> tuple[str, ...]:
    from corpus import corpus_path

    return (str(corpus_path()),)


def _default_model() -> str:
    from store.embedding import DEFAULT_MODEL

    return DEFAULT_MODEL


class Settings(BaseSettings):
    """Everything that can be set.

    ``library`` is the folder of the library; ``sources`` what ``refresh`` reads when it is given
    none: files, folders, pages and feeds; ``embedding_model`` the sentence-transformers model;
    ``chroma_url`` a Chroma server to use instead of the embedded one; ``allow_private`` lets
    sources lead to addresses inside the private network; ``un_documents_url`` and ``un_press_url``
    are where UN documents and press releases are asked for by their symbol; ``log_level`` how much
    is said on stderr, and ``log_format`` whether for people or, as ``json``, for programs.

    ``model`` is the language model that writes answers, as ``openai:gpt-4o``, ``anthropic:NAME``,
    ``ollama:NAME`` or ``local``; without it quotations answer. ``model_url`` is where it is asked
    for instead of at its provider's, as ``http://localhost:8000/v1`` with ``openai:NAME`` for any
    server that speaks as OpenAI's does; ``model_window`` how many tokens it reads and writes in
    all, where that is not known or is to be less; ``model_seconds`` how long one answer of it may
    take.

    ``address`` is the one of this machine that the chat listens on, and ``public_url`` where people
    reach it. ``signin`` is the address of the provider's OpenID Connect metadata, ``signin_client``
    the client's id there, ``signin_secrets`` the file with its secrets, ``signin_scope`` what is
    asked of the provider. ``signin_readers`` says who is let in, everybody with an account if
    empty, and ``signin_editors`` who may change the library: each an e-mail address, an
    ``@domain`` or a ``claim=value``. A sign-in lasts ``signin_hours``. ``without_signin`` lets
    everybody in who reaches the address, and ``read_only`` nobody change the library.
    """

    model_config = SettingsConfigDict(
        env_prefix="PENHOLDER_",
        env_ignore_empty=True,
        toml_file=FILE_NAME,
        extra="forbid",
        frozen=True,
        # Pydantic's own names alone, or older versions warn of every setting named model_….
        protected_namespaces=("model_validate", "model_dump"),
    )

    library: Path = Field(default_factory=_default_library)
    sources: Annotated[tuple[str, ...], NoDecode] = Field(
        default_factory=_default_sources, min_length=1
    )
    embedding_model: str = Field(default_factory=_default_model, min_length=1)
    chroma_url: str | None = None
    allow_private: bool = False
    un_documents_url: str = "https://documents.un.org"
    un_press_url: str = "https://press.un.org"
    log_level: LogLevel = "WARNING"
    log_format: Literal["text", "json"] = "text"
    model: str | None = None
    model_url: str | None = None
    model_window: int | None = Field(default=None, ge=1_024)
    model_seconds: float = Field(default=120.0, gt=0, allow_inf_nan=False)
    address: str = "127.0.0.1"
    public_url: str | None = None
    signin: str | None = None
    signin_client: str | None = Field(default=None, min_length=1)
    signin_secrets: Path | None = None
    signin_scope: str = Field(default="openid email profile", min_length=1)
    signin_readers: Annotated[tuple[str, ...], NoDecode] = ()
    signin_editors: Annotated[tuple[str, ...], NoDecode] = ()
    signin_hours: float = Field(default=12.0, gt=0, allow_inf_nan=False)
    without_signin: bool = False
    read_only: bool = False

    @field_validator("library", "signin_secrets")
    @classmethod
    def _from_home(cls, value: Path | None) -> Path | None:
        return None if value is None else value.expanduser().absolute()

    @field_validator("address")
    @classmethod
    def _of_this_machine(cls, value: str) -> str:
        """A name could stand for more than one address, and for another tomorrow."""
        return str(ipaddress.ip_address(value))

    @field_validator("public_url", "signin")
    @classmethod
    def _encrypted(cls, value: str | None) -> str | None:
        """What a sign-in goes over is encrypted, unless it stays on this machine."""
        if value is None:
            return None
        if re.fullmatch(r"https?://[\w.-]+(:\d+)?(/[\w./-]*)?", value, re.ASCII) is None:
            raise ValueError("only https://host/path may be in it, no name, password or query")
        if not re.match(r"https://|http://(127\.0\.0\.1|localhost)[:/]", value + "/"):
            raise ValueError("only https keeps what goes over a network from other eyes")
        return value.rstrip("/")

    @field_validator("signin_readers", "signin_editors")
    @classmethod
    def _rules(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for rule in value:
            if re.fullmatch(r"[^\s=@]+=\S.*|[^\s=@]*@[^\s=@]+", rule) is None:
                raise ValueError("each is an e-mail address, an @domain or a claim=value")
        return value

    @field_validator("chroma_url", "un_documents_url", "un_press_url")
    @classmethod
    def _without_secrets(cls, value: str | None) -> str | None:
        """An address is shown in messages, so it may have nothing in it but the place."""
        if value is not None and re.fullmatch(r"https?://[^\s/@?#]+/?", value) is None:
            raise ValueError("only http://host:port may be in it, no name, password, path or query")
        return value

    @field_validator("model_url")
    @classmethod
    def _place_and_path(cls, value: str | None) -> str | None:
        """As above, but a server of models has a path."""
        if value is not None and re.fullmatch(r"https?://[^\s/@?#]+(/[^\s@?#]*)?", value) is None:
            raise ValueError("only http://host:port/path may be in it, no name, password or query")
        return value

    @field_validator("sources", "signin_readers", "signin_editors", mode="before")
    @classmethod
    def _as_list(cls, value: Any) -> Any:
        """The environment gives one a line, or a JSON list."""
        if not isinstance(value, str):
            return value
        if value.lstrip().startswith("["):
            return json.loads(value)
        return [line.strip() for line in value.splitlines() if line.strip()]

    @field_validator("log_level", mode="before")
    @classmethod
    def _any_case(cls, value: Any) -> Any:
        return value.upper() if isinstance(value, str) else value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Command line, then environment, then file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings(*, library: Path | None = None, **options: str | bool) -> Settings:
    """The settings in force, with ``library`` and ``options`` from the command line if given.

    Raises :class:`UsageError` naming the setting that does not fit, or the file that is not TOML.
    """
    given: dict[str, Any] = {**options} if library is None else {**options, "library": library}
    try:
        return Settings(**given)
    except ValidationError as error:
        raise _misfit(error) from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{FILE_NAME} is not valid TOML ({error})", "correct that line") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{FILE_NAME} is not UTF-8", "save it as UTF-8 text") from error
    except (OSError, SettingsError, RecursionError) as error:
        raise UsageError(f"{FILE_NAME} could not be used ({error})", "correct the file") from error


def _misfit(error: ValidationError) -> UsageError:
    """The first thing that is wrong, in one sentence. The value itself is not repeated."""
    first = error.errors(include_url=False, include_input=False)[0]
    name = str(first["loc"][0]) if first["loc"] else "one of them"
    if first["type"] == "extra_forbidden":
        known = ", ".join(Settings.model_fields)
        return UsageError(f"there is no setting {name}", f"use one of {known}")
    reason = str(first["msg"]).removeprefix("Value error, ").rstrip(".")
    reason = reason[:1].lower() + reason[1:]
    return UsageError(
        f"the setting {name} does not fit ({reason})",
        f"correct {name} in {FILE_NAME} or PENHOLDER_{name.upper()} in the environment",
    )
