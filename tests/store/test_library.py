"""The library as its readers see it."""

from __future__ import annotations

import datetime as dt
import json
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from plain_reader import plain_document

from store.embedding import HashEmbedder
from store.errors import FingerprintError, LibraryBusy, LibraryError, LibraryMissing, UsageError
from store.filters import Filters
from store.library import Library
from store.lock import writer_lock
from store.manifest import Source
from store.records import (
    Alias,
    Day,
    DayKind,
    Document,
    Kind,
    Pinpoint,
    Relation,
    RelationKind,
    ResolvedDate,
    Sentence,
    Span,
    Turn,
)
from store.vectors import Candidate, VectorStore
from store.writing import SourceChange

ROOT = Path(__file__).parents[2]


def put(library: Library, *documents: Document, source: str = "test") -> None:
    row = Source(source, source, None, None, "ok", None, None, "test", len(documents))
    with library.writing("test") as writer:
        writer.apply([SourceChange(row, documents)])


def vector_of(text: str) -> object:
    return HashEmbedder().encode([text])[0]


@pytest.fixture
def others_may_read() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.mark.skipif(os.name != "posix", reason="permissions are told otherwise here")
@pytest.mark.usefixtures("others_may_read")
def test_a_new_folder_is_its_owners_alone_and_one_that_is_there_stays_as_it_is(
    tmp_path: Path,
) -> None:
    new, shared = tmp_path / "data" / "library", tmp_path / "shared"
    shared.mkdir(mode=0o755)
    for folder in (new, shared):
        Library.open(folder, HashEmbedder(), create=True).close()
        Library.open(folder, HashEmbedder(), create=True).close()
    assert stat.S_IMODE(new.stat().st_mode) == 0o700
    assert stat.S_IMODE(shared.stat().st_mode) == 0o755


def documents_of(library: Library, candidates: Sequence[object]) -> list[str]:
    ids = [candidate.passage_id for candidate in candidates]  # type: ignore[attr-defined]
    return [passage.document.document for passage in library.passages(ids)]


@pytest.fixture
def filled(library: Library) -> Library:
    put(
        library,
        plain_document(
            "brief-2019",
            "The concept note is S/2019/742.\n\nResolution 2396 (2017) is cited by Semerikov.",
            title="Cooperation with the CSTO",
            kind=Kind.BRIEF,
            date=dt.date(2019, 9, 24),
            cites=("S/2019/742", "S/PV.7796", "S/RES/2396"),
            aliases=(Alias("CSTO", "Collective Security Treaty Organization"),),
            dates=(ResolvedDate(Span(0, 3), dt.date(2019, 9, 25)),),
        ),
        plain_document(
            "S/PV.7796",
            "The President spoke of cooperation.\n\nThe concept note was S/2016/867.",
            symbol="S/PV.7796",
            kind=Kind.RECORD,
            date=dt.date(2016, 10, 28),
            cites=("S/2016/867",),
        ),
        plain_document(
            "S/2019/742",
            "A card about the concept note.",
            symbol="S/2019/742",
            title="Letter of 9 September",
            url="https://docs.un.org/en/S/2019/742",
            kind=Kind.LETTER,
            held=False,
        ),
        plain_document(
            "S/RES/2396 (2017)", "A resolution.", symbol="S/RES/2396 (2017)", kind=Kind.RESOLUTION
        ),
    )
    return library


