"""Lists as the database reads them, made in one go: the driver looks at each element by itself, which a batch of a
thousand rows with twenty columns feels.
"""

from __future__ import annotations

from collections.abc import Iterable

ESCAPED = str.maketrans({"\\": "\\\\", '"': '\\"'})


def array(values: Iterable[object]) -> str:
    """A list of numbers, texts, dates, moments or yes and no, as text to be cast to an array; None is NULL.

    To be sent as a parameter, never put into a statement.
    """
    return "{" + ",".join(["NULL" if value is None else f'"{str(value).translate(ESCAPED)}"' for value in values]) + "}"
