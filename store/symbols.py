"""United Nations document symbols: finding them, their one canonical form, kind and address.

A symbol is the key of a document in every language. The canonical form is in upper case with the
conventional ``Add.1``, ``Rev.1``, ``(Resumption 1)``; one space before a bracketed year; no space
after ``PV.``; a hyphen between the halves of a double symbol. A resolution whose year is not
given is ``S/RES/1373`` (see :func:`same_document`).

Mentions in words ("resolution 2396 (2017)", "its 8148th meeting") are in
:mod:`store.symbol_mentions`; :func:`find_symbols` gives both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from store.records import Kind, Span
from store.spans import SpanSet
from store.symbol_mentions import find_mentions, meeting_symbol

__all__ = [
    "FoundSymbol",
    "canonical",
    "find_symbols",
    "find_urls",
    "is_symbol",
    "kind_of",
    "meeting_symbol",
    "official_url",
    "same_document",
    "symbol_of_url",
]


@dataclass(frozen=True, slots=True)
class FoundSymbol:
    """One mention of a document.

    ``symbol`` is the canonical key, ``span`` the printed form's characters. ``starred``: the
    printed form carries the asterisk of a document reissued for technical reasons. ``formal``:
    it is printed as a symbol rather than described in words.
    """

    symbol: str
    span: Span
    starred: bool = False
    formal: bool = True


# Every alternative starts with its own literal and every repeat is separated by a literal slash,
# so that matching is linear.
_YEAR = r"(?:19[4-9]\d|20\d\d)"
_ROMAN = r"(?:E?S-)?[IVXLC]{1,9}"
_MODIFIER = r"/(?:Add|Amend|Corr|Rev)\.[ ]?\d{1,3}|/Summary"
_RESUMED = r"(?:[ ]?\(Resumption[ ]?(?:\d{1,2}|[IVX]{1,4})\))?"
_SUBLETTER = r"(?:[ ][A-H](?=[ ]?\(|[^\w \n]|$|[ ](?:and|et)\b))?"
_COUNCIL = rf"""
    S/(?: RES/\d{{1,4}}(?:[ ]?\({_YEAR}\))?
        | PRST/{_YEAR}/\d{{1,3}}
        | (?:PV|Agenda/)\.?[ ]?\d{{1,5}}
        | {_YEAR}/\d{{1,4}}
        | \d{{3,5}}(?!/)
        | INF/\d{{1,4}}(?:/\d{{1,4}})?
        | NC/{_YEAR}/\d{{1,3}}
        | AC\.\d{{1,3}}(?:/(?:\(\d{{3,4}}\)|[A-Z]{{2,5}}\.?\d{{0,5}}|\d{{1,5}})){{1,6}}
      )(?:{_MODIFIER}){{0,4}}{_RESUMED}
"""
_ASSEMBLY_RESOLUTION = rf"""
    A/RES/(?: (?:E?S-)?\d{{1,2}}/\d{{1,4}}{_SUBLETTER} | \d{{1,4}}{_SUBLETTER}[ ]?\({_ROMAN}\) )
    (?:{_MODIFIER}){{0,4}}
"""
_PRESS = r"(?:SC|CS|GA|AG|DSG/SM|SG/SM|SG/A|SG/T|ECOSOC|DC|PI|ORG)/\d{3,6}"
_COMPONENT = r"[A-Z][A-Za-z]{0,11}\.[ ]?\d{1,5}|E?S-\d{1,3}|[A-Z]{1,10}|\(\d{3,4}\)|\d{1,5}"
_OTHER = rf"""
    (?:A|E|T|ST|DP|TD|UNEP|UNCTAD|CRC|CEDAW|CCPR|CAT|CERD|HRI|FCCC|IDB|NPT|PBC|TRANS)
    (?:/(?:{_COMPONENT})){{1,8}}(?:{_MODIFIER}){{0,4}}
