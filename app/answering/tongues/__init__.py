"""Questions in French, Spanish, Russian, Arabic and Chinese: which it is, and what of it carries.

No translation is attempted beyond the names of States and bodies and the Council's usual words;
what these do not cover is left out and counted.
"""
