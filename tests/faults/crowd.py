"""One of a crowd of processes on one library: refreshes a folder, or asks, until it is time.

``python crowd.py refresh|ask LIBRARY FOLDER SECONDS``; prints one JSON object about what it saw.
"""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

from newsroom import open_library, run  # noqa: E402

from store.embedding import HashEmbedder  # noqa: E402
from store.library import Library  # noqa: E402

DOCUMENTS = 20


def refreshing(library: Library, folder: Path, until: float) -> dict[str, object]:
    """Edits, removes and adds, again and again; says when each text had come and gone."""
    own = random.Random(str(folder))
    came: list[tuple[str, float]] = []
    gone: list[tuple[str, float]] = []
    live: dict[str, str] = {}
    number = 0
    while time.time() < until:
        before = dict(live)
        for name in own.sample([f"{n}.txt" for n in range(DOCUMENTS)], 4):
            path = folder / name
            if name in live and own.random() < 0.3:
                path.unlink()
                del live[name]
                continue
            number += 1
            live[name] = f"{folder.name} {name} says for the {number} time what it says."
            path.write_text(live[name])
        run(library, folder, patience=60.0)
        now = time.time()
        came += [(text, now) for text in live.values() if text not in before.values()]
        gone += [(text, now) for text in before.values() if text not in live.values()]
    return {"came": came, "gone": gone}


def asking(library: Library, until: float) -> dict[str, object]:
    """Asks both indexes; says which texts were found, and when that was asked."""
    own = random.Random()
    seen: list[tuple[str, float, float]] = []
    while time.time() < until:
        words = f"{own.choice(('a', 'b'))} {own.randrange(DOCUMENTS)}.txt says"
        asked = time.time()
        vector = HashEmbedder().encode([words])[0]
        found = [*library.nearest(vector, 10), *library.matching(words, 10)]
        texts = {p.text for p in library.passages([c.passage_id for c in found])}
        answered = time.time()
        seen += [(text, asked, answered) for text in texts]
    return {"seen": seen}


if __name__ == "__main__":
    role, library_path, folder_path, seconds = sys.argv[1:]
    with open_library(Path(library_path)) as opened:
        end = time.time() + float(seconds)
        if role == "refresh":
            told = refreshing(opened, Path(folder_path), end)
        else:
            told = asking(opened, end)
    print(json.dumps(told))
