"""What words, names and short forms of this field mean, wherever they stand."""
