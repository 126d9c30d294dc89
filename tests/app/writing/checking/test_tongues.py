"""Which statements are checked as English: those that show that they are."""

from __future__ import annotations

import pytest
from checking_parts import check, cite

from app.writing.checking.tongues import is_english


@pytest.mark.parametrize(
    "text",
    [
        "La Norvège l'a proposé.",
        "La Norvège l’a proposé.",
        "Noruega lo propuso.",
        "Kenya propone enmiendas.",
        "L'attaque a tué 14 civils.",
        "China se abstuvo.",
        "La Chine s'est abstenue.",
        "Le Kenya vota contre.",
        "Китай воздержался.",
    ],
)
def test_short_sentences_of_others_are_not_taken_for_english(text: str) -> None:
    assert not is_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "China abstained.",
        "Norway proposed amendments.",
        "The attack killed 14 civilians.",
        "Kenya’s amendments were rejected.",
        "Côte d’Ivoire was among the sponsors.",
        "Mr. Kovač said no to it.",
    ],
)
def test_english_is_known_by_its_own_words(text: str) -> None:
    assert is_english(text)


def test_a_short_foreign_statement_is_kept_for_what_can_be_checked_of_it() -> None:
    source = cite("Norway proposed it on 4 March 2021.")
    assert check("La Norvège l’a proposé.", source, language="fr").fault is None
    assert check("La Suède l’a proposé.", source, language="fr").fault is not None