"""
_SINGLE = rf"(?:{_COUNCIL}|{_ASSEMBLY_RESOLUTION}|{_PRESS}|{_OTHER})"
_DASH = r"[-‐‑–—]"
_FORMAL = re.compile(
    rf"(?<![\w/.@&=-])(?P<first>{_SINGLE})(?:{_DASH}(?P<second>{_SINGLE}))?(?!\w)", re.VERBOSE
)
# People type symbols in lower case; only the Council's own and press symbols are unmistakable.
_TYPED = re.compile(
    rf"(?<![\w/.@&=-])(?:{_COUNCIL}|a/res/\d{{1,2}}/\d{{1,4}}|(?:sc|cs)/\d{{4,6}})(?!\w)",
    re.VERBOSE | re.IGNORECASE,
)
_AND_MODIFIER = re.compile(r"(?:,|,?[ ](?:and|et|y|и))[ ]((?:Add|Amend|Corr|Rev)\.[ ]?\d{1,3})\b")
_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"“”]+"
    r"|(?<![\w.-])(?:[\w-]{1,63}\.){1,5}(?:org|int|com|net|edu|gov|info|eu|fr|ru|uk|ch)/[^\s<>\"“”]+",
    re.IGNORECASE,
)
_CASED = {"ADD": "Add", "AMEND": "Amend", "CORR": "Corr", "REV": "Rev"}
_CASED_RE = re.compile(r"(?<=/)(ADD|AMEND|CORR|REV)(?=\.)")
_FILE_ENDING = re.compile(r"\.(?:pdf|docx?|html?|txt|wpf|md)$", re.IGNORECASE)
_LANGUAGE_ENDING = re.compile(
    r"(?:[-_ ](?:EN|FR|ES|RU|AR|ZH|OT)|\s*\[[A-Z](?: [A-Z])*\]|\s*\(OR\)|\s*\(SUPP\))$",
    re.IGNORECASE,
)
_RESOLUTION_KEY = re.compile(r"(S/RES/\d+)(?: \(\d{4}\))?")
_PRESS_KEY = re.compile(r"(SC|CS|GA|AG|SG/SM)/(\d+)")
_PRESS_PAGE = re.compile(r"/(sc|cs|ga|ag|sgsm)/?(\d{3,6})(?:\.doc\.htm)?$", re.IGNORECASE)


def find_symbols(text: str) -> list[FoundSymbol]:
    """Every mention of a document in running text, in order, none counted twice.

    Nothing is taken out of a URL; see :func:`symbol_of_url`.
    """
    taken = find_urls(text)
    found: list[FoundSymbol] = []
    in_words = [FoundSymbol(key, span, formal=False) for key, span in find_mentions(text)]
    for batch in (_find_formal(text), _find_typed(text), in_words):
        occupied, end = SpanSet(taken), 0
        for mention in sorted(batch, key=lambda mention: mention.span):
            if mention.span.start >= end and not occupied.overlaps(mention.span):
                found.append(mention)
                taken.append(mention.span)
                end = mention.span.end
    return sorted(found, key=lambda mention: mention.span)


def find_urls(text: str) -> list[Span]:
    """Where addresses stand in running text, with or without their scheme."""
    return [Span(*match.span()) for match in _URL.finditer(text)]


def canonical(symbol: str) -> str:
    """The one key of a symbol however it is typed or named as a file.

    ``S_RES_2319(2016)-EN.pdf``, ``s/res/2319(2016)`` and ``S/RES/2319 (2016)*`` are one. Text that
    is no symbol comes back tidied in the same way.
    """
    key = _FILE_ENDING.sub("", " ".join(symbol.split()))
    if "/" not in key and "_" in key:
        key = key.replace("_", "/")
    key = _LANGUAGE_ENDING.sub("", key.rstrip("*").rstrip()).rstrip("*").rstrip()
    key = re.sub(_DASH, "-", key).upper()
    key = re.sub(r"\. ?(?=\d)", ".", key)
    key = re.sub(r"/PV\.? ?(?=\d)", "/PV.", key)
    key = re.sub(r"(?<!/)\s*\((?=[^)]*\))", " (", key)
    key = re.sub(r"\(RESUMPTION ?", "(Resumption ", key)
    key = re.sub(r"/SUMMARY$", "/Summary", key).replace("S/AGENDA/", "S/Agenda/")
    return _CASED_RE.sub(lambda match: _CASED[match.group(1)], key)


def is_symbol(text: str) -> bool:
    """Whether ``text`` is one document symbol and nothing else."""
    match = _FORMAL.fullmatch(canonical(text))
    return match is not None and _is_plausible(match.group())


def same_document(one: str, other: str) -> bool:
    """Whether two canonical keys name one document, a missing year of a resolution aside."""
    if one == other:
        return True
    match, against = _RESOLUTION_KEY.fullmatch(one), _RESOLUTION_KEY.fullmatch(other)
    if match is None or against is None or match.group(1) != against.group(1):
        return False
    return match.group(1) in (one, other)


def kind_of(symbol: str) -> Kind | None:
    """What the symbol alone says of the document's kind; ``None`` where it says nothing.

    A plain ``S/2019/742`` may be a letter, a report or a draft, so it says nothing.
    """
    key = canonical(symbol)
    if key.startswith(("S/RES/", "A/RES/", "E/RES/")):
        return Kind.RESOLUTION
    if "/PRST/" in key:
        return Kind.PRESIDENTIAL_STATEMENT
    if re.search(r"/[PS][VR]\.\d", key):
        return Kind.RECORD
    if re.search(r"/L\.\d", key):
        return Kind.DRAFT
    return Kind.MEETINGS_COVERAGE if re.match(r"(?:SC|CS|GA|AG)/\d", key) else None


def official_url(symbol: str, year: int | None = None) -> str | None:
    """The public address of a document, brackets encoded so that Markdown keeps them.

    ``year`` is the year of the document where the symbol does not carry it. Press releases and
    Council resolutions have no address without one: ``None``.
    """
    key = canonical(symbol)
    if press := _PRESS_KEY.fullmatch(key):
        series, number = press.groups()
        language = "fr" if series in ("CS", "AG") else "en"
        name = series.replace("/", "").lower()
        return f"https://press.un.org/{language}/{year}/{name}{number}.doc.htm" if year else None
    if resolution := _RESOLUTION_KEY.fullmatch(key):
        if key == resolution.group(1) and year is None:
            return None
        key = key if key != resolution.group(1) else f"{key} ({year})"
    elif not is_symbol(key):
        return None
    first = re.split(r"(?<=\d)-(?=[A-Z]+/)", key)[0]
    return "https://docs.un.org/en/" + quote(first.replace(" ", ""), safe="/.")


def symbol_of_url(url: str) -> str | None:
    """The symbol that an address of the United Nations' own sites names, if it names one."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    path = unquote(parts.path)
    if host in ("press.un.org", "un.org") and (press := _PRESS_PAGE.search(path)):
        series = press.group(1).upper().replace("SGSM", "SG/SM")
        return f"{series}/{press.group(2)}"
    if host == "documents.un.org":
        query = re.search(r"(?:^|&)s=([^&]+)", parts.query)
        named = unquote(query.group(1)) if query else ""
    elif host in ("docs.un.org", "undocs.org"):
        named = re.sub(r"^/(?:(?:en|fr|es|ru|ar|zh)/)?", "", path)
    else:
        return None
    return canonical(named) if is_symbol(named) else None


def _find_formal(text: str) -> list[FoundSymbol]:
    found = []
    for match in _FORMAL.finditer(text):
        if not _is_plausible(match.group()):
            continue
        start, end = match.span()
        starred = text[end : end + 1] == "*" and text[end + 1 : end + 2] != "*"
        starred = starred and text[max(0, start - 1) : start] != "*"
        key = canonical(match.group())
        found.append(FoundSymbol(key, Span(start, end + starred), starred))
        at = end + starred
        while more := _AND_MODIFIER.match(text, at):
            found.append(FoundSymbol(canonical(f"{key}/{more.group(1)}"), Span(*more.span(1))))
            at = more.end()
    return found


def _find_typed(text: str) -> list[FoundSymbol]:
    return [
        FoundSymbol(canonical(match.group()), Span(*match.span()))
        for match in _TYPED.finditer(text)
        if _is_plausible(match.group().upper())
    ]


def _is_plausible(printed: str) -> bool:
    """Rules out "A/B", "A/4" and "E/3": a symbol has digits, and more than a letter and a few."""
    return any(character.isdigit() for character in printed) and not re.fullmatch(
        r"[A-Z]{1,5}/\d{1,2}|[A-Z]/[A-Z]{1,2}\d?", printed
    )
