"""What the page may put into the library: files under safe names, symbols and addresses."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from app import filling
from ingest.refresh import refresh
from store.errors import PenholderError, SourceError, UsageError
from store.library import Library


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("brief.md", "brief.md"),
        ("../../etc/cron.d/brief.TXT", "brief.txt"),
        ("C:\\temp\\brief.pdf", "brief.pdf"),
        ("..md", "document.md"),
        (".hidden.md", "hidden.md"),
        ("a\x00b\nc\x1b[31m.txt", "a_b_c__31m.txt"),
        ("<img src=x onerror=alert(1)>.html", "_img src_x onerror_alert(1)_.html"),
        ("S/2019/742.pdf", "742.pdf"),
        ("Записка о встрече.docx", "Записка о встрече.docx"),
        ("x" * 300 + ".txt", "x" * 80 + ".txt"),
        ("evil\u202etxt.md", "evil_txt.md"),
    ],
)
def test_names_are_made_safe(given: str, kept: str) -> None:
    assert filling.safe_name(given) == kept


@pytest.mark.parametrize("given", ["run.sh", "brief", "brief.toml", "brief.pdf.exe", "", ".md/x"])
def test_what_is_no_document_is_refused(given: str) -> None:
    with pytest.raises(SourceError, match="no file that is read"):
        filling.safe_name(given)


def test_a_file_is_kept_for_its_owner_alone_and_never_over_another(library_path: Path) -> None:
    first = filling.keep(library_path, "brief.md", b"one")
    again = filling.keep(library_path, "brief.md", b"one")
    other = filling.keep(library_path, "brief.md", b"two")
    assert first == again == filling.added_folder(library_path) / "brief.md"
    assert (other.name, first.read_bytes(), other.read_bytes()) == ("brief (2).md", b"one", b"two")
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
    assert stat.S_IMODE(first.parent.stat().st_mode) == 0o700


def test_nothing_is_written_through_a_link_or_deleted_elsewhere(
    library_path: Path, tmp_path: Path
) -> None:
    victim = tmp_path / "victim.md"
    victim.write_bytes(b"mine")
    folder = filling.added_folder(library_path)
    folder.mkdir(parents=True)
    (folder / "brief.md").symlink_to(victim)
    assert filling.keep(library_path, "brief.md", b"mine").name == "brief (2).md"
    filling.drop(library_path, victim)
    filling.drop(library_path, folder / "brief.md")
    assert victim.read_bytes() == b"mine"


@pytest.mark.parametrize("data", [b"", b" \n", b"x" * (filling.MOST_MEGABYTES * 1_000_000 + 1)])
def test_an_empty_or_too_large_file_is_refused(library_path: Path, data: bytes) -> None:
    with pytest.raises(SourceError):
        filling.keep(library_path, "brief.md", data)
    assert not filling.added_folder(library_path).exists()


def test_symbols_and_addresses_are_named_and_paths_are_not(tmp_path: Path) -> None:
    assert filling.named(" s/pv.7796 ") == "https://docs.un.org/en/S/PV.7796"
    assert filling.named("S/PV.7796", "fr") == "https://docs.un.org/fr/S/PV.7796"
    assert filling.named("https://example.org/a") == "https://example.org/a"
    file = tmp_path / "secret.txt"
    file.write_text("secret")
    for text in (str(file), "corpus", "", "../secret.txt", "file:///etc/passwd"):
        with pytest.raises(PenholderError):
            filling.named(text)
    with pytest.raises(UsageError, match="not given in this language"):
        filling.named("SC/13963", "ar")


def test_what_was_named_is_told_without_a_key_in_its_address() -> None:
    assert filling.told(" s/pv.7796 ") == "S/PV.7796"
    told = filling.told(" https://example.org/feed?lang=en&key=s3cret#part ")
    assert told == "https://example.org/feed?lang=…&key=…"


def test_added_files_outlive_a_refresh_of_the_other_sources(
    library: Library, tmp_path: Path
) -> None:
    briefs = tmp_path / "briefs"
    briefs.mkdir()
    (briefs / "one.txt").write_text("Lakes are shared.")
    path = filling.keep(library.path, "two.md", b"Rivers are shared.")
    refresh(library, [briefs, path])
    refresh(library, [briefs])
    assert [one.document for one in library.documents()] == ["one", "two"]
    both = [briefs, filling.added_folder(library.path)]
    assert refresh(library, both).unchanged == 2
    library.remove("two")
    refresh(library, both)
    filling.drop(library.path, path)
    refresh(library, [briefs])
    assert [one.document for one in library.documents()] == ["one"]
    refresh(library, [filling.keep(library.path, "two.md", b"Rivers are shared.")])
    assert [one.document for one in library.documents()] == ["one", "two"]
