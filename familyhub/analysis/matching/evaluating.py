"""One evaluation from end to end: files in, figures out. The truth column goes from reading straight to measuring."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from familyhub.analysis.matching.linking import link
from familyhub.analysis.matching.measuring import measure, truth_of
from familyhub.analysis.matching.model import delivered
from familyhub.analysis.matching.reading import BadInput, Mapping, People, read_mapping, read_people

Say = Callable[[str], None]


def evaluate(register: Path, incoming: Path | None, truth: str, mapping: Path, say: Say) -> dict[str, Any]:
    """Match two files, or one within itself (`incoming` None). Errors: BadInput."""
    began = time.monotonic()
    columns = read_mapping(mapping)
    left, right = _read(register, columns, truth, say), None
    if incoming is not None:
        right = _read(incoming, columns, truth, say)
    elif len(left.facts) < 2:
        raise BadInput(f"{register}: has one row; to find who stands twice there must be two.")
    say("learning and matching")
    linked = link(left.facts, right.facts if right else None, delivered())
    figures = measure(linked, truth_of(left.truth, right.truth if right else None))
    return figures | {
        "register": len(left.facts),
        "incoming": len((right or left).facts),
        "dates_not_read": left.dates_not_read + (right.dates_not_read if right else 0),
        "seconds": round(time.monotonic() - began, 1),
    }


def _read(path: Path, mapping: Mapping, truth: str, say: Say) -> People:
    say(f"reading {path.name}")
    people = read_people(path, mapping, truth)
    if people.dates_not_read:
        say(f"{people.dates_not_read} dates of birth in {path.name} are not dates and are taken as not known")
    return people
