"""From bytes to documents: the brief's golden facts, the site's pages, everything refused."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scr_pages import BRIEF_PAGE, BRIEF_PRINT, BRIEF_URL, FORECAST_PAGE, FORECAST_URL

from ingest.reading import read_document, read_source
from ingest.sidecar import Sidecar, read_sidecar
from store.embedding import HashEmbedder
from store.errors import SourceError
from store.records import Alias, Document, Kind, Pinpoint

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "corpus" / "briefs" / "2019-09-24-un-csto-cis-sco.txt"
STEM = "whatsinblue/2024/07/debate-on-cooperation-with-the-league"


def read(
    data: str | bytes, name: str = "a.txt", sidecar: Sidecar | None = None, **limits: int
) -> Document:
    raw = data.encode() if isinstance(data, str) else data
    [document] = read_document(
        raw, name=name, source=f"/{name}", sidecar=sidecar, embedder=HashEmbedder(**limits)
    )
    return document


@pytest.fixture(scope="module")
def seed() -> Document:
    return read(SEED.read_bytes(), "briefs/seed.txt")


def test_seed_facts(seed: Document) -> None:
    assert seed.id == "briefs/seed"
    assert seed.title == (
        "Ministerial Debate: Cooperation between the UN and the CSTO, the CIS and the SCO"
    )
    assert (seed.kind, seed.language, seed.corrected) == (Kind.BRIEF, "en", False)
    assert (seed.date, seed.event_date) == (dt.date(2019, 9, 24), dt.date(2019, 9, 25))
    assert seed.publisher == "Security Council Report"
    assert seed.cites == ("S/2019/742", "S/PV.7796")
    assert [(d.span.of(seed.text), d.date) for d in seed.dates] == [
        ("Tomorrow morning (25 September)", dt.date(2019, 9, 25))
    ]


def test_seed_aliases(seed: Document) -> None:
    assert seed.aliases == (
        Alias("SCO", "Shanghai Cooperation Organization"),
        Alias("CIS", "Commonwealth of Independent States"),
        Alias("CSTO", "Collective Security Treaty Organization"),
        Alias("UNRCCA", "UN Regional Centre for Preventive Diplomacy for Central Asia"),
        Alias("UNAMA", "UN Assistance Mission in Afghanistan"),
        Alias("P3", "France, the UK and the US"),
    )


def test_seed_text_has_no_furniture_and_no_title(seed: Document) -> None:
    assert seed.text.startswith("Tomorrow morning (25 September), the Security Council will hold")
    assert seed.text.endswith("in June 2018 and January and July 2019.")
    for furniture in ("What's In Blue", "Posted", "Print", "Share", "Sign up", "Ministerial", "•"):
        assert furniture not in seed.text


def test_seed_text_is_the_files_own_words(seed: Document) -> None:
    original = " ".join(SEED.read_text(encoding="utf-8").replace("•", " ").split())
    assert " ".join(seed.text.split()) in original


def test_seed_passages_are_its_paragraphs(seed: Document) -> None:
    assert [p.pinpoint for p in seed.passages] == [Pinpoint(paragraph=n) for n in range(1, 7)]
    assert [len(p.span.of(seed.text).split()) for p in seed.passages] == [99, 154, 64, 64, 95, 162]
    assert {p.heading for p in seed.passages} == {f"{seed.title} · 24 September 2019"}
    bullets = [s for p in seed.passages for s in p.sentences if s.pinpoint.bullet]
    assert [s.pinpoint for s in bullets] == [Pinpoint(2, n) for n in (1, 2, 3)]
    for bullet in bullets:
        assert bullet.lead_in is not None
        assert bullet.lead_in.of(seed.text).startswith("Ahead of the debate, Russia has circulated")
        assert bullet.span.of(seed.text).startswith("What ")


def test_seed_with_its_sidecar() -> None:
    [document] = read_source(
        SEED.read_bytes(),
        name="briefs/x.txt",
        source=str(SEED),
        sidecar=SEED.with_suffix(".toml").read_bytes(),
        embedder=HashEmbedder(),
    )
    assert document.id == (
        "whatsinblue/2019/09/"
        "ministerial-debate-cooperation-between-the-un-and-the-csto-the-cis-and-the-sco"
    )
    assert document.url is not None
    assert document.url.endswith("-and-the-sco.php")


def test_brief_page() -> None:
    brief = read(BRIEF_PAGE, "saved.html")
    assert (brief.id, brief.url, brief.kind) == (STEM, BRIEF_URL, Kind.BRIEF)
    assert (brief.title, brief.corrected) == ("Debate on Cooperation with the League", True)
    assert (brief.date, brief.event_date) == (dt.date(2024, 7, 18), dt.date(2024, 7, 19))
    assert brief.cites == ("S/2024/500", "S/2024/512", "S/RES/2727 (2024)")
    assert brief.text.startswith("Tomorrow morning (19 July), the Council will debate")
    assert "(LOL*)" in brief.text
    assert brief.text.endswith("in New York and in the capitals.")
    bullets = [s for p in brief.passages for s in p.sentences if s.pinpoint.bullet]
    assert [s.span.of(brief.text) for s in bullets] == [
        "How can lakes be shared?",
        "Who pays for the boats?",
    ]
    assert all(s.lead_in and s.lead_in.of(brief.text).endswith("things:") for s in bullets)


def test_print_form_is_the_same_document_and_its_date_is_found_in_its_words() -> None:
    page, printed = read(BRIEF_PAGE, "saved.html"), read(BRIEF_PRINT, "print.html")
    assert (printed.id, printed.text, printed.title) == (page.id, page.text, page.title)
    assert (printed.corrected, printed.date) == (True, dt.date(2024, 7, 18))


def test_print_form_without_such_words_has_the_day_from_the_sidecar_or_none() -> None:
    printed = BRIEF_PRINT.replace("Tomorrow morning (19 July)", "On Friday (26 July)")
    assert read(printed, "print.html").date is None
    assert [d.date for d in read(printed, "print.html").dates] == [dt.date(2024, 7, 26)]
    dated = read(printed, "print.html", Sidecar(posted=dt.date(2024, 7, 24)))
    assert dated.date == dt.date(2024, 7, 24)
    assert dated.passages[0].heading.endswith(" · 24 July 2024")


def test_forecast_sections() -> None:
    forecast = read(FORECAST_PAGE, "f.html")
    assert (forecast.id, forecast.kind) == (
        "monthly-forecast/2019-09/cooperation-with-the-league-3",
        Kind.FORECAST,
    )
    assert forecast.url == FORECAST_URL
    assert (forecast.title, forecast.date) == (
        "Cooperation with the League",
        dt.date(2019, 8, 30),
    )
    assert [p.pinpoint.section for p in forecast.passages] == [
        "Expected Council Action",
        "Key Issues",
        "Options",
        "Council Dynamics",
    ]
    assert forecast.passages[2].heading.endswith(" · 30 August 2019 · Options")
    assert forecast.text.endswith("Members are divided.")
    options = [s for s in forecast.passages[2].sentences if s.pinpoint.bullet]
    assert [s.lead_in.of(forecast.text) for s in options if s.lead_in] == ["Options", "Options"]


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("page_title", ["", "<title>The title</title>", "<title>Other</title>"])
@pytest.mark.parametrize("level", ["h1", "h2"])
def test_what_stands_above_the_title_is_kept(kind: Kind, page_title: str, level: str) -> None:
    above = "<p>The first paragraph, above the title.</p><ul><li>A point of it.</li></ul>"
    below = "<p>The second paragraph, which is below the title.</p>"
    page = f"<html>{page_title}<body>{above}<{level}>The title</{level}>{below}</body></html>"
    document = read(page, "a.html", Sidecar(kind=kind))
    whole = f"{document.title}\n{document.text}"
    for words in ("The first paragraph, above", "A point of it.", "The title", "The second"):
        assert words in whole


def test_plain_and_markdown_documents() -> None:
    plain = read("A short title\n\nThe first paragraph. It goes on.\n\nThe second.", "d/n.txt")
    assert (plain.id, plain.kind, plain.title) == ("d/n", Kind.OTHER, "A short title")
    assert plain.text == "The first paragraph. It goes on.\n\nThe second."
    marked = read("# A title\n\n## Part\n\nThe **only** paragraph.", "n.md")
    assert (marked.title, marked.text) == ("A title", "Part\n\nThe only paragraph.")
    assert marked.passages[0].pinpoint == Pinpoint(paragraph=1, section="Part")


def test_a_file_of_one_paragraph_is_named_after_itself() -> None:
    document = read("The Council met.", "notes/meeting.txt")
    assert (document.title, document.text) == ("meeting", "The Council met.")


def test_a_symbol_is_the_identity_and_says_the_kind() -> None:
    record = read("# Record\n\nSee S/PV.8626 and S/2019/742.", "r.md", Sidecar(symbol="S/PV.8626"))
    assert (record.id, record.symbol, record.kind) == ("S/PV.8626", "S/PV.8626", Kind.RECORD)
    assert record.cites == ("S/2019/742",)
    url = "https://docs.un.org/en/S/RES/2396%282017%29"
    assert read("A title\n\nText.", "r.txt", Sidecar(url=url)).id == "S/RES/2396 (2017)"


def test_html_in_a_text_file_is_read_as_html() -> None:
    assert read(BRIEF_PAGE, "saved.txt").id == STEM


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Title\n\nСовет Безопасности провёл заседание.", "ru"),
        ("Title\n\nLe Conseil de sécurité est saisi de la question et des travaux.", "fr"),
        ("Title\n\nEl Consejo de Seguridad se ocupa de la cuestión y de los informes.", "es"),
        ("标题\n\n安全理事会举行了会议。", "zh"),
        ("Title\n\nعقد مجلس الأمن جلسة بشأن التعاون", "ar"),
        ("Title\n\nThe Council is seized of the matter.", "en"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert read(text).language == language


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "d/a.txt", "a.txt is empty"),
        (b"  \n", "a.md", "a.md is empty"),
        (bytes(range(256)) * 8, "a.txt", "a.txt is not text"),
        (b"%PDF-1.4", "a.pdf", "a.pdf is damaged and is not a whole PDF"),
        (b"PK\x03\x04", "a.docx", "a.docx is a damaged Word document"),
        (b"plain", "a.rtf", "a.rtf is a RTF file, which this version does not read"),
        (b"# Only a title", "a.md", "a.md has a title but no text"),
        (b"<html><body></body></html>", "a.html", "a.html has no readable text"),
    ],
)
def test_refusals_name_the_file_and_the_remedy(data: bytes, name: str, message: str) -> None:
    with pytest.raises(SourceError) as refused:
        read(data, name)
    assert str(refused.value).startswith(message)
    assert refused.value.remedy


def test_wrong_encoding_is_read() -> None:
    text = "Заголовок\n\nСовет Безопасности провёл заседание по Афганистану."
    assert read(text.encode("cp1251")).title == "Заголовок"


def test_sidecar_values() -> None:
    sidecar = read_sidecar('kind = "Brief"\nposted = 2019-09-24\ncopyright = "x"', "a.toml")
    assert sidecar == Sidecar(kind=Kind.BRIEF, posted=dt.date(2019, 9, 24))


@pytest.mark.parametrize(
    "text",
    ["kind =", 'kind = "poem"', 'posted = "soon"', "title = 3", 'url = "x"', 'symbol = "A/B"',
     'language = "English!"']
)  # fmt: skip
def test_sidecar_refusals_name_the_file(text: str) -> None:
    with pytest.raises(SourceError, match=r"a\.toml"):
        read_sidecar(text, "a.toml")


_paragraph = st.lists(
    st.sampled_from(
        ["The Council met.", "Mr. Lavrov (Russia) spoke", "resolution 2396 (2017)", "S/2019/742,",
         "on 25 September", "including:", "“quoted”", "中国赞成。", "word", "*", "# no", "(ABC)"]
    ),
    min_size=1,
    max_size=60,
).map(" ".join)  # fmt: skip
_paragraphs = st.lists(
    st.builds(lambda mark, text: mark + text, st.sampled_from(["", "", "• ", "## "]), _paragraph),
    min_size=1,
    max_size=10,
)


@settings(max_examples=80, deadline=None)
@given(_paragraphs, st.sampled_from(["a.txt", "a.md"]), st.integers(16, 80))
def test_every_document_is_exact_and_whole(paragraphs: list[str], name: str, limit: int) -> None:
    try:
        document = read("\n\n".join(["A title", *paragraphs]), name, max_tokens=limit)
    except SourceError:
        return
    text, embedder = document.text, HashEmbedder(max_tokens=limit)
    covered: set[int] = set()
    for passage in document.passages:
        covered.update(range(passage.span.start, passage.span.end))
        shown = f"{passage.heading}\n{passage.span.of(text)}"
        assert embedder.count_tokens([shown])[0] <= limit
        for sentence in passage.sentences:
            assert passage.span.contains(sentence.span)
            assert sentence.span.of(text).strip() == sentence.span.of(text) != ""
    assert all(at in covered for at, character in enumerate(text) if not character.isspace())
    assert all(alias.short in text and alias.full in text for alias in document.aliases)


def test_published_on_anybodys_page_makes_no_brief() -> None:
    def kind_of(line: str) -> Kind:
        text = f"Lakes of the world\n\n{line}\n\nLakes are deep. They are also cold.\n"
        (document,) = read_document(
            text.encode(), name="a.txt", source="a.txt", sidecar=None, embedder=HashEmbedder()
        )
        assert str(document.date) == "2024-09-23"
        return document.kind

    assert kind_of("Posted Mon 23 Sep 2024") is Kind.BRIEF
    assert kind_of("Published on 23 September 2024") is Kind.OTHER
