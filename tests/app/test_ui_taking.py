"""A conversation taken away as a file: under which name, and with what it then holds."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from fake_chat import BRIEF, LAVROV, FakeEngine
from hypothesis import given
from hypothesis import strategies as st

from app.citing import Style
from app.conversations import Conversations
from app.exporting import Format
from app.ui import copying, taking, wording
from app.ui.desk import Desk
from app.ui.standing import since


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Who will preside over the debate?", "Who-will-preside-over-the-debate"),
        ("../../etc/passwd", "etc-passwd"),
        ("S/RES/2396 (2017): “why”?", "S-RES-2396-2017-why"),
        ("قرار مجلس الأمن", "قرار-مجلس-الأمن"),
        ("???", "conversation"),
        ("con", "conversation"),
        ("LPT1", "conversation"),
        ("a\u202egnp.exe", "a-gnp-exe"),
        ("word " * 40, "-".join(["word"] * 12)),
    ],
)
def test_a_file_is_named_by_its_title(title: str, name: str) -> None:
    assert taking.file_name(title) == name


@given(st.text(max_size=200))
def test_any_title_makes_a_name_that_any_system_takes(title: str) -> None:
    name = taking.file_name(title)
    assert name
    assert len(name) <= taking.LONGEST_NAME
    assert all(
        character.isalnum() or character == "-" or ord(character) > 127 for character in name
    )
    assert not name.startswith((".", "-"))


def test_what_is_copied_and_exported_is_as_it_was_quoted_and_says_what_changed(
    tmp_path: Path,
) -> None:
    engine = FakeEngine()
    desk = Desk(engine, Conversations(tmp_path / "conversations.sqlite"))
    conversation, message = desk.conversations.start("Who will preside?")
    answer = engine.ask(message.question)
    desk.conversations.answer(message.id, answer)
    text = BRIEF.text.replace(LAVROV, "Nobody will preside.")
    engine.library.held[0] = dataclasses.replace(BRIEF, text=text, dates=())
    exported = taking._written(desk, conversation.id, "", Format.MARKDOWN, Style.UN).decode()
    changes = since(answer, desk.standings.check(answer))
    whole = copying.copying(answer, copying.ANSWER, changes)
    one = copying.copying(answer, "cited1", changes)
    assert whole is not None
    assert one is not None
    for told in (exported.replace("\\", ""), whole["entries"][0]["text"]):
        assert f"“{LAVROV}”" in told
        assert told.count(wording.CHANGED) == 1
    assert one["entries"][0]["text"].endswith(f" [{wording.CHANGED}]")
    assert "para. 1" in one["entries"][0]["text"]
    stored = json.loads(taking._written(desk, conversation.id, "", Format.JSON, Style.UN))
    assert stored["exchanges"][0]["since"] == {"cited1": wording.CHANGED}
    desk.close()


def test_the_file_has_what_was_answered_by_the_time_it_is_asked_for(tmp_path: Path) -> None:
    desk = Desk(FakeEngine(), Conversations(tmp_path / "conversations.sqlite"))
    conversation, message = desk.conversations.start("Who will preside?")

    def written(form: Format) -> bytes:
        return taking._written(desk, conversation.id, "", form, Style.OSCOLA)

    assert b"not answered yet" in written(Format.MARKDOWN)
    desk.take(message)
    assert desk.wait(message.id, 30)
    assert LAVROV in written(Format.MARKDOWN).decode()
    assert written(Format.WORD).startswith(b"PK")
    with pytest.raises(KeyError):
        taking._written(desk, "gone", "", Format.JSON, Style.UN)
    with pytest.raises(KeyError):  # another reader's
        taking._written(desk, conversation.id, "somebody", Format.JSON, Style.UN)
    desk.close()
