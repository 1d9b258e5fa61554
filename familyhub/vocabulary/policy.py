"""Rules about codes, as plain Python."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from familyhub.vocabulary.terms import Framework
from familyhub.vocabulary.terms.harm import MY, WHO


def problems_with(codes: Collection[str], framework: Framework, on: date) -> list[str]:
    """Why these codes of one framework cannot stand together on that day; empty when they can.

    The code for "none" excludes all others (children in need census, rule 8869).
    """
    known = {need.code: need for need in framework.needs if need.holds(on)}
    unknown = sorted(set(codes) - set(known))
    if unknown:
        return [f"{', '.join(unknown)}: not a code of {framework.title} on {on:%-d %B %Y}"]
    alone = [known[code] for code in codes if known[code].excludes_others]
    if alone and len(set(codes)) > 1:
        return [f"“{alone[0].name}” cannot be chosen together with another"]
    return []


def reports_as(code: str, local: dict[str, str]) -> str:
    """The national code under which a source code is reported; `local` maps local codes to national ones."""
    return local.get(code, code)


@dataclass(frozen=True)
class Marked:
    """Words that speak of harm: where they stand in the text, up to but not at `end`, and what they are about."""

    start: int
    end: int
    about: str


def pattern_of(forms: Iterable[str]) -> re.Pattern[str]:
    """Whole words, however they are spaced; `{who}` and `{my}` are those of the list."""
    filled = (form.replace("{who}", WHO).replace("{my}", MY).replace(" ", r"\s+") for form in forms)
    return re.compile(rf"(?<![\w'])(?:{'|'.join(filled)})(?![\w])")


def plain_phrase(words: str) -> str:
    """An authority's own phrase as a form: its words and nothing else."""
    return " ".join(re.escape(part) for part in words.lower().split())


def harm_in(text: str, words: Iterable[tuple[str, re.Pattern[str]]]) -> list[Marked]:
    """Where these words stand in the text, in its order, none over another: the longer of two that start together."""
    small = text.lower().replace("\u2019", "'").replace("\u2018", "'")
    if len(small) != len(text):  # a letter that grows when it is made small would move every place after it
        small = text.replace("\u2019", "'").replace("\u2018", "'")
    found = [Marked(match.start(), match.end(), about) for about, pattern in words for match in pattern.finditer(small)]
    kept: list[Marked] = []
    for one in sorted(found, key=lambda mark: (mark.start, -mark.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept
