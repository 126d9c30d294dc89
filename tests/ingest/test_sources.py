"""Which files a source leads to."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from ingest.sources import Item, find, is_remote, read_bytes
from store.errors import SourceError


def put(folder: Path, *names: str, data: bytes = b"text") -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def names(folder: Path) -> list[str]:
    return [item.name(item.root) for item in find([folder]).items]


def test_a_folder_gives_its_documents_by_name(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", "a.md", "sub/c.html", "sub/deeper/d.htm", "E.TXT")
    assert names(tmp_path) == ["E.TXT", "a.md", "b.txt", "sub/c.html", "sub/deeper/d.htm"]


def test_what_is_no_document_is_left_out(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", ".hidden.txt", ".git/x.txt", "__pycache__/x.txt", "questions/q.txt")
    put(tmp_path, "README.md", "readme.txt", "LICENSE", "LICENSE.txt", "__init__.py", "x.png")
    put(tmp_path, "q.jsonl", "licences-of-the-council.txt")
    assert names(tmp_path) == ["a.txt", "licences-of-the-council.txt"]
    assert find([tmp_path]).failures == ()


def test_a_sidecar_goes_with_its_file(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "b.html")
    put(tmp_path, "a.toml", data=b"title = 'A'")
    items = {item.name(item.root): item for item in find([tmp_path]).items}
    assert set(items) == {"a.txt", "b.html"}
    assert items["a.txt"].sidecar == tmp_path / "a.toml"
    assert read_bytes(items["a.txt"]) == (b"text", b"title = 'A'")
    assert read_bytes(items["b.html"]) == (b"text", None)


def test_a_catalogue_is_read_and_settings_are_not(tmp_path: Path) -> None:
    put(tmp_path, "related.toml", data=b"# cards\n[[document]]\nsymbol = 'S/1'\n")
    put(tmp_path, "pyproject.toml", data=b"[[tool.mypy.overrides]]\nmodule = 'x'\n")
    put(tmp_path, "orphan.toml", data=b"title = 'its file was deleted'\n")
    assert names(tmp_path) == ["related.toml"]


MEETINGS = b"year,record,date,press_release,topic,outcome,links\n2019,S/PV.1,1 May,,Lakes,--,\n"


def test_a_table_of_meetings_is_read_and_other_figures_are_not(tmp_path: Path) -> None:
    put(tmp_path, "meetings.csv", "sub/MORE.CSV", data=MEETINGS)
    put(tmp_path, "marked.csv", data=b"\xef\xbb\xbf" + MEETINGS)
    put(tmp_path, "votes.csv", data=b"year,record,votes\n2019,S/PV.1,15\n")
    put(tmp_path, "empty.csv", data=b"")
    put(tmp_path, "binary.csv", data=b"\xff\xfe\x00" * 200)
    put(tmp_path, os.fsdecode(b"caf\xe9.csv"), data=b"a,b\n")
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "gone.csv").symlink_to(tmp_path / "nowhere.csv")
    assert names(tmp_path) == ["marked.csv", "meetings.csv", "sub/MORE.CSV"]
    assert find([tmp_path]).failures == ()


def test_a_table_that_cannot_be_opened_is_kept_to_be_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "meetings.csv", data=MEETINGS)

    def refuse(*_: object, **__: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    (item,) = find([tmp_path]).items
    with pytest.raises(SourceError, match=r"meetings\.csv cannot be read"):
        read_bytes(item)


def test_documents_of_other_types_are_named_as_unread(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "letter.docx", "record.pdf", "memo.rtf", "old.DOC")
    found = find([tmp_path])
    assert [Path(failure.source).name for failure in found.failures] == [
        "memo.rtf",
        "old.DOC",
    ]
    assert [Path(item.key).name for item in found.items] == ["a.txt", "letter.docx", "record.pdf"]
    assert find([tmp_path / "old.DOC"]).failures == (found.failures[1],)


def test_each_file_is_read_once(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "sub/b.txt")
    found = find([tmp_path, tmp_path / "sub", tmp_path / "a.txt", str(tmp_path)])
    assert sorted(Path(item.key).name for item in found.items) == ["a.txt", "b.txt"]


def test_links_are_not_followed_inside_a_folder(tmp_path: Path) -> None:
    put(tmp_path, "in/a.txt", "out/secret.txt")
    (tmp_path / "in/link.txt").symlink_to(tmp_path / "out/secret.txt")
    (tmp_path / "in/loop").symlink_to(tmp_path / "in")
    assert names(tmp_path / "in") == ["a.txt"]
    (tmp_path / "alias").symlink_to(tmp_path / "in")
    assert [item.key for item in find([tmp_path / "alias"]).items] == [
        str((tmp_path / "in/a.txt").resolve())
    ]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("nowhere", "there is no file or folder nowhere"),
        ("file:///etc/passwd", "not an http or https address"),
        ("https://[::1", "not a usable address"),
        ("x" * 5000, "not a usable path"),
        ("nul\0byte", "not a usable path"),
        ("~nobody-of-this-name/x", "not a usable path"),
    ],
)
def test_what_is_not_there_is_said_plainly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, reason: str
) -> None:
    monkeypatch.chdir(tmp_path)
    found = find([source])
    assert found.items == ()
    assert reason in found.failures[0].reason
    assert found.failures[0].remedy


def test_a_symbol_and_the_addresses_that_name_one_are_asked_for_by_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    named = ["s/pv.8626", "S/PV.8626", "https://docs.un.org/fr/S/PV.8626", "CS/13963"]
    found = find(named)
    assert [one.name for one in found.wanted] == ["S/PV.8626", "S/PV.8626 [fr]", "CS/13963 [fr]"]
    assert [one.name for one in find(named[:1], "ru").wanted] == ["S/PV.8626 [ru]"]
    assert (found.failures, found.addresses, found.items) == ((), (), ())
    assert all(map(is_remote, named))
    put(tmp_path, "S/PV.8626")
    assert [Path(item.key).name for item in find(named[1:2]).items] == ["PV.8626"]
    assert not is_remote("S/PV.8626")
    (failure,) = find(["https://a:b@docs.un.org/en/S/PV.8626"]).failures
    assert "user name or password" in failure.reason


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    (failure,) = find(["https://reader:hunter2@www.example.org/feed"]).failures
    assert "user name or password" in failure.reason
    assert "hunter2" not in f"{failure.source}{failure.reason}{failure.remedy}"


def test_addresses_are_put_plainly_and_once(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    found = find(
        [
            tmp_path,
            "HTTPS://www.Example.org:443/brief.php?print=true#top",
            "https://www.example.org/brief.php?utm_source=mail&utm_medium=feed",
            "https://www.example.org/?p=12&print=true",
        ]
    )
    assert found.addresses == (
        "https://www.example.org/brief.php",
        "https://www.example.org/?p=12",
    )
    assert [Path(item.key).name for item in found.items] == ["a.txt"]


def test_a_folder_without_documents_is_a_failure(tmp_path: Path) -> None:
    put(tmp_path, "README.md", "x.png")
    found = find([tmp_path])
    assert "holds no documents" in found.failures[0].reason
    assert found.items == ()


def test_a_pipe_is_refused_rather_than_waited_for(tmp_path: Path) -> None:
    for name in ("pipe.txt", "cards.toml", "picture.png", "b.toml"):
        os.mkfifo(tmp_path / name)
    assert "neither a file nor a folder" in find([tmp_path / "pipe.txt"]).failures[0].reason
    put(tmp_path, "a.txt", "b.txt")
    found = find([tmp_path])
    assert names(tmp_path) == ["a.txt", "b.txt"]
    assert [Path(failure.source).name for failure in found.failures] == ["cards.toml", "pipe.txt"]
    # Even one that takes a file's place after it was found.
    (tmp_path / "a.txt").unlink()
    os.mkfifo(tmp_path / "a.txt")
    for item in found.items:
        with pytest.raises(SourceError, match="neither a file nor a folder"):
            read_bytes(item)


def test_a_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's path may not be long
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("talk.txt")
        put(tmp_path, "a.txt")
        found = find([tmp_path])
    assert [Path(item.key).name for item in found.items] == ["a.txt"]
    assert "neither a file nor a folder" in found.failures[0].reason


def test_links_that_lead_nowhere_are_named_and_stop_nothing(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "c.txt")
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "c.toml").symlink_to(tmp_path / "gone.toml")
    (tmp_path / "folder").symlink_to(tmp_path / "gone")  # would not be followed anyway
    found = find([tmp_path])
    assert [item.shown for item in found.items] == [str(tmp_path / n) for n in ("a.txt", "c.txt")]
    assert [Path(failure.source).name for failure in found.failures] == ["dangling.txt", "loop.txt"]
    with pytest.raises(SourceError, match=r"c\.toml cannot be read"):
        read_bytes(found.items[1])  # without its sidecar it would be another document
    for name in ("dangling.txt", "loop.txt"):
        (failure,) = find([tmp_path / name]).failures
        assert "link that leads nowhere" in failure.reason


def test_a_name_that_is_not_utf8_is_named_and_stops_nothing(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "sub/b.txt")
    try:
        (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("text")
    except OSError:
        pytest.skip("this file system takes no such name")
    (tmp_path / os.fsdecode(b"\xff.png")).write_text("no document")
    (tmp_path / "sub" / os.fsdecode(b"\xfe")).mkdir()
    found = find([tmp_path])
    assert names(tmp_path) == ["a.txt", "sub/b.txt"]
    assert [failure.source.encode() for failure in found.failures] == [
        f"{tmp_path}/caf\\udce9.txt".encode(),
        f"{tmp_path}/sub/\\udcfe".encode(),
    ]
    assert all("rename it" in failure.remedy for failure in found.failures)
    (failure,) = find([tmp_path / os.fsdecode(b"caf\xe9.txt")]).failures
    assert "not UTF-8" in failure.reason


def test_a_folder_that_cannot_be_read_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "a.txt", "locked/b.txt", "z/c.txt")
    scandir = os.scandir

    def scan(path: str) -> object:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr("ingest.folders.os.scandir", scan)
    found = find([tmp_path])
    assert names(tmp_path) == ["a.txt", "z/c.txt"]
    (failure,) = found.failures
    assert failure.source == str(tmp_path / "locked")
    assert "Permission denied" in failure.reason
    assert found.folders[0].unseen == {str(tmp_path / "locked")}
    found = find([tmp_path / "locked"])
    assert (found.folders, len(found.failures)) == ((), 1)


def test_a_folder_deeper_than_the_stack_is_walked(tmp_path: Path) -> None:
    depth = (1_000 - len(str(tmp_path))) // 2 + 600
    made = [tmp_path]
    try:
        for _ in range(depth):
            made.append(made[-1] / "d")
            made[-1].mkdir()
        (made[-1] / "deep.txt").write_text("text")
        found = find([tmp_path])
    finally:  # what clears up after tests recurses
        (made[-1] / "deep.txt").unlink(missing_ok=True)
        for folder in reversed(made[1:]):
            folder.rmdir()
    assert [Path(item.key).name for item in found.items] == ["deep.txt"]


def test_a_file_that_vanished_is_a_source_error(tmp_path: Path) -> None:
    path = str(tmp_path / "gone.txt")
    with pytest.raises(SourceError, match=r"gone\.txt cannot be read"):
        read_bytes(Item(path, path, None, "gone.txt"))


def test_a_file_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "big.txt", data=b"x" * 2_000_001)
    monkeypatch.setattr("ingest.folders._LARGEST_BYTES", 2_000_000)
    path = str(tmp_path / "big.txt")
    with pytest.raises(SourceError, match="larger than 2 MB"):
        read_bytes(Item(path, path, None, "big.txt"))
