"""Which gaps between letters part words, on glyphs of our own placing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.formats.pdf.glyphs import Glyph, Space, Style
from ingest.formats.pdf.lines import pieces_of
from ingest.formats.pdf.spaces import with_seen_spaces

SIZE = 10.0
WIDTH = 5.0
STYLE = Style(SIZE, False, False, 0)

Word = tuple[str, float, Space]
"""Letters, the gap before them in sizes of the letters, and what the file says of a space."""


def line(*words: Word, y: float = 700.0) -> list[Glyph]:
    glyphs: list[Glyph] = []
    x = 60.0
    for word, gap, space in words:
        x += gap * SIZE
        for at, letter in enumerate(word):
            spaced = space if at == 0 else Space.NONE
            glyphs.append(Glyph(letter, x, x + WIDTH, y, STYLE, spaced))
            x += WIDTH
    return glyphs


def read(*words: Word) -> str:
    return " ".join(piece.text for piece in pieces_of(line(*words), rtl=False))


def told(*words: str) -> list[Word]:
    return [(word, 0.3, Space.SET) for word in words]


def test_a_space_that_only_a_small_gap_tells_parts_no_word() -> None:
    broken: list[Word] = [("internation", 0.3, Space.SET), ("al", 0.13, Space.GUESSED)]
    assert read(*told("under", "the", "old"), *broken, ("law", 0.3, Space.SET)) == (
        "under the old international law"
    )


def test_a_narrow_line_keeps_its_spaces() -> None:
    narrow: list[Word] = [
        (word, 0.13, Space.GUESSED) for word in ("rivers", "and", "lakes", "rise")
    ]
    assert read(("the", 0.0, Space.NONE), *narrow) == "the rivers and lakes rise"


def test_a_letter_that_overhangs_does_not_take_the_space() -> None:
    narrow: list[Word] = [("of", 0.3, Space.SET), ("tolerance", 0.11, Space.GUESSED)]
    assert read(*told("these", "are", "principles"), *narrow) == "these are principles of tolerance"


def test_a_space_of_the_file_s_own_counts_however_narrow() -> None:
    squeezed: list[Word] = [("the", 0.006, Space.SET), ("lake", -0.1, Space.SET)]
    assert read(("levels", 0.0, Space.NONE), ("of", 0.1, Space.SET), *squeezed) == (
        "levels of the lake"
    )


@given(
    st.lists(
        st.tuples(
            st.text("abf", min_size=1, max_size=4),
            st.floats(-0.3, 0.8),
            st.sampled_from(Space),
        ),
        max_size=20,
    )
)
def test_letters_stay_in_order_and_only_told_spaces_go(words: list[Word]) -> None:
    glyphs = line(*words)
    seen = with_seen_spaces(glyphs)
    assert [glyph.text for glyph in seen] == [glyph.text for glyph in glyphs]
    for before, after in zip(glyphs, seen, strict=True):
        assert after.spaced == before.spaced or before.spaced is Space.GUESSED
