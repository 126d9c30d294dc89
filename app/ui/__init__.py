"""The chat: a page that shows answers beside the documents that they quote."""
