"""What the page is given to draw: nothing in it is worked out again."""

from __future__ import annotations

import datetime as dt

import pytest
from fake_chat import (
    BRIEF,
    CARD,
    DISTRUST,
    HOSTILE,
    LAVROV,
    LEAD_IN,
    POISONED,
    TOMORROW,
    FakeEngine,
    answered,
    cite,
)
from hypothesis import assume, given
from hypothesis import strategies as st

from app.answering.answer import Ambiguity, Answer, AnswerSentence, Confidence, FilterFound, Outcome
from app.answering.recognising.asks import Asks
from app.conversations import Message
from app.ui import address, answer_view, document_view, links, lists_view, wording
from app.ui.blocks_view import Today
from store.printing import listed
from store.records import Document, Kind, SourceRank, Span


def turn_for(question: str) -> answer_view.Turn:
    message = Message(7, "c", question, 0.0, FakeEngine().ask(question))
    return answer_view.turn(message, Today({"S/2396(2017)": CARD.id}))


def marked(shown: document_view.Shown) -> str:
    return "".join(run["text"] for runs in shown["paragraphs"] for run in runs if run["marked"])


def test_a_number_in_the_text_is_the_number_in_the_panel_and_opens_its_quotation() -> None:
    answer = FakeEngine().ask("Who will preside?")
    shown = turn_for("Who will preside?")
    in_text = [
        (reference["number"], reference["key"], item["text"])
        for block in shown["blocks"]
        for item in block["items"]
        for reference in item["numbers"]
    ]
    in_panel = [
        (place["number"], place["key"]) for card in shown["cited"] for place in card["places"]
    ]
    assert [(number, key) for number, key, _ in in_text] == in_panel
    assert [number for number, _ in in_panel] == [item.number for item in answer.citations]
    for number, key, text in in_text:
        opened = address.opened(address.passage_key(7, key))
        assert isinstance(opened, address.OpenPassage)
        citation = opened.passage.of(answer)
        assert citation is not None
        assert (citation.number, citation.quote) == (number, text)


def test_cited_and_also_read_are_two_lists() -> None:
    shown = turn_for("Who will preside?")
    assert [len(card["places"]) for card in shown["cited"]] == [2]
    [also] = shown["also_read"]
    assert [(place["number"], place["quote"]) for place in also["places"]] == [(None, DISTRUST)]
    assert shown["dropped"] == [{"text": "It rained.", "reason": "no sentence says so"}]


def test_a_relative_date_stands_beside_its_quotation() -> None:
    [block] = turn_for("Who will preside?")["blocks"]
    assert [item["dates"] for item in block["items"]] == [
        [],
        ["“Tomorrow morning (25 September)” = 25 September 2019"],
    ]
    assert block["rank"] == "Forecast · as of 24 September 2019"
    assert block["source"] == f"{BRIEF.title}, para. 1"


def test_who_reports_stands_once_under_the_quotations_of_a_block() -> None:
    answer = FakeEngine().ask("Who will preside?")
    told = tuple(
        item.model_copy(update={"attribution": "reported by What’s In Blue"})
        for item in answer.citations
    )
    shown = answer_view.turn(
        Message(7, "c", "Q", 0.0, answer.model_copy(update={"citations": told})), Today({})
    )
    [block] = shown["blocks"]
    assert len(block["items"]) == 2
    assert block["attributions"] == ["reported by What’s In Blue"]


def test_items_of_a_list_share_their_introduction() -> None:
    [block] = turn_for("What does the concept note ask?")["blocks"]
    assert block["lead_in"] == LEAD_IN
    assert len(block["items"]) == 2


def test_a_statement_has_its_quotations_in_the_panel() -> None:
    answer = answered(
        "Who?",
        [cite(1, BRIEF, LAVROV, "para. 1"), cite(2, BRIEF, TOMORROW, "para. 1")],
        sentences=(
            AnswerSentence(
                text="Lavrov presides tomorrow.", kind="statement", citations=(1, 2), verified=True
            ),
        ),
    )
    shown = answer_view.turn(Message(1, "c", "Who?", 0.0, answer), Today())
    [block] = shown["blocks"]
    assert block["source"] is None
    assert [item["kind"] for item in block["items"]] == ["statement"]
    places = [place for card in shown["cited"] for place in card["places"]]
    assert [place["quote"] for place in places] == [LAVROV, TOMORROW]
    assert [len(place["dates"]) for place in places] == [0, 1]


def test_a_statement_about_what_is_not_held_says_so() -> None:
    answer = answered(
        "What is it?",
        [cite(1, CARD, CARD.text, "catalogue card")],
        sentences=(
            AnswerSentence(
                text=f"The catalogue says: “{CARD.text}”",
                kind="statement",
                citations=(1,),
                verified=True,
            ),
        ),
    )
    shown = answer_view.turn(Message(1, "c", "What is it?", 0.0, answer), Today())
    [block] = shown["blocks"]
    assert block["badges"] == [wording.NOT_HELD]
    assert block["source"] == "S/2396(2017), Record of the debate, catalogue card"


