"""How words are written and how alike two of them are. No word of the domain."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# letters that do not come apart into a letter and a mark
LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ß": "ss"})
CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu",
    "я": "ya", "і": "i", "є": "e", "ґ": "g",
}  # fmt: skip
GREEK = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l",
    "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "i", "φ": "f",
    "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip
SCRIPTS = str.maketrans({**CYRILLIC, **GREEK})
ASCII = {n: chr(n).lower() if chr(n).isalnum() else None if chr(n) in "'`" else " " for n in range(128)}
# what is written in several ways and heard as one, longest first
HEARD = [
    (re.compile(old), new)
    for old, new in [
        ("sch|sh|tch|ch|cz|sz", "s"), ("ph", "f"), ("gh", "g"), ("kh", "h"), ("dj|zh|j", "y"),
        ("ck|cq|q|c(?![eiy])", "k"), ("c", "s"), ("z|x", "s"), ("w", "v"), ("th", "t"),
    ]
]  # fmt: skip


@lru_cache(maxsize=100_000)
def plain(text: str) -> str:
    """For comparing: one script, no accents, no case; apostrophes joined, other marks as spaces."""
    if text.isascii():
        return " ".join(text.translate(ASCII).split())
    folded = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c if c.isalnum() else " " for c in folded if not unicodedata.combining(c) and c not in "'’`")
    return " ".join(kept.translate(SCRIPTS).translate(LETTERS).split())


@lru_cache(maxsize=200_000)
def heard(word: str) -> str:
    """The consonants as they sound; words in several spellings share it."""
    for old, new in HEARD:
        word = old.sub(new, word)
    rest = re.sub(r"[aeiouyh ]", "", word[1:])
    return re.sub(r"(.)\1+", r"\1", word[:1] + rest)


def is_one_slip(a: str, b: str) -> bool:
    """Is one word the other with one letter more, less or other, or two neighbours exchanged?"""
    if abs(len(a) - len(b)) > 1 or a == b:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    if len(a) != len(b):
        longer, shorter = (a, b) if len(a) > len(b) else (b, a)
        return longer[start + 1 :] == shorter[start:]
    if a[start + 1 :] == b[start + 1 :]:
        return True
    return a[start : start + 2] == b[start : start + 2][::-1] and a[start + 2 :] == b[start + 2 :]


@lru_cache(maxsize=200_000)
def _letters(word: str) -> frozenset[str]:
    return frozenset(word)


def likeness(a: str, b: str) -> float:
    """Jaro-Winkler similarity, 0 to 1: letters in common nearly in order, a common start counting more.

    0 for two that share less than half of their letters: most pairs do, and are never alike enough to matter.
    """
    if a == b:
        return 1.0
    letters_a, letters_b = _letters(a), _letters(b)
    if 2 * len(letters_a & letters_b) < max(len(letters_a), len(letters_b)):
        return 0.0
    matched_a, matched_b = _in_common(a, b)
    if not matched_a:
        return 0.0
    common = len(matched_a)
    moved = sum(x != y for x, y in zip(matched_a, matched_b, strict=True)) / 2
    jaro = (common / len(a) + common / len(b) + (common - moved) / common) / 3
    start = 0
    while start < min(4, len(a), len(b)) and a[start] == b[start]:
        start += 1
    return jaro + start * 0.1 * (1 - jaro)


def _in_common(a: str, b: str) -> tuple[str, str]:
    """The letters that both have within half a word's distance, in the order of each."""
    reach = max(max(len(a), len(b)) // 2 - 1, 0)
    taken = [False] * len(b)
    in_a = []
    for place, letter in enumerate(a):
        found = b.find(letter, max(0, place - reach), place + reach + 1)
        while found >= 0 and taken[found]:
            found = b.find(letter, found + 1, place + reach + 1)
        if found >= 0:
            taken[found] = True
            in_a.append(letter)
    return "".join(in_a), "".join(letter for letter, is_taken in zip(b, taken, strict=True) if is_taken)
