"""The reader: reads a question and a passage together, and says which sentence answers, if any."""
