"""PDF: reading order, furniture, paragraphs, notes, styles, directions of text."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from pdf_files import ADVANCE, LEADING, SIZE, Drawn, Item, Text, column, pdf
from pdf_letters import account

from ingest.formats import BlockKind, Page, PageBreak
from ingest.formats.pdf.document import read_pdf

HARBOUR = (
    "The harbour was closed at noon because the wind had turned, and the pilots waited in the "
    "lower house until the signal on the western mole was lowered again by the keeper."
)
MARKET = (
    "The market opened late on that day, since the carts from the hills had to take the long "
    "road round the marsh, and the bread was sold before the bells had rung for a second time."
)
COURT = (
    "A court of three judges sat in the old granary and heard the quarrel about the two wells, "
    "which had lasted for longer than any of the parties to it could well remember by then."
)


def read(pages: Sequence[Sequence[Item]]) -> Page:
    """What is read from a file with these pages, all of which have text."""
    found = read_pdf(pdf(pages), name="paper.pdf")
    assert isinstance(found, Page)
    return found


def texts(page: Page) -> list[str]:
    return [block.text for block in page.blocks]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [*column(HARBOUR), *column(MARKET, top=620)]
    right = [*column(COURT, x=312), *column(HARBOUR, x=312, top=620)]
    # As some programs write them: line by line across the page.
    across = sorted([*left, *right], key=lambda item: (-item.y, item.x))
    assert texts(read([across])) == [HARBOUR, MARKET, COURT, HARBOUR]


def test_what_spans_the_columns_parts_them() -> None:
    title = Text(60, 740, "Of harbours, markets, courts and what became of them at the end", "bold")
    middle = Text(60, 560, "A line across both of the columns, from one edge to the other one")
    page = [
        title,
        *column(HARBOUR),
        *column(COURT, x=312),
        middle,
        *column(MARKET, top=530),
        *column(HARBOUR, x=312, top=530),
    ]
    assert texts(read([page])) == [title.text, HARBOUR, COURT, middle.text, MARKET, HARBOUR]


def test_cells_of_a_table_are_not_columns_of_text() -> None:
    names = ["Ash", "Birch", "Cedar", "Elm", "Fir", "Hazel", "Larch", "Maple"]
    page = [
        item
        for row, name in enumerate(names)
        for item in (Text(60, 700 - 20 * row, name), Text(320, 700 - 20 * row, f"{row + 11} m"))
    ]
    found = texts(read([page]))
    assert found == [text for row, name in enumerate(names) for text in (name, f"{row + 11} m")]


def test_paragraphs_begin_with_an_indent() -> None:
    page = [*column(HARBOUR), *column(MARKET, top=700 - 6 * LEADING)]
    assert texts(read([page])) == [HARBOUR, MARKET]


def test_paragraphs_are_parted_by_a_gap() -> None:
    page = [*column(HARBOUR, indent=0), *column(MARKET, top=600, indent=0)]
    assert texts(read([page])) == [HARBOUR, MARKET]


def test_a_sentence_goes_on_over_columns_and_pages() -> None:
    words = column(f"{HARBOUR} {MARKET}", top=700)
    assert all(isinstance(item, Text) for item in words)
    first, second, third = words[:3], words[3:7], words[7:]
    base = words[3].y - 700
    right = [Text(i.x + 252, i.y - base, i.text) for i in second if isinstance(i, Text)]
    last = [Text(i.x, i.y - (words[7].y - 700), i.text) for i in third if isinstance(i, Text)]
    page = read([[*first, *column(COURT, top=640), *right], last])
    assert not page.running
    joined = page.blocks[-1]
    assert joined.text.endswith(MARKET)
    assert [found.page for found in joined.pages] == [1, 2]
    assert joined.text[joined.pages[1].at :] == " ".join(
        item.text for item in last if isinstance(item, Text)
    )


def test_running_heads_are_apart_and_cut_no_sentence() -> None:
    lines = [item for item in column(f"{HARBOUR} {MARKET}", indent=0) if isinstance(item, Text)]
    pages = []
    for number, part in enumerate([lines[:3], lines[3:6], lines[6:]], 1):
        shift = part[0].y - 700
        body: list[Item] = [Text(i.x, i.y - shift, i.text) for i in part]
        head = [Text(60, 750, "S/PV.1234"), Text(250, 750, "Wells"), Text(480, 750, "1/2/1999")]
        foot = [Text(60, 40, f"{number}/3"), Text(500, 40, "99-12345")]
        pages.append([*(head if number > 1 else []), *body, *foot])
    page = read(pages)
    assert texts(page) == [f"{HARBOUR} {MARKET}"]
    assert {"S/PV.1234", "Wells", "1/2/1999", "1/3", "3/3", "99-12345"} <= set(page.running)


def test_the_masthead_keeps_its_symbol_and_loses_the_job_number() -> None:
    page = read(
        [
            [
                Text(60, 740, "United Nations", size=14),
                Text(480, 740, "S/1999/77"),
                *column(HARBOUR),
                Text(60, 60, "99-12345 (E)"),
                Text(200, 60, "270199"),
                Text(60, 45, "*9912345*"),
            ]
        ]
    )
    assert texts(page) == ["United Nations", "S/1999/77", HARBOUR]
    assert set(page.running) == {"99-12345 (E)", "270199", "*9912345*"}


def test_page_numbers_go_and_other_numbers_stay() -> None:
    pages = [
        [*column(text), Text(60, 500, f"{7 * number}"), Text(300, 40, f"- {number + 4} -")]
        for number, text in enumerate((HARBOUR, MARKET, COURT), 1)
    ]
    page = read(pages)
    assert set(page.running) == {"- 5 -", "- 6 -", "- 7 -"}
    assert {"7", "14", "21"} <= set(texts(page))


def test_who_is_addressed_at_the_top_of_pages_is_no_running_head() -> None:
    page = read(
        [[Text(60, 740, "Mr. President,"), *column(text)] for text in (HARBOUR, MARKET, COURT)]
    )
    assert texts(page).count("Mr. President,") == 3


def test_numbers_in_the_margin_stay_with_their_paragraphs() -> None:
    pages = [
        [
            Text(60, 740, f"{n}."),
            *column(first, x=100, top=740, indent=0),
            *column(second, x=100, top=600, indent=0),
            Text(60, 600, f"{n + 1}."),
            Text(300, 40, f"{page}"),
        ]
        for page, n, first, second in ((1, 1, HARBOUR, MARKET), (2, 3, COURT, HARBOUR))
    ]
    expected = [f"{n}. {text}" for n, text in enumerate([HARBOUR, MARKET, COURT, HARBOUR], 1)]
    assert texts(read(pages)) == expected


def test_the_hyphen_at_the_end_of_a_line_is_the_words_own() -> None:
    page = read([[Text(60, 700, "It was the Secretary-"), Text(60, 688, "General who said it.")]])
    assert texts(page) == ["It was the Secretary-General who said it."]


def test_a_text_is_no_note_for_standing_under_more_words_in_bold() -> None:
    names = "Chad, Mali, Peru, Chad, Mali, Peru, Chad,"
    title = [Text(60, 740 - 16 * n, names, "bold", 13.0) for n in range(36)]
    page = read([[*title, *column("The wells are deep, and so is the water in them.", top=90)]])
    assert [block.kind for block in page.blocks][-1] is BlockKind.PARAGRAPH
    assert page.blocks[-1].text.startswith("The wells")


def test_footnotes_stand_after_the_sentence_that_a_page_breaks() -> None:
    words = [item for item in column(HARBOUR, indent=0) if isinstance(item, Text)]
    width = ADVANCE * SIZE * len(words[0].text)
    first = [
        *words[:2],
        Text(60 + width, 704, "1", size=6),
        Text(60, 80, "1", size=5),
        Text(64, 78, "See the keeper's book, page four.", size=7),
    ]
    shift = words[2].y - 700
    page = read([first, [Text(i.x, i.y - shift, i.text) for i in words[2:]]])
    text, note = page.blocks
    assert text.text == HARBOUR.replace(words[0].text, f"{words[0].text}¹", 1)
    assert note.kind is BlockKind.NOTE
    assert note.text == "¹ See the keeper's book, page four."
    assert note.pages == (PageBreak(0, 1),)


def test_how_much_is_bold_and_whether_all_is_italic() -> None:
    name = Text(81, 700, "Mr. Alder", "bold")
    rest = Text(81 + ADVANCE * SIZE * 10, 700, "(Atlantis): I thank the keeper.")
    page = read(
        [
            [
                name,
                rest,
                Text(81, 670, "The meeting rose at noon.", "italic"),
                *column(MARKET, top=640),
            ]
        ]
    )
    speaker, direction, text = page.blocks
    assert speaker.text[: speaker.bold] == "Mr. Alder"
    assert (direction.text, direction.italic, direction.bold) == (
        "The meeting rose at noon.",
        True,
        0,
    )
    assert (text.italic, text.bold) == (False, 0)


def test_headings_by_size_and_weight() -> None:
    page = read(
        [
            [
                Text(60, 740, "Harbours", size=20),
                Text(60, 715, "The western mole", "bold"),
                *column(HARBOUR),
                *column(MARKET, top=600),
            ]
        ]
    )
    kinds = [(block.kind, block.level) for block in page.blocks]
    assert kinds == [
        (BlockKind.HEADING, 1),
        (BlockKind.HEADING, 3),
        (BlockKind.PARAGRAPH, 1),
        (BlockKind.PARAGRAPH, 1),
    ]


def test_each_line_with_leading_dots_is_a_block() -> None:
    rows = [
        ("Members:", "Ash", "." * 30, "Mr. Alder"),
        ("", "Birch", ". " * 15, "Ms. Bole"),
        ("", "Cedar and the Northern Elms", "..", "Sir C. Cone"),
        ("", "Fir", "." * 32, "Mr. Fruit"),
    ]
    page = []
    for number, (label, country, dots, person) in enumerate(rows):
        y = 600 - LEADING * number
        page += [Text(60, y, label)] if label else []
        page += [Text(125, y, f"{country} {dots}"), Text(400, y, person)]
    assert texts(read([page])) == [
        "Members: Ash … Mr. Alder",
        "Birch … Ms. Bole",
        "Cedar and the Northern Elms … Sir C. Cone",
        "Fir … Mr. Fruit",
    ]


def test_items_are_blocks_with_their_numbers_and_bullets_without() -> None:
    page = read(
        [
            [
                *column(f"1. {HARBOUR}", indent=4),
                *column(f"(a) {MARKET}", top=620, indent=8),
                *column(f"(b) {COURT}", top=548, indent=8),
                Text(60, 440, "•"),
                *column("Bread,", x=80, top=440, indent=0),
                Text(60, 428, "•"),
                *column("salt and water", x=80, top=428, indent=0),
            ]
        ]
    )
    assert texts(page) == [
        f"1. {HARBOUR}",
        f"(a) {MARKET}",
        f"(b) {COURT}",
        "Bread,",
        "salt and water",
    ]
    assert [block.kind for block in page.blocks[3:]] == [BlockKind.BULLET] * 2


def test_a_page_set_sideways_is_read_as_it_stands() -> None:
    lines = [item for item in column(HARBOUR, indent=0) if isinstance(item, Text)]
    page = [Text(700 - i.y + 80, i.x, i.text, turned=True) for i in lines]
    assert texts(read([page])) == [HARBOUR]


def test_a_line_stretched_to_the_margin_is_one() -> None:
    lines = [item for item in column(HARBOUR, indent=0) if isinstance(item, Text)]
    below = lines[-1].y - LEADING
    # Two gaps of one width, as wide as between the cells of a row.
    words = ["comprehensive", "blueprint", "for"]
    starts = [60.0]
    for word in words[:-1]:
        starts.append(starts[-1] + ADVANCE * SIZE * len(word) + 5 * SIZE)
    stretched = [Text(x, below, word) for x, word in zip(starts, words, strict=True)]
    end = "the harbour of the island and its two neighbours."
    found = texts(read([[*lines[:-1], *stretched, Text(60, below - LEADING, end)]]))
    assert found[-1].endswith(f"comprehensive blueprint for {end}")


def test_a_paragraph_that_goes_on_in_small_letters_is_one() -> None:
    # Most lines of the page are first lines, so that the edge seems to be at their indent.
    items: list[Item] = []
    for number in range(1, 4):
        y = 700.0 - 3 * LEADING * number
        items.append(Text(78, y, f"{number}. Requests the harbour master and the keeper of it"))
        items.append(Text(60, y - LEADING, "to lower the signal without delay;"))
    items += [Text(78, 700 - 3 * LEADING * n, f"{n}. Decides to remain there;") for n in (4, 5)]
    assert texts(read([items])) == [
        *(
            f"{n}. Requests the harbour master and the keeper of it to lower the signal without "
            "delay;"
            for n in (1, 2, 3)
        ),
        "4. Decides to remain there;",
        "5. Decides to remain there;",
    ]


def test_marks_that_run_on_in_a_paragraph_begin_no_items() -> None:
    lines = [
        Text(78, 700, "1. Notes the views of the keeper, in"),
        Text(60, 688, "particular: (i) the height of the mole;"),
        Text(60, 676, "(ii) the signal, its lamp and its rope;"),
        Text(60, 664, "and (iii) the house of the pilots;"),
    ]
    (found,) = texts(read([lines]))
    assert found.endswith(
        "mole; (ii) the signal, its lamp and its rope; and (iii) the house of the pilots;"
    )


def test_a_short_paragraph_after_a_page_s_end_is_its_own() -> None:
    lines = [item for item in column(HARBOUR) if isinstance(item, Text)]
    lines[-1] = Text(lines[-1].x, lines[-1].y, "lowered by the keeper of the signals,")
    turned = [
        Text(78, 700, "Acting under the old charter,"),
        Text(78, 682, "1. Decides to close the market and"),
        Text(60, 670, "to open it at noon and on the morrow."),
        *column(MARKET, top=652),
        *column(COURT, top=580),
    ]
    found = texts(read([[*column(MARKET, top=700 + 6 * LEADING), *lines], turned]))
    assert "Acting under the old charter," in found


def test_a_small_line_close_under_a_title_is_its_own() -> None:
    head = [
        Text(60, 740, "Harbour Council", "bold", 20),
        Text(60, 726.5, "Seventy-third year"),
        Text(480, 739, "Provisional"),
    ]
    found = texts(read([[*head, *column(HARBOUR)]]))
    assert found == ["Harbour Council", "Provisional", "Seventy-third year", HARBOUR]


def test_ligatures_are_letters() -> None:
    page = read([[Drawn(60, 700, [1, 2, 3, 4], ["o", "\ufb03", "c", "e"])]])
    assert texts(page) == ["office"]


def test_letters_set_apart_are_words() -> None:
    words = ["HARBOUR", "MASTER"]
    # Six tenths of the size to a letter, as much as a space between them, and more at the gap.
    places = [60 + 9 * at for at in range(len(words[0]))]
    places += [places[-1] + 24 + 9 * at for at in range(len(words[1]))]
    spread: list[Item] = [
        Text(x, 700, letter) for x, letter in zip(places, "".join(words), strict=True)
    ]
    assert texts(read([[*spread, *column(MARKET, top=640)]])) == ["HARBOUR MASTER", MARKET]


def test_short_words_stay_apart() -> None:
    page = read([[Text(60, 700, "It is up to us as it is so, or a or b or c or d or e it be.")]])
    assert texts(page) == ["It is up to us as it is so, or a or b or c or d or e it be."]


def test_what_stands_small_at_the_foot_of_a_cover_cuts_no_sentence() -> None:
    words = [item for item in column(f"{HARBOUR} {MARKET}", indent=0) if isinstance(item, Text)]
    remark = Text(60, 70, "This record holds what was said in Atlantean.", size=8)
    shift = words[4].y - 700
    page = read(
        [[*words[:4], remark], [Text(i.x, i.y - shift, i.text) for i in words[4:]]],
    )
    assert [(block.text, block.kind) for block in page.blocks] == [
        (f"{HARBOUR} {MARKET}", BlockKind.PARAGRAPH),
        (remark.text, BlockKind.NOTE),
    ]


def test_arabic_is_in_the_order_in_which_it_is_read() -> None:
    # The sign for two letters, vowels drawn apart, figures from left to right.
    figures = list("2396")
    spread = Drawn(400 - 0.6 * SIZE * 4, 700, [1, 2, 1, 3], ["ر", "ا", "ر", "ق"])
    number = Drawn(340, 700, [11, 12, 13, 14], figures)
    ligature = Drawn(320, 700, [21], ["لا"])
    found = texts(read([[number, ligature, spread]]))
    assert found == ["قرار 2396 لا"]


def test_a_phrase_in_latin_letters_keeps_its_order_in_arabic() -> None:
    latin = Text(300, 700, "Port of Ys")
    arabic = Drawn(372, 700, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], list("ءيوهنملكقفغ"))
    assert texts(read([[arabic, latin]])) == ["غفقكلمنهويء Port of Ys"]


def test_right_to_left_columns_start_on_the_right() -> None:
    def side(x: float, letter: str) -> list[Item]:
        return [Drawn(x, 700 - LEADING * n, [1] * 36, [letter] * 36) for n in range(6)]

    found = texts(read([[*side(60, "ب"), *side(312, "س")]]))
    assert "".join(found).replace(" ", "").startswith("س" * 36)


@given(
    st.lists(
        st.tuples(
            st.integers(0, 700),
            st.integers(0, 780),
            st.text("abcdefgh ABC .,;:-123()", min_size=1, max_size=40),
            st.sampled_from(["regular", "bold", "italic"]),
            st.sampled_from([7.0, 10.0, 14.0]),
            st.booleans(),
        ),
        min_size=1,
        max_size=25,
    )
)
def test_no_character_is_lost_wherever_it_stands(
    placed: list[tuple[int, int, str, str, float, bool]],
) -> None:
    items = [Text(x, y, text, font, size, turned) for x, y, text, font, size, turned in placed]
    # A second page, so that heads and feet are looked for too, and a word that says something.
    found = account(pdf([items, [*items, Text(300, 400, "Anchor")]]))
    assert not found.lost
    assert not found.made_up
