"""Passages: nothing lost, nothing too long, structure kept."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.chunking import MERGED_WORDS, cut
from ingest.composing import Placed, compose
from ingest.formats import Block, BlockKind, PageBreak, Place, tidy
from ingest.sentences import says_anything
from store.embedding import HashEmbedder
from store.records import Passage, Pinpoint

H, P, B = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.BULLET


def passages(blocks: list[Block], *, max_tokens: int = 254, heading: str = "A title · 1 May 2019"):
    body = compose(blocks)
    embedder = HashEmbedder(max_tokens=max_tokens)
    cuts = cut(
        body, heading=heading, count_tokens=embedder.count_tokens, max_tokens=embedder.max_tokens
    )
    return body, cuts, embedder


def at(placed: Placed) -> Pinpoint:
    return placed.sentences[0].pinpoint


def words(count: int, word: str = "word") -> str:
    return " ".join([word] * (count - 1) + ["end."])


def test_paragraphs_are_parted_by_blank_lines_and_numbered() -> None:
    body = compose([Block("Title", H), Block("One."), Block("Two:"), Block("a", B), Block("b", B)])
    assert body.text == "Title\n\nOne.\n\nTwo:\n\na\n\nb"
    assert [at(placed).label for placed in body.placed] == [
        "section “Title”",
        "section “Title”, para. 1",
        "section “Title”, para. 2",
        "section “Title”, para. 2, bullet 1",
        "section “Title”, para. 2, bullet 2",
    ]
    leads = [p.sentences[0].lead_in for p in body.placed]
    assert [lead.of(body.text) for lead in leads if lead] == ["Two:", "Two:"]


def test_printed_numbers_count_where_there_are_any() -> None:
    texts = [
        "We thank you.",
        *(f"{n}. Lakes rise and fall." for n in (1, 2, 3, 5, 6)),
        "Thank you.",
    ]
    body = compose([Block(text) for text in texts])
    assert [at(placed).paragraph for placed in body.placed] == [None, 1, 2, 3, 5, 6, None]


def test_lead_in_is_the_last_sentence_of_the_paragraph() -> None:
    body = compose([Block("Before. It asks, including:"), Block("What?", B)])
    lead_in = body.placed[1].sentences[0].lead_in
    assert lead_in is not None
    assert lead_in.of(body.text) == "It asks, including:"


@pytest.mark.parametrize(
    ("before", "leads_in"),
    [
        ("The members met. China accepted no reference to sanctions.", False),
        ("Will it be renewed? It will!", False),
        ("It asks, including:", True),
        ("The draft would", True),
        ("The members agreed on the following.", True),
    ],
)
def test_a_sentence_that_is_closed_introduces_no_list(before: str, leads_in: bool) -> None:
    body = compose([Block(before), Block("Its mandate.", BlockKind.BULLET)])
    assert (body.placed[1].sentences[0].lead_in is not None) == leads_in


def test_a_list_under_a_heading_has_its_own_number() -> None:
    body = compose([Block("One."), Block("Options", H), Block("a", B), Block("b", B)])
    assert [at(placed) for placed in body.placed[2:]] == [
        Pinpoint(2, 1, section="Options"),
        Pinpoint(2, 2, section="Options"),
    ]
    assert body.placed[2].sentences[0].lead_in == body.placed[1].span


def test_paragraphs_stay_apart_and_lists_with_their_lead_in() -> None:
    blocks = [Block(words(80)), Block(words(70)), Block("Such as:"), Block("a b", B)]
    body, cuts, _ = passages(blocks)
    assert [p.pinpoint.paragraph for p in cuts] == [1, 2]
    assert cuts[1].span.of(body.text).endswith("Such as:\n\na b")


def test_the_parts_of_a_long_sentence_say_how_it_begins() -> None:
    states = ", ".join(f"State {number}" for number in range(200))
    body, cuts, _ = passages([Block(f"In favour: {states}.")], max_tokens=60)
    first, *later = [sentence for cut in cuts for sentence in cut.sentences]
    assert first.lead_in is None
    assert later
    assert {s.lead_in.of(body.text) if s.lead_in else None for s in later} == {"In favour:"}


def test_short_neighbours_are_put_together_within_a_section_only() -> None:
    blocks = [Block(words(20)), Block(words(20)), Block("Next", H), Block(words(20))]
    body, cuts, _ = passages(blocks)
    assert [len(p.span.of(body.text).split()) for p in cuts] == [40, 21]
    assert cuts[1].heading == "A title · 1 May 2019 · Next"
    assert cuts[1].pinpoint == Pinpoint(paragraph=3, section="Next")


def test_merged_passages_stay_under_the_limit_of_words() -> None:
    body, cuts, _ = passages([Block(words(50)) for _ in range(20)], max_tokens=2_000)
    lengths = [len(p.span.of(body.text).split()) for p in cuts]
    assert max(lengths) <= MERGED_WORDS
    assert len(lengths) < 20


def test_long_paragraphs_are_cut_between_sentences_evenly() -> None:
    blocks = [Block(" ".join(words(30) for _ in range(12)))]
    body, cuts, _ = passages(blocks)
    assert len(cuts) == 2
    assert all(p.span.of(body.text).endswith("end.") for p in cuts)
    assert all(p.pinpoint == Pinpoint(paragraph=1) for p in cuts)


def test_an_over_long_sentence_is_cut_at_clauses() -> None:
    blocks = [Block("; ".join(["noting " + words(40)[:-5]] * 10) + ".")]
    body, cuts, _ = passages(blocks)
    assert len(cuts) > 1
    assert all(p.span.of(body.text).endswith((";", ".")) for p in cuts)


def test_a_long_title_leaves_room_for_the_text() -> None:
    _, cuts, embedder = passages([Block(words(30))], heading=words(900, "title"), max_tokens=60)
    assert len(embedder._WORD.findall(cuts[0].heading)) <= 30


_text = st.text(
    alphabet=st.sampled_from("abé .,;:()“”—/S2019\n\t"), min_size=1, max_size=300
) | st.lists(
    st.sampled_from(["The Council met.", "S/2019/742", "a" * 300, "(see", "p. 4)", "中国赞成。"]),
    max_size=40,
).map(" ".join)
_blocks = st.lists(
    st.builds(
        Block,
        _text.map(tidy),
        st.sampled_from([H, P, P, P, B, B]),
        st.integers(min_value=1, max_value=3),
    ),
    max_size=12,
)


@settings(max_examples=150, deadline=None)
@given(_blocks, st.integers(min_value=8, max_value=80), _text.map(tidy))
def test_nothing_lost_and_nothing_too_long(
    blocks: list[Block], max_tokens: int, heading: str
) -> None:
    body, cuts, embedder = passages(blocks, max_tokens=max_tokens, heading=heading)
    covered = [False] * len(body.text)
    for passage in cuts:
        covered[passage.span.start : passage.span.end] = [True] * (
            passage.span.end - passage.span.start
        )
        assert_well_formed(passage, body.text)
        shown = passage.heading + "\n" + passage.span.of(body.text)
        # a single character cannot be cut, whatever the limit
        assert embedder.count_tokens([shown])[0] <= max_tokens
    assert all(done or body.text[at].isspace() for at, done in enumerate(covered))
    assert [passage.ordinal for passage in cuts] == list(range(len(cuts)))
    for before, after in pairwise(cuts):
        assert before.span.end <= after.span.start


def assert_well_formed(passage: Passage, text: str) -> None:
    starts = [sentence.span.start for sentence in passage.sentences]
    ends = [sentence.span.end for sentence in passage.sentences]
    for start, end in zip([passage.span.start, *ends], [*starts, passage.span.end], strict=True):
        # What is in no sentence is numbers alone, each a block.
        assert not any(map(says_anything, text[start:end].split()))
    for sentence in passage.sentences:
        assert passage.span.contains(sentence.span)
        assert sentence.span.of(text) == sentence.span.of(text).strip() != ""
        if sentence.lead_in:
            assert sentence.lead_in.of(text).strip()
    for before, after in pairwise(passage.sentences):
        assert before.span.end <= after.span.start


@pytest.mark.parametrize("text", ["a" * 50_000, "a," * 20_000, "(" * 20_000, "ab " * 20_000])
def test_monstrous_paragraphs(text: str) -> None:
    body, cuts, embedder = passages([Block(text.strip())])
    assert "".join(p.span.of(body.text) for p in cuts).replace(" ", "") == text.replace(" ", "")
    assert max(embedder.count_tokens([p.span.of(body.text) for p in cuts])) <= 254


def turn(text: str, number: int, speaker: str, page: int, *, procedural: bool = False) -> Block:
    place = Place(Pinpoint(speaker=speaker), f"turn {number}", speaker, procedural)
    return Block(text, P, pages=(PageBreak(0, page),), place=place)


def test_no_passage_mixes_two_speakers_and_one_turn_shares_passages() -> None:
    body, cuts, _ = passages(
        [
            turn("I give the floor to Mr. A.", 1, "The President", 2, procedural=True),
            turn("We thank you.", 2, "Mr. A (Chad)", 2),
            turn("We agree.", 2, "Mr. A (Chad)", 3),
        ]
    )
    assert [p.span.of(body.text) for p in cuts] == [
        "I give the floor to Mr. A.",
        "We thank you.\n\nWe agree.",
    ]
    assert [p.pinpoint.label for p in cuts] == ["p. 2, The President", "p. 2, Mr. A (Chad)"]
    assert [p.procedural for p in cuts] == [True, False]
    assert [s.pinpoint.page for s in cuts[1].sentences] == [2, 3]
    assert cuts[1].heading == "A title · 1 May 2019 · Mr. A (Chad)"


def test_a_sentence_is_on_the_page_that_it_begins_on() -> None:
    text = "It begins here. It goes over the edge of the page. It ends there."
    over = text.index("edge")
    body = compose([Block(text, pages=(PageBreak(0, 4), PageBreak(over, 5)))], by_page=True)
    assert [s.pinpoint.label for s in body.placed[0].sentences] == ["p. 4", "p. 4", "p. 5"]


def test_paragraphs_with_printed_numbers_are_passages_of_their_own() -> None:
    def numbered(text: str, kind: BlockKind, item: str | None = None) -> Block:
        return Block(text, kind, place=Place(Pinpoint(7, item=item), "para. 7"))

    last = Block("8. Decides to remain seized.", place=Place(Pinpoint(8), "para. 8"))
    body, cuts, _ = passages(
        [numbered("7. Decides:", P), numbered("(a) One;", B, "(a)"), numbered("(b) Two;", B), last]
    )
    assert [p.pinpoint.label for p in cuts] == ["para. 7", "para. 8"]
    assert cuts[0].sentences[1].pinpoint.label == "para. 7 (a)"
    lead_in = cuts[0].sentences[1].lead_in
    assert lead_in is not None
    assert lead_in.of(body.text) == "7. Decides:"


def test_a_footnote_is_a_passage_apart() -> None:
    blocks = [Block("The text.¹"), Block("1 See S/2019/1.", BlockKind.NOTE), Block("More of it.")]
    body, cuts, _ = passages(blocks)
    assert [p.span.of(body.text) for p in cuts] == ["The text.¹", "1 See S/2019/1.", "More of it."]
    assert [p.procedural for p in cuts] == [False, True, False]
    assert cuts[1].pinpoint.label == "para. 1 note"


def test_what_is_foreseen_is_marked_as_such() -> None:
    body = compose([Block("Ministers are expected to attend. The Council met in May.")])
    assert [s.expected for s in body.placed[0].sentences] == [True, False]


def test_what_is_all_label_is_in_a_passage_and_is_not_quoted() -> None:
    place = Place(Pinpoint(), "masthead", procedural=True)
    lines = ["Security Council", "S/2031/17", "Distr.: General"]
    blocks = [Block(x, place=place, label=0 if "/" in x else len(x)) for x in lines]
    body, cuts, _ = passages([*blocks, Block("Lakes are deep.")])
    assert [p.span.of(body.text) for p in cuts] == ["\n\n".join(lines), "Lakes are deep."]
    assert [[s.span.of(body.text) for s in p.sentences] for p in cuts] == [
        ["S/2031/17"],
        ["Lakes are deep."],
    ]
    body, cuts, _ = passages([blocks[0], Block("Lakes are deep.")])
    assert [(p.span.of(body.text), len(p.sentences)) for p in cuts] == [
        ("Security Council", 0),
        ("Lakes are deep.", 1),
    ]


def test_a_number_alone_is_not_quoted() -> None:
    body, cuts, _ = passages([Block("31."), Block("Lakes are deep."), Block("1945")])
    quoted = [s.span.of(body.text) for p in cuts for s in p.sentences]
    assert (body.text, quoted) == ("31.\n\nLakes are deep.\n\n1945", ["Lakes are deep.", "1945"])
