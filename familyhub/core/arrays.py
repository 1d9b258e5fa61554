"""Lists as the database reads them, made in one go: the driver looks at each element by itself, which a batch of a
thousand rows with twenty columns feels.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Field, ForeignObject, Lookup


def array(values: Iterable[object]) -> str:
    """A list of numbers, texts, dates, moments or yes and no, as text to be cast to an array; None is NULL.

    To be sent as a parameter, never put into a statement.
    """
    listed = values if isinstance(values, (list, tuple)) else list(values)
    return _array_of_one_kind(listed) or "{" + ",".join([_element(value) for value in listed]) + "}"


def _array_of_one_kind(values: Sequence[Any]) -> str | None:
    """The same for texts in which nothing is to be escaped, or for numbers of things: a fifth of the time."""
    first = values[0] if values else None
    try:
        if isinstance(first, str):
            joined = '","'.join(values)
            is_plain = BACKSLASH not in joined and joined.count(QUOTE) == 2 * (len(values) - 1)
            return f'{{"{joined}"}}' if is_plain else None
        return "{" + ",".join([f"{value.int:032x}" for value in values]) + "}" if isinstance(first, UUID) else None
    except (TypeError, AttributeError):  # something else is among them
        return None


def _element(value: object) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, UUID):
        return f"{value.int:032x}"
    text = str(value)
    # two replacements that find nothing cost a tenth of one translation
    return f'"{text.replace(BACKSLASH, ESCAPED_BACKSLASH).replace(QUOTE, ESCAPED_QUOTE)}"'


BACKSLASH, QUOTE = "\\", '"'
ESCAPED_BACKSLASH, ESCAPED_QUOTE = BACKSLASH * 2, BACKSLASH + QUOTE


class Listed:
    """Values to be looked for by `among`: the query must not look at each of them."""

    def __init__(self, values: Iterable[object]) -> None:
        self.text = array(values)


@ForeignObject.register_lookup
@Field.register_lookup
class Among(Lookup):  # type: ignore[type-arg]  # the class takes no argument when it runs
    """`id__among=Listed(ids)`: what `id__in=ids` says, with one parameter for thousands of values."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """The column is one of the list's."""
        left, parameters = self.process_lhs(compiler, connection)
        kind = (self.lhs.output_field.db_type(connection) or "text").partition("(")[0]
        return f"{left} = ANY (%s::{kind}[])", (*parameters, self.rhs.text)
