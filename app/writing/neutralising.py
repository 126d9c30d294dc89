"""The copy of a document's text that goes into a prompt, with nothing in it that could be an order.

A document is foreign text, and a language model reads its orders and its data in one string. So in
the copy, and only there, since what is shown and quoted comes from the library:

* what a reader of the document does not see is removed: HTML comments, orders to a terminal,
  control, format and direction characters, those of no width, selectors, and fillers that look
  like space;
* white space, line ends too, becomes one space, so that a text cannot begin a line of the prompt;
* ``<`` and ``>`` become ``‹`` and ``›``, and square brackets become round around what looks like a
  marker (``[12]``) or a token (``[INST]``), so that no delimiter, tag, marker or token of a chat
  template can be written;
* signs of headings, rules and code (``###``, ``-----``, backticks) are taken out;
* a colon behind a word that names a speaker of a chat ("System:") becomes a dash;
* the key of the delimiters is taken out, should it ever occur.

Letters, digits and quotation marks stay as they are.
"""

from __future__ import annotations

import re
import unicodedata

from app.writing.markers import without_markers

_ESCAPE = re.compile(r"\x1b\[[0-9;:?]*[ -/]*[@-~]|\x1b[@-Z\\-_]")
_COMMENT = re.compile(r"<!--.*?(?:--!?>|\Z)", re.DOTALL)
_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Co", "Cs"})
_HIDDEN = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"  # fillers and joiners that show as nothing
    + "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))  # selectors
)
_ANGLES = str.maketrans("<>＜＞`｀", "‹›‹›''")
_TOKEN = re.compile(
    r"\[(/?(?:INST|SYS|SYSTEM|USER|ASSISTANT|HUMAN|PROMPT|TOOLS?|IMG|CLS|SEP|MASK|GMASK|SOP|PAD|UNK|"
    r"BOS|EOS|[A-Z]+_[A-Z_]+))\]",
    re.IGNORECASE,
)
_RULE = re.compile(r"([-=_*~])\1{2,}")
_HEADING = re.compile(r"#{2,}|(?:^|(?<=\s))#(?=\s)")
_SPEAKERS = (
    "system|assistant|user|human|developer|tool|function|model|ai|bot|instructions?|response|"
    "input|output|prompt|système|utilisateur|sistema|usuario|asistente|система|пользователь|"
    "ассистент|النظام|المستخدم|المساعد|系统|用户|助手"
)
_SPEAKER = re.compile(
    rf"(?<![^\W\d_])((?:{_SPEAKERS})(?:\s+(?:message|prompt|note|notice|override|update|turn))?)"
    r"[\s*_\"'”’)\]]*[:：]",
    re.IGNORECASE,
)


def prompt_copy(text: str, key: str) -> str:
    """``text`` for a prompt whose delimiters bear ``key``; empty where nothing of it is seen."""
    seen = _COMMENT.sub(" ", "".join(filter(_is_seen, _ESCAPE.sub("", text))))
    marked = without_markers(seen.translate(_ANGLES))
    plain = _HEADING.sub(" ", _RULE.sub("–", _TOKEN.sub(r"(\1)", marked)))
    spoken = _SPEAKER.sub(r"\1 – ", re.sub(re.escape(key), " ", plain, flags=re.IGNORECASE))
    return " ".join(spoken.split())


def _is_seen(char: str) -> bool:
    if char.isspace():
        return True
    return unicodedata.category(char) not in _HIDDEN_CATEGORIES and char not in _HIDDEN
