"""Quotations are found in the sources after a documented normalisation, or not at all."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.writing.checking.normalising import normalised
from app.writing.checking.quoting import exact

SOURCE = (
    "At that meeting, Russia maintained that there was a lack of general understanding of the "
    "activities of these organisations, which had been marginalised by some states that had viewed "
    "them as “geopolitical competitors”, while the US expressed concern that these organisations "
    "did not respect individual liberties, and that the CIS and the CSTO did not reflect the "
    "interests of all of their members."
)
VIEW = (
    "Some members—in particular, the P3 (France, the UK and the US)—consider these organisations "
    "as vehicles for spreading Russian influence in Eurasia and view them with a degree of "
    "distrust."
)


@pytest.mark.parametrize(
    ("quoted", "source", "words"),
    [
        ("geopolitical competitors", SOURCE, "geopolitical competitors"),
        ("a degree of distrust", VIEW, "a degree of distrust"),
        ("a degree of distrust.", VIEW, "a degree of distrust."),
        ("a degree of distrust,", VIEW, "a degree of distrust"),
        (
            "Vehicles for spreading Russian influence",
            VIEW,
            "vehicles for spreading Russian influence",
        ),
        ("[V]ehicles for spreading Russian", VIEW, "vehicles for spreading Russian"),
        ("some members – in particular, the P3", VIEW, "Some members—in particular, the P3"),
        ("some members - in particular", VIEW, "Some members—in particular"),
        (
            "viewed them as 'geopolitical competitors'",
            SOURCE,
            "viewed them as “geopolitical competitors”",
        ),
        ("did not respect\n  individual liberties", SOURCE, "did not respect individual liberties"),
        ("the oﬃce", "in the office", "the office"),
        ("the office", "in the oﬃce", "the oﬃce"),
        ("Cœur", "the Coeur", "Coeur"),
        ("cooperation with them", "the co-\noperation with them", "co-\noperation with them"),
        (
            "counter-terrorism efforts",
            "counter\u00adterrorism efforts",
            "counter\u00adterrorism efforts",
        ),
        ("António Guterres", unicodedata.normalize("NFD", "António Guterres"), None),
        ("relevant", "« relevant »", "relevant"),
        ("regional organizations", "of regional organisations", "regional organisations"),
        ("во имя мира", "Действовать во имя мира!", "во имя мира"),
        ("安全理事会", "联合国安全理事会今天举行会议。", "安全理事会"),
    ],
)
def test_what_differs_only_as_printers_differ_is_found(
    quoted: str, source: str, words: str | None
) -> None:
    assert exact(quoted, [source]) == (source if words is None else words)


@pytest.mark.parametrize(
    "quoted",
    [
        "respect individual liberties […] the interests of all of their members",  # over "did not"
        "interests of all of their members ... lack of general understanding",  # in this order
        "individual libert",  # not a whole word
        "marginalised by all states that had viewed them as geopolitical competitors",
        "did reflect the interests of all of their members and of others",
        "did not reflect the interests of some of their members, and that the CIS",
        "these organisations did respect individual liberties, and that the CIS and the CSTO",
        "and that the SCO and the CSTO did not reflect the interests of all",
        "",
        "…",
        "“”",
    ],
)
def test_what_the_source_does_not_say_is_not_found(quoted: str) -> None:
    assert exact(quoted, [SOURCE]) is None


def test_an_invented_quotation_that_shares_half_its_words_is_none() -> None:
    invented = (
        "these organisations had been marginalised by the West, which viewed them as military "
        "competitors and did not respect the interests of Russia"
    )
    assert exact(invented, [SOURCE, VIEW]) is None


def test_words_are_left_out_between_two_parts_of_one_source() -> None:
    quoted = "lack of general understanding … marginalised by some states […] viewed them"
    expected = "lack of general understanding […] marginalised by some states […] viewed them"
    assert exact(quoted, [VIEW, SOURCE]) == expected
    assert exact("lack of general understanding ... Russian influence", [SOURCE, VIEW]) is None


@pytest.mark.parametrize(
    ("quoted", "words"),
    [
        (
            "consider these organizations as vehicles for spreading Russian influence",
            "consider these organisations as vehicles for spreading Russian influence",
        ),
        (
            "vehicles for the spreading Russian influence in Eurasia and view them",
            "vehicles for spreading Russian influence in Eurasia and view them",
        ),
        (
            "vehicles for spreading Russian influence in Eurasia and view with a degree",
            None,
        ),
        (
            "vehicles for spreading Russian influence in eurasia and view them with",
            "vehicles for spreading Russian influence in Eurasia and view them with",
        ),
        ("vehicles for spreading Chinese influence in Eurasia and view them", None),
        ("vehicles for spreading Russian interests in Eurasia and view them with a degree", None),
        ("consider those organisations as vehicles", None),
    ],
)
def test_one_word_in_eight_may_be_off(quoted: str, words: str | None) -> None:
    assert exact(quoted, [VIEW]) == words


@pytest.mark.parametrize(
    ("quoted", "printed"),
    [
        (
            "adopted by 14 votes to none with one abstention",
            "adopted by 13 votes to none with one abstention",
        ),
        (
            "statements could not be agreed upon for two years",
            "statements could not be agreed upon for more than two years",
        ),
        (
            "some statements could be agreed upon for two years",
            "no statements could be agreed upon for two years",
        ),
        (
            "the Council may impose measures that bind all Members",
            "the Council will impose measures that bind all Members",
        ),
        (
            "it was inadequate for the needs of the people",
            "it was adequate for the needs of the people",
        ),
        (
            "a two-month extension of the mandate of the mission",
            "a ten-month extension of the mandate of the mission",
        ),
        (
            "issued in January and again in the summer of 2018",
            "issued in June and again in the summer of 2018",
        ),
    ],
)
def test_a_word_that_matters_is_never_off(quoted: str, printed: str) -> None:
    assert exact(quoted, [printed]) is None
    assert exact(printed, [printed]) == printed


def test_a_number_is_quoted_whole() -> None:
    assert exact("a loss of 1", ["a loss of 1,000 lives"]) is None
    assert exact("000 lives", ["a loss of 1,000 lives"]) is None
    assert exact("document S/2019", ["in document S/2019/742"]) is None


def test_a_source_printed_with_broken_lines_comes_back_as_it_is() -> None:
    source = "The Council stresses the im-\nportance of\n\nregional organi-\nsations."
    assert exact("the importance of regional organisations", [source]) == source[21:-1]


# --- The map between what is compared and what was printed ----------------------------------------

PRINTED = st.text(
    alphabet=st.one_of(
        st.sampled_from("abcXYZ  .,-–—’“”'\"«»()[]\n\t\u00a0\u00ad\u200b\u0301ﬁﬃŒæé…123"),
        st.characters(exclude_categories=("Cs",)),
    ),
    max_size=60,
)


@given(PRINTED)
@example("ﬁ\u0301")
@example("a-\n b")
def test_every_compared_character_has_its_place(raw: str) -> None:
    found = normalised(raw)
    assert len(found.text) == len(found.places)
    for place in found.places:
        assert 0 <= place.start < place.end <= len(raw)
    for before, after in zip(found.places, found.places[1:], strict=False):
        assert before == after or before.end <= after.start


@given(PRINTED)
def test_what_is_compared_is_compared_as_itself(raw: str) -> None:
    once = normalised(raw).text
    assert normalised(once).text.replace("'", "") == once.replace("'", "")


@given(PRINTED, st.data())
def test_what_comes_back_is_printed_in_the_source(raw: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, len(raw)))
    found = exact(raw[start:end], [raw])
    if found is not None:
        assert all(part in raw for part in found.split(" […] "))


DISGUISES = {"’": "'", "“": '"', "”": '"', " ": "\u00a0", "ff": "ﬀ", "—": " — ", "i": "i\u00ad"}


@given(st.data())
def test_a_disguised_quotation_comes_back_as_printed(data: st.DataObject) -> None:
    source = (
        "The Council’s members — all of them — spoke of “good offices” and effects in co-operation"
    )
    words = source.split(" ")
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    quoted = " ".join(words[start:end])
    for printed in data.draw(st.lists(st.sampled_from(sorted(DISGUISES)), unique=True)):
        quoted = quoted.replace(printed, DISGUISES[printed])
    found = exact(quoted, [source])
    if quoted.strip('“”"— \u00a0'):
        assert found is not None
        assert found in source
        assert normalised(found).text.strip(" -") == normalised(quoted).text.strip(" -")
