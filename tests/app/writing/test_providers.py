"""Hosted models over a real connection to a server on this machine."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from model_server import Manner, ModelServer, Script, says, serving_models

from app.settings import Settings
from app.writing.contracts import Message, WritingModel
from app.writing.providers import open_model
from app.writing.streaming import Limits
from store.errors import WritingError

pytest.importorskip("langchain_openai", reason="langchain-openai is not installed")

KEY = "sk-secret-of-the-user"
QUESTION = "What did the delegate whisper?"
MESSAGES = (Message("system", "Point at sentences."), Message("user", QUESTION))
NAMES = {"openai": "openai:m", "anthropic": "anthropic:m", "ollama": "ollama:m"}
# Long enough for a machine that does other things too; what is to be late, is late for good.
PATIENT = Limits(first=20, between=20, total=30)


@pytest.fixture(autouse=True)
def _no_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder and an environment with nobody's keys, addresses or proxies."""
    monkeypatch.chdir(tmp_path)
    for provider in ("OPENAI", "ANTHROPIC", "OLLAMA"):
        for what in ("API_KEY", "BASE_URL", "API_BASE", "API_URL", "HOST", "PROXY"):
            monkeypatch.delenv(f"{provider}_{what}", raising=False)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with serving_models() as models:
        yield models


@pytest.fixture
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)


def opened(
    server: ModelServer, provider: str = "openai", *, limits: Limits = PATIENT
) -> WritingModel:
    """A model at the server."""
    address = server.address if provider == "openai" else server.host
    return open_model(NAMES[provider], Settings(model_url=address), limits=limits)


def failure(model: WritingModel) -> WritingError:
    """What a model fails with, which never holds what is nobody's business."""
    with pytest.raises(WritingError) as caught:
        list(model.stream(MESSAGES))
    error = caught.value
    for secret in (KEY, QUESTION, "nobody is to see", "Traceback", "\n"):
        assert secret not in str(error)
    assert error.__cause__ is None
    assert str(error).endswith(".")
    return error


def was_left(server: ModelServer) -> bool:
    """Whether nobody holds a connection to it any more; on a slow day nobody ever asked."""
    return not server.asked or server.left.wait(20)


@pytest.mark.parametrize("provider", NAMES)
@pytest.mark.usefixtures("key")
def test_an_answer_comes_in_pieces(provider: str, server: ModelServer) -> None:
    server.answer(Script(("The Council ", "met ", "[1].")))

    model = opened(server, provider)

    assert [*model.stream(MESSAGES)] == ["The Council ", "met ", "[1]."]
    assert model.name == NAMES[provider]


@pytest.mark.parametrize("provider", NAMES)
@pytest.mark.usefixtures("key")
def test_what_is_sent_is_the_messages_and_the_limit(provider: str, server: ModelServer) -> None:
    server.answer(Script(reflect=True))

    model = opened(server, provider)
    said = "".join(model.stream(MESSAGES))

    assert said == "Point at sentences.\n" + QUESTION
    (asked,) = server.asked
    assert asked.body["model"] == "m"
    assert asked.body["stream"] is True
    options = asked.body.get("options", asked.body)
    assert options["num_predict" if provider == "ollama" else "max_tokens"] == model.longest
    if provider == "ollama":
        assert options["num_ctx"] == model.window
    if provider == "openai":
        assert asked.headers["authorization"] == f"Bearer {KEY}"
        assert asked.body["temperature"] == 0


def test_a_local_address_needs_no_key(server: ModelServer) -> None:
    assert "".join(opened(server).stream(MESSAGES)) == "The Council met [1]."
    assert server.asked[0].headers["authorization"] == "Bearer none"


