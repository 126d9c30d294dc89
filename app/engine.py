"""The engine: one question in, one :class:`Answer` out. The CLI and the chat both stand on it."""
