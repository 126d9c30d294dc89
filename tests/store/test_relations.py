"""What symbols say of how their documents stand to one another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.records import RelationKind
from store.relations import base_symbol, inverse_wording, relations_of


def stated(symbol: str) -> list[tuple[str, str]]:
    return [(relation.kind.value, relation.target) for relation in relations_of(symbol)]


@pytest.mark.parametrize(
    ("symbol", "relations"),
    [
        ("S/2019/742/Add.1", [("extends", "S/2019/742")]),
        ("S/2019/742/Add.2", [("extends", "S/2019/742")]),
        ("S/2019/742/Corr.1", [("corrects", "S/2019/742")]),
        ("S/2019/742/Rev.1", [("supersedes", "S/2019/742")]),
        ("S/2019/742/Rev.2", [("supersedes", "S/2019/742/Rev.1"), ("supersedes", "S/2019/742")]),
        ("S/2019/742/Rev.1/Corr.1", [("corrects", "S/2019/742/Rev.1")]),
        ("ST/AI/189/Add.9/Rev.2",
         [("supersedes", "ST/AI/189/Add.9/Rev.1"), ("supersedes", "ST/AI/189/Add.9")]),
        ("S/PV.9052 (Resumption 1)", [("resumes", "S/PV.9052")]),
        ("S/PV.9052(resumption 2)",
         [("resumes", "S/PV.9052 (Resumption 1)"), ("resumes", "S/PV.9052")]),
        ("A/66/874-S/2012/505/Corr.1", [("corrects", "A/66/874-S/2012/505")]),
        ("S/RES/1373/Corr.1", [("corrects", "S/RES/1373 (2001)")]),
        ("S_2019_742_Add.1-EN.pdf", [("extends", "S/2019/742")]),
        ("S/2019/742*", []),
        ("S/RES/2396 (2017)", []),
        ("S/2019/742/Amend.1", []),
        ("not a symbol/Add.1", []),
        ("", []),
    ],
)  # fmt: skip
def test_relations(symbol: str, relations: list[tuple[str, str]]) -> None:
    assert stated(symbol) == relations


@pytest.mark.parametrize(
    ("symbol", "base"),
    [
        ("S/2019/742/Rev.2/Add.1", "S/2019/742"),
        ("S/PV.9052 (Resumption 2)", "S/PV.9052"),
        ("S/RES/1373", "S/RES/1373 (2001)"),
        ("S/2019/742", "S/2019/742"),
    ],
)
def test_base(symbol: str, base: str) -> None:
    assert base_symbol(symbol) == base


def test_every_relation_reads_from_both_ends() -> None:
    wordings = {inverse_wording(kind) for kind in RelationKind}
    assert len(wordings) == len(RelationKind)
    assert inverse_wording(RelationKind.SUPERSEDES) == "is superseded by"
    assert not wordings & {kind.value for kind in RelationKind}


@given(
    st.lists(
        st.sampled_from(["S/2019/742", "/Rev.2", "/Add.1", "/Corr.3", " (Resumption 2)", "/"])
    ).map("".join)
    | st.text(max_size=60)
)
def test_a_target_is_nearer_the_base(symbol: str) -> None:
    for relation in relations_of(symbol):
        assert base_symbol(relation.target) == base_symbol(symbol)
        assert relation.target != symbol
