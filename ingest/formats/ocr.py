"""OCR of the pages that only a picture shows, by tesseract where it is installed.

The script that a page is written in is found first, and the page then read in the languages of
that script that are installed.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from store.errors import SourceError

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

PAGE_SECONDS = 60
_DOTS_PER_POINT = 300 / 72
_MOST_PIXELS = 25_000_000
_LANGUAGES = {
    "Latin": ("eng", "fra", "spa"),
    "Arabic": ("ara",),
    "Cyrillic": ("rus",),
    "Han": ("chi_sim",),
}
"""The scripts of the United Nations' official languages, and the languages written in each."""
_DEFAULT = "Latin"
_WORD_LEVEL = "5"


class Word(NamedTuple):
    """A word and where it stands: points from the picture's left and bottom edges."""

    text: str
    x0: float
    x1: float
    y: float
    height: float
    line: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as grey dots, row after row from the top."""

    width: int
    height: int
    dots: bytes
    dots_per_point: float


def picture_of(page: PdfPage) -> Picture:
    """A page as it looks, at 300 dots an inch, or fewer where it is very large."""
    width, height = page.get_size()
    scale = min(_DOTS_PER_POINT, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True, prefer_bgrx=False)
    try:
        buffer = bytes(bitmap.buffer)
        rows = (buffer[y * bitmap.stride :][: bitmap.width] for y in range(bitmap.height))
        return Picture(bitmap.width, bitmap.height, b"".join(rows), scale)
    finally:
        bitmap.close()


def read_picture(picture: Picture, *, name: str, page: int) -> list[Word]:
    """The words of a page, in reading order. Raises :class:`SourceError` where it fails."""
    with tempfile.TemporaryDirectory(prefix="penholder-ocr-") as folder:
        path = Path(folder) / "page.pgm"
        header = f"P5 {picture.width} {picture.height} 255\n".encode()
        path.write_bytes(header + picture.dots)
        languages = _languages(path, name, page)
        table = _tesseract([str(path), "-", "-l", languages, "tsv"], name, page)
    return list(_words(table, picture))


def _languages(path: Path, name: str, page: int) -> str:
    """The installed languages of the page's script, as tesseract is told them."""
    installed = set(_tesseract(["--list-langs"], name, page).split()[1:])
    script = _script(path, name, page) if "osd" in installed else _DEFAULT
    wanted = _LANGUAGES.get(script, _LANGUAGES[_DEFAULT])
    usable = [language for language in wanted if language in installed]
    if not usable:
        raise SourceError(
            f"{name} is in {script} script on page {page}, and tesseract lacks its language",
            f"install it (on Debian: apt-get install tesseract-ocr-{wanted[0].replace('_', '-')}) "
            "and refresh again",
        )
    return "+".join(usable)


def _script(path: Path, name: str, page: int) -> str:
    """The script that most of a page is in; the default where there is too little to tell."""
    done = _run([str(path), "-", "--psm", "0"], name, page)
    for line in done.stdout.splitlines():
        label, _, value = line.partition(":")
        if label == "Script":
            return value.strip()
    return _DEFAULT


def _tesseract(arguments: list[str], name: str, page: int) -> str:
    done = _run(arguments, name, page)
    if done.returncode != 0:
        words = done.stderr.strip().splitlines()
        raise SourceError(
            f"tesseract could not read page {page} of {name}"
            + (f" ({words[-1][:200]})" if words else ""),
            "see that tesseract works, or get the document with its text, and refresh again",
        )
    return done.stdout


def _run(arguments: list[str], name: str, page: int) -> subprocess.CompletedProcess[str]:
    program = shutil.which("tesseract")
    if program is None:
        raise SourceError(
            f"{name} has no text on page {page} and tesseract is not installed",
            "install tesseract and refresh again",
        )
    try:
        return subprocess.run(  # noqa: S603 - found on the PATH, with no shell
            [program, *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=PAGE_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise SourceError(
            f"tesseract took more than {PAGE_SECONDS} s for page {page} of {name}",
            "get the document with its text, and refresh again",
        ) from error


def _words(table: str, picture: Picture) -> Iterator[Word]:
    """The words of a table as tesseract prints it, one row each."""
    scale = picture.dots_per_point
    lines: dict[tuple[str, ...], tuple[int, float]] = {}
    for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row["level"] != _WORD_LEVEL or not text:
            continue
        left, top, width, height = (
            float(row[column]) for column in ("left", "top", "width", "height")
        )
        key = row["block_num"], row["par_num"], row["line_num"]
        bottom = (picture.height - top - height) / scale
        line, baseline = lines.setdefault(key, (len(lines), bottom))
        yield Word(text, left / scale, (left + width) / scale, baseline, height / scale, line)
