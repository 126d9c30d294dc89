"""Votes: recognising what is asked of one, and reading who took which side."""
