"""Understand, retrieve, read closely, decide, compose, verify: one package a step of the way.

They stand on each other in one direction. ``terms``, ``tongues`` and ``reader`` know nothing of
the rest; ``recognising`` and ``finding`` stand on them; then come ``understanding`` and
``weighing``, ``quoting`` and ``deciding``; the ``routes`` stand on all of these, and on what
``documents``, ``votes`` and ``speaking`` know.
"""
