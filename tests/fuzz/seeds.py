"""What fuzzing starts from: small inputs of each kind, made as the other tests make theirs."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

from answers import everything
from pdf_files import Text, column, pdf
from word_files import numbered, p, word_file

ROOT = Path(__file__).parents[2]
_BRIEF = ROOT / "corpus" / "briefs" / "2019-09-24-un-csto-cis-sco"

_SYMBOLS = (
    "S/PV.8626 (Resumption 1), S/RES/2396 (2017)*, A/73/L.1/Rev.1-S/2019/742/Add.2, SC/13963, "
    "resolutions 1373 (2001), 2396 (2017) and 2462, the Council’s 8148th meeting, S/PRST/2018/1, "
    "https://undocs.org/S/2019/742, docs.un.org/en/S/PV.7796 and the 1267/1989/2253 Committee"
)
_DATES = (
    "Tomorrow (25 September), on 24-26 September 2019, 2019-09-24, 24/09/2019, last Tuesday, "
    "three weeks ago, between 1 and 3 May, since 2014, in the first half of 2020, early next year"
)
_HTML = (
    '<!doctype html><html lang="en"><head><title>Wells</title>'
    '<meta property="og:site_name" content="Council"><link rel="canonical" '
    'href="https://example.org/2019/09/page"><meta property="article:published_time" '
    'content="2019-09-24T10:00:00Z"></head><body><nav><a href="/">Home</a></nav><main>'
    "<h1>Wells</h1><p>Tomorrow (25 September) the <b>Council</b> will meet (S/PV.8626).</p>"
    "<ul><li>One &amp; two<ul><li>Three</li></ul></li></ul><!-- no --><script>var a;</script>"
    "<table><tr><td>S/PV.8626<br>25 September</td><td>SC/13963</td><td>Wells</td><td>-</td>"
    "<td>S/RES/2486 (2019) 15-0-0</td></tr></table></main></body></html>"
)
_RECORD = (
    "United Nations S/PV.8626\n\nSecurity Council\nSeventy-fourth year\n\n8626th meeting\n"
    "Wednesday, 25 September 2019, 10 a.m.\nNew York\nProvisional\n\nPresident: Mr. Lavrov "
    "(Russian Federation)\n\nAgenda\nCooperation between the United Nations and others\n\n"
    "The meeting was called to order at 10.05 a.m.\n\nThe President (spoke in Russian): I give "
    "the floor to Mr. Guterres.\n\nMr. Guterres: I thank you.\n\nThe meeting rose at noon.\n"
)
_RESOLUTION = (
    "United Nations S/RES/2486 (2019)\n\nResolution 2486 (2019)\n\nAdopted by the Security Council "
    "at its 8624th meeting, on 12 September 2019\n\nThe Security Council,\n\nRecalling its "
    "resolution 1970 (2011),\n\n1. Decides to extend;\n\n(a) To support;\n\n2. Remains seized.\n"
)
_MARKDOWN = (
    "---\ntitle: x\n---\n# Wells\n\nThe **Council** will meet [here](https://example.org/a_(b)) "
    "*tomorrow*.\n\n- one\n  - two `code`\n\n> quoted\n\n```\nfenced\n```\n\nHead\n====\n"
    "<!-- x -->\n"
)
_MEETINGS = (
    "year,record,date,press_release,topic,outcome,links\n"
    '2019,S/PV.8626,25 September,SC/13963,"Wells, deep",S/RES/2486 (2019) 15-0-0,'
    "https://undocs.org/S/PV.8626\n"
)
_CARDS = (
    '[[document]]\nsymbol = "S/PV.7796"\ntitle = "Record"\nkind = "verbatim record"\n'
    'about = "The Council met."\ndate = 2016-10-28\ncites = ["S/RES/2396 (2017)"]\n'
)
_SIDECAR = (
    'title = "Wells"\nposted = 2019-09-24\nurl = "https://example.org/a"\nkind = "brief"\n'
    'language = "en"\nsymbol = "S/2019/742"\npublisher = "Council"\n'
)
_FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>x</title><item><title>y</title>'
    "<link>https://example.org/a</link><pubDate>Tue, 24 Sep 2019 21:45:12 +0000</pubDate></item>"
    "</channel></rss>"
)
_ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>x</title><link href="/b"/>'
    "<updated>2019-09-26T10:00:00Z</updated></entry></feed>"
)
_HISTORY = '[{"role": "user", "content": "Who?"}, {"role": "assistant", "content": "He."}]'
_ADDRESSES = (
    "https://user:secret@example.org:8443/a?key=1#b",
    "http://[::ffff:127.0.0.1]/",
    "http://2130706433/",
    "//example.org/x",
    "S/PV.7796",
)
_ROBOTS = "User-agent: *\nDisallow: /a*b$\nAllow: /a\nCrawl-delay: 3\nSitemap: /s.xml\n"


_WORD_PARTS = tuple(f"word/{name}.xml" for name in ("document", "numbering", "styles", "footnotes"))


def _pdf() -> bytes:
    words = "The harbour was closed at noon because the wind had turned, and the pilots waited."
    return pdf([[Text(60, 740, "Wells", "bold"), *column(words)], column(_SYMBOLS[:90])])


def _word() -> bytes:
    body = p("Wells", '<w:pStyle w:val="Heading1"/>') + p("The Council met.") + p("x", numbered(1))
    table = f"<w:tbl><w:tr><w:tc>{p('a')}</w:tc><w:tc>{p('b')}</w:tc></w:tr></w:tbl>"
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    styles = '<w:style w:styleId="a" w:type="paragraph"><w:name w:val="heading 1"/></w:style>'
    notes = f'<w:footnote w:id="1">{p("A note.")}</w:footnote>'
    return word_file(body + table, numbering=numbering, styles=styles, footnotes=notes)


def _word_parts(file: bytes) -> bytes:
    """The parts of a Word file as one input."""
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        names = [name for name in _WORD_PARTS if name in package.namelist()]
        return b"\n-----\n".join(package.read(name) for name in names)


def seeds() -> Mapping[str, tuple[bytes, ...]]:
    """The inputs to start from, by target."""
    brief = _BRIEF.with_suffix(".txt").read_bytes()
    beside = _BRIEF.with_suffix(".toml").read_bytes()
    texts = (brief, brief + b"\n=====\n" + beside, _RECORD.encode(), _RESOLUTION.encode())
    words = (_word(), word_file(p("One"), footnotes='<w:footnote w:id="1"/>'))
    plain = (_SYMBOLS.encode(), _DATES.encode())
    return {
        "symbols": plain,
        "dates": plain,
        "html": (_HTML.encode(),),
        "pdf": (_pdf(), pdf([[]], image=True)),
        "docx": words,
        "wordml": tuple(map(_word_parts, words)),
        "feed": (_FEED.encode(), _ATOM.encode()),
        "sidecar": (_SIDECAR.encode(), beside),
        "history": (_HISTORY.encode(), b"[]"),
        "conversation": (everything().model_dump_json().encode(), json.dumps({}).encode()),
        "address": tuple(one.encode() for one in _ADDRESSES),
        "robots": (_ROBOTS.encode(),),
        "page": (_HTML.encode(),),
        "text": texts,
        "markdown": (_MARKDOWN.encode(),),
        "word": words,
        "cards": (_CARDS.encode(),),
        "meetings": (_MEETINGS.encode(), _HTML.encode()),
    }
