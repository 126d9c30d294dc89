"""How a document symbol is printed: the patterns, and the one canonical form of each."""

from __future__ import annotations

import re

from store.resolutions import resolution_key

# Every alternative starts with its own literal and every repeat is separated by a literal slash,
# so that matching is linear.
_YEAR = r"(?:19[4-9]\d|20\d\d)"
_SESSION = r"(?:(?:E?S-)?[IVXLC]{1,9}|E?S-\d{1,2})"
_BREAK = r"(?:[ ]?\n[ ]?)?"  # a symbol may be split over a line after a slash or a stop
_SLASH = rf"/{_BREAK}"
_OPEN_SLASH = r"/(?:[ ]?\n[ ]?|[ ])?"  # a Council symbol is unmistakable with a space too
_GAP = r"(?:[ ]?\n[ ]?|[ ])?"
_MODIFIER = rf"{_SLASH}(?:Add|Amend|Corr|Rev)\.[ ]?\d{{1,3}}|/Summary"
_RESUMED = rf"(?:{_GAP}\([Rr]esumption[ .\n]{{0,2}}(?:\d{{1,2}}|[IVX]{{1,4}})\))?"
_PARTED = rf"(?:{_GAP}\((?:Part|Vol\.|Sect\.)[ ]?(?:\d{{1,2}}|[IVX]{{1,5}})\))?"
_SUBLETTER = r"(?:[ ][A-H](?=[ ]?\(|[^\w \n]|$|[ ](?:and|et|и)\b))?"
_COUNCIL = rf"""
    S{_OPEN_SLASH}(?: RES[/ .]{_GAP}\d{{1,4}}(?:{_GAP}\({_YEAR}\))?
        | PRST{_OPEN_SLASH}{_YEAR}{_OPEN_SLASH}\d{{1,3}}
        | PV[./]?{_GAP}\d{{1,5}}
        | Agenda/\d{{1,5}}
        | {_YEAR}{_OPEN_SLASH}\d{{1,4}}
        | (?<=/)\d{{3,5}}(?!{_SLASH}\d)
        | INF/\d{{1,4}}(?:/\d{{1,4}})?
        | NC/{_YEAR}/\d{{1,3}}
        | AC\.\d{{1,3}}(?:{_SLASH}(?:\(\d{{3,4}}\)|[A-Z]{{2,5}}\.?\d{{0,5}}|\d{{1,5}})){{1,6}}
      )(?:{_MODIFIER}){{0,4}}{_RESUMED}{_PARTED}(?:{_MODIFIER})?
"""
_ASSEMBLY_RESOLUTION = rf"""
    A/RES{_SLASH}(?: (?:E?S-)?\d{{1,2}}{_SLASH}\d{{1,4}}{_SUBLETTER}
        | \d{{1,4}}{_SUBLETTER}{_GAP}\({_SESSION}\) )
    (?:{_MODIFIER}){{0,4}}
"""
_PRESS = r"""(?:(?:SC|CS|GA|AG|DSG/SM|SG/SM|SG/A|SG/T|ECOSOC|DC|PI|ORG)/\d{3,6}
    | GA/(?:AB|COL|DIS|EF|L|PAL|SHC|SPD)/\d{3,5} | (?:AFR|BIO|ENV|HR|OBV|PAL)/\d{3,5}(?!/))"""
_COMPONENT = (
    r"[A-Z][A-Za-z]{0,11}\.(?:[ ]?\d{1,5}|[IVX]{1,5}\b)|E?S-\d{1,3}|[A-Z]{1,10}|\(\d{3,4}\)"
    r"|\d{1,5}"
)
_SERIES = (
    "A|E|T|ST|DP|TD|UNEP|UNCTAD|CRC|CEDAW|CCPR|CAT|CED|CERD|CMW|CRPD|HRI|FCCC|IDB|NPT|PBC|TRANS"
    "|CD|BWC|CCW|CAC|CTOC|ECE|ESCAP|HSP|ISBA|JIU|SPLOS|UNW"
)
_OTHER = rf"""
    (?:{_SERIES})(?:{_SLASH}(?:[ ](?=[A-Z]{{1,4}}\.\d))?(?:{_COMPONENT})){{1,8}}
    (?:{_MODIFIER}){{0,4}}{_RESUMED}{_PARTED}
"""
_SINGLE = rf"(?:{_COUNCIL}|{_ASSEMBLY_RESOLUTION}|{_PRESS}|{_OTHER})"
_DASH = r"[-‐‑–—]"
_START = r"(?<![^\W_])(?<![/.@&=-])"  # an underscore may be emphasis
_END = r"(?![^\W_])"
FORMAL = re.compile(
    rf"{_START}(?P<first>{_SINGLE})(?:{_DASH}{_BREAK}(?P<second>{_SINGLE}))?{_END}", re.VERBOSE
)
# People type symbols in lower case; only the Council's own and press symbols are unmistakable.
TYPED = re.compile(
    rf"{_START}(?:{_COUNCIL}|a/res/\d{{1,2}}/\d{{1,4}}|(?:sc|cs)/\d{{4,6}}){_END}",
    re.VERBOSE | re.IGNORECASE,
)

