"""How a text speaks of people, places and harm without a name: what a copy's sentences are weighed by."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent


def _these(words: str) -> frozenset[str]:
    return frozenset(words.split())  # one line a kind is easier to read than a list


def _read(name: str) -> frozenset[str]:
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


MUMS = _these("mother mothers mum mums mummy mam mama mom mommy")
DADS = _these("father fathers dad dads daddy dada papa")
SIBLINGS = _these("brother brothers sister sisters sibling siblings half-brother half-sister twin twins")
GROUP = _these("family they them their theirs themselves we us our ours children kids boys girls both")
CLOCK = _these("oclock noon midday midnight half quarter past am pm")
MASCULINE, FEMININE = _these("he him his himself"), _these("she her hers herself")
GOING_ON = MASCULINE | FEMININE | _these("it its this that these those there then so they them their such same")
DIGITS_IN_WORDS = _these("zero oh one two three four five six seven eight nine double treble")
COUNTED = _these("year years month months week weeks day days hour hours minute minutes time times word words word")
COUNTED |= _these("child children percent friends friend books steps meals nights night")
BEFORE_NUMBER = _these("level aged age")
KIN, HARM, WHERE = _read("kin"), _read("harm"), _read("where")
ALSO_WORDS = _read("also_words")
"""Forenames of our list that are words of English too: a small letter is no name."""
PLAIN = _read("plain")
"""Words of English with which a sentence may begin: a capital letter there is no name."""