def test_the_provider_s_own_variable_says_where_it_is(
    server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OLLAMA_HOST", server.host.removeprefix("http://"))
    model = open_model("ollama:llama3.2:3b", Settings(), limits=PATIENT)

    assert "".join(model.stream(MESSAGES)) == "The Council met [1]."
    assert server.asked[0].body["model"] == "llama3.2:3b"


def test_no_trace_of_it_goes_elsewhere(
    server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("LANGSMITH_API_KEY", "lsv2_key")
    monkeypatch.setenv("LANGSMITH_ENDPOINT", server.host)
    monkeypatch.setenv("LANGSMITH_GATEWAY", server.host + "/gateway")
    list(opened(server).stream(MESSAGES))

    assert [asked.path for asked in server.asked] == ["/v1/chat/completions"]


@pytest.mark.parametrize(
    ("status", "code", "says_what", "remedy"),
    [
        (400, None, "did not take the request", "PENHOLDER_MODEL_WINDOW"),
        (401, None, "refused the key", "OPENAI_API_KEY"),
        (403, None, "refused access to m", "OPENAI_API_KEY"),
        (404, None, "there is no model m", "check its name and PENHOLDER_MODEL_URL"),
        (429, "insufficient_quota", "nothing left to spend", "billing"),
        (307, None, "sends elsewhere", "PENHOLDER_MODEL_URL"),
    ],
)
@pytest.mark.usefixtures("key")
def test_a_refusal_of_the_server_is_said_once(
    status: int, code: str | None, says_what: str, remedy: str, server: ModelServer
) -> None:
    headers = {"Location": f"{server.host}/elsewhere"} if status == 307 else {}
    server.answer(Script(status=status, code=code, headers=headers))

    error = failure(opened(server))

    assert says_what in error.what
    assert remedy in error.remedy
    assert len(server.asked) == 1


@pytest.mark.parametrize("provider", NAMES)
@pytest.mark.parametrize(
    ("status", "says_what"),
    [(401, "refused the key"), (404, "no model m"), (500, "failed (500)"), (429, "no more")],
)
@pytest.mark.usefixtures("key")
def test_each_provider_s_refusals_are_understood(
    provider: str, status: int, says_what: str, server: ModelServer
) -> None:
    server.answer(Script(status=status, headers={"Retry-After": "0"}))

    error = failure(opened(server, provider))

    assert says_what in error.what
    assert ("ollama pull m" in error.remedy) == (provider == "ollama" and status == 404)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_is_asked_once_more(status: int, server: ModelServer) -> None:
    server.answer(Script(status=status, headers={"Retry-After": "0"}), Script())

    assert "".join(opened(server).stream(MESSAGES)) == "The Council met [1]."
    assert len(server.asked) == 2


def test_a_busy_server_is_not_asked_a_third_time(server: ModelServer) -> None:
    server.answer(Script(status=429, headers={"Retry-After": "0"}))

    assert "takes no more requests" in failure(opened(server)).what
    assert len(server.asked) == 2


def test_a_server_that_asks_for_a_long_wait_is_left_at_once(server: ModelServer) -> None:
    server.answer(Script(status=429, headers={"Retry-After": "60"}), Script())

    assert "takes no more requests" in failure(opened(server)).what
    assert len(server.asked) == 1


def test_the_second_failure_is_the_one_told(server: ModelServer) -> None:
    server.answer(Script(status=429, headers={"Retry-After": "0"}), Script(status=401))

    assert "refused the key" in failure(opened(server)).what


@pytest.mark.parametrize("provider", NAMES)
@pytest.mark.parametrize(
    ("manner", "says_what"),
    [
        (Manner.BROKEN, "off before it was done"),
        (Manner.UNFINISHED, "off before it was done"),
        (Manner.BAD_JSON, "cannot be read"),
        (Manner.FAULTY, "off with an error"),
        (Manner.NOT_A_STREAM, "cannot be read"),
    ],
)
@pytest.mark.usefixtures("key")
def test_a_stream_that_goes_wrong_is_no_answer(
    provider: str, manner: Manner, says_what: str, server: ModelServer
) -> None:
    server.answer(Script(manner=manner))

    assert says_what in failure(opened(server, provider)).what


def test_what_came_before_a_stream_broke_is_there_all_the_same(server: ModelServer) -> None:
    server.answer(Script(manner=Manner.BROKEN))
    pieces = opened(server).stream(MESSAGES)

    assert next(pieces) == "The Council "
    with pytest.raises(WritingError):
        list(pieces)


@pytest.mark.parametrize("provider", NAMES)
@pytest.mark.parametrize(
    ("finish", "says_what"),
    [
        ("length", "cut off"),
        ("max_tokens", "cut off"),
        ("content_filter", "refused"),
        ("refusal", "refused"),
        ("tool_calls", "before it was done"),
    ],
)
@pytest.mark.usefixtures("key")
def test_an_answer_that_is_not_whole_is_none(
    provider: str, finish: str, says_what: str, server: ModelServer
) -> None:
    server.answer(Script(finish=finish))

    assert says_what in failure(opened(server, provider)).what


@pytest.mark.parametrize("provider", NAMES)
@pytest.mark.usefixtures("key")
def test_nothing_is_no_answer(provider: str, server: ModelServer) -> None:
    server.answer(Script(pieces=(), refusal="No." if provider == "openai" else ""))

    assert "wrote nothing" in failure(opened(server, provider)).what


def test_white_space_is_no_answer(server: ModelServer) -> None:
    server.answer(Script(pieces=(" ", "\n")))

    assert "wrote nothing" in failure(opened(server)).what


@pytest.mark.parametrize("provider", NAMES)
@pytest.mark.parametrize("manner", [Manner.SILENT, Manner.LATE])
@pytest.mark.usefixtures("key")
def test_a_first_word_that_does_not_come_ends_it(
    provider: str, manner: Manner, server: ModelServer
) -> None:
    server.answer(Script(manner=manner))

    error = failure(opened(server, provider, limits=Limits(first=0.3, between=20, total=30)))

    assert "wrote nothing within 0.3 s" in error.what
    assert was_left(server)


@pytest.mark.parametrize("manner", [Manner.STALLED, Manner.PINGED])
@pytest.mark.parametrize("provider", ["openai", "anthropic"])
@pytest.mark.usefixtures("key")
def test_a_word_that_does_not_come_after_others_ends_it(
    provider: str, manner: Manner, server: ModelServer
) -> None:
    server.answer(Script(manner=manner))

    error = failure(opened(server, provider, limits=Limits(first=20, between=0.3, total=30)))

    assert "stopped writing for 0.3 s" in error.what
    assert was_left(server)


def test_an_answer_that_takes_too_long_in_all_ends(server: ModelServer) -> None:
    server.answer(says("and on " * 500, manner=Manner.SLOW))

    error = failure(opened(server, limits=Limits(first=20, between=20, total=0.5)))

    assert "was not done within 0.5 s" in error.what
    assert "PENHOLDER_MODEL_SECONDS" in error.remedy
    assert was_left(server)


@pytest.mark.parametrize("limits", [Limits(pieces=100), Limits(characters=1_000)])
def test_an_answer_without_end_ends(limits: Limits, server: ModelServer) -> None:
    server.answer(Script(manner=Manner.ENDLESS))

    assert "does not stop writing" in failure(opened(server, limits=limits)).what
    assert was_left(server)


@pytest.mark.parametrize("provider", NAMES)
@pytest.mark.usefixtures("key")
def test_closing_the_iterator_closes_the_connection(provider: str, server: ModelServer) -> None:
    server.answer(Script(manner=Manner.ENDLESS))
    pieces = opened(server, provider).stream(MESSAGES)
    next(pieces)
    assert not server.left.is_set()

    pieces.close()  # type: ignore[attr-defined]

    assert was_left(server)


def test_nothing_is_asked_before_the_first_piece_is(server: ModelServer) -> None:
    opened(server).stream(MESSAGES)

    assert server.asked == []


def test_a_server_that_is_not_there(server: ModelServer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    for name in ("openai:m", "ollama:m"):
        model = open_model(name, Settings(model_url=f"http://127.0.0.1:{port}"), limits=PATIENT)

        assert failure(model).what == f"127.0.0.1:{port} cannot be reached"


def test_a_server_that_does_not_speak_securely(server: ModelServer) -> None:
    secure = server.address.replace("http://", "https://")
    model = open_model("openai:m", Settings(model_url=secure), limits=PATIENT)

    error = failure(model)

    assert "no secure connection" in error.what
    assert "https://" in error.remedy


@pytest.mark.parametrize("name", ["gpt-4o", "gemini:pro", "openai:", "", "openai"])
def test_a_name_that_names_no_model(name: str) -> None:
    with pytest.raises(WritingError, match="no language model") as caught:
        open_model(name, Settings())
    assert "ollama:llama3.2" in caught.value.remedy


@pytest.mark.parametrize(
    ("name", "variable"), [("openai:m", "OPENAI_API_KEY"), ("anthropic:m", "ANTHROPIC_API_KEY")]
)
def test_a_provider_needs_its_key(name: str, variable: str) -> None:
    with pytest.raises(WritingError, match="there is no key") as caught:
        open_model(name, Settings())
    assert variable in caught.value.remedy


def test_a_package_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.writing.providers.find_spec", lambda _: None)
    with pytest.raises(WritingError, match="langchain-openai") as caught:
        open_model("openai:gpt-4o", Settings())
    assert caught.value.remedy == "install it: pip install langchain-openai"


def test_a_key_is_not_sent_over_the_network_in_the_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with pytest.raises(WritingError, match="unencrypted") as caught:
        open_model("openai:m", Settings(model_url="http://models.example.org/v1"))
    assert KEY not in str(caught.value)


def test_a_key_that_is_none_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", f"{KEY}\n{KEY}")
    with pytest.raises(WritingError, match="OPENAI_API_KEY") as caught:
        open_model("openai:m", Settings())
    assert KEY not in str(caught.value)


@pytest.mark.usefixtures("key")
def test_what_a_model_reads_is_known_or_said() -> None:
    known = open_model("openai:gpt-4o", Settings())
    assert (known.window, known.longest) == (128_000, 2_000)

    thinking = open_model("openai:o3", Settings())
    assert thinking.longest == 8_000

    unknown = open_model("openai:nobody-knows", Settings())
    assert (unknown.window, unknown.longest) == (8_192, 2_000)

    elsewhere = open_model("openai:gpt-4o", Settings(model_url="http://localhost:8000/v1"))
    assert elsewhere.window == 8_192

    said = open_model("openai:gpt-4o", Settings(model_window=4_096))
    assert (said.window, said.longest) == (4_096, 1_024)


@pytest.mark.usefixtures("key")
def test_nothing_shows_a_key() -> None:
    assert KEY not in repr(open_model("openai:gpt-4o", Settings()))


def test_a_machine_nearby_has_all_the_time_for_its_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    settings = Settings(model_seconds=90)
    assert open_model("ollama:m", settings).limits.first == 90  # type: ignore[attr-defined]
    assert open_model("openai:m", settings).limits.first == 60  # type: ignore[attr-defined]


def test_tokens_are_counted_without_the_network() -> None:
    model = open_model("ollama:m", Settings())

    assert model.tokens("") == 0
    assert model.tokens("The Council met on 25 September 2019 (S/PV.8626).") >= 20
