"""Recognising, by how a question is put, what kind of question it is and what it asks for."""
