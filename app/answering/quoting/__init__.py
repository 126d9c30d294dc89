"""Quoting: verbatim sentences, whose words they are, and what is said around them."""
