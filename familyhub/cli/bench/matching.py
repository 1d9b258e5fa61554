"""How well people are matched on a simulated town, beside plain Splink and the rule of three out of four, and on FEBRL.

Two towns, each from its seed, with the same rates (printed). In each, 20,000 people who are on no register come in and
as many who are. `model`: our model at its one threshold, NHS numbers left out, since with them it would be too easy.
`as_delivered`: with NHS numbers; only the automatic line links, all else that is likely enough is shown for review.
`automatic_between` counts automatic links of two different people by what they are to each other.

The towns count only where the yardsticks do about as well as they are known to (`town_counts`): plain Splink finds
0.982 of the matches at 1.2 wrong links per 100 new people, the rule 0.885, both within 0.02.

Nothing is tuned on the truth of these files: the model starts from `weights.json` and learns from pairs without labels.
"""

from __future__ import annotations

import csv
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from familyhub.analysis.matching import yardsticks
from familyhub.analysis.matching.evaluating import evaluate
from familyhub.analysis.matching.linking import Linked, link
from familyhub.analysis.matching.measuring import measure, truth_of
from familyhub.analysis.matching.model import delivered
from familyhub.analysis.matching.reading import KEYS, Mapping, People, read_people
from familyhub.config.environment import data_folder, read_environment
from familyhub.demo.town import COLUMNS, Rates, Town, make_town

SEEDS = (20_261_122, 7)
NEW = 20_000
KNOWN_SPLINK, KNOWN_RULE, NEAR = 0.982, 0.885, 0.02
WRONG = (1.2, 3.9)
"""Wrong links per 100 new people at which plain Splink's recall is read."""
FEBRL = "matching/febrl3.csv"
FEBRL_MAP = """date_of_birth_format = "%Y%m%d"
[columns]
record_id = "rec_id"
given_name = "given_name"
family_name = "surname"
date_of_birth = "date_of_birth"
house_number = "street_number"
street = "address_1"
town = "suburb"
postcode = "postcode"
"""
Say = Callable[[str], None]


def run(say: Say = lambda words: None) -> dict[str, Any]:
    """Measure. Returns the figures of each town and of FEBRL 3, which is None where the open data is not there."""
    began = time.monotonic()
    towns = [_town(seed, NEW, say) for seed in SEEDS]
    return {
        "towns": towns,
        "febrl3": _febrl(say),
        "rates": Rates().told(),
        "seconds": round(time.monotonic() - began, 1),
    }


def _town(seed: int, new: int, say: Say) -> dict[str, Any]:
    say(f"town {seed}: making {2 * new:,} people who come in")
    town = make_town(seed, new)
    rule, splink = _rule(town), _splink(town, say)
    is_near = abs(rule["recall"] - KNOWN_RULE) <= NEAR and abs(splink["recall_at_wrong_1.2"] - KNOWN_SPLINK) <= NEAR
    return {
        "seed": seed,
        "register": len(town.register),
        "incoming": len(town.incoming),
        "town_counts": is_near,
        "three_of_four": rule,
        "plain_splink": splink,
        "model": _ours(town, [key for key in KEYS if key != "nhs_number"], say)[0],
        "as_delivered": _as_delivered(town, say),
    }


def _rule(town: Town) -> dict[str, Any]:
    known = {row["person"] for row in town.register}
    pairs = list(yardsticks.three_of_four(town.register, town.incoming))
    true = sum(town.register[a]["person"] == town.incoming[b]["person"] for a, b in pairs)
    wrong = {b for _, b in pairs if town.incoming[b]["person"] not in known}
    matches = sum(row["person"] in known for row in town.incoming)
    return {"recall": round(true / matches, 4), "wrong_per_100_new": _per_100(wrong, len(town.incoming) - matches)}


def _per_100(wrong: Iterable[object], of: int) -> float:
    return round(100 * len(set(wrong)) / of, 2)


def _splink(town: Town, say: Say) -> dict[str, Any]:
    """Its recall where so many new people would be linked wrongly: each one's best candidate, from the surest down."""
    say(f"town {town.seed}: plain Splink")
    began = time.monotonic()
    found = yardsticks.plain_splink(town.register, town.incoming)
    seconds = time.monotonic() - began
    who = {row["record_id"]: row["person"] for row in [*town.register, *town.incoming]}
    known = {row["person"] for row in town.register}
    best = {right: (weight, left) for weight, left, right in sorted(found)}
    matches = sum(row["person"] in known for row in town.incoming)
    curve, right_ones, wrong_ones = [], 0, 0
    for right, (_, left) in sorted(best.items(), key=lambda item: -item[1][0]):
        right_ones += who[left] == who[right]
        wrong_ones += who[right] not in known
        curve.append((100 * wrong_ones / (len(town.incoming) - matches), right_ones / matches))
    at = {f"recall_at_wrong_{w}": round(max(recall for wrong, recall in curve if wrong <= w), 4) for w in WRONG}
    return {**at, "seconds": round(seconds, 1)}


def _ours(town: Town, keys: Sequence[str], say: Say) -> tuple[dict[str, Any], Linked]:
    say(f"town {town.seed}: our model, {'with' if 'nhs_number' in keys else 'without'} NHS numbers")
    mapping = Mapping({key: key for key in keys}, "%Y-%m-%d")
    left, right = (_read(rows, mapping) for rows in (town.register, town.incoming))
    began = time.monotonic()
    linked = link(left.facts, right.facts, delivered())
    figures = measure(linked, truth_of(left.truth, right.truth))
    return figures | {"seconds": round(time.monotonic() - began, 1)}, linked


def _read(rows: Sequence[dict[str, str]], mapping: Mapping) -> People:
    """Through a file, as anybody's are read."""
    with tempfile.NamedTemporaryFile("w", suffix=".csv", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
        file.flush()
        return read_people(Path(file.name), mapping, "person")


def _as_delivered(town: Town, say: Say) -> dict[str, Any]:
    figures, linked = _ours(town, KEYS, say)
    ties: Counter[str] = Counter()
    automatic = zip(linked.pairs.left[linked.is_automatic], linked.pairs.right[linked.is_automatic], strict=True)
    for left, right in automatic:
        one, other = town.register[left]["person"], town.incoming[right]["person"]
        ties[town.tie(one, other) if one != other else "the same person"] += 1
    kept = ("new_people", "auto_wrong_per_100_new", "shown_recall", "review_per_100", "automatic_pairs", "seconds")
    wrong = {tie: many for tie, many in ties.items() if tie != "the same person"}
    return {key: figures[key] for key in kept} | {"automatic_between": wrong, "sealed_pasts": len(town.sealed)}


def _febrl(say: Say) -> dict[str, Any] | None:
    folder = data_folder(read_environment())
    if folder is None or not (folder / FEBRL).exists():
        say("FEBRL 3 is not there: set FAMILYHUB_DATA to the folder of open data")
        return None
    with tempfile.NamedTemporaryFile("w", suffix=".toml", encoding="utf-8") as mapping:
        mapping.write(FEBRL_MAP)
        mapping.flush()
        return evaluate(folder / FEBRL, None, "rec_id", Path(mapping.name), say)
