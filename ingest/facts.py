"""What the values of a TOML file must be like, whatever the file is for."""

from __future__ import annotations

from urllib.parse import urlsplit


def one_line(value: object) -> str | None:
    """Text with its line breaks folded; ``None`` for what is no text, or blank."""
    return " ".join(value.split()) or None if isinstance(value, str) else None


def is_web_address(text: str) -> bool:
    """Whether this is a whole http or https address."""
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in text
    except ValueError:
        return False
