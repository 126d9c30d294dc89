"""Deciding who answers and from what, or that the documents do not answer."""
