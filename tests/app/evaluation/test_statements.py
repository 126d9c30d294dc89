"""The bench of true and false statements: what is in it, and what it says of a check."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from app.answering.answer import Citation
from app.answering.terms.words import stems_of
from app.evaluation.evidence import read_evidence
from app.evaluation.pairs import Pair, read_statements
from app.evaluation.placing import Quote, WrittenStatement, placed
from app.evaluation.statements import (
    as_json,
    as_text,
    caught,
    judged,
    kept,
    pairs_of,
    shipped_check,
)
from app.writing.contracts import Fault, Verdict, Written
from corpus import corpus_path
from store.errors import UsageError

BRIEF = "whatsinblue/2019/09/ministerial-debate-cooperation-between-the-un-and-the-csto-the-cis-and-the-sco"  # noqa: E501 - an id
SHIPPED = corpus_path() / "statements" / "shipped.jsonl"


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    return pairs_of()


def word_for_word(written: Written, cited: list[Citation] | tuple[Citation, ...]) -> Verdict:
    """A check that only lets through what a source has word for word."""
    if any(written.text == citation.quote for citation in cited):
        return Verdict(written.text)
    return Verdict(written.text, Fault.UNSUPPORTED, "other words")


def test_there_are_many_pairs_of_every_kind(pairs: list[Pair]) -> None:
    kinds = Counter((pair.true, pair.by_hand) for pair in pairs)
    assert len(pairs) >= 300
    assert kinds[True, True] >= 60
    assert kinds[False, True] >= 60
    assert min(kinds.values()) >= 60
    assert len({pair.id for pair in pairs}) == len(pairs)
    assert all(pair.cited for pair in pairs)
    assert all([c.number for c in p.cited] == [*range(1, len(p.cited) + 1)] for p in pairs)


def test_the_same_seed_makes_the_same_pairs(pairs: list[Pair]) -> None:
    assert [(p.id, p.statement) for p in pairs_of()] == [(p.id, p.statement) for p in pairs]
    assert [p.statement for p in pairs_of(seed=8)] != [p.statement for p in pairs]


def test_every_statement_written_by_hand_has_its_place(pairs: list[Pair]) -> None:
    here = {pair.id for pair in pairs}
    assert {row.id for row in read_statements(SHIPPED)} <= here


def test_a_name_that_is_put_in_stands_in_no_source(pairs: list[Pair]) -> None:
    swapped = [p for p in pairs if p.kind in ("name", "number", "date") and not p.by_hand]
    assert swapped
    for pair in swapped:
        sources = " ".join(citation.quote for citation in pair.cited)
        assert stems_of(pair.statement) - stems_of(sources), pair.statement


def test_a_false_statement_is_no_sentence_of_its_sources(pairs: list[Pair]) -> None:
    for pair in pairs:
        assert pair.true or pair.statement not in [c.quote for c in pair.cited], pair.id


def test_a_check_is_measured_by_what_it_keeps_and_catches(pairs: list[Pair]) -> None:
    found = judged(pairs, word_for_word)
    assert caught(found).share == 1
    assert 0 < kept(found).share < 1
    everything = judged(pairs, lambda written, cited: Verdict(written.text))
    assert kept(everything).share == 1
    assert caught(everything).right == 0


def test_the_misses_are_listed(pairs: list[Pair]) -> None:
    found = judged(pairs, word_for_word)
    missed = next(pair for pair in pairs if pair.kind == "paraphrase")
    assert missed.statement in as_text(found)
    assert missed.id in [miss["id"] for miss in as_json(found)["misses"]]
    assert {"true": True, "by_hand": False, "kind": "verbatim"}.items() <= next(
        kind.items() for kind in as_json(found)["kinds"] if kind["kind"] == "verbatim"
    )


def test_a_statement_is_placed_by_words_of_one_sentence() -> None:
    evidence = read_evidence([], None)

    def written(quote: str) -> WrittenStatement:
        quotes = (Quote(document=BRIEF, quote=quote),)
        return WrittenStatement(id="a", quotes=quotes, statement="It is.", true=True, kind="p")

    row = placed(written("Sergey Lavrov, will preside"), evidence)
    (citation,) = evidence[BRIEF].at(row.citations[0])
    assert citation.quote == "Russia’s Minister of Foreign Affairs, Sergey Lavrov, will preside."
    with pytest.raises(UsageError, match="stands in 0 sentences"):
        placed(written("Lavrov did preside"), evidence)
    with pytest.raises(UsageError, match="quote words that stand in one"):
        placed(written("the"), evidence)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not there"):
        pairs_of(tmp_path)


@pytest.mark.slow
def test_the_check_catches_what_is_false_and_keeps_what_is_true(pairs: list[Pair]) -> None:
    found = judged(pairs, shipped_check())
    assert caught(found).share >= 0.98, as_text(found)
    assert kept(found).share >= 0.95, as_text(found)
