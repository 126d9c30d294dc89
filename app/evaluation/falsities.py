"""The words that false statements are made with: what is put in the place of what."""

from __future__ import annotations

STATES = tuple(
    """
    Algeria Angola Argentina Australia Austria Bangladesh Belgium Brazil Bulgaria Cameroon Canada
    Chad Chile China Colombia Croatia Cuba Cyprus Denmark Ecuador Egypt Ethiopia Finland France
    Gabon Germany Ghana Greece Haiti Hungary India Indonesia Iran Iraq Ireland Israel Italy Jamaica
    Japan Jordan Kazakhstan Kenya Kuwait Kyrgyzstan Lebanon Libya Malaysia Mali Malta Mexico Morocco
    Mozambique Namibia Nepal Nigeria Norway Pakistan Panama Peru Poland Portugal Qatar Rwanda Russia
    Senegal Somalia Spain Sweden Switzerland Syria Tajikistan Tunisia Turkey Uganda Ukraine Uruguay
    Uzbekistan Venezuela Yemen Zambia Zimbabwe
    """.split()  # noqa: SIM905 - a word list reads best as words
)
"""States that one is put in the place of another of."""

MONTHS = tuple(
    """
    January February March April May June July August September October November December
    """.split()  # noqa: SIM905 - a word list reads best as words
)
"""The months."""

COUNTED = tuple(
    """
    two three four five six seven eight nine ten eleven twelve fifteen twenty
    """.split()  # noqa: SIM905 - a word list reads best as words
)
"""Numbers in words."""

DENIED = (
    (r"\b(is|are|was|were|did|do|does|will|would|could|can|should|has|have|had) not\b"
     r"(?! (?:only|just|yet|merely|in any)\b)", r"\1"),
    (r"\bnever\b", "always"),
    (r"^No (?=(?:[a-z]+ )?[a-z]+s\b)", "Some "),
    (r"\bno longer\b", "still"),
    (r"\bwithout (?=\w+ing\b)", "while "),
    (r"\bcannot (?!only\b|in any\b|be in\b)", "can "),
)  # fmt: skip
"""What denies, and what is left without it."""

ADVANCED = (
    (r"(?<!s )\b(?:may|might|could|will) be\b", "has been"),
    (r"(?<=s )\b(?:may|might|could|will) be\b", "have been"),
    (r"\bmay (?=[a-z])", "must "),
    (r"\bcould (?=[a-z])", "will "),
    (r"\bis expected to\b", "has already begun to"),
    (r"\b(?:sought|tried) to\b", "managed to"),
    (r"\bhopes that\b", "has ensured that"),
    (r"\bis (?:intended|designed) to\b", "has proved to"),
    (r"\bwill (?=hold|take|make|give|resume|support)", "did "),
)
"""What is said to be possible, planned or tried, and the same as a fact."""

QUANTIFIED = (
    (r"\b[Ss]ome (?=[a-z]+s\b)", "all "),
    (r"\b[Mm]any (?=[a-z]+s\b)", "all "),
    (r"\b[Mm]ost (?=[a-z]+s\b)", "all "),
    (r"\b[Ss]everal (?=[a-z]+s\b)(?!years|months|days)", "all "),
    (r"\bgenerally\b", "unanimously"),
    (r"\busually\b", "always"),
    (r"\bregularly\b", "rarely"),
    (r"\bmore than\b", "less than"),
    (r"\bat least\b", "at most"),
    (r"\b(?:nearly|almost) (?=\d)", "more than "),
    (r"\bover (?=\d)", "under "),
    (r"\bmajority\b", "minority"),
)
"""Of how many something holds, and another amount."""

OPPOSITES = (
    ("increased", "decreased"), ("increasing", "decreasing"), ("supported", "opposed"),
    ("supports", "opposes"), ("welcomes", "deplores"), ("welcome the", "deplore the"),
    ("condemns", "welcomes"), ("condemn the", "welcome the"), ("accepted", "rejected"),
    ("north", "south"), ("rising", "falling"), ("began", "ended"), ("failed to", "managed to"),
    ("permanent members", "elected members"), ("strengthen the", "weaken the"),
    ("strengthened", "weakened"), ("highest", "lowest"), ("largest", "smallest"),
    ("public meeting", "private meeting"), ("informal", "formal"),
)  # fmt: skip
"""Words, and what says the opposite; each way round."""
