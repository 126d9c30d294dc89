"""The Security Council's resolutions: which year each number was adopted in.

Resolutions are numbered in one series since 1946, so that a number alone gives its year:
"resolution 1373" is ``S/RES/1373 (2001)``. The table is complete to the end of its last year; a
later number has no year here until the table is extended.
"""

from __future__ import annotations

import re
from bisect import bisect_left

FIRST_YEAR = 1946
# The number of the last resolution of each year, from the first year on, ten years a line.
_LAST_NUMBERS = (
    *(15, 37, 66, 78),
    *(89, 96, 98, 103, 105, 110, 121, 126, 131, 132),
    *(160, 170, 177, 185, 199, 219, 232, 244, 262, 275),
    *(291, 307, 324, 344, 366, 384, 402, 422, 443, 461),
    *(484, 499, 528, 545, 559, 580, 593, 606, 626, 646),
    *(683, 725, 799, 892, 969, 1035, 1092, 1146, 1219, 1284),
    *(1334, 1386, 1454, 1521, 1580, 1651, 1738, 1794, 1859, 1907),
    *(1966, 2032, 2085, 2132, 2195, 2259, 2336, 2397, 2451, 2503),
    *(2560, 2617, 2671, 2721, 2767, 2811),
)
LAST_NUMBER = _LAST_NUMBERS[-1]
LAST_YEAR = FIRST_YEAR + len(_LAST_NUMBERS) - 1

_KEY = re.compile(r"S/RES/(\d{1,4})(?: \((\d{4})\))?")
# A text agreed in December and printed in January is cited under either year.
_MISPRINT = 1


def year_of_resolution(number: int) -> int | None:
    """The year in which the Council adopted resolution ``number``, where the table has it."""
    if not 1 <= number <= LAST_NUMBER:
        return None
    return FIRST_YEAR + bisect_left(_LAST_NUMBERS, number)


def resolution_key(number: int, printed_year: int | None = None) -> str:
    """The canonical symbol of a resolution, with its year wherever it is known.

    A printed year one off the true one is a misprint. Any other contradiction is left as printed,
    since the number may be what is wrong (see :func:`agrees`).
    """
    known = year_of_resolution(number)
    year = known if known and agrees(number, printed_year) else printed_year
    return f"S/RES/{number} ({year})" if year else f"S/RES/{number}"


def agrees(number: int, printed_year: int | None) -> bool:
    """Whether a resolution of that number can be of the year printed with it.

    Where it cannot, it is another body's ("resolution 1633 (2008)" of a parliamentary assembly)
    or misread.
    """
    known = year_of_resolution(number)
    if printed_year is None:
        return True
    if known is None:
        return number > LAST_NUMBER and printed_year > LAST_YEAR
    return abs(printed_year - known) <= _MISPRINT


def number_of(key: str) -> int | None:
    """The number in a Council resolution's canonical symbol; ``None`` for any other symbol."""
    match = _KEY.fullmatch(key)
    return int(match.group(1)) if match else None


def can_cite(citing: str, cited: str) -> bool:
    """Whether the one document can cite the other: a resolution cannot cite a later one."""
    mine, other = number_of(citing), number_of(cited)
    return mine is None or other is None or other <= mine
