"""Short forms learnt from the text, and brackets that explain nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.acronyms import find_aliases


def learnt(text: str) -> list[tuple[str, str]]:
    return [(alias.short, alias.full) for alias in find_aliases(text)]


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("of the Shanghai Cooperation Organization (SCO),", "SCO",
         "Shanghai Cooperation Organization"),
        ("the Commonwealth of Independent States (CIS)", "CIS",
         "Commonwealth of Independent States"),
        ("the UN Regional Centre for Preventive Diplomacy for Central Asia (UNRCCA)", "UNRCCA",
         "UN Regional Centre for Preventive Diplomacy for Central Asia"),
        ("on the UN Assistance Mission in Afghanistan (UNAMA)", "UNAMA",
         "UN Assistance Mission in Afghanistan"),
        ("the UN Office on Drugs and Crime (UNODC)", "UNODC", "UN Office on Drugs and Crime"),
        ("the Office for the Coordination of Humanitarian Affairs (OCHA)", "OCHA",
         "Office for the Coordination of Humanitarian Affairs"),
        ("the Organization for Security and Co-operation in Europe (OSCE)", "OSCE",
         "Organization for Security and Co-operation in Europe"),
        ("the Counter-Terrorism Committee Executive Directorate (CTED)", "CTED",
         "Counter-Terrorism Committee Executive Directorate"),
        ("the UN Support Mission in Libya (UNSMIL)", "UNSMIL", "UN Support Mission in Libya"),
        ("the UN Mission in South Sudan (UNMISS)", "UNMISS", "UN Mission in South Sudan"),
        ("the Islamic State in Iraq and the Levant (ISIL)", "ISIL",
         "Islamic State in Iraq and the Levant"),
        ("many Internally Displaced Persons (IDPs)", "IDP", "Internally Displaced Persons"),
        ("the Financial Action Task Force (“FATF”)", "FATF", "Financial Action Task Force"),
        ("the P3 (France, the UK and the US)", "P3", "France, the UK and the US"),
        ("the A3 (Côte d’Ivoire, Equatorial Guinea and South Africa)", "A3",
         "Côte d’Ivoire, Equatorial Guinea and South Africa"),
        ("the African Union’s (AU) envoy", "AU", "African Union"),
        ("the United Nations Organization Stabilization Mission in the Democratic Republic of the "
         "Congo (MONUSCO)", "MONUSCO",
         "United Nations Organization Stabilization Mission in the Democratic Republic of the "
         "Congo"),
        ("SCO (Shanghai Cooperation Organization)", "SCO", "Shanghai Cooperation Organization"),
    ],
)  # fmt: skip
def test_learns(text: str, short: str, full: str) -> None:
    assert learnt(text) == [(short, full)]


@pytest.mark.parametrize(
    "text",
    [
        "a concept note (S/2019/742)",
        "its October 2016 presidency (S/PV.7796)",
        "the 8626th Meeting (AM)",
        "the report of the Secretary-General (A/73/833)",
        "acting under the Charter (VII)",
        "Tomorrow morning (25 September)",
        "Some Cases were heard. Others (SCO)",
        "the P3 (France and the UK)",
        "he left early (ABC)",
        "the United Nations met with the Mission in New York on Monday (ABCDE)",
        "an old name (CSO)",
        "",
    ],
)
def test_learns_nothing(text: str) -> None:
    assert learnt(text) == []


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(["UN", "(UN", "Of", "the", "Aa-Bb", "(AB)", "(ABCAB)", "A", "(", ")", "P3"])
    ).map(" ".join)
)  # fmt: skip
def test_what_is_learnt_stands_in_the_text(text: str) -> None:
    for alias in find_aliases(text):
        assert alias.full in text
        assert alias.short in text


@pytest.mark.timeout(60)  # quadratic work on so much would take many minutes
@pytest.mark.parametrize(
    "junk",
    [
        "Aa Bb " * 40_000 + "(ABABABABAB) " * 20_000,
        "United Nations Aa Mission in the Bb c (ABCDE) " * 12_000,
        "A A A A A A A A A A A A (AAAAAAAAAAAA) " * 12_000,
        "(" * 500_000,
        "A-" * 250_000,
    ],
    ids=["names", "missions", "one letter", "brackets", "hyphens"],
)
def test_long_junk_is_linear(junk: str) -> None:
    assert len(find_aliases(junk)) <= 1
