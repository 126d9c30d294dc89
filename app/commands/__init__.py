"""The commands, by what they do: fill the library, look into it, ask it, measure it."""
