"""Runs and versions, read back from what the writer left."""

from __future__ import annotations

from pathlib import Path

import pytest
from plain_reader import plain_document

from store import history
from store.embedding import HashEmbedder
from store.failures import MOST_KEPT, Failed
from store.library import Library
from store.manifest import Source
from store.records import Document
from store.writing import SourceChange


class _Killed(BaseException):
    """What a test throws where a process would die."""


def change(
    name: str, text: str | None, *, original: str | None = None, pipeline: str = "test"
) -> SourceChange:
    row = Source(name, name, None, None, "ok", None, None, pipeline, 1)
    if text is None:
        return SourceChange(row, gone=True)
    return SourceChange(row, (plain_document(name, text),), original)


def run(library: Library, *changes: SourceChange, die_at: str | None = None) -> None:
    """One run that applies its changes one by one, so that each is a generation of its own."""

    def on_stage(stage: str) -> None:
        if stage == die_at:
            raise _Killed

    try:
        with library.writing("refresh", on_stage=on_stage) as writer:
            for one in changes:
                writer.apply([one])
    except _Killed:
        assert die_at is not None


def told(library: Library) -> list[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]:
    return [(r.added, r.changed, r.removed) for r in history.runs(library.catalogue)]


def test_a_library_that_was_never_filled_has_no_runs(library: Library) -> None:
    assert history.runs(library.catalogue) == []
    assert history.versions_of(library.catalogue, "a") == []
    assert library.edited() == {}


def test_each_run_names_its_documents_newest_first(library: Library) -> None:
    run(library, change("a", "One."), change("b", "Two."))
    run(library, change("a", "One, edited."), change("b", None), change("c", "Three."))
    assert told(library) == [(("c",), ("a",), ("b",)), (("a", "b"), (), ())]
    newest, oldest = history.runs(library.catalogue)
    assert (newest.counted, oldest.counted) == ((1, 1, 1), (2, 0, 0))
    assert (oldest.generation, newest.generation) == (2, 5)
    assert newest.finished is not None
    assert oldest.started < newest.started < newest.finished


def test_what_came_and_went_in_one_run_is_not_told(library: Library) -> None:
    run(library, change("a", "One."), change("a", "Two."), change("b", "Three."))
    run(library, change("b", None), change("b", "Three again."))
    assert told(library) == [((), ("b",), ()), (("a", "b"), (), ())]
    run(library, change("c", "Four."), change("c", None))
    assert told(library)[0] == ((), (), ())


@pytest.mark.parametrize("limit", [1, 2, 3, 9])
def test_a_limit_gives_the_newest_runs_with_the_same_documents(
    library: Library, limit: int
) -> None:
    for name in "abc":
        run(library, change(name, f"The text of {name}."))
    whole = history.runs(library.catalogue)
    assert history.runs(library.catalogue, limit) == whole[:limit]


def test_a_killed_run_is_unfinished_and_keeps_what_it_swapped_in(
    library: Library, tmp_path: Path
) -> None:
    run(library, change("a", "One."))
    run(library, change("b", "Two."), die_at="swapped")
    run(library, change("c", "Three."))
    last, killed, first = history.runs(library.catalogue)
    assert killed.finished is None
    assert killed.generation is None
    assert [run.added for run in (last, killed, first)] == [("c",), ("b",), ("a",)]


def test_a_run_under_way_is_the_newest_and_unfinished(library: Library) -> None:
    run(library, change("a", "One."))
    with library.writing("refresh") as writer:
        writer.apply([change("b", "Two.")])
        newest = history.runs(library.catalogue)[0]
    assert (newest.finished, newest.added) == (None, ("b",))
    assert history.runs(library.catalogue)[0].finished is not None


