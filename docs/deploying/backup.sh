#!/bin/sh
# backup.sh LIBRARY FOLDER: a copy of what cannot be made again, while the chat and refreshes go on.
# The two indexes are left out: "penholder rebuild" makes them from what is copied.
set -eu
library=$1
target=$2
umask 077
mkdir -p "$target"
for name in catalogue conversations; do
    [ -f "$library/$name.sqlite" ] || continue
    # SQLite's own online copy: copying the file by itself can catch it in the middle of a change.
    python3 - "$library/$name.sqlite" "$target/$name.sqlite" <<'PYTHON'
import sqlite3, sys
from contextlib import closing
with closing(sqlite3.connect(sys.argv[1])) as live, closing(sqlite3.connect(sys.argv[2])) as copy:
    live.backup(copy)
PYTHON
done
# After the catalogue: an original is never changed, so all that it names are there by now.
for name in originals added; do
    [ ! -d "$library/$name" ] || cp -R "$library/$name" "$target/"
done
