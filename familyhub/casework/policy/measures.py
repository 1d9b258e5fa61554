"""The rules of outcome measures, as plain Python."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from familyhub.casework.terms.measures import Stage, Tool


def measure_problem(tool: Tool, score: Decimal, on: date, today: date) -> str:
    """Why this score cannot be recorded; "" when it can."""
    if not tool.least <= score <= tool.most:
        return f"A score of {tool.name} is from {tool.least} to {tool.most}"
    if score != round(score, 1):
        return "A score has one figure after the point at most"
    return "The day cannot be in the future" if on > today else ""


def order_problem(stage: Stage, on: date, before: date | None) -> str:
    """A measure on the way, or after help, is compared with one before; "" when it can be."""
    if stage is Stage.BEFORE:
        return ""
    if before is None:
        return "Nothing was measured before help: record that one first"
    return "" if on >= before else "This is earlier than the measure before help"


def distance(tool: Tool, scores: Mapping[Stage, Decimal]) -> Decimal | None:
    """How far somebody has come, up being better whatever the tool; None while there is nothing to compare."""
    first, last = scores.get(Stage.BEFORE), scores.get(Stage.AFTER, scores.get(Stage.MID))
    if first is None or last is None:
        return None
    return last - first if tool.higher_is_better else first - last


def distance_words(travelled: Decimal | None) -> str:
    """The distance in words: "better by 3", "worse by 1.5", "the same", or "" where nothing can be compared."""
    if travelled is None:
        return ""
    if travelled == 0:
        return "the same"
    size = f"{abs(travelled):f}"
    size = size.rstrip("0").rstrip(".") if "." in size else size
    return f"{'better' if travelled > 0 else 'worse'} by {size}"
