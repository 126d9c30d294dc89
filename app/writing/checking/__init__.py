"""Checking what a language model wrote: a statement is shown only where its sources bear it out."""

from __future__ import annotations

from app.writing.checking.checker import Checker

__all__ = ["Checker"]
