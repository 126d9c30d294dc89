"""The numbers of what a library's vectors depend on besides the model."""

from __future__ import annotations

CHUNKER_VERSION = "1"
"""How text is cut into passages (``ingest.chunking``). Raised with every change that cuts the same
text differently: a library cut otherwise is then refused until it is rebuilt."""

PASSAGE_FORMAT = "1"
"""What is embedded for a passage (``rows.embedded_text``). Raised when that changes."""
