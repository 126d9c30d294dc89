"""Citations in the styles that readers write in, and entries that no text can break out of."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import bibtexparser
import cited
import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st

from app.answering.answer import Citation
from app.citing import Style, bibliography, cite, cite_again, key_of
from app.citing.pinpoints import read_pinpoint
from app.citing.sources import source_of
from app.foreign_text import one_line, printable
from app.links import safe_url
from store.records import Kind, Pinpoint

ACCESSED = dt.date(2026, 5, 1)
GOLDEN = [
    line.split("\t")
    for line in Path(__file__).with_name("citations.tsv").read_text(encoding="utf-8").splitlines()
]
"""Style, citation and how it is printed, each read against the manual of its style."""
_UNTEX = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    **{f"\\{character}": character for character in "%&#_$"},
}


@pytest.mark.parametrize(("style", "name", "printed"), GOLDEN)
def test_each_kind_of_document_is_cited_in_the_manner_of_each_style(
    style: str, name: str, printed: str
) -> None:
    assert cite(getattr(cited, name), Style(style)) == printed


def test_each_style_that_is_read_has_a_form_for_each_kind() -> None:
    named = {name for name in vars(cited) if isinstance(getattr(cited, name), Citation)}
    assert {(style, name) for style, name, _ in GOLDEN} == {
        (style.value, name) for style in Style if style.is_prose for name in named
    }


@pytest.mark.parametrize(
    ("style", "ends"),
    [
        (Style.UN, "ministerial-debate.php (accessed on 1 May 2026)"),
        (Style.CHICAGO, "accessed May 1, 2026, " + str(cited.BRIEF.url) + "."),
        (Style.OSCOLA, "ministerial-debate.php> accessed 1 May 2026"),
        (Style.BLUEBOOK, "ministerial-debate.php (last visited May 1, 2026)"),
    ],
)
def test_the_day_of_the_last_visit_is_printed_where_it_is_known(style: Style, ends: str) -> None:
    assert cite(cited.BRIEF, style, accessed=ACCESSED).endswith(ends)


def test_a_document_with_a_symbol_is_found_by_it_and_not_by_an_address() -> None:
    for style in (Style.UN, Style.OSCOLA, Style.BLUEBOOK):
        assert "http" not in cite(cited.RESOLUTION, style, accessed=ACCESSED)


def test_a_bibtex_entry_has_the_facts_of_a_record() -> None:
    assert cite(cited.RECORD, Style.BIBTEX, accessed=ACCESSED) == (
        "@misc{S_PV_7796,\n"
        "  author = {{United Nations Security Council}},\n"
        "  title = {{7796th meeting, Cooperation between the United Nations and regional"
        " organizations}},\n"
        "  number = {S/PV.7796},\n"
        "  howpublished = {UN Doc. S/PV.7796},\n"
        "  date = {2016-10-28},\n"
        "  year = {2016},\n"
        "  month = oct,\n"
        "  pages = {4},\n"
        "  url = {https://docs.un.org/en/S/PV.7796},\n"
        "  urldate = {2026-05-01},\n"
        "  note = {Cited at p. 4, Mr. Churkin (Russian Federation)},\n"
        "}"
    )


def test_a_ris_record_has_the_facts_of_press_coverage() -> None:
    [entry] = rispy.loads(cite(cited.COVERAGE, Style.RIS, accessed=ACCESSED))
    assert entry["type_of_reference"] == "RPRT"
    assert entry["authors"] == ["United Nations"]
    assert entry["title"] == "Regional Organizations Key"
    assert entry["issn"] == "SC/13963"  # a report's number has this tag
    assert entry["year"] == "2019"
    assert entry["date"] == "2019/09/25/"
    assert entry["urls"] == ["https://press.un.org/en/2019/sc13963.doc.htm"]
    assert entry["access_date"] == "2026/05/01/"
    assert entry["notes"] == [
        "Cited at section “Statements”, para. 3, SERGEY LAVROV (Russian Federation)."
        " Not an official record"
    ]


def test_types_of_ris_follow_what_is_cited() -> None:
    types = {
        name: rispy.loads(cite(getattr(cited, name), Style.RIS))[0]["type_of_reference"]
        for name in ("BRIEF", "RESOLUTION", "GLOSSARY", "REMARKS")
    }
    assert types == {
        "BRIEF": "BLOG",
        "RESOLUTION": "RPRT",
        "GLOSSARY": "DICT",
        "REMARKS": "ELEC",
    }


def test_a_bibliography_has_one_entry_for_each_document_with_all_its_places() -> None:
    second = cited.RECORD.model_copy(update={"number": 3, "pinpoint": "p. 9, The President"})
    written = bibliography([cited.RECORD, cited.BRIEF, second], Style.BIBTEX)
    library = bibtexparser.parse_string(written)
    assert [entry.key for entry in library.entries] == ["S_PV_7796", key_of(cited.BRIEF.document)]
    assert library.entries[0]["pages"] == "4, 9"
    assert library.entries[0]["note"] == (
        "Cited at p. 4, Mr. Churkin (Russian Federation); p. 9, The President"
    )
    assert len(rispy.loads(bibliography([cited.RECORD, cited.BRIEF, second], Style.RIS))) == 2
    assert bibliography([], Style.BIBTEX) == ""


def test_a_key_is_readable_and_stays() -> None:
    assert key_of("S/PV.8600 (Resumption 1)") == "S_PV_8600_Resumption_1"
    assert key_of("S/RES/2396 (2017)") == "S_RES_2396_2017"
    assert key_of("whatsinblue/2019/09/debate") == "debate_648097"
    assert key_of("заметки") != key_of("заметка")


@given(st.lists(cited.nasty_texts, unique=True, max_size=20))
def test_no_two_documents_share_a_key(documents: list[str]) -> None:
    keys = [key_of(document) for document in documents]
    assert len(set(keys)) == len(keys)
    assert all(key.isascii() and key.replace("_", "").isalnum() for key in keys)


@given(cited.any_citation)
def test_no_text_breaks_out_of_a_bibtex_entry(item: Citation) -> None:
    library = bibtexparser.parse_string(cite(item, Style.BIBTEX, accessed=ACCESSED))
    assert library.failed_blocks == []
    [entry] = library.entries
    assert len(library.blocks) == 1
    assert set(entry.fields_dict) <= {
        *("author", "title", "number", "howpublished", "date", "year", "month"),
        *("pages", "url", "urldate", "note"),
    }
    assert untex(entry["title"].removeprefix("{").removesuffix("}")) == source_of(item).called
    for field in entry.fields:
        bare = str(field.value).replace("\\%", "").replace("\\_", "")
        assert field.key == "url" or "%" not in bare
        assert "\n" not in str(field.value)


@given(cited.any_citation)
def test_no_text_breaks_out_of_a_ris_record(item: Citation) -> None:
    written = cite(item, Style.RIS, accessed=ACCESSED)
    [entry] = rispy.loads(written, skip_unknown_tags=False)
    tags = [line[:6] for line in written.splitlines()]
    assert len(set(tags)) == len(tags)
    assert tags[0] == "TY  - "
    assert tags[-1] == "ER  - "
    assert "".join(entry["title"].split()) == "".join(source_of(item).called.split())


@given(cited.any_citation, st.sampled_from([style for style in Style if style.is_prose]))
def test_a_citation_is_one_line_that_says_what_it_must(item: Citation, style: Style) -> None:
    printed = cite(item, style)
    assert printed
    assert printed == one_line(printed) or "  " not in printed
    assert len(printed.splitlines()) == 1
    assert ("not held" in printed) or item.held
    if item.symbol == "SC/13963":
        assert "not an official record" in printed


@given(
    st.builds(
        Pinpoint,
        paragraph=st.none() | st.integers(1, 999),
        bullet=st.none() | st.integers(1, 99),
        page=st.none() | st.integers(1, 999),
        section=st.none() | st.sampled_from(["II. Politics", "“A”, and B", "p. 3"]),
        speaker=st.none() | st.sampled_from(["Mr. Churkin (Russian Federation)", "The President"]),
        item=st.none() | st.sampled_from(["(a)", "(a) (i)"]),
        preambular=st.none() | st.integers(1, 99),
        annex=st.none() | st.sampled_from(["annex", "annex II", "enclosure 3", "приложение"]),
    )
)
def test_a_printed_pinpoint_is_read_back(pinpoint: Pinpoint) -> None:
    read = read_pinpoint(pinpoint.label)
    assert read.label == pinpoint.label
    if pinpoint.section != "“A”, and B":
        item = pinpoint.item if pinpoint.paragraph is not None else None
        numbered = pinpoint.paragraph is not None or pinpoint.preambular is not None
        assert read == replace(pinpoint, item=item, page=None if numbered else pinpoint.page)


@given(cited.nasty_texts)
def test_no_word_of_a_pinpoint_is_lost(label: str) -> None:
    assert read_pinpoint(label).label == label


@given(st.text(max_size=40))
def test_text_that_does_nothing_stays_as_it_is(text: str) -> None:
    kept = printable(text)
    assert printable(kept) == kept
    plain = "".join(character for character in text if character.isprintable())
    if "\r" not in text:
        assert len(kept) == len(text)
    assert all(character in kept for character in plain if character not in "\u202e\u2066")


def test_only_a_plain_address_is_linked() -> None:
    for bad in (
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "https://un.org@evil.example/",
        "https://ün.org/",
        "//evil.example",
        "https://",
        "http://[::1",
    ):
        assert safe_url(bad) is None
    assert safe_url('HTTP://Example.org:80/a b<c>(d)?x="y"#é') == (
        "http://example.org/a%20b%3Cc%3E%28d%29?x=%22y%22#%C3%A9"
    )
    assert safe_url("http://example.org/", schemes=("https",)) is None


@given(cited.nasty_texts)
def test_an_address_has_nothing_in_it_that_ends_one(text: str) -> None:
    for url in (text, f"https://docs.un.org/en/{text}", f"http://example.org/?q={text}"):
        link = safe_url(url)
        if link is not None:
            assert link.isascii()
            assert not set(link) & set(' \t\n<>()[]{}"\\^`|')
            assert link.startswith(("http://", "https://"))
            assert unquote(link)


def test_one_speech_of_a_record_is_cited_by_the_record() -> None:
    assert cite(cited.SPEECH, Style.UN) == "S/PV.7796, Mr. Churkin"


def test_a_kind_decides_only_where_there_is_no_symbol() -> None:
    statement = cited.COVERAGE.model_copy(update={"kind": Kind.PRESS_STATEMENT, "symbol": None})
    assert cite(statement, Style.UN).startswith(
        "“Regional Organizations Key”, United Nations press"
    )


def untex(text: str) -> str:
    """What LaTeX would print."""
    for written, character in _UNTEX.items():
        text = text.replace(written, character) if written != r"\textbackslash{}" else text
    return text.replace(r"\textbackslash{}", "\\")


@pytest.mark.parametrize(
    ("style", "name", "printed"),
    [
        (Style.UN, "RECORD", "Ibid., p. 4, Mr. Churkin (Russian Federation)"),
        (Style.UN, "CORRIGENDUM", "Ibid."),
        (Style.OSCOLA, "RECORD", "ibid 4 (Mr. Churkin, Russian Federation)"),
        (Style.OSCOLA, "PRESIDENTIAL", "ibid para 3"),
        (Style.BLUEBOOK, "PRESIDENTIAL", "Id. ¶ 3"),
        (Style.BLUEBOOK, "RECORD", "Id. at 4 (statement of Mr. Churkin, Russian Federation)"),
    ],
)
def test_what_the_note_before_cites_is_cited_in_short(
    style: Style, name: str, printed: str
) -> None:
    assert cite_again(getattr(cited, name), style) == printed


@pytest.mark.parametrize(
    ("style", "name"),
    [(Style.CHICAGO, "RECORD"), (Style.BIBTEX, "RECORD"), (Style.UN, "GLOSSARY")],
)
def test_where_a_style_has_no_short_form_the_citation_is_whole(style: Style, name: str) -> None:
    citation = getattr(cited, name)
    assert cite_again(citation, style) == cite(citation, style)
