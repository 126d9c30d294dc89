"""Weighing: which of the sentences read answers the question, and what stands against it."""
