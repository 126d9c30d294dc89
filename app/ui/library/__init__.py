"""The library page: what is held, and what is not."""
