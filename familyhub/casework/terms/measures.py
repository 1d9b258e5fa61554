"""The shelf of outcome measures: what each is called and how it is scored. Of a licensed one nothing else is kept."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from familyhub.vocabulary.terms import Dated


class Stage(StrEnum):
    """When a measure is taken."""

    BEFORE = "before"
    MID = "mid"
    AFTER = "after"


STAGE_LABELS = {Stage.BEFORE: "Before help", Stage.MID: "On the way", Stage.AFTER: "After help"}


@dataclass(frozen=True, kw_only=True)
class Tool(Dated):
    """One measure. `is_licensed`: its wording belongs to somebody else, so that scores alone are recorded here."""

    code: str
    name: str
    least: Decimal
    most: Decimal
    higher_is_better: bool
    is_licensed: bool = True


def _tool(code: str, name: str, scores: tuple[int, int], *, higher_is_better: bool) -> Tool:
    return Tool(
        code=code, name=name, least=Decimal(scores[0]), most=Decimal(scores[1]), higher_is_better=higher_is_better
    )


TOOLS = (
    Tool(
        code="own",
        name="How things are for us, from 0 to 10",
        least=Decimal(0),
        most=Decimal(10),
        higher_is_better=True,
        is_licensed=False,
    ),
    _tool("star", "Outcomes Star, mean of its areas", (1, 10), higher_is_better=True),
    _tool("wemwbs", "WEMWBS, 14 items", (14, 70), higher_is_better=True),
    _tool("swemwbs", "WEMWBS, 7 items", (7, 35), higher_is_better=True),
    _tool("sdq", "SDQ, total difficulties", (0, 40), higher_is_better=False),
    _tool("epds", "Edinburgh Postnatal Depression Scale", (0, 30), higher_is_better=False),
    _tool("gad7", "GAD-7", (0, 21), higher_is_better=False),
    _tool("topse", "TOPSE, total", (0, 480), higher_is_better=True),
)
BY_CODE = {tool.code: tool for tool in TOOLS}
MOST_MEASURES = 200
