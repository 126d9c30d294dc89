"""Who is let in, from the settings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.settings import Settings
from app.ui import access
from app.ui.access import Access, Door, access_of, secrets_for_streamlit
from store.errors import UsageError

CLIENT_SECRET = "the-client-s-secret"
COOKIE_SECRET = "c" * access.SHORTEST_COOKIE_SECRET


@pytest.fixture
def secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return written(
        tmp_path, f'client_secret = "{CLIENT_SECRET}"\ncookie_secret = "{COOKIE_SECRET}"\n'
    )


def written(folder: Path, text: str, mode: int = 0o600) -> Path:
    path = folder / "signin.toml"
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


def signing_in(secrets: Path | None, **more: Any) -> Settings:
    given = {
        "public_url": "https://penholder.example.org",
        "signin": "https://id.example.org/.well-known/openid-configuration",
        "signin_client": "penholder",
        "signin_secrets": secrets,
    }
    return Settings(**(given | more))


def test_a_machine_of_one_s_own_asks_nothing() -> None:
    assert access_of(Settings()) == Access(Door.OWN)
    assert access_of(Settings(read_only=True)).read_only


def test_all_that_signing_in_takes_reaches_streamlit_and_nothing_that_is_printed(
    secrets: Path,
) -> None:
    found = access_of(signing_in(secrets, signin_editors=("a@b.org",), signin_hours=1))
    assert found.door is Door.SIGN_IN
    assert found.secure
    assert found.sign_in is not None
    assert (found.sign_in.editors, found.sign_in.seconds) == (("a@b.org",), 3600)
    given = secrets_for_streamlit(found)["auth"]
    assert given["redirect_uri"] == "https://penholder.example.org/oauth2callback"
    assert given["client_secret"] == CLIENT_SECRET
    assert CLIENT_SECRET not in repr(found)
    assert COOKIE_SECRET not in repr(found)


def test_a_library_without_editors_is_one_to_read(secrets: Path) -> None:
    assert access_of(signing_in(secrets)).read_only
    assert access_of(signing_in(secrets, signin_editors=("a@b.org",), read_only=True)).read_only
    assert not access_of(signing_in(secrets, signin_editors=("a@b.org",))).read_only


@pytest.mark.parametrize("missing", ["public_url", "signin_client", "signin_secrets"])
def test_a_sign_in_that_is_not_set_up_whole_is_refused(secrets: Path, missing: str) -> None:
    with pytest.raises(UsageError, match=f"PENHOLDER_{missing.upper()}"):
        access_of(signing_in(secrets, **{missing: None}))


def test_a_sign_in_without_what_does_it_is_refused(
    secrets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("streamlit.auth_util.is_authlib_installed", lambda: False)
    with pytest.raises(UsageError, match=r"pip install 'penholder\[signin\]'"):
        access_of(signing_in(secrets))


@pytest.mark.parametrize("mode", [0o604, 0o602, 0o620, 0o666])
def test_secrets_that_other_accounts_reach_are_refused(secrets: Path, mode: int) -> None:
    secrets.chmod(mode)
    with pytest.raises(UsageError, match="chmod 600"):
        access_of(signing_in(secrets))


def test_a_group_may_read_the_secrets_as_a_service_s_does(secrets: Path) -> None:
    secrets.chmod(0o440)
    assert access_of(signing_in(secrets)).sign_in


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hunter2",
        'client_secret = "hunter2"',
        f'client_secret = "hunter2"\ncookie_secret = "{COOKIE_SECRET}"\nother = "x"',
        f'client_secret = 5\ncookie_secret = "{COOKIE_SECRET}"',
        f'client_secret = ""\ncookie_secret = "{COOKIE_SECRET}"',
        'client_secret = "a"\ncookie_secret = "hunter2"',
    ],
)
def test_a_file_of_secrets_that_does_not_fit_is_refused_and_not_repeated(
    tmp_path: Path, text: str
) -> None:
    with pytest.raises(UsageError) as raised:
        access_of(signing_in(written(tmp_path, text)))
    assert "hunter2" not in str(raised.value)
    assert "\n" not in str(raised.value)


def test_secrets_that_are_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No such file"):
        access_of(signing_in(tmp_path / "nowhere.toml"))


@pytest.mark.parametrize(
    "given",
    [
        {"public_url": "https://penholder.example.org"},
        {"public_url": "https://penholder.example.org", "read_only": True},
        {"address": "0.0.0.0", "public_url": "https://penholder.example.org"},
    ],
)
def test_nothing_is_open_to_everybody_unless_that_is_said(given: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="--without-sign-in"):
        access_of(Settings(**given))


def test_who_is_open_to_everybody_lets_nobody_change_anything() -> None:
    found = access_of(Settings(without_signin=True, public_url="https://penholder.example.org"))
    assert (found.door, found.read_only) == (Door.VISITORS, True)


@pytest.mark.parametrize("without", [True, False])
def test_listening_beyond_this_machine_needs_the_public_address(without: bool) -> None:
    with pytest.raises(UsageError, match="PENHOLDER_PUBLIC_URL"):
        access_of(Settings(address="0.0.0.0", without_signin=without))


def test_one_does_not_ask_to_sign_in_and_not(secrets: Path) -> None:
    with pytest.raises(UsageError, match="both"):
        access_of(signing_in(secrets, without_signin=True))


def test_a_path_behind_a_proxy_is_taken_up(secrets: Path) -> None:
    found = access_of(signing_in(secrets, public_url="https://example.org/tools/un/"))
    assert found.base_path == "tools/un"
    given = secrets_for_streamlit(found)["auth"]
    assert given["redirect_uri"] == "https://example.org/tools/un/oauth2callback"
