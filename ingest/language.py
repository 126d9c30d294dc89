"""A light guess at a document's language, for those that do not say it."""

from __future__ import annotations

import re

_SAMPLE = 20_000
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
)
_STOP_WORDS = {
    "en": "the of and to in that for with on was by is are it as from which this have been",
    "fr": "le la les des et du une dans pour que sur au aux par est sont avec qui ce cette",
    "es": "el los las del que una para con por su al se es como más entre esta fue sobre",
}
_STOPS = {language: frozenset(words.split()) for language, words in _STOP_WORDS.items()}


NAMES = {
    "en": ("English", "anglais", "английский", "inglés"),
    "fr": ("French", "français", "французский", "francés"),
    "es": ("Spanish", "espagnol", "испанский", "español"),
    "ru": ("Russian", "russe", "русский", "ruso"),
    "ar": ("Arabic", "arabe", "арабский", "árabe"),
    "zh": ("Chinese", "chinois", "китайский", "chino"),
}
"""What the official languages are called in English, French, Russian and Spanish."""


def english_name(language: str) -> str | None:
    """The English name of an official language by its code."""
    names = NAMES.get(language)
    return names[0] if names else None


def guess_language(text: str) -> str:
    """``ru``, ``ar`` or ``zh`` by script; ``fr`` or ``es`` by common words; otherwise ``en``."""
    sample = text[:_SAMPLE]
    letters = sum(character.isalpha() for character in sample)
    for language, script in _SCRIPTS:
        if letters and len(script.findall(sample)) > letters / 2:
            return language
    words = [word.lower() for word in _WORD.findall(sample)]
    counts = {language: sum(w in stops for w in words) for language, stops in _STOPS.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] > counts["en"] else "en"
