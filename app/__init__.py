"""Answering: the question understood, evidence retrieved, read, composed and verified."""
