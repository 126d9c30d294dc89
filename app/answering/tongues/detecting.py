"""The language of a question, by its script and its function words.

A question is short, so statistics of letters say little; which small words it has says more. A text
that shows no sign of another language is English.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Language(StrEnum):
    """A language that a question may be in: the six of the United Nations, or another."""

    ENGLISH = "en"
    FRENCH = "fr"
    SPANISH = "es"
    RUSSIAN = "ru"
    ARABIC = "ar"
    CHINESE = "zh"
    OTHER = "other"

    @property
    def name_in_english(self) -> str:
        """``French``; of one that is not read, ``a language that is not read``."""
        return "a language that is not read" if self is Language.OTHER else self.name.capitalize()


_ENGLISH = """
a about after and are at be been between but by can did do does during for from had has have how i
in into is it its many more of on or said say says should since that the their there these they this
to under was were what when where which who whom whose why will with would
"""
_FRENCH = """
au aux avec c ce ces cette combien comment d dans de depuis des doit du elle elles en entre est et
etait il ils j je l la le les leur leurs lors mais n ne ni nous on ont ou où par pas pour pourquoi
qu quand que quel quelle quelles quels qui quoi s sa sera seront ses si son sont sous sur un une
vers vous à a-t-il été
"""
_SPANISH = """
a al con cual cuales cuando cuanta cuantas cuanto cuantos cuál cuáles cuándo cuánta cuántas cuánto
cuántos cómo de del desde donde durante dónde e el ella ellos en entre es esta este fue fueron ha
han hay la las le lo los más no o para pero por porque que quien quienes quién quiénes qué se según
ser será sin sobre son su sus un una y
"""
# Enough of the small words of languages that are often met to know that they are not the six.
_OTHERS = (
    """
    aber als auch auf aus bei das dem den der des die durch ein eine einen für haben hat
    im in ist mit nicht oder sich sind über um und von war warum wann was welche welcher
    wer werden wie wird wo worüber zu zum zur
    """,  # German
    """
    alla anche che chi come con cosa da dalla degli dei del della delle di dove e ed gli i
    il in la le lo nel nella non per perché più quale quali quando quanti questo si sono
    sul sulla un una è
    """,  # Italian
    """
    ao aos as com como da das de do dos e em foi foram há mais na nas não no nos o onde os
    para por porquê quais qual quando quantos que quem se sobre são sua um uma à é
    """,  # Portuguese
    """
    aan bij dat de die door een en er het hoe in is met naar niet of om onder op over te
    tot van voor waar waarom wanneer wat welke werd wie worden zijn
    """,  # Dutch
    """
    bir bu da de daha gibi hangi için ile kaç kim mi mu mı nasıl ne neden nerede ve veya
    """,  # Turkish
    """
    co czy dla do gdzie i jak jakie jest kiedy kto który na nie o od po przez się w z za
    że
    """,  # Polish
    """
    af at da de den der det efter en er et for fra går har hvad hva hvem hvilke hvilken hvilket
    hvor hvordan hvorfor hvornår ikke med mellom mellem når og om på som til var ved være å
    """,  # Danish and Norwegian
    """
    att av de den det efter en ett från för har hur i inte med mellan när och om på som till
    vad var varför vem vid vilka vilken vilket är över
    """,  # Swedish
    """
    ei että hän ja joka kanssa ketkä kuinka kuka mikä miksi milloin missä mitä mitkä mutta
    oli olivat on ovat se tai
    """,  # Finnish
    """
    az egy ez és hogy hogyan ki kik kinek melyik mennyi mi mikor milyen miért mit nem van volt
    """,  # Hungarian
    """
    ale byl byla co do jak jaká jaké jaký jsou je kde kdo kdy která které který na nebo pro
    proč se ve za že
    """,  # Czech
    """
    au ce care cine când ce cum cu de despre din este fost în la nu pe pentru prin sau sunt și
    unde
    """,  # Romanian
    """
    adalah apa apakah bagaimana berapa dalam dan dari dengan di ini itu kapan ke mana mengapa
    oleh pada siapa tentang untuk yang
    """,  # Indonesian and Malay
    """
    gani je katika kuhusu kwa kwamba kwenye lini nani ni nini wa wapi ya za
    """,  # Swahili
)
# Words that ask, and are hardly met in another language: one of them is enough.
_ASKING: Mapping[Language, frozenset[str]] = MappingProxyType(
    {
        language: frozenset(words.split())
        for language, words in (
            (Language.FRENCH, "combien pourquoi qu quand quel quelle quelles quels qui quoi"),
            (Language.SPANISH, "cuál cuáles cuándo cuánta cuántas cuánto cuántos dónde quién qué"),
            (
                Language.OTHER,
                "apa chi hoeveel hvad hvem hvilke hvilken hvornår kapan kdo kiedy kto kuka mikor"
                " mikä miksi milloin missä nani nini quais quem siapa vad vem vilka vilken waarom"
                " wann wanneer warum welche welke wer",
            ),
        )
    }
)
_SMALL: tuple[tuple[Language, frozenset[str]], ...] = (
    (Language.ENGLISH, frozenset(_ENGLISH.split())),
    (Language.FRENCH, frozenset(_FRENCH.split())),
    (Language.SPANISH, frozenset(_SPANISH.split())),
    *((Language.OTHER, frozenset(words.split())) for words in _OTHERS),
)
# One-letter words stand in too many languages, and as initials, to be counted for any.
_WORD = re.compile(r"[^\W\d_]{2,30}")
_TELLING = 2
"""Function words that make a text another language's than English."""
_UKRAINIAN = frozenset("ґєії")
_PERSIAN_OR_URDU = frozenset("پچژگکیںےہ")


