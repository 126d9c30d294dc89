"""TOML that anybody may have written: the files beside documents, and catalogues.

The parser's memory grows with the square of the parts of a dotted key: 100 kB of one took 9 GB. It
also ends in errors of its own at values nested deep, and at numbers of thousands of digits.
"""

from __future__ import annotations

import re
import tomllib

from store.errors import SourceError

MAX_CHARACTERS = 8_000_000
_MOST_PARTS = 16
# Where a part of a key may begin and end; a repeat that gives nothing back keeps it linear.
_PART = r"""(?:(?<![\w-])[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_LONG_KEY = re.compile(rf"(?:{_PART}[ \t]*+\.[ \t]*+){{{_MOST_PARTS}}}", re.ASCII)


def read_toml(text: str, *, name: str) -> dict[str, object]:
    """The values of a TOML file. Raises :class:`SourceError` where it is malformed or too much.

    ``name`` names the file in errors.
    """
    if len(text) > MAX_CHARACTERS:
        raise SourceError(
            f"{name} has more than {MAX_CHARACTERS // 1_000_000} million characters", "split it"
        )
    if _LONG_KEY.search(text):
        raise SourceError(
            f"{name} has a name of more than {_MOST_PARTS} parts with dots between them",
            "shorten it",
        )
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise SourceError(
            f"{name} is not valid TOML (values nested too deep)", "take the brackets apart"
        ) from error
    except ValueError as error:  # also of a number that is too long
        said = " ".join(str(error).split())[:200]
        raise SourceError(
            f"{name} is not valid TOML ({said})", "mend the line that it names"
        ) from error
