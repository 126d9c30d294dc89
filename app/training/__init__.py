"""Training and measuring the reader. Nothing here runs when a question is answered."""
