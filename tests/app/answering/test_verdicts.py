"""The word "yes" or "no": only for a sentence that says so, and for nothing in doubt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.answering.finding.view import QuestionView, view_question
from app.answering.weighing.verdicts import Verdict, verdict
from store.embedding import HashEmbedder

EMBEDDER = HashEmbedder()


def view(question: str) -> QuestionView:
    return view_question(question, EMBEDDER.read([question])[0], lambda _: 1.0)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Did Norway oppose the annex?", "Norway opposed the annex."),
        (
            "Did Norway oppose the annex?",
            "At the spring meeting, Norway strongly opposed the annex.",
        ),
        ("Was the treaty signed in Oslo?", "The treaty was signed in Oslo in March."),
        ("Has Iceland ratified the treaty?", "Iceland has ratified the treaty."),
        ("Is Norway the host of the talks?", "Norway is the host of the talks."),
        (
            "Did Norway propose the treaty?",
            "Norway proposed the treaty, and no member could object.",
        ),
        ("Did the ministers try to end the dispute?", "The ministers tried to end the dispute."),
    ],
)
def test_yes_is_said_where_the_sentence_says_it(question: str, sentence: str) -> None:
    assert verdict(view(question), sentence, expected=False) is Verdict.YES


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Did Norway oppose the annex?", "Norway did not oppose the annex."),
        ("Was the treaty signed in Oslo?", "The treaty was never signed in Oslo."),
        ("Were any declarations issued in May?", "No declarations were issued in May."),
        ("Did a member object to the annex?", "No member objected to the annex."),
    ],
)
def test_no_is_said_where_the_sentence_denies_just_that(question: str, sentence: str) -> None:
    assert verdict(view(question), sentence, expected=False) is Verdict.NO


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        # Hedged, planned, conditional, reported, narrowed.
        ("Did Norway oppose the annex?", "Norway may have opposed the annex."),
        ("Did Norway oppose the annex?", "Iceland said that Norway opposed the annex."),
        ("Did Norway oppose the annex?", "Norway reportedly opposed the annex."),
        ("Did Norway oppose the annex?", "If Norway opposed the annex, talks would end."),
        ("Did Norway oppose the annex?", "Norway opposed the annex until Iceland gave way."),
        ("Did Norway oppose the annex?", "Norway initially opposed the annex."),
        ("Did members oppose the annex?", "Some members opposed the annex."),
        ("Did Norway sign the treaty?", "Norway wanted to sign the treaty."),
        ("Did Norway sign the treaty?", "Norway refused to sign the treaty."),
        ("Did Norway sign the treaty?", "Did Norway sign the treaty?"),
        # Other roles, heads or things.
        ("Did Norway oppose the Icelandic annex?", "The Icelandic annex opposed Norway."),
        ("Did Norway oppose the annex?", "Norway’s neighbours opposed the annex."),
        ("Did Norway oppose the annex?", "A friend of Norway opposed the annex."),
        ("Did the council adopt the treaty?", "The council adopted a statement on the treaty."),
        ("Did the council adopt the treaty?", "The council adopted the treaty timetable."),
        ("Did Norway oppose the annex?", "Norway was silent, while Iceland opposed the annex."),
        ("Did Norway oppose the annex in May?", "Norway opposed the annex."),
        ("Did Norway oppose the annex?", "Norway accepted the annex."),
        # A negation of something else, or two.
        ("Did Norway oppose the annex?", "Not all of Norway opposed the annex."),
        ("Did Norway oppose the annex?", "Norway did not openly oppose the annex."),
        ("Did Norway oppose the annex?", "Norway did not, without reason, oppose the annex."),
        ("Did Norway oppose the annex?", "No friend of Norway opposed the annex."),
        # Another time.
        ("Is Norway the host of the talks?", "Norway was the host of the talks."),
        ("Does Norway oppose the annex?", "Norway opposed the annex."),
        # Questions that no word answers.
        ("Did Norway not oppose the annex?", "Norway opposed the annex."),
        ("Did Norway oppose or accept the annex?", "Norway opposed or accepted the annex."),
        ("Who opposed the annex?", "Norway opposed the annex."),
        ("Did Norway?", "Norway did."),
    ],
)
def test_nothing_is_said_in_doubt(question: str, sentence: str) -> None:
    assert verdict(view(question), sentence, expected=False) is None


def test_what_is_only_expected_is_no_answer() -> None:
    asked = view("Was the treaty signed in Oslo?")
    assert verdict(asked, "The treaty was signed in Oslo.", expected=False) is Verdict.YES
    assert verdict(asked, "The treaty was signed in Oslo.", expected=True) is None


_SAID = "Norway Iceland opposed the annex a not no did may while said of in May , ; ’s"
_WORDS = st.sampled_from(_SAID.split())


@given(st.lists(_WORDS, max_size=30).map(" ".join))
def test_yes_is_never_said_of_a_sentence_with_a_negation_inside(sentence: str) -> None:
    found = verdict(view("Did Norway oppose the annex?"), sentence, expected=False)
    if found is Verdict.YES:
        clause = sentence.split("annex")[0]
        assert not {"not", "no", "may", "said"} & set(clause.split())
        assert clause.index("Norway") < clause.index("opposed")
