"""Makes damaged files out of sound ones, always the same ones for the same seed."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath

Damage = Callable[[bytes, random.Random], bytes]

_ENDINGS = (".pdf", ".docx", ".html", ".txt", ".md", ".csv")
_NAMES = (
    "\x1b[31mred",
    "line\nbreak",
    "a\u202etxt.exe",
    "\u200bnothing",
    "-rf",
    "x" * 200,
    "…",
    "a\tb",
)
"""Names that a terminal, a log or a reader could be misled by."""


def cut(data: bytes, chance: random.Random) -> bytes:
    """The file ends too early."""
    return data[: chance.randrange(len(data))] if data else data


def flipped(data: bytes, chance: random.Random) -> bytes:
    """Some bytes are others."""
    changed = bytearray(data)
    for _ in range(max(1, len(data) // 2_000)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def zeroed(data: bytes, chance: random.Random) -> bytes:
    """A sector of the disk was lost."""
    start = chance.randrange(max(len(data), 1))
    length = min(512 * chance.randint(1, 8), len(data) - start)
    return data[:start] + b"\0" * length + data[start + length :]


def shuffled(data: bytes, chance: random.Random) -> bytes:
    """Two stretches changed places."""
    places = sorted(chance.randrange(len(data) + 1) for _ in range(3))
    first, middle, last = places
    return data[:first] + data[middle:last] + data[first:middle] + data[last:]


def repeated(data: bytes, chance: random.Random) -> bytes:
    """A stretch stands there many times."""
    start = chance.randrange(max(len(data), 1))
    part = data[start : start + chance.randint(1, 200)]
    return data[:start] + part * chance.randint(2, 500) + data[start:]


def appended(data: bytes, chance: random.Random) -> bytes:
    """Rubbish follows."""
    return data + chance.randbytes(chance.randint(1, 5_000))


def lead(data: bytes, chance: random.Random) -> bytes:
    """Rubbish goes before."""
    return chance.randbytes(chance.randint(1, 1_500)) + data


DAMAGES: Mapping[str, Damage] = {
    "cut": cut,
    "flipped": flipped,
    "zeroed": zeroed,
    "shuffled": shuffled,
    "repeated": repeated,
    "appended": appended,
    "lead": lead,
}


def members(data: bytes, chance: random.Random) -> bytes:
    """A Word file whose parts changed their names, or were damaged one by one."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w") as damaged:
        parts = [(entry.filename, package.read(entry)) for entry in package.infolist()]
        names = [name for name, _ in parts]
        if chance.random() < 0.5:
            chance.shuffle(names)
        for name, (_, content) in zip(names, parts, strict=True):
            spoilt = chance.choice([*DAMAGES.values()]) if chance.random() < 0.3 else None
            damaged.writestr(name, spoilt(content, chance) if spoilt else content)
    return out.getvalue()


def damaged(
    name: str, data: bytes, chance: random.Random, count: int
) -> Iterator[tuple[str, bytes]]:
    """As many damaged files as asked for out of one, each with a name of its own."""
    path = PurePosixPath(name)
    kinds: dict[str, Damage] = dict(DAMAGES)
    if data.startswith(b"PK"):
        kinds["members"] = members
    first = chance.randrange(len(kinds))
    for number in range(count):
        how = [*kinds][(first + number) % len(kinds)]
        spoilt = kinds[how](data, chance)
        suffix = path.suffix
        if number % 5 == 4:  # a wrong ending as well
            suffix = chance.choice(_ENDINGS)
        stem = chance.choice(_NAMES) if number % 11 == 10 else path.stem
        yield f"{stem[:150]}-{how}-{number}{suffix}", spoilt


def bombs(words: str, *, deep: int = 100_000) -> dict[str, bytes]:
    """Files that are made to take much, each small. ``deep``: how often something is repeated."""
    entity = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(12))
    laughs = f'<!DOCTYPE x [<!ENTITY a0 "ha">{entity}]><x>&a12;</x>'
    fonts = "<p>" + "".join(f"<font a={n}>" for n in range(400))
    return {
        "nested.html": f"<p>{words}</p>{'<div>' * deep}{words}".encode(),
        "fonts.html": (fonts + "<p>x" * (deep // 2)).encode(),
        "attributes.html": ("<p>x<p " + " ".join(f"a{n}" for n in range(deep)) + ">").encode(),
        "entities.html": laughs.encode() + f"<p>{words}</p>".encode(),
        "laughs.docx": _word(laughs),
        "outside.docx": _word('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'),
        "deep.docx": _word("<w>" * deep + "</w>" * deep),
        "bomb.docx": _zip({"word/media/a.png": b"\0" * 250_000_000}),
        "parts.docx": _zip({f"word/{n}.xml": b"" for n in range(5_000)}),
        "climbing.docx": _zip({"../../../../etc/cron.d/x": b"* * * * * root true", "/abs": b"x"}),
        "picture.pdf": _picture_bomb(),
        "cycle.pdf": _objects("<< /Type /Pages /Kids [2 0 R 2 0 R] /Parent 2 0 R /Count 9 >>"),
        "huge.pdf": _objects("<< /Type /Pages /Kids [" + "3 0 R " * deep + "] /Count 200000 >>"),
        "nested.pdf": _objects("[" * deep + "]" * deep),
        "dots.toml": b"[[document]]\n" + b"a." * (deep // 2) + b"a = 1",
        "deep.toml": b"[[document]]\na = " + b"[" * deep,
        "digits.toml": b"[[document]]\na = " + b"1" * deep,
        "meetings.csv": _meetings(),
        "empty.txt": b"",
        "empty.pdf": b"",
        "empty.docx": b"",
        "empty.html": b"",
        "marks.md": b"*" * deep + b"[" * deep + b"`" * deep,
        "one-word.txt": b"a" * deep * 20,
        "spaces.txt": b"a" + b" " * deep * 20 + b"b",
        "controls.txt": words.encode() + b"\x1b]0;owned\x07\x1b[2J" * 3,
        "turned.txt": f"{words} \u202e{words}\u202c".encode(),
    }


def _zip(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return out.getvalue()


def _word(document: str) -> bytes:
    from word_files import word_file

    return word_file("", raw=document)


def _objects(pages: str) -> bytes:
    from pdf_files import written

    return written({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: pages.encode()})


def _picture_bomb() -> bytes:
    """A page that is a picture of thirty thousand by thirty thousand points, all black."""
    from pdf_files import written

    side = 30_000
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"\0" * side) for _ in range(side)) + packer.flush()
    picture = (
        f"<< /Type /XObject /Subtype /Image /Width {side} /Height {side} /ColorSpace /DeviceGray "
        f"/BitsPerComponent 8 /Filter /FlateDecode /Length {len(packed)} >>\nstream\n"
    ).encode()
    drawn = b"q 612 0 0 792 0 0 cm /p Do Q"
    return written(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
            b"/Resources << /XObject << /p 5 0 R >> >> >>",
            4: b"<< /Length %d >>\nstream\n" % len(drawn) + drawn + b"\nendstream",
            5: picture + packed + b"\nendstream",
        }
    )


def _meetings() -> bytes:
    records = " ".join(f"S/PV.{n}" for n in range(9_000))
    row = f"2019,{records},25 September,,{'Wells ' * 15_000},x"
    return f"year,record,date,press_release,topic,outcome\n{row}\n".encode()
