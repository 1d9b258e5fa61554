"""Rules about codes, as plain Python."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from familyhub.vocabulary.terms import Framework


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
