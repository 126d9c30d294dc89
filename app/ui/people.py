"""Who reads the page, and what they may do.

Everything that shows or changes something asks here first: :func:`who` for the page, which can then
say why it shows nothing, and :func:`reader` for all else, which raises where nobody is let in.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from threading import Lock
from typing import Any, ParamSpec

import streamlit as st

from app.ui.access import Access, Door, SignIn
from store.errors import NotAdmitted

VISITOR_COOKIE = "penholder_visitor"
"""Keeps the conversations of one browser apart from another's where nobody signs in."""

_VISITOR = re.compile(r"[\w-]{43}", re.ASCII)  # as secrets.token_urlsafe(32) makes them
_SESSION_VISITOR = "visitor"  # of the session, where a browser takes no cookie
_CLOCKS_DIFFER = 300  # seconds by which the provider's clock may be ahead of this one
_LONGEST_NAME = 60

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Reader:
    """One reader.

    ``key`` keeps one reader's conversations apart from another's, empty on a machine of one's own;
    ``name`` is what they are called on the page, none where nobody signs in; ``may_change``: they
    may change the library.
    """

    key: str = ""
    name: str | None = None
    may_change: bool = True


@dataclass(frozen=True, slots=True)
class Stranger:
    """One who is shown nothing: not signed in, or signed in under ``name`` and not let in."""

    name: str | None = None


class _Doorkeeper:
    """What one process knows of who may come in."""

    def __init__(self, access: Access) -> None:
        self.access = access
        self._lock = Lock()  # guards what follows: readers sign out at the same moment
        self._signed_out: dict[str, float] = {}  # sign-ins that were ended, and when they would end

    def end(self, session: str, now: float, end: float) -> None:
        """Let a sign-in count no more; it would have ended by itself at ``end``."""
        with self._lock:
            for over in [one for one, until in self._signed_out.items() if until <= now]:
                del self._signed_out[over]
            self._signed_out[session] = end

    def has_ended(self, session: str) -> bool:
        """Whether a sign-in was ended by its reader."""
        with self._lock:
            return session in self._signed_out


_doorkeeper = _Doorkeeper(Access())


def configure(access: Access) -> None:
    """Let in from now on whom ``access`` says."""
    global _doorkeeper
    _doorkeeper = _Doorkeeper(access)


def who() -> Reader | Stranger:
    """Who is at the page: a reader, or one who is not let in."""
    access = _doorkeeper.access
    if access.door is Door.VISITORS:
        return Reader(key=_key("visitor", _visitor()), may_change=False)
    if access.sign_in is None:
        return Reader(may_change=not access.read_only)
    claims = st.user.to_dict()
    if not _signed_in(claims, access.sign_in):
        return Stranger()
    name = _name(claims)
    if access.sign_in.readers and not _any_fits(access.sign_in.readers, claims):
        return Stranger(name)
    may_change = not access.read_only and _any_fits(access.sign_in.editors, claims)
    return Reader(_key(str(claims["iss"]), str(claims["sub"])), name, may_change)


def reader() -> Reader:
    """The reader of this session.

    Raises :class:`NotAdmitted` where there is none.
    """
    found = who()
    if isinstance(found, Stranger):
        raise NotAdmitted("you are not signed in", "load the page again and sign in")
    return found


def sign_out() -> None:
    """End this sign-in, in all pages that this browser has open under it."""
    sign_in = _doorkeeper.access.sign_in
    if sign_in is None:
        return
    now = time.time()
    session = _session(st.user.to_dict())
    _doorkeeper.end(session, now, now + sign_in.seconds + _CLOCKS_DIFFER)
    st.logout()


def fragment(*, run_every: float | None = None) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """A part of the page that is drawn by itself, as long as somebody reads it who may.

    With ``run_every`` it draws itself again after so many seconds. Streamlit runs such a part
    without the page around it, and so without what the page asks first.
    """

    def of(draw: Callable[P, None]) -> Callable[P, None]:
        @wraps(draw)  # Streamlit knows a fragment by the name and place of its function
        def guarded(*args: P.args, **options: P.kwargs) -> None:
            if isinstance(who(), Stranger):
                st.rerun()
            draw(*args, **options)

        return st.fragment(guarded, run_every=run_every)

    return of


def _signed_in(claims: Mapping[str, Any], sign_in: SignIn) -> bool:
    """Whether these are the claims of a sign-in that still lasts. Streamlit asks for no end."""
    known = all(isinstance(claims.get(name), str) and claims[name] for name in ("iss", "sub"))
    issued = claims.get("iat")
    if claims.get("is_logged_in") is not True or not known or not isinstance(issued, int | float):
        return False
    age = time.time() - issued
    lasts = -_CLOCKS_DIFFER <= age < sign_in.seconds
    return lasts and not _doorkeeper.has_ended(_session(claims))


def _session(claims: Mapping[str, Any]) -> str:
    return _key(*(str(claims.get(name)) for name in ("iss", "sub", "iat")))


def _name(claims: Mapping[str, Any]) -> str:
    """What a provider calls somebody, on one line; it is theirs to choose, so it is only shown."""
    names = (claims.get(name) for name in ("name", "preferred_username", "email", "sub"))
    lines = (" ".join(name.split()) for name in names if isinstance(name, str))
    return next((line[:_LONGEST_NAME] for line in lines if line), "")


def _any_fits(rules: tuple[str, ...], claims: Mapping[str, Any]) -> bool:
    return any(_fits(rule, claims) for rule in rules)


def _fits(rule: str, claims: Mapping[str, Any]) -> bool:
    """Whether a rule names somebody: ``name@domain``, ``@domain`` or ``claim=value``."""
    name, is_claim, value = rule.partition("=")
    if is_claim:
        held = claims.get(name)
        return value in (held if isinstance(held, list) else [held])
    # Anybody may say of themselves what address they have; only the provider's word counts.
    email = claims.get("email")
    if claims.get("email_verified") is not True or not isinstance(email, str):
        return False
    address, wanted = email.casefold(), rule.casefold()
    return address.endswith(wanted) if wanted.startswith("@") else address == wanted


def _visitor() -> str:
    cookie = st.context.cookies.get(VISITOR_COOKIE, "")
    if _VISITOR.fullmatch(cookie):
        return str(cookie)
    return str(st.session_state.setdefault(_SESSION_VISITOR, secrets.token_urlsafe(32)))


def _key(*parts: str) -> str:
    """One name for a person that tells nobody who it is."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
