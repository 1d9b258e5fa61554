"""What the invented services are: read from `services.toml`, one table a service."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

EVERYWHERE, ONE_PLACE, AT_HOME, HIDDEN, ONLINE = "everywhere", "one place", "at home", "hidden", "online"
FILE = Path(__file__).parent / "services.toml"


@dataclass(frozen=True)
class Offered:
    """`ages` in years; `times` as `TU 09:30-11:00`; `tags` as `word:code` of our own taxonomies; `price` in pounds."""

    name: str
    by: str
    about: str
    tags: tuple[str, ...]
    ages: tuple[float, float] = (0, 5)
    times: tuple[str, ...] = ()
    where: str = ONE_PLACE
    town: str = ""
    venue: str = ""
    price: float = 0
    fees: str = ""
    who_may: str = ""
    refer: str = ""
    when: str = ""
    ask: str = "Reception"
    languages: tuple[str, ...] = ()
    paused: bool = False
    over: bool = False


def _offered(row: dict[str, Any]) -> Offered:
    lists: dict[str, Any] = {name: tuple(row.get(name, ())) for name in ("times", "languages", "ages")}
    lists["tags"] = tuple(row["tags"].split())
    return Offered(**{**row, **lists})


OFFERED = tuple(_offered(row) for row in tomllib.loads(FILE.read_text())["service"])
