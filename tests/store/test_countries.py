"""The names of States, in the forms that are met."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.countries import _key, _states, find_state, names_of, same_state


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Russia", "Russian Federation"),
        ("the Russian Federation", "Russian Federation"),
        ("Fédération de Russie", "Russian Federation"),
        ("Россия", "Russian Federation"),
        ("Turkey", "Türkiye"),
        ("TÜRKIYE", "Türkiye"),
        ("Turkiye", "Türkiye"),
        ("Plurinational State of Bolivia", "Bolivia (Plurinational State of)"),
        ("Bolivia", "Bolivia (Plurinational State of)"),
        ("Côte d’Ivoire", "Côte d'Ivoire"),
        ("Cote d'Ivoire", "Côte d'Ivoire"),
        ("UK", "United Kingdom of Great Britain and Northern Ireland"),
        ("United States", "United States of America"),
        ("the Niger", "Niger"),
        ("the  Netherlands", "Netherlands (Kingdom of the)"),
        ("L’Iraq", "Iraq"),
        ("Guinea–Bissau", "Guinea-Bissau"),
        ("USSR", "Union of Soviet Socialist Republics"),
        ("Nigeria and Niger", None),
        ("Security Council", None),
        ("", None),
        ("x" * 5_000, None),
    ],
)
def test_a_state_is_found_by_any_form(form: str, name: str | None) -> None:
    assert find_state(form) == name


def test_no_form_is_that_of_two_states() -> None:
    forms = [(_key(form), names[0]) for names in _states() for form in names]
    told = Counter(form for form, _ in set(forms))
    assert [form for form, count in told.items() if count > 1] == []


def test_forms_of_a_state() -> None:
    assert {"Russian Federation", "Russia", "Россия"} <= set(names_of("russia"))
    assert names_of("Atlantis") == ()


def test_same_state() -> None:
    assert same_state("Turkey", "Türkiye")
    assert not same_state("Niger", "Nigeria")
    assert not same_state("Atlantis", "Atlantis")


@given(st.text(max_size=120))
def test_any_text_may_be_asked(text: str) -> None:
    found = find_state(text)
    assert found is None or find_state(found) == found
