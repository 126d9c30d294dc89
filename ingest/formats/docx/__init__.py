"""Word documents: what is printed, with the numbers that Word counts and does not write down."""

from ingest.formats.docx.document import parse_docx

__all__ = ["parse_docx"]
