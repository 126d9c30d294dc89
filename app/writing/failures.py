"""Says of an error of a provider's package what happened and what to do, in one line.

The errors are told apart by their status and by their names, since each provider's package has its
own tree of them. Nothing of their text is repeated: it may hold the question, the answer or a key.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from json import JSONDecodeError

from store.errors import WritingError

LATER = "wait a little and ask again, or choose another model"
OTHER = "ask again, or choose another model"
_DEEP = 12


@dataclass(frozen=True, slots=True)
class Place:
    """Where a model is asked for.

    ``name`` is how the user named it, ``model`` its name there, ``host`` the server without
    anything secret, ``key`` the environment variable of its key, ``fetch`` a command that brings a
    model that is not there.
    """

    name: str
    model: str
    host: str
    key: str
    fetch: str = ""


def explain(error: Exception, place: Place) -> WritingError:
    """One line for an error. Its cause and its text are left behind."""
    chain = tuple(_chain(error))
    status = next(filter(None, map(_status, chain)), None)
    if status is not None:
        return _of_status(status, place, out_of_funds=_code(chain) == "insufficient_quota")
    names = {base.__name__ for one in chain for base in type(one).__mro__}
    if any(isinstance(one, ssl.SSLError) for one in chain):
        return WritingError(
            f"there is no secure connection to {place.host}",
            "check that its address begins with https:// or http:// as it should, and its"
            " certificate",
        )
    if any("Timeout" in name for name in names):
        return WritingError(f"{place.host} did not answer in time", LATER)
    if any(isinstance(one, socket.gaierror) for one in chain):
        return WritingError(
            f"there is no server called {place.host}",
            "check PENHOLDER_MODEL_URL and the network connection",
        )
    if names & {"ConnectionRefusedError", "ConnectError", "ProxyError"} or chain[0].__class__ is (
        ConnectionError
    ):
        return WritingError(
            f"{place.host} cannot be reached", "check that it runs, and PENHOLDER_MODEL_URL"
        )
    if names & {"TransportError", "ConnectionError", "APIConnectionError"}:
        return broken_off(place)
    if any(isinstance(one, JSONDecodeError) for one in chain):
        return unreadable(place)
    if names & {"APIError", "ResponseError"}:
        return WritingError(f"{place.host} broke {place.name} off with an error", OTHER)
    return unreadable(place)


def unusable(error: Exception, place: Place) -> WritingError:
    """A model could not even be made ready."""
    if isinstance(error, ImportError):
        return WritingError(
            f"the package that reaches {place.name} does not work here", "install it again"
        )
    return WritingError(
        f"{place.name} cannot be used ({type(error).__name__})",
        "check its name and PENHOLDER_MODEL_URL",
    )


def broken_off(place: Place) -> WritingError:
    """The stream ended before the answer did."""
    return WritingError(f"{place.host} broke {place.name} off before it was done", OTHER)


def unreadable(place: Place) -> WritingError:
    """What came is in no form that can be read."""
    return WritingError(
        f"what {place.host} sent for {place.name} cannot be read",
        "check that PENHOLDER_MODEL_URL is the address of a server of models",
    )


def _of_status(status: int, place: Place, *, out_of_funds: bool) -> WritingError:
    """What an HTTP status says."""
    if status == 401:
        return WritingError(
            f"{place.host} refused the key", f"set {place.key} to a key that is valid there"
        )
    if status == 402 or out_of_funds:
        return WritingError(
            f"the account at {place.host} has nothing left to spend",
            "see to its billing, or choose another model",
        )
    if status == 403:
        return WritingError(
            f"{place.host} refused access to {place.model}",
            f"set {place.key} to a key that may use it, or choose another model",
        )
    if status == 404:
        found = f"fetch it with {place.fetch}, or " if place.fetch else ""
        return WritingError(
            f"there is no model {place.model} at {place.host}",
            f"{found}check its name and PENHOLDER_MODEL_URL",
        )
    if status in (408, 504):
        return WritingError(f"{place.host} did not answer in time ({status})", LATER)
    if status == 429:
        return WritingError(f"{place.host} takes no more requests for now ({status})", LATER)
    if status >= 500:
        return WritingError(f"{place.host} failed ({status})", LATER)
    if 300 <= status < 400:
        return WritingError(
            f"{place.host} sends elsewhere ({status})",
            "set PENHOLDER_MODEL_URL to where the server itself is",
        )
    return WritingError(
        f"{place.host} did not take the request for {place.model} ({status})",
        "choose another model, or set PENHOLDER_MODEL_WINDOW to less than it reads",
    )


def may_pass(error: Exception) -> bool:
    """Whether the same request may go through a little later."""
    chain = tuple(_chain(error))
    status = next(filter(None, map(_status, chain)), None)
    return status is not None and (
        (status == 429 and _code(chain) != "insufficient_quota") or status >= 500
    )


def asked_to_wait(error: Exception) -> float | None:
    """The seconds of a ``Retry-After``; none where there is none, or a date."""
    for one in _chain(error):
        headers = getattr(getattr(one, "response", None), "headers", None)
        if headers is not None:
            try:
                return max(0.0, float(headers.get("retry-after", "")))
            except ValueError:
                return None
    return None


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An error and what led to it, hidden or not, as far as is sensible."""
    one: BaseException | None = error
    for _ in range(_DEEP):
        if one is None:
            return
        yield one
        one = one.__cause__ or one.__context__


def _status(error: BaseException) -> int | None:
    status = getattr(error, "status_code", None)
    return status if isinstance(status, int) and 300 <= status < 600 else None


def _code(chain: tuple[BaseException, ...]) -> str | None:
    """The provider's own word for the error, where it gives one."""
    codes = (getattr(one, "code", None) for one in chain)
    return next((code for code in codes if isinstance(code, str)), None)
