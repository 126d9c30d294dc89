"""Citations of each kind of document, and of none that was ever written."""

from __future__ import annotations

import datetime as dt

from answers import citation
from hypothesis import strategies as st

from app.answering.answer import Citation
from store.records import Kind, SourceRank

UN = "https://docs.un.org/en/"
REPORT = "https://www.securitycouncilreport.org/"

NASTY = (
    "<script>alert(1)</script>",
    "[x](javascript:alert(1)) ![i](http://evil.example/i.png)",
    "`code` ``` $x$ $$y$$ \\(z\\) | a | b |",
    "# heading\n## another\n- item\n1. one\n> quote\n---\n===\n    code",
    "}, author = {Mallory}, title = {",
    "\n}\n@misc{evil, title={x}}\n",
    "ER  - \nTY  - BOOK\nTI  - Evil\r\nAU  - Mallory",
    "\\input{/etc/passwd} % & # _ ~ ^ {{ }} {",
    "\u202egnp.exe\u2066 \x00\x07\x1b[2J \ufffe \u2028 \u0085 next",
    "قرار مجلس الأمن ٢٣٩٦ החלטה",
    "www.evil.example https://evil.example a@evil.example evil.com :smile: &lt;b&gt; &#60;",
    "”, p. 4, “x”",
)
nasty_texts = st.one_of(
    st.sampled_from(NASTY),
    st.text(max_size=60),
    st.lists(st.sampled_from((*NASTY, "{", "}", "\\", "\n", "%", "“", "”", " ")), max_size=4).map(
        "".join
    ),
)
days = st.none() | st.dates()

any_citation = st.builds(
    citation,
    number=st.integers(1, 99),
    document=nasty_texts,
    symbol=st.none() | nasty_texts | st.sampled_from(["S/PV.8626", "S/RES/2396 (2017)"]),
    title=nasty_texts,
    kind=st.sampled_from(Kind),
    date=days,
    url=st.none() | nasty_texts | nasty_texts.map("https://docs.un.org/en/{}".format),
    source_rank=st.sampled_from(SourceRank),
    pinpoint=nasty_texts | st.just("p. 4, Mr. Churkin (Russian Federation)"),
    quote=nasty_texts,
    lead_in=st.none() | nasty_texts,
    attribution=st.none() | nasty_texts,
    newer=st.none() | nasty_texts,
    translated_from=st.none() | nasty_texts,
    corrected=st.booleans(),
    held=st.booleans(),
    expected=st.booleans(),
)


def official(symbol: str, kind: Kind, title: str, day: dt.date | None, place: str) -> Citation:
    """A United Nations document that is held."""
    return citation(
        document=symbol,
        symbol=symbol,
        kind=kind,
        title=title,
        date=day,
        url=UN + symbol,
        pinpoint=place,
        source_rank=SourceRank.RECORD if kind is Kind.RECORD else SourceRank.OFFICIAL,
    )


BRIEF = citation(
    document="whatsinblue/2019/09/ministerial-debate",
    title="Ministerial Debate: the UN and “the CSTO”",
    url=f"{REPORT}whatsinblue/2019/09/ministerial-debate.php",
    pinpoint="para. 2, bullet 1",
)
FORECAST = citation(
    document="monthly-forecast/2019-01/unrcca",
    kind=Kind.FORECAST,
    title="UNRCCA (Central Asia)",
    date=dt.date(2018, 12, 27),
    url=f"{REPORT}monthly-forecast/2019-01/unrcca.php",
    pinpoint="section “Council Dynamics”, para. 4",
)
RECORD = official(
    "S/PV.7796",
    Kind.RECORD,
    "7796th meeting, Cooperation between the United Nations and regional organizations",
    dt.date(2016, 10, 28),
    "p. 4, Mr. Churkin (Russian Federation)",
)
RESUMED = official(
    "S/PV.8600 (Resumption 1)", Kind.RECORD, "8600th meeting", dt.date(2019, 8, 20), "p. 7"
)
UNDATED_RECORD = official("S/PV.8422", Kind.RECORD, "S/PV.8422", None, "p. 7, The President")
ASSEMBLY_RECORD = official(
    "A/79/PV.29", Kind.RECORD, "29th plenary meeting", dt.date(2024, 10, 30), "p. 3"
)
SPEECH = citation(
    document="speeches/UNSC_2016_SPV.7796_spch002",
    symbol=None,
    kind=Kind.RECORD,
    title="S/PV.7796, Mr. Churkin",
    date=None,
    url=None,
    pinpoint="Mr. Churkin",
)
RESOLUTION = official(
    "S/RES/2396 (2017)",
    Kind.RESOLUTION,
    "Resolution 2396 (2017)",
    dt.date(2017, 12, 21),
    "para. 12 (a) (i)",
)
PREAMBLE = official(
    "S/RES/2396 (2017)", Kind.RESOLUTION, "Resolution 2396 (2017)", None, "preambular para. 3"
)
ASSEMBLY = official(
    "A/RES/3314 (XXIX)",
    Kind.RESOLUTION,
    "Definition of Aggression",
    dt.date(1974, 12, 14),
    "annex, para. 1",
)
PRESIDENTIAL = official(
    "S/PRST/2018/1",
    Kind.PRESIDENTIAL_STATEMENT,
    "Statement by the President of the Security Council",
    dt.date(2018, 1, 18),
    "para. 3",
)
LETTER = official(
    "S/2016/867",
    Kind.LETTER,
    "Letter dated 14 October 2016 from the Permanent Representative of the Russian Federation",
    dt.date(2016, 10, 17),
    "annex, p. 2",
)
CORRIGENDUM = official("S/2019/742/Corr.1", Kind.LETTER, "", None, "")
DOUBLE = official(
    "A/66/874-S/2012/505", Kind.LETTER, "Identical letters", dt.date(2012, 7, 12), "p. 1"
)
PROGRESS = official(
    "S/2019/612",
    Kind.REPORT,
    "Report of the Secretary-General on Mali",
    dt.date(2019, 5, 31),
    "section “II. Politics”, para. 14",
)
COVERAGE = citation(
    document="SC/13963",
    symbol="SC/13963",
    kind=Kind.MEETINGS_COVERAGE,
    source_rank=SourceRank.COVERAGE,
    title="Regional Organizations Key",
    date=dt.date(2019, 9, 25),
    url="https://press.un.org/en/2019/sc13963.doc.htm",
    pinpoint="section “Statements”, para. 3, SERGEY LAVROV (Russian Federation)",
)
GLOSSARY = citation(
    document="glossary",
    kind=Kind.GLOSSARY,
    source_rank=SourceRank.GLOSSARY,
    title="Glossary of Council terms",
    date=None,
    url=None,
    pinpoint="section “penholder”",
)
CARD = citation(
    document="S/PV.8626",
    symbol="S/PV.8626",
    kind=Kind.RECORD,
    source_rank=SourceRank.CARD,
    held=False,
    title="Verbatim record of the 8626th meeting of the Security Council",
    date=dt.date(2019, 9, 25),
    url="https://docs.un.org/en/S/PV.8626",
    pinpoint="section “catalogue card”",
)
REMARKS = citation(
    document="usun.usmission.gov/remarks",
    kind=Kind.STATEMENT,
    source_rank=SourceRank.STATEMENT,
    title="Remarks at the UN",
    date=dt.date(2019, 9, 25),
    url="http://usun.usmission.gov/re(marks) of today/",
    pinpoint="para. 2, Ambassador Jonathan Cohen",
)
NOTES = citation(document="notes.txt", kind=Kind.OTHER, title="", date=None, url=None, pinpoint="")
