"""The pages of a document's original as they look, with a passage marked on them.

``worker`` gives a page; it starts ``child``, a process with limits, in which ``drawing`` opens the
file, ``placing`` finds the passage among the characters of its pages, ``boxes`` says where these
stand and ``png`` packs the picture.
"""