def test_a_document_comes_back_as_it_was_put(library: Library) -> None:
    document = plain_document(
        "d",
        "Ünïcode 𝄞 first.\n\nSecond “quoted” paragraph.",
        symbol="S/1",
        kind=Kind.BRIEF,
        date=dt.date(2019, 9, 24),
        event_date=dt.date(2019, 9, 25),
        language="fr",
        url="https://x.example/",
        publisher="Somebody",
        corrected=True,
        cites=("S/2", "S/3"),
        aliases=(Alias("A", "All"),),
        dates=(ResolvedDate(Span(2, 5), dt.date(2020, 1, 2), relative=False),),
        days=(Day(DayKind.LETTER, dt.date(2019, 9, 20)),),
        relations=(
            Relation(RelationKind.CORRECTS, "S/4"),
            Relation(RelationKind.SUPERSEDES, "S/1/Rev.1"),
        ),
        turns=(Turn(1, "The President", 2, 3, affiliation="Chad", presiding=True),),
        authors=("Chad", "Niger"),
        original_language="ru",
        layout="verbatim record",
        page_count=9,
        session="Seventy-third year",
        agenda_item="34 (a)",
    )
    place = Pinpoint(7, page=2, item="(a)", annex="annex II", spoke_in="French")
    first, second = document.passages
    sentence = Sentence(first.span, place, expected=True)
    first = replace(first, pinpoint=place, sentences=(sentence,), procedural=True)
    document = replace(document, passages=(first, second))
    put(library, document)
    assert library.document("d") == document
    stored = library.passages(sorted(library.catalogue.live_passage_ids()))
    assert [p.text for p in stored] == ["Ünïcode 𝄞 first.", "Second “quoted” paragraph."]
    assert [p.passage for p in stored] == list(document.passages)


def test_documents_are_found_however_they_are_named(filled: Library) -> None:
    for name in ("S/PV.7796", "s/pv.7796", "S/PV. 7796"):
        assert filled.document(name).id == "S/PV.7796"
    assert filled.document("S/RES/2396(2017)").id == "S/RES/2396 (2017)"
    assert filled.document("S/RES/2396").id == "S/RES/2396 (2017)"
    with pytest.raises(UsageError, match="did you mean brief-2019") as refused:
        filled.document("brief-2091")
    assert refused.value.exit_code == 2


def test_what_is_cited_and_not_held_is_listed(filled: Library) -> None:
    missing = {m.symbol: m for m in filled.missing()}
    assert set(missing) == {"S/2016/867", "S/2019/742"}
    assert missing["S/2019/742"].title == "Letter of 9 September"
    assert missing["S/2019/742"].url == "https://docs.un.org/en/S/2019/742"
    assert missing["S/2019/742"].cited_by == ("brief-2019",)
    assert missing["S/2016/867"].title is None
    assert [d.document for d in filled.citing("s/pv.7796")] == ["brief-2019"]


def test_the_lists_that_questions_are_read_against(filled: Library) -> None:
    assert filled.aliases() == (Alias("CSTO", "Collective Security Treaty Organization"),)
    assert [d.date for d in filled.dates("brief-2019")] == [dt.date(2019, 9, 25)]
    assert filled.vocabulary()["concept"] == 3
    assert "Semerikov" in filled.names()
    assert "Concept" not in filled.names()
    assert [s.document for s in filled.documents()] == sorted(
        ["brief-2019", "S/PV.7796", "S/2019/742", "S/RES/2396 (2017)"]
    )


@pytest.mark.parametrize("typed", ["S/2019/742", "s/2019/742", "what is S/2019/742?"])
def test_a_symbol_matches_as_one_term(filled: Library, typed: str) -> None:
    found = filled.matching(typed, 10)
    assert set(documents_of(filled, found[:2])) == {"brief-2019", "S/2019/742"}
    assert found[0].score > 0


def test_words_match_by_their_stem(filled: Library) -> None:
    assert documents_of(filled, filled.matching("cooperate", 5))[0] in {"S/PV.7796", "brief-2019"}
    assert filled.matching("zebra", 5) == []


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """One library for all of Hypothesis's examples."""
    folder = tmp_path_factory.mktemp("asked")
    with Library.open(folder, HashEmbedder(), create=True) as library:
        put(library, plain_document("d", "Some words: AND (OR) NOT.\n\nMore S/2019/742."))
        yield library


@given(text=st.text(max_size=60))
def test_any_text_may_be_asked(asked: Library, text: str) -> None:
    assert len(asked.matching(text, 5)) <= 2


