"""What a dropped file is taken for: a brief where it says so or is filed so, never official."""

import pytest

from ingest.reading import read_document
from store.embedding import HashEmbedder
from store.records import Kind, SourceRank

MARKDOWN = (
    "# Atlantis: Mandate Renewal\n\nPosted Mon 3 March 2031\n\nTomorrow the Council will vote."
)
HTML = (
    "<html><head><title>Atlantis: Vote : What's In Blue : Security Council Report</title></head>"
    "<body><article><h1>Atlantis: Vote</h1><p>Twelve members are expected to vote in favour."
    "</p></article></body></html>"
)
PLAIN = "A note on Atlantis\n\nTwelve members are expected to vote in favour."


@pytest.mark.parametrize(
    ("name", "source", "text", "kind", "rank"),
    [
        ("note.md", "/x/note.md", MARKDOWN, Kind.BRIEF, SourceRank.FORECAST),
        ("saved.html", "/x/saved.html", HTML, Kind.BRIEF, SourceRank.FORECAST),
        ("briefs/note.txt", "/x/briefs/note.txt", PLAIN, Kind.BRIEF, SourceRank.FORECAST),
        ("note.txt", "/x/briefs/note.txt", PLAIN, Kind.BRIEF, SourceRank.FORECAST),
        ("note.txt", "/x/note.txt", PLAIN, Kind.OTHER, SourceRank.UNKNOWN),
        ("memo.md", "/x/memo.md", "# Memo\n\nSome text here.", Kind.OTHER, SourceRank.UNKNOWN),
    ],
)
def test_what_a_dropped_file_is(
    name: str, source: str, text: str, kind: Kind, rank: SourceRank
) -> None:
    [document] = read_document(
        text.encode(), name=name, source=source, sidecar=None, embedder=HashEmbedder()
    )
    assert document.kind is kind
    assert document.rank is rank
    assert document.text in text
    assert len(document.text.split()) > 2


@pytest.mark.parametrize(
    ("source", "text", "publisher"),
    [
        ("/x/note.md", MARKDOWN, None),
        ("/x/saved.html", HTML, "Security Council Report"),
        ("/x/note.txt", f"What's In Blue\n\n{PLAIN}", "Security Council Report"),
        ("/x/briefs/note.txt", PLAIN, None),
        ("/x/briefs/note.txt", f"{PLAIN}\n\nSecurity Council Report wrote of it.", None),
    ],
)
def test_whose_a_dropped_brief_is_it_says_itself(
    source: str, text: str, publisher: str | None
) -> None:
    name = source.removeprefix("/x/")
    [document] = read_document(
        text.encode(), name=name, source=source, sidecar=None, embedder=HashEmbedder()
    )
    assert document.kind is Kind.BRIEF
    assert document.publisher == publisher
