"""Invariants 3 to 5 over any sequence of edits, breaks, renames, removals and crashes."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from plain_reader import PIPELINE, plain_reader

from ingest.refresh import RefreshReport, refresh
from store.embedding import HashEmbedder
from store.library import Library
from store.records import Document

NAMES = ("a.txt", "b.txt", "sub/c.txt", "d.txt")
SENTENCES = (
    "The Council remains seized of the matter.",
    "Mr. Lavrov presided over the debate.",
    "Members called for restraint.",
    "The envoy briefed in consultations.",
    "A vote is expected on Friday.",
)
STAGES = ("created", "staged", "embedded", "verified", "swapped", "swept", "reconnected", "indexed")

bodies = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map("\n\n".join)
names = st.sampled_from(NAMES)


class Crash(BaseException):
    """Not an Exception, as a kill is not: nothing may catch it."""


def check_consistent(library: Library) -> None:
    """Invariant 4: the catalogue, Chroma and tantivy hold the same live passages."""
    live = library.catalogue.live_passage_ids()
    vectors = library.vectors_if_any()
    assert (vectors.ids() if vectors else set()) == live
    assert library.lexical.ids() == live
    assert library.passage_count() == len(live)


def check_retrievable(library: Library) -> None:
    """Every live passage is found by its own words and its own vector, with its own text."""
    for summary in library.documents():
        document = library.document(summary.document)
        for passage in document.passages:
            text = passage.span.of(document.text)
            embedded = f"{passage.heading}\n{text}"
            vector = HashEmbedder().encode([embedded])[0]
            for found in (library.nearest(vector, 50), library.matching(embedded, 50)):
                stored = library.passages([candidate.passage_id for candidate in found])
                assert (summary.document, text) in {(p.document.document, p.text) for p in stored}


def fingerprint_of(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def run(library: Library, folder: Path, **options: object) -> RefreshReport:
    return refresh(library, [folder], reader=plain_reader, pipeline=PIPELINE, **options)  # type: ignore[arg-type]


class Newsroom(RuleBasedStateMachine):
    """Files come, change, break and go; the library follows, whatever stops it half-way."""

    @initialize()
    def start(self) -> None:
        self.home = Path(tempfile.mkdtemp())
        self.folder = self.home / "briefs"
        self.folder.mkdir()
        (self.folder / "keep.txt").write_text("A brief that stays where it is.")
        self.library = Library.open(self.home / "library", HashEmbedder(), create=True)
        run(self.library, self.folder)

    def teardown(self) -> None:
        if hasattr(self, "library"):
            self.library.close()
            shutil.rmtree(self.home)

    def put(self, name: str, data: bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)

    @rule(name=names, body=bodies)
    def write(self, name: str, body: str) -> None:
        self.put(name, body.encode())

    @rule(name=names, body=bodies, symbol=st.sampled_from(["S/PV.1001", "S/PV.1002"]))
    def write_with_symbol(self, name: str, body: str, symbol: str) -> None:
        self.put(name, f"symbol: {symbol}\n{body}".encode())

    @rule(name=names, body=st.sampled_from(SENTENCES))
    def write_card(self, name: str, body: str) -> None:
        self.put(name, f"card: S/PV.1001 | {body}\ncard: S/PV.1003 | {body}".encode())

    @rule(name=names, data=st.sampled_from([b"", b"\xff\xfe\x00 broken \xff"]))
    def break_file(self, name: str, data: bytes) -> None:
        self.put(name, data)

    @rule(name=names, to=names)
    def rename(self, name: str, to: str) -> None:
        path, target = self.folder / name, self.folder / to
        if path.exists():
            target.parent.mkdir(exist_ok=True)
            path.replace(target)

    @rule(name=names)
    def delete(self, name: str) -> None:
        (self.folder / name).unlink(missing_ok=True)

    @rule(stage=st.sampled_from(STAGES), after=st.integers(0, 2))
    def crash(self, stage: str, after: int) -> None:
        left = after

        def fail(reached: str) -> None:
            nonlocal left
            if reached == stage:
                if left == 0:
                    raise Crash
                left -= 1

        before = {s.document: self.library.document(s.document) for s in self.library.documents()}
        try:
            run(self.library, self.folder, on_stage=fail)
        except Crash:
            self.library.close()
            self.library = Library.open(self.home / "library", HashEmbedder())
            if stage in STAGES[:4] and after == 0:
                now = {s.document for s in self.library.documents()}
                assert now == set(before)

    @rule()
    def refresh_twice(self) -> None:
        earlier = {summary.document for summary in self.library.documents()}
        report = run(self.library, self.folder)
        assert report.passages == len(self.library.catalogue.live_passage_ids())
        check_consistent(self.library)
        check_retrievable(self.library)
        self.check_against_files(report, earlier)
        self.library.close()
        before = fingerprint_of(self.home / "library")
        self.library = Library.open(self.home / "library", HashEmbedder())
        again = run(self.library, self.folder)
        self.library.close()
        assert fingerprint_of(self.home / "library") == before
        assert (again.added, again.changed, again.removed) == ((), (), ())
        assert (again.failed, again.generation) == (report.failed, report.generation)
        self.library = Library.open(self.home / "library", HashEmbedder())

    def check_against_files(self, report: RefreshReport, earlier: set[str]) -> None:
        """What every readable file says is live, and nothing else but what failed files gave."""
        failed = {failure.source for failure in report.failed}
        given: dict[str, list[Document]] = {}
        for path in self.folder.rglob("*.txt"):
            if str(path) not in failed:
                name = path.relative_to(self.folder).as_posix()
                data = path.read_bytes()
                for document in plain_reader(
                    data, name=name, source="", sidecar=None, embedder=HashEmbedder()
                ):
                    given.setdefault(document.id, []).append(document)
        live = {s.document: self.library.document(s.document) for s in self.library.documents()}
        for id_, documents in given.items():
            held = [document.text for document in documents if document.held]
            assert len(held) <= 1
            if held:
                assert live[id_].text == held[0]
            elif live[id_].held or live[id_].text not in {d.text for d in documents}:
                assert failed  # another source's file broke, and its last version answers
        unexplained = live.keys() - given.keys()
        assert not unexplained or (failed and unexplained <= earlier)

    @invariant()
    def the_brief_that_stays_answers(self) -> None:
        if hasattr(self, "library"):
            assert self.library.document("keep.txt").text == "A brief that stays where it is."


Newsroom.TestCase.settings = settings(
    max_examples=10,
    stateful_step_count=14,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestNewsroom = pytest.mark.slow(Newsroom.TestCase)
