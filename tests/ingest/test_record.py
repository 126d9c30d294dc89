"""Verbatim records: who speaks, for whom, in which language, and what only conducts the meeting."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_pages import Cover, direction, item, plain, record, said, words

from ingest.chunking import cut
from ingest.composing import compose
from ingest.formats import Block, BlockKind, Page, PageBreak
from ingest.layouts import LaidOut
from ingest.layouts.record import lay_out_record, looks_like_record
from store.records import Day, DayKind, Kind, Turn

CHAIR = "The President (Mr. Lavrov, Russian Federation)"
_SIDES = ("In favour:", "Peru, Poland and Russian Federation", "Against:", "None")


def laid_out(*body: Block, cover: Cover | None = None) -> LaidOut:
    return lay_out_record(record(*body, cover=cover), name="a record")


def speakers(laid: LaidOut) -> list[str | None]:
    """Who each spoken paragraph is cited under, in order."""
    return [b.place.heading for b in laid.blocks if b.place and b.place.unit.startswith("turn")]


def turn(page: Page, at: int = 0) -> Turn:
    return lay_out_record(page, name="a record").turns[at]


def test_cover_says_what_meeting_it_is() -> None:
    laid = laid_out(said("The President (spoke in Russian):", "I give the floor to Mr. Nowak."))
    assert laid.title == "9990th meeting, The management of shared lakes"
    assert laid.symbol == "S/PV.9990"
    assert laid.kind is Kind.RECORD
    assert laid.days == (Day(DayKind.MEETING, dt.date(2019, 9, 25)),)
    assert laid.language == "en"
    assert laid.layout == "verbatim record"
    assert laid.session == "Seventy-fourth year"
    assert laid.agenda_item == "The management of shared lakes"


def test_an_assembly_s_items_have_numbers() -> None:
    laid = laid_out(
        item("Agenda item 34 (a) (continued)"),
        item("The management of shared lakes"),
        said("Ms. Quispe Rojas (Peru):", "Peru has many lakes."),
        item("Agenda items 35 and 36"),
        item("Ponds"),
        said("Mr. Nowak (Poland):", "We thank you."),
    )
    assert laid.agenda_item == "34 (a), 35 and 36"


def test_resumption_keeps_its_own_symbol() -> None:
    cover = Cover(symbol="S/PV.9990 (Resumption 1)", meeting="9990th meeting")
    laid = laid_out(said("Mr. Nowak (Poland):", "We thank you."), cover=cover)
    assert laid.symbol == "S/PV.9990 (Resumption 1)"


def test_what_the_presiding_state_says_is_found_under_it() -> None:
    laid = laid_out(
        said("The President (spoke in Russian):", "I thank Mr. Nowak for his statement."),
        words("I shall now make a statement in my capacity as the representative of Russia."),
        words("Lakes need rules that all riparian States accept."),
        words("I now resume my functions as President of the Council."),
        words("I give the floor to the representative of Peru."),
        said("Ms. Quispe Rojas (Peru) (spoke in Spanish):", "Peru has many lakes."),
    )
    assert speakers(laid) == [
        CHAIR,
        f"{CHAIR}, in national capacity",
        f"{CHAIR}, in national capacity",
        CHAIR,
        CHAIR,
        "Ms. Quispe Rojas (Peru)",
    ]
    first = laid.turns[0]
    assert (first.name, first.affiliation) == ("Mr. Lavrov", "Russian Federation")
    assert first.presiding
    assert first.acting_for == "Russian Federation"
    assert not first.procedural
    assert laid.turns[1].acting_for is None


@pytest.mark.parametrize(
    "sentence",
    [
        "I shall now make a statement in my national capacity.",
        "I shall now make a statement in my capacity as representative of the Russian Federation.",
        "I will now speak in my capacity as Minister of Foreign Affairs of the Russian Federation.",
        "Allow me to add a few words in my national capacity.",
    ],
)
def test_taking_up_the_national_capacity(sentence: str) -> None:
    laid = laid_out(said("The President (spoke in Russian):", f"{sentence} Lakes matter."))
    assert speakers(laid) == [
        "The President (Mr. Lavrov, Russian Federation), in national capacity"
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "I will now brief the Council in my capacity as Chair of the Committee on lakes.",
        "I speak in my capacity as President of the Security Council.",
        "I shall not speak on that in my national capacity.",
        "I reserve what I have to say in my national capacity for the end.",
    ],
)
def test_other_capacities_are_not_the_nation_s(sentence: str) -> None:
    laid = laid_out(said("The President (spoke in Russian):", sentence))
    assert laid.turns[0].acting_for is None
    assert speakers(laid) == [CHAIR]


def test_capacities_change_within_one_paragraph() -> None:
    laid = laid_out(
        said(
            "The President (spoke in Russian):",
            "I thank Mr. Nowak for his briefing. I shall now speak in my national capacity. Lakes "
            "matter. I now resume my functions as President. I give the floor to Mr. Nowak.",
        )
    )
    assert [b.text for b in laid.blocks if b.place and b.place.unit.startswith("turn")] == [
        "The President (spoke in Russian): I thank Mr. Nowak for his briefing.",
        "I shall now speak in my national capacity. Lakes matter.",
        "I now resume my functions as President. I give the floor to Mr. Nowak.",
    ]
    assert len(laid.turns) == 1


def test_speaking_for_one_s_nation_ends_with_the_turn() -> None:
    laid = laid_out(
        said("The President:", "I shall now speak in my national capacity. Lakes matter."),
        said("Mr. Nowak (Poland):", "I agree."),
        said("The President:", "There are no more names inscribed on the list of speakers."),
    )
    assert [t.acting_for for t in laid.turns] == ["Russian Federation", None, None]


def test_several_presidents_on_the_cover() -> None:
    cover = Cover(president="Mr. Lavrov/Mr. Vershinin")
    laid = laid_out(said("The President:", "We value lakes."), cover=cover)
    assert laid.turns[0].name == "Mr. Lavrov/Mr. Vershinin"
    assert laid.turns[0].affiliation == "Russian Federation"


def test_who_takes_the_chair() -> None:
    laid = laid_out(
        said("The President:", "We value lakes."),
        direction("Mr. Quaye (Ghana), Vice-President, took the Chair."),
        said("The Acting President:", "We value rivers."),
        direction("The President returned to the Chair."),
        said("The President:", "We value both."),
    )
    assert [(t.name, t.affiliation) for t in laid.turns] == [
        ("Mr. Lavrov", "Russian Federation"),
        ("Mr. Quaye", "Ghana"),
        ("Mr. Lavrov", "Russian Federation"),
    ]


def test_absent_president_before_the_opening() -> None:
    blocks = (
        Block("United Nations A/99/PV.7"),
        Block("7th plenary meeting"),
        Block("Monday, 7 October 2024, 3 p.m."),
        Block("President: Ms. Ortiz . . . . . . . . (Cuba)"),
        direction(
            "In the absence of the President, Mr. Quaye (Ghana), Vice-President, took the Chair."
        ),
        direction("The meeting was called to order at 3 p.m."),
        item("Agenda item 12 (continued)"),
        item("Shared lakes"),
        item("Report of the Secretary-General (A/99/12)"),
        said("The Acting President:", "I give the floor to the representative of Nepal."),
    )
    laid = lay_out_record(Page(blocks), name="a record")
    assert laid.title == "7th plenary meeting, Shared lakes"
    assert laid.symbol == "A/99/PV.7"
    assert (laid.turns[0].name, laid.turns[0].affiliation) == ("Mr. Quaye", "Ghana")


def test_briefers_are_known_from_their_invitation() -> None:
    laid = laid_out(
        said(
            "The President (spoke in Russian):",
            "In accordance with rule 39 of the Council’s provisional rules of procedure, I invite "
            "the following briefers to participate in this meeting: Ms. Ana Lucía Del Río, Special "
            "Envoy of the Secretary-General for Lakes; and Mr. Ivo Šimić, Director of the Fund "
            "for Inland Waters, who is joining us from Geneva.",
        ),
        words(
            "I warmly welcome the Secretary-General, His Excellency Mr. Otto Lind, and I give him "
            "the floor."
        ),
        said("The Secretary-General:", "Lakes are shared."),
        said("Ms. Del Rio:", "I was at the lake."),
        said("Mr. Šimić:", "Funds are short."),
        said("Ms. Nobody:", "I was not introduced."),
    )
    assert [(t.affiliation, t.name) for t in laid.turns[1:]] == [
        ("Secretary-General", "Mr. Otto Lind"),
        ("Special Envoy of the Secretary-General for Lakes", None),
        ("Director of the Fund for Inland Waters", None),
        (None, None),
    ]
    assert speakers(laid)[2:] == [
        "The Secretary-General (Mr. Otto Lind)",
        "Ms. Del Rio (Special Envoy of the Secretary-General for Lakes)",
        "Mr. Šimić (Director of the Fund for Inland Waters)",
        "Ms. Nobody",
    ]


def test_member_whose_bracket_is_lost_is_known_from_the_cover() -> None:
    assert turn(record(said("Mr. Nowak:", "We thank you."))).affiliation == "Poland"


def test_vote_is_kept_whole_and_is_not_procedure() -> None:
    laid = laid_out(
        said(
            "The President:",
            "Members of the Council have before them document S/2019/999, which contains the text "
            "of a draft resolution. I shall put the draft resolution to the vote now.",
        ),
        direction("A vote was taken by show of hands."),
        *(words(line) for line in _SIDES),
        direction("Abstaining:"),
        words("China"),
        said("The President:", "The draft resolution received 14 votes in favour. It is adopted."),
    )
    vote = [b for b in laid.blocks if b.place and b.place.unit.startswith("vote")]
    assert [b.text for b in vote] == [
        "A vote was taken by show of hands.",
        "In favour: Peru, Poland and Russian Federation",
        "Against: None",
        "Abstaining: China",
    ]
    assert {b.place.heading for b in vote if b.place} == {"Vote on draft S/2019/999"}
    assert not any(b.place.procedural for b in vote if b.place)
    assert [t.procedural for t in laid.turns] == [True, False]


def test_vote_in_plain_text_reads_the_same() -> None:
    page = record(
        said("The President:", "I shall put draft resolution A/99/L.4 to the vote."),
        direction("A recorded vote was taken."),
        *(words(line) for line in _SIDES),
        words("Draft resolution A/99/L.4 was adopted by 3 votes to none."),
        words("[Subsequently, the delegation of Peru advised that it had intended to abstain.]"),
    )
    typed, bare = (lay_out_record(p, name="a record") for p in (page, plain(page)))
    assert [b.place for b in typed.blocks] == [b.place for b in bare.blocks]
    vote = [b for b in bare.blocks if b.place and b.place.unit.startswith("vote")]
    assert len(vote) == 5
    assert vote[0].place
    assert vote[0].place.heading == "Vote on draft A/99/L.4"


def test_one_paragraph_over_two_pages_is_one_paragraph() -> None:
    laid = laid_out(
        said("Mr. Nowak (Poland):", "The lakes that we share", page=2),
        words("are many, and all are deep.", page=3),
        words("Nobody doubts it.", page=3),
    )
    spoken = [b for b in laid.blocks if b.place and b.place.unit.startswith("turn")]
    assert (
        spoken[0].text == "Mr. Nowak (Poland): The lakes that we share are many, and all are deep."
    )
    assert spoken[0].pages == (PageBreak(0, 2), PageBreak(44, 3))
    assert spoken[0].text[44:].startswith("are many")
    assert (laid.turns[0].page_from, laid.turns[0].page_to) == (2, 3)


def test_every_sentence_has_the_page_that_it_stands_on() -> None:
    laid = laid_out(
        said("Mr. Nowak (Poland):", "One sentence ends here. Another one goes", page=2),
        words("on there.", page=3),
    )
    sentences = [s for p in compose(laid.blocks).placed for s in p.sentences]
    assert [s.pinpoint.label for s in sentences][-2:] == [
        "p. 2, Mr. Nowak (Poland)",
        "p. 2, Mr. Nowak (Poland)",
    ]


def test_language_changes_within_a_turn() -> None:
    laid = laid_out(
        said("Mr. Haddad (Tunisia) (spoke in Arabic):", "Lakes are few."),
        words("(spoke in French)"),
        words("Rivers are fewer."),
        words("(spoke in English) I thank you."),
    )
    spoken = [b.place for b in laid.blocks if b.place and b.place.unit.startswith("turn")]
    assert [p.pinpoint.spoke_in for p in spoken] == ["Arabic", "French", "French", None]
    assert laid.turns[0].spoke_in == "Arabic"
    assert len(laid.turns) == 1


def test_speakers_that_a_format_put_into_one_block_are_parted() -> None:
    joined = Block(
        "The President: I give the floor to Mr. Nowak. Mr. Nowak (Poland): Lakes matter. I thank "
        "you, Mr. President: you have been patient. The President (spoke in Russian): I thank Mr. "
        "Nowak for his statement.",
        pages=(PageBreak(0, 2), PageBreak(60, 3)),
    )
    laid = laid_out(joined)
    assert [(t.speaker, t.page_from, t.page_to) for t in laid.turns] == [
        ("The President", 2, 2),
        ("Mr. Nowak", 2, 3),
        ("The President", 3, 3),
    ]


def test_whole_record_in_one_paragraph_keeps_its_turns_and_votes() -> None:
    page = record(
        said("The President:", "I shall put the draft resolution (S/2019/999) to the vote."),
        direction("A vote was taken by show of hands."),
        *(words(line) for line in _SIDES),
        said("The President:", "It is adopted. I give the floor to the representative of Peru."),
        said("Ms. Quispe Rojas (Peru) (spoke in Spanish):", "Against: nobody. We are glad."),
        direction("The meeting rose at 11 a.m."),
    )
    joined = Page((Block(" ".join(block.text for block in page.blocks)),))
    assert looks_like_record(joined)
    whole, parted = (lay_out_record(p, name="a record") for p in (joined, page))
    assert [replace(t, page_from=None, page_to=None) for t in whole.turns] == list(parted.turns)
    assert whole.title == "9990th meeting, The management of shared lakes"
    sides = ["A vote was taken by show of hands.", f"In favour: {_SIDES[1]}", "Against: None"]
    for laid in (whole, parted):
        vote = [b.text for b in laid.blocks if b.place and b.place.unit.startswith("vote")]
        assert vote == sides


def test_heading_between_turns_is_nobody_s_words() -> None:
    page = plain(
        record(
            said("Mr. Nowak (Poland):", "I thank you."),
            item("Other matters of lakes"),
            item("Letter dated 1 March 2019 from the Permanent Representative of Peru (S/2019/1)"),
            said("The President:", "We take up the next item."),
        )
    )
    laid = lay_out_record(page, name="a record")
    heads = [b.text for b in laid.blocks if b.place and b.place.unit.startswith("heading")]
    assert heads[-2:] == [page.blocks[-3].text, page.blocks[-2].text]


def test_conduct_is_procedure_and_substance_is_not() -> None:
    laid = laid_out(
        said("The President:", "I thank Ms. A. B. Quispe for her statement. I call on Mr. Nowak."),
        said("Mr. Nowak (Poland):", "I thank you."),
        said("The President:", "I thank Mr. Nowak for his statement."),
        words("This lake is dear to all of us."),
        words("The meeting is adjourned."),
    )
    assert [t.procedural for t in laid.turns] == [True, False, False]
    flags = [b.place.procedural for b in laid.blocks if b.place and "turn 3" in b.place.unit]
    assert flags == [True, False, True]


def test_no_passage_has_two_speakers_and_nothing_is_lost() -> None:
    page = record(
        *(
            said(f"{name} ({state}):", "Short words. " * 3)
            for name, state in [("Mr. Nowak", "Poland"), ("Ms. Quispe Rojas", "Peru")] * 4
        )
    )
    laid = lay_out_record(page, name="a record")
    body = compose(laid.blocks)
    passages = cut(
        body, heading="h", count_tokens=lambda ts: [len(t.split()) for t in ts], max_tokens=60
    )
    for passage in passages:
        assert len({s.pinpoint.speaker for s in passage.sentences}) == 1
    assert "".join(body.text.split()) == "".join("".join(b.text for b in page.blocks).split())


def test_recognised_with_and_without_type() -> None:
    page = record(said("Mr. Nowak (Poland):", "I thank you."))
    assert looks_like_record(page)
    assert looks_like_record(plain(page))
    assert len(lay_out_record(plain(page), name="x").turns) == 1


@pytest.mark.parametrize(
    "blocks",
    [
        (),
        (
            Block("What’s In Blue"),
            Block("Tomorrow, see S/PV.8626, a debate is held."),
        ),
        (Block("8626th Meeting (AM)"), Block("SC/13963"), Block("Mr. NOWAK (Poland) said: lakes.")),
        # One speech of a record, which does not say which.
        (Block("Mr. Nowak (Poland): Lakes matter (see S/PV.8626)."),),
        # A letter that speaks of a meeting.
        (
            Block("S/2019/742"),
            Block("Letter dated 3 September 2019"),
            Block("At the 8626th meeting"),
        ),
    ],
)
def test_other_pages_are_no_records(blocks: tuple[Block, ...]) -> None:
    assert not looks_like_record(Page(blocks))


def test_record_without_its_cover_takes_its_symbol_from_its_pages() -> None:
    page = Page(
        (
            direction("The meeting was called to order at 3 p.m."),
            said("Mr. Nowak (Poland):", "As we said (see S/PV.1234), lakes matter.", page=2),
        ),
        running=("S/PV.9990", "13/12/2018", "18-99990 (E)"),
    )
    assert looks_like_record(page)
    laid = lay_out_record(page, name="a record")
    assert laid.symbol == "S/PV.9990"
    assert laid.title == "S/PV.9990"


def test_notes_stay_notes() -> None:
    note = Block("1 See the annex.", BlockKind.NOTE)
    laid = laid_out(said("Mr. Nowak (Poland):", "Lakes matter.1"), note, words("They do."))
    assert note in laid.blocks
    assert len(laid.turns) == 1


_LINES = st.sampled_from(
    [
        said("The President (spoke in Russian):", "I give the floor to Mr. Nowak."),
        said("Mr. Nowak (Poland):", "Lakes matter."),
        words(
            "I shall now speak in my national capacity. Lakes. I resume my functions as President."
        ),
        words("It is so. The President: I see. Mr. Nowak (Poland): You do."),
        direction("A vote was taken by show of hands."),
        direction("In favour:"),
        words("Peru"),
        words("(spoke in French)"),
        item("Other matters"),
        Block("1 A note.", BlockKind.NOTE),
        Block(""),
        words("and so on", page=3),
        words("It goes", page=2),
    ]
)


@given(st.lists(_LINES, max_size=14))
def test_whatever_the_order_nothing_is_lost(lines: list[Block]) -> None:
    page = record(*lines)
    laid = lay_out_record(page, name="a record")
    assert "".join(b.text for b in laid.blocks).replace(" ", "") == "".join(
        b.text for b in page.blocks
    ).replace(" ", "")
    assert [t.ordinal for t in laid.turns] == list(range(1, len(laid.turns) + 1))
    for block in laid.blocks:
        assert [b.at for b in block.pages] == sorted(b.at for b in block.pages)


@given(st.text(alphabet="Mr. (Peru):;The President spokein\u2026", max_size=300))
def test_any_text_is_read(text: str) -> None:
    page = replace(record(words(text)), running=(text,))
    assert lay_out_record(page, name="a record").kind is Kind.RECORD