@pytest.mark.parametrize("text", ["", '"', "AND", "a:b", "(", "NOT (", "*", "\\", "x^2 ~", "[a TO"])
def test_query_syntax_means_nothing(filled: Library, text: str) -> None:
    plain = [candidate.passage_id for candidate in filled.matching("Semerikov", 5)]
    assert plain
    asked = [candidate.passage_id for candidate in filled.matching(f"{text} Semerikov", 5)]
    assert asked[0] == plain[0]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(after=dt.date(2019, 9, 24)), {"brief-2019"}),
        (Filters(before=dt.date(2016, 10, 28)), {"S/PV.7796"}),
        (Filters(after=dt.date(2019, 9, 25)), set()),
        (Filters(kinds=frozenset({Kind.RECORD})), {"S/PV.7796"}),
        (Filters(documents=frozenset({"brief-2019", "S/2019/742"})), {"brief-2019", "S/2019/742"}),
        (
            Filters(after=dt.date(2016, 1, 1), kinds=frozenset({Kind.BRIEF, Kind.LETTER})),
            {"brief-2019"},
        ),
    ],
)
def test_filters_narrow_both_ways_of_searching(
    filled: Library, filters: Filters, expected: set[str]
) -> None:
    words = "concept note cooperation"
    near = filled.nearest(vector_of(words), 10, filters)  # type: ignore[arg-type]
    assert set(documents_of(filled, near)) == expected
    assert set(documents_of(filled, filled.matching(words, 10, filters))) == expected


def test_the_score_of_nearest_is_the_cosine(filled: Library) -> None:
    stored = filled.passages(sorted(filled.catalogue.live_passage_ids()))[0]
    best = filled.nearest(vector_of(stored.embedded), 1)[0]  # type: ignore[arg-type]
    assert best.passage_id == stored.id
    assert best.score == pytest.approx(1.0, abs=1e-5)
    assert len(filled.nearest(vector_of("x"), 100)) == filled.passage_count()  # type: ignore[arg-type]


def test_passages_keep_the_order_asked_for_and_drop_the_dead(filled: Library) -> None:
    ids = sorted(filled.catalogue.live_passage_ids())
    asked = [ids[2], 999_999, ids[0]]
    assert [p.id for p in filled.passages(asked)] == [ids[2], ids[0]]
    filled.remove("brief-2019")
    assert [p.id for p in filled.passages(ids)] == ids[2:]


