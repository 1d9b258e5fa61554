"""Colours are read from the tokens file itself, so that a theme that cannot be read by everyone fails here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

STYLES = Path(__file__).parents[3] / "familyhub" / "components" / "styles"
TOKENS = dict(
    re.findall(
        r"^\$([a-z-]+): (#[0-9a-f]{6});", (STYLES / "themes" / "default" / "_tokens.scss").read_text(), re.MULTILINE
    )
)
TEXT_PAIRS = [
    ("on-structure", "structure"),
    ("on-accent", "accent"),
    ("on-accent", "accent-deep"),
    ("on-focus", "focus"),
    ("link", "page"),
    ("link", "structure-pale"),
    ("link-hover", "page"),
    ("link-visited", "page"),
    ("error", "page"),
    ("page", "error"),
    ("page", "error-deep"),
    ("success", "done-pale"),
    ("structure", "structure-pale"),
    ("structure", "page"),
    ("urgent", "page"),
    ("soon", "soon-pale"),
    *[(text, behind) for text in ("text", "text-quiet") for behind in ("page", "surface", "structure-pale")],
    ("text", "soon-pale"),
    *[(kind, f"{kind}-pale") for kind in ("waiting", "doing", "done", "stopped", "soon", "urgent")],
]
PART_PAIRS = [("field-line", "page"), ("accent", "page"), ("structure", "page"), ("text-quiet", "page")]


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(TOKENS[one]), luminance(TOKENS[other])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("text", "behind"), TEXT_PAIRS)
def test_text_can_be_read(text: str, behind: str) -> None:
    assert contrast(text, behind) >= 4.5


@pytest.mark.parametrize(("part", "behind"), PART_PAIRS)
def test_parts_can_be_made_out(part: str, behind: str) -> None:
    assert contrast(part, behind) >= 3


def test_colours_are_written_in_the_tokens_alone() -> None:
    for sheet in STYLES.glob("*.scss"):
        if sheet.name not in {"_tokens.scss", "_print.scss"}:
            assert re.findall(r"#[0-9a-fA-F]{3,8}\b", sheet.read_text()) == [], sheet.name


def test_our_own_styles_are_logical_so_that_right_to_left_needs_no_second_sheet() -> None:
    physical = re.compile(
        r"^\s*(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|top|bottom|width|height):"
    )
    for sheet in STYLES.glob("*.scss"):
        wrong = [line for line in sheet.read_text().splitlines() if physical.match(line)]
        assert wrong == [], sheet.name
