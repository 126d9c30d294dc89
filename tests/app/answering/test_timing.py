"""What time does to an answer: order, marks, and what came of a forecast."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from plain_reader import plain_document

from app.answering.answer import Answer, Citation, Shape
from app.answering.finding.features import ScoredSentence
from app.answering.finding.reading import ReadPassage, ReadSentence
from app.answering.quoting.composing import Decision, Statement
from app.answering.quoting.timing import in_time, marked, only_foreseen, remarks
from app.answering.quoting.verification import Verifier
from app.answering.weighing.choosing import Band, Choice
from app.engine import Engine
from app.evaluation.scratch import scratch_library
from store.catalogue import StoredPassage
from store.embedding import HashEmbedder
from store.library import Library
from store.records import Document, Kind, Relation, RelationKind, ResolvedDate, Span

POSTED, DAY = dt.date(2015, 3, 2), dt.date(2015, 3, 3)
TITLE = "Debate on the river fisheries"
BRIEF = "whatsinblue/2015/03/river-fisheries"
FORESEEN = "Tomorrow the council will hold a debate on the river fisheries."
WITHIN = 4.0


def brief(name: str = BRIEF, date: dt.date = POSTED, text: str = FORESEEN) -> Document:
    document = plain_document(
        name, text, title=TITLE, kind=Kind.BRIEF, date=date, event_date=date + dt.timedelta(1)
    )
    passage = document.passages[0]
    foreseen = (replace(passage.sentences[0], expected=True),)
    return replace(document, passages=(replace(passage, sentences=foreseen),))


def record(symbol: str = "S/PV.1", *, held: bool = True, text: str = TITLE) -> Document:
    return plain_document(symbol, text, kind=Kind.RECORD, symbol=symbol, date=DAY, held=held)


@contextmanager
def holding(folder: Path, *documents: Document) -> Iterator[Library]:
    with scratch_library(folder / "library", documents, HashEmbedder()) as library:
        yield library


def read(library: Library, name: str) -> ReadSentence:
    """The first sentence of a document of the library."""
    document = library.document(name)
    [summary] = [s for s in library.documents() if s.document == document.id]
    passage = document.passages[0]
    text = passage.span.of(document.text)
    vectors = HashEmbedder().read([text])[0]
    stored = StoredPassage(1, summary, passage, text)
    sentence = passage.sentences[0]
    return ReadSentence(
        ReadPassage(stored, vectors, 0, 0, 0, 0),
        sentence,
        0,
        sentence.span.of(document.text),
        vectors.tokens,
    )


def order(
    sentences: Sequence[ReadSentence], behind: float, asked: str = "What of the fisheries?"
) -> list[str]:
    """The documents in the order of time; each sentence scores ``behind`` less than the last."""
    ranked = tuple(
        ScoredSentence(sentence, HashEmbedder().read(["x"])[0].vector, frozenset(), -behind * place)
        for place, sentence in enumerate(sentences)
    )
    held = Choice(ranked, 1.0, Band.STATED, (), WITHIN)
    return [s.document for s in in_time(Decision(sentences), asked, held).sentences]


def said(library: Library, today: dt.date, name: str = BRIEF) -> list[str]:
    statements = remarks(Decision([read(library, name)]), library, today)
    assert all(statement.rests_on for statement in statements)
    return [statement.text for statement in statements]


def cited(library: Library, name: str) -> Citation:
    citations, _ = Verifier(library.texts([name])).cite([read(library, name)])
    [citation] = marked(citations, library)
    return citation


def test_the_newer_of_a_series_comes_before_the_older_where_both_fit(tmp_path: Path) -> None:
    newer = "whatsinblue/2018/05/river-fisheries-2"
    with holding(tmp_path, brief(), brief(newer, dt.date(2018, 5, 1))) as library:
        pair = [read(library, BRIEF), read(library, newer)]
        assert order(pair, 0.5) == [newer, BRIEF]
        assert order(pair, 3.0) == [BRIEF, newer]


def test_another_series_is_not_newer(tmp_path: Path) -> None:
    other = "whatsinblue/2018/05/sea-fisheries"
    with holding(tmp_path, brief(), brief(other, dt.date(2018, 5, 1))) as library:
        assert order([read(library, BRIEF), read(library, other)], 0.5) == [BRIEF, other]
        assert cited(library, BRIEF).newer is None


def test_the_outcome_comes_before_the_forecast_unless_this_is_asked_for(tmp_path: Path) -> None:
    with holding(tmp_path, brief(), record()) as library:
        pair = [read(library, BRIEF), read(library, "S/PV.1")]
        assert order(pair, 1.0) == ["S/PV.1", BRIEF]
        assert order(pair, 1.0, "What was expected of the debate?") == [BRIEF, "S/PV.1"]


def test_of_what_fits_alike_the_closer_source_comes_first(tmp_path: Path) -> None:
    coverage = plain_document("SC/1", TITLE, kind=Kind.MEETINGS_COVERAGE, date=DAY)
    with holding(tmp_path, coverage, record()) as library:
        pair = [read(library, "SC/1"), read(library, "S/PV.1")]
        assert order(pair, 0.3) == ["S/PV.1", "SC/1"]
        assert order(pair, 1.0) == ["SC/1", "S/PV.1"]


def test_an_order_that_a_route_gave_stays(tmp_path: Path) -> None:
    with holding(tmp_path, brief(), record()) as library:
        pair = [read(library, BRIEF), read(library, "S/PV.1")]
        note = Statement("So it is.", pair)
        held = Choice((), 1.0, Band.STATED, (), WITHIN)
        for decision in (
            Decision(pair, shape=Shape.TIMELINE),
            Decision(pair, statements=[note]),
            Decision(pair),  # of other sentences than were chosen from
        ):
            assert in_time(decision, "?", held) is decision


def test_a_forecast_of_a_day_gone_by_says_that_no_record_is_held(tmp_path: Path) -> None:
    with holding(tmp_path, brief(), record("S/PV.7", held=False)) as library:
        assert said(library, DAY + dt.timedelta(1)) == [
            "This is a forecast of 2 March 2015; no record of the meeting of 3 March 2015 is held "
            "(of that day the catalogue knows S/PV.7)."
        ]
        assert said(library, DAY) == []  # it has not gone by


def test_the_one_meeting_that_the_catalogue_knows_of_that_day_is_named(tmp_path: Path) -> None:
    known = record("S/PV.7", held=False, text="A meeting held in the morning.")
    with holding(tmp_path, brief(), known) as library:
        [text] = said(library, dt.date(2020, 1, 1))
        assert text.endswith("is held (of that day the catalogue knows S/PV.7).")
    another = record("S/PV.8", held=False, text="A meeting held in the afternoon.")
    with holding(tmp_path / "two", brief(), known, another) as library:
        [text] = said(library, dt.date(2020, 1, 1))
        assert text.endswith("is held.")


def test_a_record_that_is_held_is_named(tmp_path: Path) -> None:
    with holding(tmp_path, brief(), record()) as library:
        assert said(library, dt.date(2020, 1, 1)) == [
            "This is a forecast of 2 March 2015; the meeting of 3 March 2015 is recorded in "
            "S/PV.1, which is held."
        ]


def test_nothing_is_said_where_a_record_of_that_day_may_be_of_another_matter(
    tmp_path: Path,
) -> None:
    with holding(tmp_path, brief(), record(text="The question of Norland")) as library:
        assert said(library, dt.date(2020, 1, 1)) == []


def test_a_day_of_the_sentence_s_own_is_the_day_foreseen(tmp_path: Path) -> None:
    document = brief()
    start = document.text.index("Tomorrow")
    later = ResolvedDate(Span(start, start + len("Tomorrow")), dt.date(2015, 6, 1))
    with holding(tmp_path, replace(document, dates=(later,))) as library:
        assert said(library, dt.date(2020, 1, 1)) == [
            "This is a forecast of 2 March 2015; no record of a meeting on 1 June 2015 is held."
        ]


def test_what_is_no_forecast_has_no_remark(tmp_path: Path) -> None:
    with holding(tmp_path, brief(), record()) as library:
        assert said(library, dt.date(2020, 1, 1), "S/PV.1") == []


def test_a_forecast_of_several_days_is_called_one_once(tmp_path: Path) -> None:
    document = brief(text=f"{FORESEEN} On 1 June 2015 it will vote.")
    start = document.text.index("1 June 2015")
    later = ResolvedDate(Span(start, start + len("1 June 2015")), dt.date(2015, 6, 1))
    [whole] = document.passages[0].sentences
    opening = replace(whole, span=Span(whole.span.start, start - len(" On ")))
    vote = replace(whole, span=Span(opening.span.end + 1, whole.span.end))
    passage = replace(document.passages[0], sentences=(opening, vote))
    with holding(tmp_path, replace(document, passages=(passage,), dates=(later,))) as library:
        first = read(library, BRIEF)
        second = replace(first, sentence=vote, text=vote.span.of(document.text))
        came = (
            "no record of the meeting of 3 March 2015 is held; "
            "no record of a meeting on 1 June 2015 is held."
        )
        [remark] = remarks(Decision([first, second, first]), library, dt.date(2020, 1, 1))
        assert remark.text == f"This is a forecast of 2 March 2015; {came}"
        told = Statement(only_foreseen(first), [first])
        decision = Decision([first, second], statements=[told])
        [remark] = remarks(decision, library, dt.date(2020, 1, 1))
        assert remark.text == f"N{came[1:]}"


def test_what_a_record_says_will_be_done_is_no_forecast(tmp_path: Path) -> None:
    said_there = replace(brief("S/PV.9"), kind=Kind.RECORD, symbol="S/PV.9")

    def told(document: Document) -> tuple[list[str], list[str]]:
        with holding(tmp_path / document.kind.value, document) as library:
            answer = Engine(library, HashEmbedder()).ask(
                "Did the council hold a debate on the river fisheries?", today=dt.date(2020, 1, 1)
            )
        return (
            [citation.quote for citation in answer.citations],
            [sentence.text for sentence in answer.sentences if sentence.kind == "statement"],
        )

    assert told(brief()) == (
        [FORESEEN],
        [
            "This is what was expected as of 2 March 2015; it does not say what happened.",
            "No record of the meeting of 3 March 2015 is held.",
        ],
    )
    assert told(said_there) == ([FORESEEN], [])


def test_the_older_of_a_series_is_marked(tmp_path: Path) -> None:
    newer = "whatsinblue/2018/05/river-fisheries-2"
    with holding(tmp_path, brief(), brief(newer, dt.date(2018, 5, 1))) as library:
        assert cited(library, BRIEF).newer == f"{TITLE}, 1 May 2018"
        assert cited(library, newer).newer is None


def test_what_is_superseded_or_corrected_by_something_held_is_marked(tmp_path: Path) -> None:
    letter = plain_document("S/2015/1", "A letter.", kind=Kind.LETTER, symbol="S/2015/1")
    revised = plain_document(
        "S/2015/1/Rev.1",
        "A letter, revised.",
        symbol="S/2015/1/Rev.1",
        relations=(Relation(RelationKind.SUPERSEDES, "S/2015/1"),),
    )
    corrects = plain_document(
        "S/2015/1/Corr.1",
        "For A read B.",
        symbol="S/2015/1/Corr.1",
        relations=(Relation(RelationKind.CORRECTS, "S/2015/1"),),
    )
    with holding(tmp_path, letter, revised, corrects) as library:
        citation = cited(library, "S/2015/1")
        assert (citation.newer, citation.corrected) == ("S/2015/1/Rev.1", True)
    with holding(tmp_path / "alone", letter, replace(revised, held=False)) as library:
        citation = cited(library, "S/2015/1")
        assert (citation.newer, citation.corrected) == (None, False)


def test_the_remark_stands_behind_the_quotations(tmp_path: Path) -> None:
    with holding(tmp_path, brief()) as library:
        answer: Answer = Engine(library, HashEmbedder()).ask(
            "Who will hold a debate on the river fisheries tomorrow?", today=dt.date(2020, 1, 1)
        )
        assert [sentence.kind for sentence in answer.sentences] == ["quote", "statement"]
        assert "no record of the meeting of 3 March 2015" in answer.sentences[-1].text
        assert answer.sentences[-1].citations == (1,)