def test_dead_vectors_are_asked_past(filled: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Vectors that a killed writer left never reach a reader, and do not use up its ``k``."""
    vectors = filled.vectors
    left = list(range(1000, 1100))
    query = vector_of("concept note")
    facts = filled.documents()[0]
    import numpy as np

    vectors.upsert(left, np.tile(query, (len(left), 1)), [facts] * len(left))  # type: ignore[arg-type]
    found = filled.nearest(query, 4)  # type: ignore[arg-type]
    assert len(found) == 4
    assert {c.passage_id for c in found} <= filled.catalogue.live_passage_ids()


def test_an_empty_library_answers_nothing_and_loads_no_chroma(library_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from store.library import Library\n"
        "from store.embedding import HashEmbedder\n"
        f"with Library.open(Path({str(library_path)!r}), HashEmbedder(), create=True) as l:\n"
        "    v = HashEmbedder().encode(['x'])[0]\n"
        "    assert (l.nearest(v, 5), l.matching('x', 5), l.documents()) == ([], [], [])\n"
        "    assert 'chromadb' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT)


def test_opening_what_is_not_there(library_path: Path) -> None:
    with pytest.raises(LibraryMissing, match="run penholder refresh"):
        Library.open(library_path, None)
    assert not library_path.exists()


def test_another_model_is_refused_with_what_mends_it(filled: Library) -> None:
    with pytest.raises(FingerprintError, match="penholder rebuild"):
        Library.open(filled.path, HashEmbedder(dimension=32))
    with pytest.raises(FingerprintError):
        filled.vectors.check(HashEmbedder(dimension=32).fingerprint)
    Library.open(filled.path, HashEmbedder()).close()


def test_a_second_writer_is_told_who_writes(filled: Library) -> None:
    with (
        writer_lock(filled.path, "refresh"),
        pytest.raises(LibraryBusy, match=r"penholder refresh \(process \d+ on "),
        filled.writing("remove", patience=0.05),
    ):
        pass
    filled.remove("S/PV.7796")


def test_a_lock_whose_holder_died_is_free(filled: Library) -> None:
    script = (
        "import os; from pathlib import Path; from store.lock import writer_lock\n"
        f"with writer_lock(Path({str(filled.path)!r}), 'refresh'): os._exit(9)\n"
    )
    died = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False)
    assert died.returncode == 9
    assert json.loads((filled.path / "writer.json").read_text())["command"] == "refresh"
    filled.remove("S/PV.7796")


def test_what_another_process_wrote_is_found_at_once(filled: Library) -> None:
    assert filled.nearest(vector_of("zebra crossing"), 1)  # type: ignore[arg-type]
    script = (
        "import sys; sys.path[:0] = ['tests', 'tests/store']\n"
        "from pathlib import Path; from store.library import Library\n"
        "from store.embedding import HashEmbedder; from plain_reader import plain_document\n"
        "from test_library import put\n"
        f"with Library.open(Path({str(filled.path)!r}), HashEmbedder()) as l:\n"
        "    put(l, plain_document('zoo', 'zebra crossing'), source='other')\n"
        "    l.remove('S/PV.7796')\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT)
    near = filled.nearest(vector_of("zoo\nzebra crossing"), 1)  # type: ignore[arg-type]
    assert documents_of(filled, near) == ["zoo"]
    assert near[0].score == pytest.approx(1.0, abs=1e-5)
    assert documents_of(filled, filled.matching("zebra", 5)) == ["zoo"]
    assert "S/PV.7796" not in {s.document for s in filled.documents()}
    assert filled.vectors.ids() == filled.catalogue.live_passage_ids()


def test_threads_read_while_one_writes(filled: Library) -> None:
    errors: list[BaseException] = []
    stop = threading.Event()

    def read() -> None:
        try:
            while not stop.is_set():
                found = filled.nearest(vector_of("concept note"), 3)  # type: ignore[arg-type]
                assert len(filled.passages([c.passage_id for c in found])) >= 1
                assert filled.matching("resolution", 3)
                filled.names()
        except BaseException as error:  # noqa: BLE001 - it is re-raised below
            errors.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(8):
        put(filled, plain_document("moving", f"Version {number} of the text."), source="moving")
    stop.set()
    for reader in readers:
        reader.join()
    assert errors == []
    assert filled.document("moving").text == "Version 7 of the text."


@pytest.mark.parametrize("damage", ["missing", "cut", "state", "foreign"])
def test_a_damaged_lexical_index_is_built_again(filled: Library, damage: str) -> None:
    import shutil

    before = filled.matching("concept", 10)
    path = filled.path
    folder = path / "lexical/index"
    filled.close()
    if damage == "missing":
        shutil.rmtree(path / "lexical")
    elif damage == "cut":
        for file in folder.iterdir():
            file.write_bytes(file.read_bytes()[:10])
    elif damage == "state":
        (path / "lexical/state.json").write_text("{")
    else:
        (path / "lexical/state.json").write_text(
            json.dumps({"library": "another", "format": 1, "generation": 99})
        )
    with Library.open(path, HashEmbedder()) as again:
        assert again.matching("concept", 10) == before
        assert again.lexical.ids() == again.catalogue.live_passage_ids()


def test_missing_vectors_are_an_error_not_an_empty_answer(filled: Library) -> None:
    import shutil

    path = filled.path
    filled.close()
    shutil.rmtree(path / "chroma")
    with (
        Library.open(path, HashEmbedder()) as again,
        pytest.raises(LibraryError, match="penholder rebuild"),
    ):
        again.nearest(vector_of("x"), 3)  # type: ignore[arg-type]


def test_a_document_that_does_not_fit_its_text_is_refused(library: Library) -> None:
    from dataclasses import replace

    from store.errors import SourceError

    document = plain_document("d", "Text.")
    with pytest.raises(SourceError, match="cut at places"):
        put(library, replace(document, text="T"))
    with pytest.raises(SourceError, match="not text"):
        put(library, plain_document("d", "Nul \0 byte."))
    assert library.documents() == []


@pytest.mark.parametrize("url", ["localhost:8000", "ftp://x", "http://"])
def test_a_wrong_server_address_is_named(library_path: Path, url: str) -> None:
    with (
        Library.open(library_path, HashEmbedder(), create=True, chroma_url=url) as library,
        pytest.raises(LibraryError, match="not the address of a Chroma server"),
    ):
        put(library, plain_document("d", "Text."))


def test_a_passage_that_the_graph_does_not_lead_to_is_found_all_the_same(
    filled: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = sorted(filled.catalogue.live_passage_ids())
    lost = ids[2]
    vector = filled.vectors.fetch([lost])[lost]
    search = VectorStore.nearest

    def without(*arguments: Any, **options: Any) -> list[Candidate]:
        return [c for c in search(*arguments, **options) if c.passage_id != lost]

    monkeypatch.setattr(VectorStore, "nearest", without)
    found = filled.nearest(vector, 2)
    assert (found[0].passage_id, found[0].score) == (lost, pytest.approx(1.0, abs=1e-5))
    assert len(found) == 2


def test_a_vector_that_the_graph_does_not_lead_to_is_put_in_again(filled: Library) -> None:
    ids = sorted(filled.catalogue.live_passage_ids())
    assert filled.vectors.reconnect(ids) == 0
    before = filled.vectors.fetch(ids)
    looks = filled.vectors._lost
    filled.vectors._lost = lambda some: [*looks(some), some[0]]  # type: ignore[method-assign]
    assert filled.vectors.reconnect(ids) == 1
    after = filled.vectors.fetch(ids)
    assert after.keys() == before.keys()
    assert all(np.allclose(after[id_], before[id_], atol=1e-6) for id_ in ids)
    found = filled.nearest(before[ids[0]], 1, Filters(kinds=frozenset({Kind.BRIEF})))
    assert found[0].passage_id == ids[0]


def test_a_part_has_the_day_of_the_whole(library: Library) -> None:
    part = plain_document("speeches/8711-2", "Lakes are deep.")
    part = replace(part, symbol="S/PV.8711", kind=Kind.RECORD, date=None)
    put(library, part)
    assert [one.date for one in library.documents()] == [None]
    day = dt.date(2020, 1, 30)
    card = replace(plain_document("S/PV.8711", "A card."), symbol="S/PV.8711", date=day, held=False)
    put(library, card, source="cards")
    assert [one.date for one in library.documents()] == [day, day]
    found = library.catalogue.live_passage_ids(Filters(documents=frozenset({part.id})))
    assert [one.document.date for one in library.passages(sorted(found))] == [day]
    of_month = Filters(documents=frozenset({part.id}), after=day, before=day)
    assert library.catalogue.live_passage_ids(of_month) == found
    assert not library.catalogue.live_passage_ids(replace(of_month, after=dt.date(2020, 2, 1)))


def test_the_original_of_a_document_is_the_file_that_keeps_it(library: Library) -> None:
    kept = plain_document("S/2020/1", "As it was sent.")
    with library.writing("test") as writer:
        sha256 = writer.keep_original(b"%PDF-1.7")
        row = Source("a.pdf", "a.pdf", None, sha256, "ok", None, None, "test", 1)
        writer.apply([SourceChange(row, [kept], original_sha256=sha256)])
    put(library, plain_document("S/2020/2", "Typed."), source="b")
    found = library.original(kept.id)
    assert found is not None
    assert found.read_bytes() == b"%PDF-1.7"
    assert library.original("S/2020/2") is None
    assert library.original("nowhere") is None
    found.unlink()
    assert library.original(kept.id) is None
