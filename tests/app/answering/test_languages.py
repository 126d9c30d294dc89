"""Questions in other languages than English: recognised, and read as far as known words carry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.answering.answer import Turn
from app.answering.tongues.detecting import Language, detect
from app.answering.tongues.folding import fold, latin
from app.answering.tongues.lexicon import words_in
from app.answering.tongues.phrases import find_names
from app.answering.tongues.states import state_names
from app.answering.tongues.translating import in_english
from app.answering.understanding.question import understand
from app.answering.understanding.spelling import Speller
from store.countries import find_state

READ = (
    Language.FRENCH,
    Language.SPANISH,
    Language.RUSSIAN,
    Language.ARABIC,
    Language.CHINESE,
)
SPELLER = Speller(
    ["Haldorsen", "Norway"], {"haldorsen": 1, "norway": 1, "fishery": 2}, {"what"}.__contains__
)


def nothing(word: str) -> None:
    return None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Who will preside over the debate?", Language.ENGLISH),
        ("What is the ОДКБ?", Language.ENGLISH),
        ("Haldorsen OTSC", Language.ENGLISH),
        ("Comment on the vote of Norway", Language.ENGLISH),
        ("Qui préside ?", Language.FRENCH),
        ("Position de la France sur la pêche", Language.FRENCH),
        ("¿Cuándo votó Noruega?", Language.SPANISH),
        ("Que dijo Francia sobre la pesca", Language.SPANISH),
        ("Кто голосовал против?", Language.RUSSIAN),
        ("Хто голосував проти резолюції?", Language.OTHER),
        ("من سيترأس الجلسة؟", Language.ARABIC),
        ("چه کسی ریاست می‌کند؟", Language.OTHER),
        ("谁主持辩论？", Language.CHINESE),
        ("だれが議長ですか", Language.OTHER),
        ("Wer leitet die Debatte?", Language.OTHER),
        ("Quem preside o debate?", Language.OTHER),
        ("Wat is de rol van de voorzitter?", Language.OTHER),
        ("Welke havens zijn gesloten?", Language.OTHER),
        ("Hvad er formandens rolle?", Language.OTHER),
        ("Vilken roll har Norge?", Language.OTHER),
        ("Mikä on Norjan rooli?", Language.OTHER),
        ("Mikor volt a vita?", Language.OTHER),
        ("Jaká je role předsedy?", Language.OTHER),
        ("Cine este președintele?", Language.OTHER),
        ("Siapa ketua dewan?", Language.OTHER),
        ("Wat is the role of the chair?", Language.ENGLISH),
        ("What is Vad Haldorsen’s role?", Language.ENGLISH),
        ("Who is Siapa?", Language.ENGLISH),
        ("APA on Haldorsen?", Language.ENGLISH),
        ("Nani Haldorsen", Language.ENGLISH),
    ],
)
def test_the_language_of_a_question(text: str, language: Language) -> None:
    assert detect(text) is language


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Qui présidera le débat du Conseil de sécurité ?", "Who preside debate Security Council?"),
        ("¿Quién votó en contra de la resolución 2448?", "Who vote against resolution 2448?"),
        ("Кто воздержался по резолюции 2448 (2018)?", "Who abstained resolution 2448 (2018)?"),
        ("Что сказала Франция о мандате МИНУСКА?", "What said France mandate MINUSCA?"),
        ("谁将主持安理会辩论？", "Who preside Security Council debate?"),
        ("中国对第2448号决议如何投票？", "China resolution 2448 how vote?"),
        ("من سيترأس جلسة مجلس الأمن؟", "Who preside meeting Security Council?"),
    ],
)
def test_names_and_known_words_carry_a_question(text: str, english: str) -> None:
    read = in_english(text, detect(text), name_like=nothing, word_like=nothing)
    assert read.text == english
    assert read.complete
    assert read.carries


def test_what_is_not_known_is_left_out_and_counted() -> None:
    read = in_english(
        "Pourquoi le hérisson traverse-t-il ?",
        Language.FRENCH,
        name_like=nothing,
        word_like=nothing,
    )
    assert not read.complete
    assert not read.carries


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ОДКБ и ШОС", ["CSTO", "SCO"]),
        ("the OTSC and the OCS", ["CSTO"]),
        ("the UK’s, the UAE’s and the DRC’s", []),
        ("в Нигере и Нигерии", ["Niger", "Nigeria"]),
        ("Иран, Ирак", ["Iran", "Iraq"]),
        ("مجلس الأمن", ["Security Council"]),
        ("俄罗斯联邦", ["Russia"]),
        ("a grenade in maurice’s garden", []),
        ("à Congo-Kinshasa", ["Democratic Republic of the Congo"]),
    ],
)
def test_names_in_other_languages(text: str, names: list[str]) -> None:
    assert [found.english for found in find_names(text)] == names


def test_every_state_of_the_table_is_one_and_has_one_name_of_each_form() -> None:
    assert len(state_names()) > 800
    assert all(find_state(english) for english in state_names().values())


@pytest.mark.parametrize("language", READ)
def test_every_word_of_the_lexicon_is_found_alone(language: Language) -> None:
    forms = words_in(language)
    assert len(forms) > 150
    missed = [
        form
        for form, _ in forms
        if not in_english(
            form.replace("*", ""), language, name_like=nothing, word_like=nothing
        ).text
    ]
    assert not missed


def test_a_name_in_cyrillic_is_read_in_latin_letters() -> None:
    assert [latin(name) for name in ("Лавров", "Небензя", "Полянский")] == [
        "lavrov",
        "nebenzya",
        "polyansky",
    ]


def test_an_alias_in_an_english_question_is_read_and_shown() -> None:
    question = understand("What did the ОДКБ say?", (), SPELLER)
    assert question.text == "What did the CSTO say?"
    assert [(c.written, c.read_as) for c in question.corrections] == [("ОДКБ", "CSTO")]


def test_a_question_in_french_is_understood_in_english_and_not_spelt_anew() -> None:
    question = understand("Quand la Norvège a-t-elle voté contre la résolution ?", (), SPELLER)
    assert question.text == "When Norway vote against resolution?"
    assert question.language is Language.FRENCH
    assert question.complete
    assert question.corrections == ()


def test_a_conversation_may_change_its_language() -> None:
    history = [
        Turn(role="user", content="Quand la Norvège a-t-elle voté contre la résolution ?"),
        Turn(role="assistant", content="In March."),
    ]
    assert "France" in understand("And France?", history, SPELLER).text


@given(st.text(max_size=80))
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("language", READ)
def test_a_long_question_takes_time_that_grows_with_its_length_alone(language: Language) -> None:
    text = (words_in(language)[0][0] + " ") * (6_000 // len(words_in(language)[0][0]))
    assert in_english(text, language, name_like=nothing, word_like=nothing).text


def test_a_question_in_a_language_that_is_not_read_is_not_half_corrected() -> None:
    read = understand("Hvad er formandens rolle i Norwey?", (), SPELLER)
    assert read.language is Language.OTHER
    assert read.corrections == ()
    assert not read.readable
