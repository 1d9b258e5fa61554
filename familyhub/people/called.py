"""What somebody may be called in a text: each part of their names, its short and pet forms, and how it sounds."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from familyhub.analysis.matching.nicknames import forms_of, meant_by
from familyhub.analysis.matching.spelling import heard, is_one_slip
from familyhub.analysis.matching.spelling import plain as in_one_script

LONG_ENOUGH = 5
"""Letters from which on a slip, or the sound alone, is enough to know a name again."""
NAME_AT_MOST = 40


def parts_of(names: Iterable[str]) -> frozenset[str]:
    """The parts of these names as they are compared: "Anna-Maria O'Neill" has anna, maria and oneill."""
    return frozenset(part for name in names for part in in_one_script(name).split() if len(part) > 1)


def forms_with(parts: Iterable[str]) -> frozenset[str]:
    """These parts of forenames with everything else that somebody of that forename may be called."""
    found = set(parts)
    for part in list(found):
        for name in _as_listed(part):
            found |= {*forms_of(name), *meant_by().get(name, ())}
    return frozenset(found)


@lru_cache(maxsize=1000)
def _as_listed(part: str) -> tuple[str, ...]:
    """The forename as our list writes it: itself, or those that it is another spelling of."""
    return (part,) if part in meant_by() else tuple(name for name in meant_by() if sounds_like(part, [name]))


def sounds_like(word: str, parts: Iterable[str]) -> bool:
    """Is this word one of these written otherwise? Short words are not guessed at."""
    if len(word) < LONG_ENOUGH:
        return False
    long = [part for part in parts if len(part) >= LONG_ENOUGH]
    return any(is_one_slip(word, part) or (word[0] == part[0] and heard(word) == heard(part)) for part in long)


@cache
def known_forenames() -> frozenset[str]:
    """Every forename, short form and pet form that our own list knows."""
    return frozenset(meant_by())


def plain(words: str) -> str:
    """As names are compared: one script, no accents, no case. Whole sentences are not remembered."""
    return in_one_script(words) if len(words) < NAME_AT_MOST else in_one_script.__wrapped__(words)
