"""The labels that turns begin with, in every year and language, and what only looks like one."""

from __future__ import annotations

import pytest

from ingest.layouts.record.speakers import find_speakers, language_of, read_speaker


@pytest.mark.parametrize(
    ("text", "name", "affiliation", "spoke_in"),
    [
        ("Mr. Nowak (Poland): We", "Mr. Nowak", "Poland", None),
        ("Mr. Nowak (Poland) (spoke in French): We", "Mr. Nowak", "Poland", "French"),
        ("Mr. Nowak (Poland) ( spoke in French ): We", "Mr. Nowak", "Poland", "French"),
        ("Mr. Nowak (Poland) (spoke in \nFrench): We", "Mr. Nowak", "Poland", "French"),
        ("Mr. Nowak (spoke in French) (Poland): We", "Mr. Nowak", "Poland", "French"),
        ("Mr. Haddad (Egypt)(interpretation from Arabic): We", "Mr. Haddad", "Egypt", "Arabic"),
        (
            "Mr. Haddad (Egypt) (spoke in Arabic; English text provided by the delegation): We",
            "Mr. Haddad",
            "Egypt",
            "Arabic",
        ),
        (
            "Mr. PETROV (Bulgaria) (translated from Russian): We",
            "Mr. PETROV",
            "Bulgaria",
            "Russian",
        ),
        ("14. Mr. PETROV (Bulgaria): We", "Mr. PETROV", "Bulgaria", None),
        ("Mr. Nowak (Poland); We", "Mr. Nowak", "Poland", None),
        ("Mr. de la Cruz y Soto (Peru): We", "Mr. de la Cruz y Soto", "Peru", None),
        ("Mr. Al-Kidwa (Palestine): We", "Mr. Al-Kidwa", "Palestine", None),
        ("Mr. D’Souza (India): We", "Mr. D’Souza", "India", None),
        ("Sir John Hall (United Kingdom): We", "Sir John Hall", "United Kingdom", None),
        ("Dame Ann Hall (United Kingdom): We", "Dame Ann Hall", "United Kingdom", None),
        ("Archbishop Rossi (Holy See): We", "Archbishop Rossi", "Holy See", None),
        ("King Otto (Norway): We", "King Otto", "Norway", None),
        ("President Duarte (Peru) (spoke in Spanish): We", "President Duarte", "Peru", "Spanish"),
        ("Lord Hall of Ely (United Kingdom): We", "Lord Hall of Ely", "United Kingdom", None),
        ("Amina Haddad (Niger): We", "Amina Haddad", "Niger", None),
        ("Amina (spoke in French): We", "Amina", None, "French"),
        ("Ms. Roe: We", "Ms. Roe", None, None),
        (
            "Mr. Soto (Bolivia (Plurinational State of)): We",
            "Mr. Soto",
            "Bolivia (Plurinational State of)",
            None,
        ),
        (
            "Ms. Lee (Department for General Assembly and Conference Management): We",
            "Ms. Lee",
            "Department for General Assembly and Conference Management",
            None,
        ),
        ("M. Dupont (France) (parle en anglais) : Nous", "M. Dupont", "France", "English"),
        ("Mme Roche (Haïti) : Nous", "Mme Roche", "Haïti", None),
        ("Г-н Петров (Болгария) (говорит по-английски): Мы", "Г-н Петров", "Болгария", "English"),
        ("Sr. Soto (Perú): Damos", "Sr. Soto", "Perú", None),
        ("The Secretary-General: We", "The Secretary-General", None, None),
        ("The Deputy Secretary-General: We", "The Deputy Secretary-General", None, None),
    ],
)
def test_labels(text: str, name: str, affiliation: str | None, spoke_in: str | None) -> None:
    line = read_speaker(text)
    assert line is not None
    assert (line.name, line.affiliation, line.spoke_in) == (name, affiliation, spoke_in)
    assert not line.presiding
    assert text[line.end :].strip() in ("We", "Nous", "Мы", "Damos")
    assert text[line.start :].startswith(name)


@pytest.mark.parametrize(
    "label",
    [
        "The President:",
        "The PRESIDENT:",
        "The President (spoke in French):",
        "The PRESIDENT (interpretation from French):",
        "The President; ",
        "The Acting President:",
        "The Temporary President:",
        "The Chairman:",
        "7. The PRESIDENT:",
        "Le Président :",
        "La Présidente (parle en espagnol) :",
        "Председатель (говорит по-английски):",
        "El Presidente:",
    ],
)
def test_who_presides(label: str) -> None:
    line = read_speaker(f"{label} words")
    assert line is not None
    assert line.presiding


@pytest.mark.parametrize(
    "text",
    [
        "Mr. President: we thank you for this debate.",
        "Mr. Secretary-General: you have our support.",
        "Mr. Nowak said: we must act.",
        "Mr. Nowak (Poland) said that lakes matter.",
        "The Secretary-General said: we must act.",
        "The President of Peru said: we must act.",
        "In this context: lakes.",
        "Lakes (Peru): many.",
        "First, the draft (S/2019/1): it is good.",
        "Three words follow (in French): lac, eau, vie.",
        "“Mr. Nowak (Poland): lakes.”",
        "The President",
        "Mr. Nowak (Poland",
        "",
    ],
)
def test_no_labels(text: str) -> None:
    assert read_speaker(text) is None


def test_bold_type_tells_a_name_that_nothing_else_does() -> None:
    text = "Zeid Raad (Director of Waters): We"
    assert read_speaker(text) is None
    line = read_speaker(text, bold=len("Zeid Raad"))
    assert line is not None
    assert line.printed == "Zeid Raad (Director of Waters)"


@pytest.mark.parametrize("bold", [len("The matter of lakes: "), len("The matter of lakes")])
def test_bold_heading_that_runs_in_is_a_label_only_with_words(bold: int) -> None:
    assert read_speaker("The matter of lakes", bold=bold) is None


def test_later_labels_follow_a_sentence_s_end() -> None:
    text = (
        "Thanks. Mr. Nowak (Poland): Yes. I asked Mr. Nowak (Poland): why? He said: no. "
        "The President: So be it. Mr. Nowak: No doubt is allowed here."
    )
    assert [line.name for line in find_speakers(text)] == ["Mr. Nowak", "The President"]


@pytest.mark.parametrize(
    ("bracket", "language"),
    [
        ("spoke in Chinese", "Chinese"),
        ("interpretation from Spanish", "Spanish"),
        ("parle en russe", "Russian"),
        ("interprétation de l’anglais", "English"),
        ("говорит по-французски", "French"),
        ("habla en árabe", "Arabic"),
        ("Poland", None),
        ("Minister of Languages", None),
    ],
)
def test_languages(bracket: str, language: str | None) -> None:
    assert language_of(bracket) == language
