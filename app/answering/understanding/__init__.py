"""Understanding: what a question means, in this conversation and of this library."""
