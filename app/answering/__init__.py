"""Understand, retrieve, read closely, decide, compose, verify: one module a stage."""
