"""How likely two are one person and why, for whoever decides: no name, no number, no address."""

from __future__ import annotations

from collections.abc import Sequence

LIKELY = ((0.95, "very likely"), (0.7, "likely"), (0.2, "possible"), (0.0, "less likely"))


def likely_words(probability: float) -> str:
    """ "likely (82 in 100)": never 0 and never 100, since nothing is certain before somebody has looked."""
    words = next(words for least, words in LIKELY if probability >= least)
    return f"{words} ({min(max(round(probability * 100), 1), 99)} in 100)"


def reasons_said(reasons: Sequence[str]) -> str:
    """What agrees and what differs, one after the other."""
    return "; ".join(reasons)
