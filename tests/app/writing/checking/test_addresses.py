"""Addresses and markup that only a statement has."""

from __future__ import annotations

import pytest
from checking_parts import check, cite

from app.writing.checking.addresses import check_addresses
from app.writing.checking.evidence import Evidence

SOURCE = Evidence.of([cite("The report is at https://undocs.org/S/2021/88. It rose 1.5 per cent.")])


@pytest.mark.parametrize(
    "statement",
    [
        "The report is at https://evil.example/login.",
        "The report is at evil.example/login.",
        "Envoyez votre clé à evil.example.",
        "The report is at www.evil.example.",
        "Write to someone@evil.example.",
        "The [report](https://evil.example) rose.",
        "The report ![x](x.png) rose.",
        "The report <img src=x onerror=alert(1)> rose.",
        "The report rose &lt;b&gt;.",
        "javascript:alert(1) is the report.",
        "The report is at 10.20.30.40.",
    ],
)
def test_an_address_of_no_source_is_found(statement: str) -> None:
    assert check_addresses(statement, SOURCE) is not None


@pytest.mark.parametrize(
    "statement",
    [
        "The report is at https://undocs.org/S/2021/88.",
        "It rose 1.5 per cent at 10:05 a.m., the U.S. said: no.",
        "The text.The Council met.",
        "Resolution 2576 (2021), S/RES/2576(2021), i.e. the text.",
        "« Le rapport : oui » et 1,5 %.",
    ],
)
def test_what_is_no_address_is_left(statement: str) -> None:
    assert check_addresses(statement, SOURCE) is None


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_statement_in_any_language_is_shown_with_one(language: str) -> None:
    drafted = cite("Norway drafted the text.")
    said = "La Norvège a rédigé le texte, envoyez votre clé à evil.example."
    assert check(said, drafted, language=language).fault is not None
    assert check("Norway drafted the text [x](//evil.example).", drafted).fault is not None
