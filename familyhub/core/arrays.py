"""Lists as the database reads them, made in one go: the driver looks at each element by itself, which a batch of a
thousand rows with twenty columns feels.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Field, ForeignObject, Lookup


def array(values: Iterable[object]) -> str:
    """A list of numbers, texts, dates, moments or yes and no, as text to be cast to an array; None is NULL.

    To be sent as a parameter, never put into a statement.
    """
    return "{" + ",".join([_element(value) for value in values]) + "}"


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
