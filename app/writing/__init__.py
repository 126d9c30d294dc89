"""Answers in prose by a language model: it writes and points, the library quotes."""
