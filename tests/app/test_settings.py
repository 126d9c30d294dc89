from __future__ import annotations

from pathlib import Path

import pytest

from app.settings import FILE_NAME, load_settings
from store.embedding import DEFAULT_MODEL
from store.errors import UsageError


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A working folder with no settings in it, and none in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in ("LIBRARY", "SOURCES", "EMBEDDING_MODEL", "CHROMA_URL", "LOG_LEVEL"):
        monkeypatch.delenv(f"PENHOLDER_{name}", raising=False)


def test_without_any_setting_the_shipped_corpus_goes_to_the_user_data_folder() -> None:
    settings = load_settings()

    assert settings.library.parts[-2:] == ("penholder", "library")
    assert settings.library.is_absolute()
    assert [Path(source).name for source in settings.sources] == ["corpus"]
    assert settings.embedding_model == DEFAULT_MODEL
    assert settings.chroma_url is None


def test_command_line_wins_over_environment_and_environment_over_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path(FILE_NAME).write_text('library = "from-file"\nlog_level = "error"\n', encoding="utf-8")
    assert load_settings().library == tmp_path / "from-file"

    monkeypatch.setenv("PENHOLDER_LIBRARY", "from-environment")
    assert load_settings().library == tmp_path / "from-environment"
    assert load_settings().log_level == "ERROR"

    assert load_settings(library=Path("given")).library == tmp_path / "given"


def test_an_empty_variable_is_no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PENHOLDER_LIBRARY", "")
    assert load_settings().library.name == "library"


def test_home_is_expanded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PENHOLDER_LIBRARY", "~/briefs")
    assert load_settings().library == tmp_path / "home" / "briefs"


@pytest.mark.parametrize(
    "written", ["briefs\nhttps://example.org/feed\n", '["briefs", "https://example.org/feed"]']
)
def test_sources_in_the_environment_are_lines_or_json(
    written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PENHOLDER_SOURCES", written)
    assert load_settings().sources == ("briefs", "https://example.org/feed")


def test_sources_in_the_file_mix_folders_pages_and_feeds() -> None:
    Path(FILE_NAME).write_text(
        'sources = ["briefs", "one.txt", "https://www.example.org/whatsinblue/feed"]\n'
        "allow_private = true\n",
        encoding="utf-8",
    )
    settings = load_settings()
    assert settings.sources == ("briefs", "one.txt", "https://www.example.org/whatsinblue/feed")
    assert settings.allow_private


def test_the_private_network_is_closed_unless_it_is_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert not load_settings().allow_private
    monkeypatch.setenv("PENHOLDER_ALLOW_PRIVATE", "1")
    assert load_settings().allow_private


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LOG_LEVEL", "loud"),
        ("CHROMA_URL", "localhost:8000"),
        ("SOURCES", "[1,"),
        ("SOURCES", "[]"),
        ("ALLOW_PRIVATE", "perhaps"),
    ],
)
def test_a_bad_variable_is_one_sentence_that_names_it(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"PENHOLDER_{name}", value)
    with pytest.raises(UsageError) as raised:
        load_settings()
    assert f"PENHOLDER_{name}" in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (b"library = ", f"{FILE_NAME} is not valid TOML"),
        (b"libary = 'x'", "no setting libary"),
        (b"\xff\xfe", f"{FILE_NAME} is not UTF-8"),
        (b"[library]\nx = 1", "the setting library does not fit"),
    ],
    ids=["not TOML", "unknown name", "not UTF-8", "wrong type"],
)
def test_a_bad_file_is_one_sentence_that_names_what_is_wrong(content: bytes, wrong: str) -> None:
    Path(FILE_NAME).write_bytes(content)
    with pytest.raises(UsageError) as raised:
        load_settings()
    assert raised.value.exit_code == 2
    assert "\n" not in str(raised.value)
    assert wrong in str(raised.value)


@pytest.mark.parametrize(
    "value",
    [
        "user:hunter2@host",
        "http://user:hunter2@host:8000",
        "https://hunter2@host",
        "http://host:8000/?token=hunter2",
        "http://host:8000/hunter2",
        "http://host\n:hunter2",
    ],
)
def test_a_value_is_never_repeated_in_the_message(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PENHOLDER_CHROMA_URL", value)
    with pytest.raises(UsageError) as raised:
        load_settings()
    assert "hunter2" not in str(raised.value)


def test_the_model_s_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().model is None
    monkeypatch.setenv("PENHOLDER_MODEL", "openai:gpt-4o")
    monkeypatch.setenv("PENHOLDER_MODEL_URL", "http://localhost:8000/v1")
    monkeypatch.setenv("PENHOLDER_MODEL_WINDOW", "4096")
    monkeypatch.setenv("PENHOLDER_MODEL_SECONDS", "30")

    settings = load_settings()

    assert settings.model == "openai:gpt-4o"
    assert settings.model_url == "http://localhost:8000/v1"
    assert settings.model_window == 4096
    assert settings.model_seconds == 30


@pytest.mark.parametrize(
    "address",
    ["localhost:8000", "http://me:secret@host/v1", "https://host/v1?key=secret", "http://host/a b"],
)
def test_an_address_of_a_model_has_no_secret_in_it(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PENHOLDER_MODEL_URL", address)
    with pytest.raises(UsageError, match="model_url") as caught:
        load_settings()
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value"), [("WINDOW", "10"), ("SECONDS", "0"), ("SECONDS", "inf")]
)
def test_limits_of_a_model_make_sense(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"PENHOLDER_MODEL_{name}", value)
    with pytest.raises(UsageError, match=f"model_{name.lower()}"):
        load_settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ADDRESS", "localhost"),
        ("ADDRESS", "everywhere"),
        ("PUBLIC_URL", "penholder.example.org"),
        ("PUBLIC_URL", "http://penholder.example.org"),
        ("PUBLIC_URL", "http://127.0.0.1.example.org"),
        ("PUBLIC_URL", "https://me:hunter2@penholder.example.org"),
        ("PUBLIC_URL", "https://penholder.example.org/?x=hunter2"),
        ("SIGNIN", "http://id.example.org/.well-known/openid-configuration"),
        ("SIGNIN_READERS", "everybody"),
        ("SIGNIN_EDITORS", "a@b.org\nhunter2"),
        ("SIGNIN_EDITORS", "groups="),
        ("SIGNIN_HOURS", "0"),
    ],
)
def test_what_would_open_the_chat_to_others_by_mistake_is_refused(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"PENHOLDER_{name}", value)
    with pytest.raises(UsageError, match=f"PENHOLDER_{name}") as raised:
        load_settings()
    assert "hunter2" not in str(raised.value)


def test_who_signs_in_is_set_by_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PENHOLDER_PUBLIC_URL", "http://localhost:8501/un/")
    monkeypatch.setenv("PENHOLDER_SIGNIN_READERS", "@example.org\ngroups=library staff\n")
    settings = load_settings()
    assert settings.public_url == "http://localhost:8501/un"
    assert settings.signin_readers == ("@example.org", "groups=library staff")
    assert load_settings(address="0.0.0.0", read_only=True).address == "0.0.0.0"
