"""Time and memory, measured: indexing, asking and starting, beside what others take.

``make bench`` runs it. Ratios of one run compare across machines, its seconds do not, so whatever
is compared is done by turns, each time in a process of its own.
"""