def test_what_is_not_found_names_what_would_hold_it() -> None:
    shown = turn_for("What did China say?")
    notice = shown["notice"]
    assert shown["state"] == "not_found"
    assert notice is not None
    assert notice["text"] == "The documents held never mention China."
    assert notice["missing"] is None  # the reason names it already
    first, second = notice["pointers"]
    assert first["name"] == "S/2396(2017), Record of the debate"
    assert first["key"] == "document:S/2396(2017)"
    assert first["link"] == {
        "href": "https://docs.un.org/en/S/2396%282017%29",
        "host": "docs.un.org",
    }
    assert second["link"] is None
    assert [place["key"] for card in shown["nearest"] for place in card["places"]] == [
        "near0",
        "near1",
    ]
    assert shown["blocks"] == []


def test_a_question_of_opinion_is_declined_with_the_positions_reported() -> None:
    shown = turn_for("Who is right?")
    assert shown["state"] == "declined"
    assert shown["notice"] is not None
    assert [item["text"] for block in shown["blocks"] for item in block["items"]] == [DISTRUST]


def test_a_question_of_opinion_on_which_nothing_is_reported_points_at_no_passage() -> None:
    answer = Answer(
        question="Who is right?",
        understood_as="Who is right?",
        outcome=Outcome.DECLINED,
        asks=Asks.OPINION,
        answer="The documents held report nothing on it.",
    )
    notice = answer_view.turn(Message(7, "c", "Who is right?", 0.0, answer), Today())["notice"]
    assert notice is not None
    assert notice["text"] == "No passage of the documents held reports a position on this."


def test_prose_of_which_not_every_word_was_compared_is_not_called_checked() -> None:
    told = AnswerSentence(text="Il préside.", kind="statement", citations=(1,), verified=False)
    answer = (
        FakeEngine()
        .ask("Who will preside?")
        .model_copy(update={"model": "some-model", "sentences": (told,)})
    )
    shown = answer_view.turn(Message(7, "c", "Qui ?", 0.0, answer), Today())
    assert shown["by"] == "written by some-model and checked only in part"


def test_what_is_only_related_has_the_line_of_its_notice_alone() -> None:
    answer = FakeEngine().ask("Who will preside?")
    related = answer.model_copy(update={"confidence": Confidence.RELATED})
    shown = answer_view.turn(Message(7, "c", "Who?", 0.0, related), Today())
    assert shown["notice"] is not None
    assert (shown["label"], shown["by"]) == (None, None)
    written = related.model_copy(update={"model": "some-model"})
    by = answer_view.turn(Message(7, "c", "Who?", 0.0, written), Today())["by"]
    assert by is not None
    assert by.startswith("written by some-model")


def test_what_is_no_question_gets_its_line_and_no_quotations() -> None:
    answer = Answer(
        question="Hello",
        understood_as="Hello",
        outcome=Outcome.DECLINED,
        asks=Asks.INSTRUCTION,
        answer="Ask one.",
    )
    shown = answer_view.turn(Message(7, "c", "Hello", 0.0, answer), Today())
    assert shown["notice"] is not None
    assert shown["notice"]["text"] == "Ask one."
    opinion = turn_for("Who is right?")["notice"]
    assert opinion is not None
    assert shown["notice"]["title"] != opinion["title"]
    assert shown["blocks"] == []


def test_what_was_read_otherwise_is_said() -> None:
    shown = turn_for("what will lavrof do?")
    assert shown["understood"] == "What will Lavrov do?"
    assert shown["corrections"] == ["Read “lavrof” as “Lavrov”"]
    assert turn_for("Who will preside?")["understood"] is None


def test_filters_and_short_forms_of_the_question_are_shown() -> None:
    found = FilterFound(text="in the briefs of 2019", means="briefs of 2019")
    short = Ambiguity(written="SCR", meanings=("Security Council Report", "a resolution"))
    answer = FakeEngine().ask("Who will preside?")
    read = answer.model_copy(update={"filters_found": (found,), "ambiguous": (short,)})
    shown = answer_view.turn(Message(7, "c", "Who?", 0.0, read), Today())
    assert [chip["text"] for chip in shown["chips"]] == ["Only the briefs of 2019"]
    assert shown["corrections"] == [
        "“SCR” may stand for Security Council Report or a resolution",
    ]


def test_a_description_of_ours_is_never_shown_as_a_quotation() -> None:
    shown = turn_for("What is described?")
    [block] = shown["blocks"]
    assert [item["kind"] for item in block["items"]] == ["own"]
    assert block["badges"] == [wording.NOT_HELD]
    assert shown["cited"][0]["own"]
    assert shown["cited"][0]["badges"] == [wording.NOT_HELD]


