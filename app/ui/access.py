"""Who is let in to the chat, from the settings that it was started with.

On a machine of one's own there is nothing to decide. Whatever is reached from beyond it asks people
to sign in, or was told by whoever runs it that everybody may read: then nobody changes the library,
and each visitor has conversations of their own.
"""

from __future__ import annotations

import os
import stat
import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

from store.errors import UsageError

if TYPE_CHECKING:
    from app.settings import Settings

SHORTEST_COOKIE_SECRET = 32
"""In characters. Whoever guesses it signs in as anybody."""

_CALLBACK = "/oauth2callback"
_SECRETS = frozenset({"client_secret", "cookie_secret"})
_NEW_SECRET = "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"  # noqa: S105


class Door(StrEnum):
    """How one comes in."""

    OWN = "own machine"
    VISITORS = "visitors"
    SIGN_IN = "sign-in"


@dataclass(frozen=True, slots=True)
class SignIn:
    """Everything that signing in takes. Its secrets are left out where it is printed."""

    metadata: str
    client: str
    scope: str
    readers: tuple[str, ...]
    editors: tuple[str, ...]
    seconds: float
    client_secret: str = field(repr=False)
    cookie_secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Access:
    """Who is let in, where, and whether anybody may change the library."""

    door: Door = Door.OWN
    read_only: bool = False
    public: SplitResult | None = None
    sign_in: SignIn | None = None

    @property
    def base_path(self) -> str:
        """The path under which the chat is served, without slashes around it."""
        return self.public.path.strip("/") if self.public else ""

    @property
    def secure(self) -> bool:
        """Whether people reach it over https."""
        return self.public is not None and self.public.scheme == "https"


def access_of(settings: Settings) -> Access:
    """Who the settings let in.

    Raises :class:`UsageError` where they would open the library to people without saying so, or do
    not hold all that signing in takes.
    """
    public = None if settings.public_url is None else urlsplit(settings.public_url)
    here = ip_address(settings.address).is_loopback
    if not here and public is None:
        raise UsageError(
            f"the chat would listen on {settings.address}, and not know where people reach it",
            "set PENHOLDER_PUBLIC_URL to that address, as https://penholder.example.org",
        )
    if settings.signin is not None:
        if settings.without_signin:
            raise UsageError("it cannot both ask to sign in and not", "take one of the two away")
        sign_in = _sign_in(settings, settings.signin)
        # Where nobody is an editor, the server is not to take in what they would send either.
        return Access(Door.SIGN_IN, settings.read_only or not sign_in.editors, public, sign_in)
    if settings.without_signin:
        return Access(Door.VISITORS, True, public)
    if public is not None:
        raise UsageError(
            "the chat would be open to everybody who reaches it",
            "set up PENHOLDER_SIGNIN, or say --without-sign-in: then everybody may read and ask, "
            "and nobody change the library",
        )
    return Access(Door.OWN, settings.read_only)


def secrets_for_streamlit(access: Access) -> dict[str, dict[str, str | dict[str, str]]]:
    """What Streamlit is given to sign people in with, in memory only."""
    if access.sign_in is None or access.public is None:
        return {}
    asked = access.sign_in
    return {
        "auth": {
            "redirect_uri": access.public.geturl() + _CALLBACK,
            "cookie_secret": asked.cookie_secret,
            "client_id": asked.client,
            "client_secret": asked.client_secret,
            "server_metadata_url": asked.metadata,
            "client_kwargs": {"scope": asked.scope},
        }
    }


def _sign_in(settings: Settings, metadata: str) -> SignIn:
    client, file = settings.signin_client, settings.signin_secrets
    if client is None or file is None or settings.public_url is None:
        needed = ("public_url", "signin_client", "signin_secrets")
        missing = [name.upper() for name in needed if getattr(settings, name) is None]
        wanted = " and ".join(f"PENHOLDER_{name}" for name in missing)
        raise UsageError("signing in is not set up whole", f"set {wanted} as well")
    _need_authlib()
    secrets = _read_secrets(file)
    return SignIn(
        metadata=metadata,
        client=client,
        scope=settings.signin_scope,
        readers=settings.signin_readers,
        editors=settings.signin_editors,
        seconds=settings.signin_hours * 3600,
        client_secret=secrets["client_secret"],
        cookie_secret=secrets["cookie_secret"],
    )


def _need_authlib() -> None:
    from streamlit.auth_util import is_authlib_installed

    if not is_authlib_installed():
        raise UsageError(
            "signing in is set up, and Authlib, which does it, is not installed",
            "pip install 'penholder[signin]'",
        )


def _read_secrets(path: Path) -> dict[str, str]:
    """The two secrets of a file. No message repeats anything of it."""
    try:
        mode = path.stat().st_mode
        written = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise UsageError(
            f"the secrets of signing in could not be read from {path} ({reason})",
            "correct PENHOLDER_SIGNIN_SECRETS or the file",
        ) from None
    if os.name == "posix" and mode & (stat.S_IRWXO | stat.S_IWGRP):
        raise UsageError(f"other accounts can reach the secrets in {path}", f"chmod 600 {path}")
    try:
        held = tomllib.loads(written)
    except tomllib.TOMLDecodeError:
        held = {}
    if set(held) != _SECRETS or not all(
        isinstance(value, str) and value for value in held.values()
    ):
        raise UsageError(
            f'{path} is to hold two lines, client_secret = "…" and cookie_secret = "…"',
            f"the second is one that you make yourself, with {_NEW_SECRET}",
        )
    if len(held["cookie_secret"]) < SHORTEST_COOKIE_SECRET:
        raise UsageError(f"cookie_secret in {path} is short enough to guess", f"run {_NEW_SECRET}")
    return held