# Letters that look Latin and are typed from another keyboard, and spaces and slashes that are not
# the plain ones: each becomes one character, so that offsets stay.
_LOOKALIKES = str.maketrans("АВЕСНОРЅТ\u00a0\u202f\u2009\u2044\u2215", "ABECHOPST   //")
_CASED = {"ADD": "Add", "AMEND": "Amend", "CORR": "Corr", "REV": "Rev", "SUB": "Sub"}
_CASED_RE = re.compile(r"(?<=/)(ADD|AMEND|CORR|REV|SUB)(?=\.)")
_BRACKETED_RE = re.compile(r"\((RESUMPTION|PART|VOL\.|SECT\.)[ .]*(?=[\dIVX])")
_FILE_ENDING = re.compile(r"\.(?:pdf|docx?|html?|txt|wpf|md)$", re.IGNORECASE)
_LANGUAGE_ENDING = re.compile(
    r"(?:[-_ ](?:EN|FR|ES|RU|AR|ZH|OT)|\s*\[[A-Z](?: [A-Z])*\]|\s*\(OR\)|\s*\(SUPP\))$",
    re.IGNORECASE,
)
_LAST_PART = re.compile(r"(?:\d(?: [A-H])?|\)|\d/Summary)$")
_TOO_SHORT = re.compile(r"[A-Z]{1,5}/\d{1,2}|[A-Z]/[A-Z]{1,2}\d?")
_RESOLUTION_RE = re.compile(r"^S/RES[/ .](\d{1,4})(?: \((\d{4})\))?(?=$|/)")


def canonical(symbol: str) -> str:
    """The one key of a symbol however it is typed or named as a file.

    ``S_RES_2319(2016)-EN.pdf``, ``s/res/2319(2016)``, ``S/RES/2319`` and ``S/RES/2319 (2016)*`` are
    one. Text that is no symbol comes back tidied in the same way.
    """
    key = _FILE_ENDING.sub("", " ".join(unfold(symbol).split()))
    if "/" not in key and "_" in key:
        key = key.replace("_", "/")
    key = _LANGUAGE_ENDING.sub("", key.rstrip("*").rstrip()).rstrip("*").rstrip()
    key = re.sub(_DASH, "-", key).upper()
    key = re.sub(r"(?<=[/-]) (?=\S)", "", re.sub(r"(?<=\w) /(?=(?:ADD|CORR|REV)\.)", "/", key))
    key = re.sub(r"\. ?(?=\d)", ".", key)
    key = re.sub(r"/PV[./]? ?(?=\d)", "/PV.", key)
    key = re.sub(r"(?<!/)\s*\((?=[^)]*\))", " (", key)
    key = _BRACKETED_RE.sub(lambda match: f"({match.group(1).capitalize()} ", key)
    key = re.sub(r"/SUMMARY$", "/Summary", key).replace("S/AGENDA/", "S/Agenda/")
    key = _RESOLUTION_RE.sub(_with_year, key)
    return _CASED_RE.sub(lambda match: _CASED[match.group(1)], key)


def unfold(text: str) -> str:
    """``text`` of the same length, with plain spaces and with Latin letters for look-alikes."""
    return text.translate(_LOOKALIKES)


def is_symbol(text: str) -> bool:
    """Whether ``text`` is one document symbol and nothing else."""
    match = FORMAL.fullmatch(canonical(text))
    return match is not None and is_plausible(match.group())


def is_plausible(printed: str) -> bool:
    """Rules out "A/B", "A/4" and "E/2019/NOTES": a symbol ends in a number, and has more than one
    letter and a few digits.
    """
    return _LAST_PART.search(printed) is not None and not _TOO_SHORT.fullmatch(printed)


def _with_year(match: re.Match[str]) -> str:
    number, year = match.groups()
    return resolution_key(int(number), int(year) if year else None)
