"""What a document is called outside its text: its public address, and its name as a file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from store.resolutions import number_of
from store.symbol_forms import canonical, is_symbol

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
_PRESS_KEY = re.compile(r"(SC|CS|GA|AG|SG/SM|DSG/SM)/(\d+)")
_PRESS_PAGE = re.compile(r"/(sc|cs|ga|ag|sgsm|dsgsm)/?(\d{3,6})(?:\.doc\.htm)?$", re.IGNORECASE)

_COPY = re.compile(r"\s?\(\d{1,2}\)$")
_ENDING = re.compile(r"\.(?:pdf|docx?|html?|txt|wpf|md|xml|json)$", re.IGNORECASE)
_LANGUAGE = re.compile(
    r"[-_ .]?(?:\((?P<bracketed>[A-Z]{1,2})\)"
    r"|(?<=[-_ .])(?P<bare>EN|FR|ES|RU|AR|ZH|OT|[EFSRAC]))$",
    re.IGNORECASE,
)
_LETTERS = {"e": "en", "f": "fr", "s": "es", "r": "ru", "a": "ar", "c": "zh"}
_SERIES_NAME = re.compile(
    r"(?P<council>S)[-_ /](?P<kind>RES|PRST|PV|AC|INF|NC)?|(?P<other>A|E|ST|SC|CS|GA)[-_ /](?=\S)",
    re.IGNORECASE,
)
_RECORD_PART = re.compile(
    r"(?<![^\W_])(?:S[-_ .]?|A[-_ .](?P<session>(?:ES-?)?\d{1,3})[-_ .])"
    r"PV[-_ .]?(?P<number>\d{1,5})(?:[-_ ]?\(?Resumption[-_ ]?(?P<resumed>\d{1,2})\)?)?"
    r"(?![^\W_])",
    re.IGNORECASE,
)
_OFFICIAL_RECORD = re.compile(r"\s?\((?:OR|SUPP)\)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FileSymbol:
    """The document that a file's name gives, and its language where the name has one."""

    symbol: str
    language: str | None


def official_url(symbol: str, year: int | None = None, language: str = "en") -> str | None:
    """The public address of a document, brackets encoded so that Markdown keeps them.

    ``year`` is the year of the document where the symbol does not carry it. Press releases, and
    Council resolutions whose year is not known, have no address without one: ``None``.
    ``language`` is one of the six official ones; any other gives the English page.
    """
    key = canonical(symbol)
    if press := _PRESS_KEY.fullmatch(key):
        series, number = press.groups()
        page = "fr" if series in ("CS", "AG") else "en"
        name = series.replace("/", "").lower()
        return f"https://press.un.org/{page}/{year}/{name}{number}.doc.htm" if year else None
    if number_of(key) is not None and not key.endswith(")"):
        if year is None:
            return None
        key = f"{key} ({year})"
    elif not is_symbol(key):
        return None
    first = halves(key)[0]
    page = language if language in LANGUAGES else "en"
    return f"https://docs.un.org/{page}/" + quote(first.replace(" ", ""), safe="/.")


def halves(key: str) -> tuple[str, ...]:
    """The symbols of a document issued under two, from its canonical key; else the key alone."""
    return tuple(re.split(r"(?<=[\d)])-(?=[A-Z]{1,6}/)", key))


def symbol_of_url(url: str) -> str | None:
    """The symbol that an address of the United Nations' own sites names, if it names one."""
    try:
        parts = urlsplit(url)
    except ValueError:  # a table or a page may give anything as an address
        return None
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
    elif host == "digitallibrary.un.org" and "/files/" in path:
        found = symbol_of_file_name(path.rpartition("/")[2])
        return found.symbol if found else None
    else:
        return None
    return canonical(named) if is_symbol(named) else None


def symbol_of_file_name(name: str) -> FileSymbol | None:
    """The symbol and language in a name such as ``S_RES_2319(2016)-EN.pdf``; else ``None``.

    A job number (``N1843649.pdf``) names no symbol. ``s-pv-8626.pdf``, ``S_RES_1373_2001_EN.txt``
    and a browser's ``… (1).pdf`` are understood.
    """
    stem = _ENDING.sub("", " ".join(name[:200].split()))
    stem = _OFFICIAL_RECORD.sub("", _COPY.sub("", stem))
    language = None
    stem = re.sub(r"[-_ ]GOLD$", "", stem)
    if match := _LANGUAGE.search(stem):
        letters = (match.group("bracketed") or match.group("bare")).lower()
        language = _LETTERS.get(letters, letters if letters in LANGUAGES else None)
        stem = stem[: match.start()]
    stem = stem.replace("^", " ").replace("!", "*").strip(" *-_")
    if _SERIES_NAME.match(stem) is None:
        return None
    for written in _readings(stem):
        if is_symbol(written):
            return FileSymbol(canonical(written), language)
    return None


def record_of_part_name(name: str) -> str | None:
    """The verbatim record in a name that says more: ``UNSC_2020_SPV.8711_spch002.txt``.

    ``None`` where no record is named, or more than one.
    """
    found = {_record_symbol(match) for match in _RECORD_PART.finditer(name[:200])}
    return found.pop() if len(found) == 1 else None


def _record_symbol(match: re.Match[str]) -> str:
    series = f"A/{match['session']}" if match["session"] else "S"
    resumed = f" (Resumption {match['resumed']})" if match["resumed"] else ""
    return canonical(f"{series}/PV.{match['number']}{resumed}")


def _readings(stem: str) -> list[str]:
    """What a name may stand for, likeliest first."""
    slashed = re.sub(r"_", "/", stem)
    loose = re.sub(r"[-_ ]+", "/", stem).replace("/(", " (")
    readings = []
    for path in (slashed, loose):
        path = re.sub(r"(?i)/PV[/.]?(?=\d)", "/PV.", path)
        path = re.sub(r"(?i)/(Add|Corr|Rev|L|C)/(?=\d)", r"/\1.", path)
        path = re.sub(r"(?i)^(S/RES/\d{1,4})/(\d{4})$", r"\1 (\2)", path)
        readings.append(path)
    return readings
