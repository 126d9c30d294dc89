from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.training import corpora
from app.training.corpora import Posed, from_clap_nq, from_pairs, from_qed, from_squad, untokenised
from app.training.squad import locate
from store.embedding import HashEmbedder

CONTEXT = "The mission opened in 1994.  It closed in May 1999. Its staff went home."


def answers(posed: Posed) -> list[str]:
    return [posed.passage.sentences[i].of(posed.passage.text) for i in sorted(posed.gold)]


def write_rows(path: Path, *rows: object) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def article(title: str, *qas: dict[str, object]) -> dict[str, object]:
    return {"title": title, "paragraphs": [{"context": CONTEXT, "qas": list(qas)}]}


@pytest.fixture
def squad(tmp_path: Path) -> Path:
    closed = {"text": "May 1999", "answer_start": CONTEXT.index("May 1999")}
    labelled = [
        {"question": "When did it close?", "is_impossible": False, "answers": [closed]},
        {"question": "When did it move?", "is_impossible": True, "answers": []},
    ]
    bare = [
        {"question": "What did its staff do?", "answers": []},
        {"question": "What did its chief do?", "answers": []},
    ]
    write_rows(tmp_path / "squad2/first-half.json", {"data": [article("Mission", *labelled)]})
    second = {"data": [article("Other", *bare), article("Miscellaneous", *bare)]}
    write_rows(tmp_path / "squad2/second-half-unlabelled.json", second)
    folder = tmp_path / "squad-nqg"
    folder.mkdir()
    (folder / "tgt-dev.txt").write_text("what did its staff do ?\n", encoding="utf-8")
    (folder / "src-dev.txt").write_text("its staff went home .\n", encoding="utf-8")
    return tmp_path


def test_squad_gives_the_answering_sentence_with_and_without_labels(squad: Path) -> None:
    posed = list(from_squad(squad, HashEmbedder()))
    assert [(p.article, p.question, answers(p), p.origin) for p in posed] == [
        ("Mission", "When did it close?", ["It closed in May 1999."], "squad"),
        ("Mission", "When did it move?", [], "squad-adversarial"),
        ("Other", "What did its staff do?", ["Its staff went home."], "squad"),
        ("Other", "What did its chief do?", [], "squad-adversarial"),
    ]


def test_a_pair_is_put_to_its_neighbours_in_the_file(tmp_path: Path) -> None:
    sources = [f"fact {n} is here ." for n in (0, 0, 1, 2, 3, 4, 5)]
    (tmp_path / "src-test.txt").write_text("\n".join(sources), encoding="utf-8")
    questions = [f"what is {n} ?" for n in range(len(sources))]
    (tmp_path / "tgt-test.txt").write_text("\n".join(questions), encoding="utf-8")
    posed = list(from_pairs(tmp_path))
    assert [answers(p) for p in posed] == [[untokenised(source)] for source in sources]
    assert [len(p.passage.sentences) for p in posed] == [5, 5, 5, 5, 5, 5, 1]


def test_search_questions_keep_every_selected_sentence(tmp_path: Path) -> None:
    page = {"title": "Ports", "sentences": ["One is old .", "Two is new .", "So is three ."]}
    asked = {"input": "which are new", "passages": [page]}
    selected = [{"selected_sentences": ["Two is new .", "So is three ."]}]
    write_rows(tmp_path / "dev_answerable.jsonl", {**asked, "output": selected})
    write_rows(tmp_path / "dev_unanswerable.jsonl", {**asked, "output": [{}]})
    answered, unanswered = from_clap_nq(tmp_path)
    assert answers(answered) == ["Two is new.", "So is three."]
    assert unanswered.gold == frozenset()
    assert unanswered.passage == answered.passage


def test_paragraphs_with_marked_answers_keep_the_sentence_of_the_mark(tmp_path: Path) -> None:
    text = "It is old . It stands in Lima . "
    lima = {"start": text.index("Lima"), "end": text.index("Lima") + 4}
    row = {
        "title_text": "House",
        "question_text": "where is it",
        "paragraph_text": text,
        "sentence_starts": [0, 12],
        "annotation": {"explanation_type": "none"},
        "original_nq_answers": [[lima]],
    }
    write_rows(tmp_path / "qed-dev.jsonlines", row, {**row, "original_nq_answers": [[]]})
    (posed,) = from_qed(tmp_path)
    assert answers(posed) == ["It stands in Lima."]


@pytest.mark.parametrize(
    ("tokenised", "written"),
    [
        ("it was `` new '' -lrb- 1999 -rrb- .", 'it was " new " (1999).'),
        ("they did n't go , and it 's late", "they didn't go, and it's late"),
        ("plain", "plain"),
    ],
)
def test_tokenised_text_is_written_out(tokenised: str, written: str) -> None:
    assert untokenised(tokenised).replace("( ", "(") == written


def test_a_sentence_that_is_not_there_has_no_place() -> None:
    assert locate("its chief resigned .", CONTEXT, 0) is None
    assert locate("", CONTEXT, 0) is None


def test_passages_are_joined_with_spans_that_fit() -> None:
    passage = corpora.joined("h", ["a b.", "c."])
    assert [span.of(passage.text) for span in passage.sentences] == ["a b.", "c."]