def test_the_versions_of_a_document_are_numbered_with_their_texts(library: Library) -> None:
    for text in ("One.", "Two.", "Three."):
        run(library, change("a", text))
    listed = history.versions_of(library.catalogue, "a")
    assert [version.number for version in listed] == [1, 2, 3]
    assert [(version.live_from, version.live_to) for version in listed] == [
        (1, 2),
        (2, 3),
        (3, None),
    ]
    texts = [history.version_text(library.catalogue, version) for version in listed]
    assert texts == ["One.", "Two.", "Three."]


def test_an_edited_text_is_edited_and_a_new_or_removed_one_is_not(library: Library) -> None:
    run(library, change("a", "One.", original="1"), change("b", "Two.", original="2"))
    run(library, change("c", "Three.", original="3"), change("c", None))
    assert library.edited() == {}
    run(library, change("a", "One, edited.", original="4"))
    assert set(library.edited()) == {"a"}
    edited = history.versions_of(library.catalogue, "a")[-1].read
    assert library.edited()["a"] == edited
    run(library, change("a", None))
    assert library.edited() == {}


def test_a_text_that_is_only_read_otherwise_is_not_edited(library: Library) -> None:
    run(library, change("a", "One.", original="1"), change("b", "Two.", original="2"))
    run(library, change("a", "One!", original="1"), change("b", "Two!", original="3", pipeline="x"))
    assert library.edited() == {}
    assert history.versions_of(library.catalogue, "a")[-1].same_original


def test_another_library_object_sees_an_edit_at_once(library: Library, tmp_path: Path) -> None:
    run(library, change("a", "One.", original="1"))
    assert library.edited() == {}
    with Library.open(library.path, HashEmbedder()) as writer:
        run(writer, change("a", "Two.", original="2"))
    assert set(library.edited()) == {"a"}


def fail(library: Library, *names: str, change_too: SourceChange) -> None:
    with library.writing("refresh") as writer:
        writer.apply([change_too])
        writer.failed = [Failed(name, f"{name} is empty", "save its text") for name in names]


def test_a_run_keeps_what_failed_with_the_reason(library: Library) -> None:
    fail(library, "x.txt", "y.txt", change_too=change("a", "One."))
    run(library, change("a", "Two."))
    last, first = history.runs(library.catalogue)
    assert (last.failed, last.failures) == (0, ())
    assert first.failed == 2
    assert first.failures == (
        Failed("x.txt", "x.txt is empty", "save its text"),
        Failed("y.txt", "y.txt is empty", "save its text"),
    )
    assert history.runs(library.catalogue, 1) == [last]


def test_what_is_kept_of_the_failures_of_a_run_is_bounded(library: Library) -> None:
    names = [f"{number:03} {'x' * 5_000}" for number in range(500)]
    fail(library, *names, change_too=change("a", "One."))
    (only,) = history.runs(library.catalogue)
    assert only.failed == 500
    assert len(only.failures) == MOST_KEPT
    assert [failed.source[:3] for failed in only.failures[:2]] == ["000", "001"]
    assert max(len(failed.source) for failed in only.failures) < 1_000


def test_a_run_that_goes_on_says_its_failures_once(library: Library) -> None:
    with library.writing("refresh") as writer:
        writer.apply([change("a", "One.")])
        writer.failed = [Failed("x.txt", "x.txt is empty", "save its text")]
    with library.writing("refresh") as later:
        later.resume(writer)
        later.apply([change("b", "Two.")])
        later.failed = [*writer.failed, Failed("y.txt", "y.txt is empty", "save its text")]
    (only,) = history.runs(library.catalogue)
    assert [failed.source for failed in only.failures] == ["x.txt", "y.txt"]


def test_a_card_that_gives_way_to_its_document_is_not_edited(library: Library) -> None:
    card = Document("S/1", "Card", plain_document("x", "y").kind, "A card.", held=False)
    row = Source("cards", "cards", None, None, "ok", None, None, "test", 1)
    run(library, SourceChange(row, (card,)))
    run(library, change("S/1", "The record itself.", original="1"))
    first, second = history.versions_of(library.catalogue, "S/1")
    assert (first.held, second.held) == (False, True)
    assert library.edited() == {}
