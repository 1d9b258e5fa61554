"""What verifying the access log finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """Something that is not as it was written. `where` is a row, seal or line; `words` say what was found."""

    kind: str
    where: str
    words: str
