"""The chat over the shipped corpus, with a real server of models that is good, and then is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import PENHOLDER, free_port, serving
from journeys import (
    OpenPage,
    ask,
    choose_model,
    click_citation,
    highlighted,
    turns,
    wait_for_answers,
)
from model_server import Manner, ModelServer, Script, says, serving_models

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
pytest.importorskip("langchain_openai", reason="langchain-openai is not installed")

MODEL = "openai:m"
QUESTION = "Who will preside over the debate?"
WRITES = "You answer a question"
TRUE = "Russia’s Minister of Foreign Affairs, Sergey Lavrov, will preside [1]."
FALSE = "China’s Minister of Foreign Affairs, Sergey Lavrov, will preside [1]."
PLANTED = "![x](http://127.0.0.1:9/x.png) <img src=http://127.0.0.1:9/y.png> Sergey Lavrov [1]."


@pytest.fixture
def models() -> Iterator[ModelServer]:
    with serving_models() as models:
        models.answer(says("Nothing comes to mind."))
        yield models


@pytest.fixture
def address(
    environment: dict[str, str],
    models: ModelServer,
    tmp_path: Path,
) -> Iterator[str]:
    settings = environment | {
        "PENHOLDER_MODEL": MODEL,
        "PENHOLDER_MODEL_URL": models.address,
        "PENHOLDER_MODEL_SECONDS": "5",
    }
    command = [*PENHOLDER, "chat", "--headless", "--port", str(free_port())]
    with serving(command, tmp_path / "log", env=settings, cwd=tmp_path) as where:
        yield where


def said(page: Any) -> list[str]:
    return list(turns(page).last.locator(".said .words").all_text_contents())


def test_what_stands_is_written_and_what_does_not_is_struck_out(
    address: str, models: ModelServer, open_page: OpenPage
) -> None:
    models.when(WRITES, says(f"{TRUE} {FALSE} {PLANTED}", manner=Manner.SLOW, pause=0.01))
    page = open_page(address)
    choose_model(page, MODEL)
    ask(page, QUESTION, settled=1)
    written, *ours = said(page)
    assert written == TRUE.replace(" [1].", ".")
    assert all("forecast" in sentence for sentence in ours)
    click_citation(page, 1)
    assert "Sergey Lavrov, will preside" in highlighted(page)
    dropped = turns(page).last.locator("details.dropped s")
    assert any(FALSE.removesuffix(" [1].") in text for text in dropped.all_text_contents())
    # Nothing of what was written became a picture; the page's own check is that none was fetched.
    assert turns(page).last.locator("img").count() == 0


@pytest.mark.parametrize(
    "script",
    [
        Script(status=500),
        Script(status=429),
        Script(manner=Manner.BROKEN),
        Script(manner=Manner.BAD_JSON),
        Script(manner=Manner.STALLED),
        Script(manner=Manner.ENDLESS),
    ],
    ids=lambda script: f"{script.manner.value} {script.status}",
)
def test_a_server_that_fails_leaves_the_quotations_and_one_line(
    address: str, models: ModelServer, open_page: OpenPage, script: Script
) -> None:
    models.when(WRITES, script)
    page = open_page(address)
    ask(page, QUESTION, settled=1)
    quoted = said(page)
    choose_model(page, MODEL)
    ask(page, QUESTION)
    wait_for_answers(page, 2)
    assert said(page) == quoted
    aside = turns(page).last.locator(".aside")
    assert MODEL in aside.text_content()
    page.reload()
    wait_for_answers(page, 2)
    assert said(page) == quoted
