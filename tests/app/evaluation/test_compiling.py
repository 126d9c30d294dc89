from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.evaluation import compiling
from app.evaluation.compiling import Written, line, parted
from app.evaluation.places import Place, locate
from app.evaluation.scratch import plain_document
from store.embedding import HashEmbedder
from store.errors import UsageError

COAST = plain_document(
    "coast", "The coast", "The lighthouse was built in 1871. It has nine keepers.", HashEmbedder()
)


def written(number: int = 1, **changes: object) -> Written:
    facts: dict[str, object] = {
        "id": f"c-{number}",
        "question": "How old is the lighthouse?",
        "kind": "when",
        "answerable": True,
        "document": "coast",
        "path": "coasts/coast.txt",
        "quotes": ("The lighthouse was built in 1871.",),
        "answer": "From 1871.",
    }
    return Written.model_validate(facts | changes)


def test_quotes_become_places() -> None:
    row = line(written(), COAST)
    assert "built in" not in json.dumps(row)
    (support,) = row["support"]  # type: ignore[misc]
    span = locate(COAST.text, Place.model_validate(support))
    assert span is not None
    assert span.of(COAST.text) == "The lighthouse was built in 1871."


def test_a_near_miss_has_no_support() -> None:
    row = line(written(answerable=False, near_miss="wrong year", quotes=()), COAST)
    assert row["support"] is None
    assert row["near_miss"] == "wrong year"


def test_a_quote_that_is_not_there_once_is_refused() -> None:
    with pytest.raises(UsageError, match=r"c-1 quotes what coast has 0 times"):
        line(written(quotes=("It has ten keepers.",)), COAST)


def test_parts_are_even_and_keep_meetings_whole_and_what_ships_for_development() -> None:
    rows = [
        written(
            10 * unit + n,
            document=f"S.{unit}_spch{n:03}",
            path=f"speeches/{unit}-{n}",
            kind=("when", "who")[n % 2],
        )
        for unit in range(6)
        for n in range(4)
    ]
    rows.append(written(99, document="brief", path="corpus/briefs/brief.txt"))
    development, test = parted(rows)
    assert "brief" in development
    assert not development & test
    assert len(test) == 3
    assert development | test == {row.unit for row in rows}
    assert parted(rows) == (development, test)


def test_both_parts_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "load_embedder", HashEmbedder)
    rows = []
    for name, built in (("east", 1871), ("west", 1902)):
        (tmp_path / f"{name}.txt").write_text(
            f"The {name}\n\nThe light of the {name} was built in {built}.\n", encoding="utf-8"
        )
        quotes = (f"The light of the {name} was built in {built}.",)
        rows.append(written(built, document=name, path=f"{name}.txt", quotes=quotes))
    questions = tmp_path / "questions.jsonl"
    questions.write_text("\n".join(r.model_dump_json() for r in rows), encoding="utf-8")
    compiling.main([str(tmp_path), str(tmp_path / "coast.jsonl"), str(questions)])
    parts = [
        [json.loads(row) for row in (tmp_path / f"coast-{part}.jsonl").read_text().splitlines()]
        for part in ("development", "test")
    ]
    assert sorted(row["document"] for part in parts for row in part) == ["east", "west"]
    assert all(len(part) == 1 for part in parts)