@given(st.data())
def test_the_marked_text_is_the_quotation_whatever_the_characters(data: st.DataObject) -> None:
    text = data.draw(st.text(alphabet=st.sampled_from("ab 😀é\n\t•"), min_size=1, max_size=200))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:end]
    assume("\n" not in quote and quote.strip())
    shown = document_view.whole(Document("d", "D", Kind.BRIEF, text), Span(start, end))
    assert marked(shown) == quote


def test_a_document_opens_at_the_passage_with_all_its_paragraphs() -> None:
    shown = document_view.at_passage(BRIEF, cite(1, BRIEF, TOMORROW, "para. 1"))
    assert marked(shown) == TOMORROW
    assert shown["pinpoint"] == "para. 1"
    paragraphs = ["".join(run["text"] for run in runs) for runs in shown["paragraphs"]]
    assert "\n\n".join(paragraphs) == BRIEF.text
    meanings = [run["means"] for runs in shown["paragraphs"] for run in runs if run["means"]]
    assert meanings == ["= 25 September 2019"]


def test_a_long_document_is_cut_around_the_passage() -> None:
    filler = "\n\n".join(f"Paragraph {number} of a long report." for number in range(8_000))
    document = Document("d", "D", Kind.REPORT, f"{filler}\n\nThe passage.\n\n{filler}")
    citation = cite(1, document, "The passage.", "para. 8001")
    shown = document_view.at_passage(document, citation)
    assert marked(shown) == "The passage."
    assert shown["before"] is not None
    assert shown["after"] is not None
    shown_length = sum(len(run["text"]) for runs in shown["paragraphs"] for run in runs)
    assert shown_length <= 2 * document_view.WINDOW + len("The passage.")
    assert all(runs[0]["text"][0] in "PT" for runs in shown["paragraphs"])


def test_hostile_text_is_carried_as_it_is() -> None:
    shown = document_view.at_passage(POISONED, cite(1, POISONED, HOSTILE, "para. 2"))
    assert marked(shown) == HOSTILE
    [block] = turn_for("hostile?")["blocks"]
    assert block["items"][0]["text"] == HOSTILE


@pytest.mark.parametrize(
    ("url", "href", "host"),
    [
        (
            "https://docs.un.org/en/S/RES/2396(2017)",
            "https://docs.un.org/en/S/RES/2396%282017%29",
            "docs.un.org",
        ),
        ("https://www.un.org/a b?q=[x]#f", "https://www.un.org/a%20b?q=%5Bx%5D#f", "un.org"),
        ("https://un.org/caf%C3%A9", "https://un.org/caf%C3%A9", "un.org"),
        ("HTTPS://UN.org:443/x", "https://un.org/x", "un.org"),
        ("https://un.org:8443/x", "https://un.org:8443/x", "un.org:8443"),
    ],
)
def test_links_are_encoded_and_show_their_host(url: str, href: str, host: str) -> None:
    assert links.safe_link(url) == {"href": href, "host": host}


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "http://un.org/",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//un.org/x",
        "https://un.org@evil.example/",
        "https://",
        "https://un.org:port/",
        "https://[::1]/",
        "https://ün.org/",
        'https://un.org"onclick=x/',
    ],
)
def test_addresses_that_are_not_plain_https_give_no_link(url: str | None) -> None:
    assert links.safe_link(url) is None


@pytest.mark.parametrize("value", [None, "", "7", "7.cited", "x.cited1", "7.cited1x", "7.other1"])
def test_an_address_that_is_not_understood_opens_nothing(value: str | None) -> None:
    assert address.opened(value) is None


def test_ranks_are_worded_with_their_dates() -> None:
    day = dt.date(2019, 9, 4)
    assert wording.rank_line(SourceRank.FORECAST, day) == "Forecast · as of 4 September 2019"
    assert wording.rank_line(SourceRank.RECORD, day) == "Verbatim record · 4 September 2019"
    assert wording.rank_line(SourceRank.OFFICIAL, None) == "Official document"
    assert wording.rank_line(SourceRank.CARD, day) == wording.NOT_HELD
    assert listed(("China", "Peru", "Chad")) == "China, Peru and Chad"


def test_the_library_list_keeps_what_is_held_apart_and_newest_first() -> None:
    held, known = lists_view.library(
        FakeEngine().library.documents(), BRIEF.id, {POISONED.id: [wording.CORRECTED]}
    )
    assert [item["id"] for item in held["items"]] == ["document:poison", "document:debate"]
    assert [item["current"] for item in held["items"]] == [False, True]
    assert held["items"][0]["meta"] == f"Document · 2 January 2020 · {wording.CORRECTED}"
    assert held["items"][1]["meta"] == "Brief · 24 September 2019"
    assert [item["label"] for item in known["items"]] == ["S/2396(2017): Record of the debate"]