def detect(text: str) -> Language:
    """The language of a question; English where nothing tells otherwise."""
    scripts = _scripts(text)
    if scripts["latin"] >= sum(scripts.values()) - scripts["latin"]:
        # Names in another script make no question of that language.
        return _by_function_words(text)
    if scripts["kana"] or scripts["hangul"]:
        return Language.OTHER
    if scripts["han"]:
        return Language.CHINESE
    lower = set(text.lower())
    if scripts["cyrillic"]:
        return Language.OTHER if lower & _UKRAINIAN else Language.RUSSIAN
    if scripts["arabic"]:
        return Language.OTHER if lower & _PERSIAN_OR_URDU else Language.ARABIC
    return Language.OTHER


def function_words(language: Language) -> frozenset[str]:
    """The small words of a language in the Latin script; of the others, none."""
    return next((words for of, words in _SMALL if of is language), frozenset())


def _by_function_words(text: str) -> Language:
    found = [match.group() for match in _WORD.finditer(unicodedata.normalize("NFC", text))]
    # A short form that is spelt like a word of another language: "APA on Haiti".
    words = [word.lower() for word in found if not word.isupper() or text.isupper()]
    if "¿" in text or "¡" in text:
        return Language.SPANISH
    # By itself such a word may be a name: "Nani" and "Vad" are read as asking in a question only.
    asked = "?" in text or len(words) > _TELLING
    none: frozenset[str] = frozenset()
    counts = [
        (sum((word in small) + (asked and word in _ASKING.get(of, none)) for word in words), of)
        for of, small in _SMALL
    ]
    english = counts[0][0]
    # The first of several that are equal: a sentence of French is no sentence of Italian.
    count, language = max(counts[1:], key=lambda one: one[0])
    return language if count >= _TELLING and count > english else Language.ENGLISH


def _scripts(text: str) -> dict[str, int]:
    """How many words each script has; of Chinese, whose words stand together, characters."""
    found = dict.fromkeys(("latin", "cyrillic", "arabic", "han", "kana", "hangul", "other"), 0)
    for word in re.findall(r"[^\W\d_]+", text):
        script = _script(word[0])
        found[script] += len(word) if script == "han" else 1
    return found


def _script(character: str) -> str:
    name = unicodedata.name(character, "")
    for start, script in (
        ("LATIN", "latin"),
        ("CYRILLIC", "cyrillic"),
        ("ARABIC", "arabic"),
        ("CJK", "han"),
        ("HIRAGANA", "kana"),
        ("KATAKANA", "kana"),
        ("HANGUL", "hangul"),
    ):
        if name.startswith(start):
            return script
    return "other"
