"""Questions whose text is put together once a process: a page that asks twenty spends a third of its time on that.

    @compiled
    def steps_of(request: UUID) -> QuerySet[Step]:
        return Step.objects.filter(request=request).order_by("version")

    steps_of(number)   # a list; the second time only the values are new

The function is called once, with a stand-in for each value, so that nothing in it may depend on what a value is. A list
is given as `Listed` and looked for by `among`.
"""

from __future__ import annotations

import inspect
import uuid
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, get_type_hints

from django.db import connection
from django.db.models import Model, QuerySet

from familyhub.core.arrays import Listed

M = TypeVar("M", bound=Model)


class CannotCompile(TypeError):
    """A value's kind has no stand-in, or the question does not ask for it by itself."""


def _stand_in(kind: Any, place: int) -> Any:
    number = uuid.UUID(int=(0xC0DE << 96) + place)
    stand_ins: dict[Any, Any] = {uuid.UUID: number, Listed: Listed([number]), str: str(number)}
    if kind not in stand_ins:
        raise CannotCompile(f"{kind} has no stand-in: give a UUID, a text or Listed values")
    return stand_ins[kind]


def _sent(value: Any) -> Any:
    """How the value stands among what is sent with the text."""
    return value.text if isinstance(value, Listed) else value


@dataclass(frozen=True)
class _Kept:
    """Text and everything that is needed to read its rows; `places` says which of the values stands where."""

    rows: QuerySet[Any]
    compiler: Any
    text: str
    values: tuple[Any, ...]
    places: tuple[tuple[int, int], ...]

    def ask(self, given: tuple[Any, ...]) -> list[Any]:
        """Its rows for these values."""
        values = list(self.values)
        for at, place in self.places:
            values[at] = _sent(given[place])
        compiler = copy(self.compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *_, **__: (self.text, tuple(values))
        query = copy(self.rows.query)
        query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign,assignment]
        again: Any = type(self.rows)(self.rows.model, query=query)
        again._iterable_class = self.rows._iterable_class  # type: ignore[attr-defined]
        return list(again)


class Compiled(Generic[M]):
    """A question of this shape. Errors: CannotCompile, when first asked."""

    def __init__(self, make: Callable[..., QuerySet[Any]]) -> None:
        self._make = make
        self._kept: _Kept | None = None
        self.__doc__ = make.__doc__

    def __call__(self, *values: Any) -> list[M]:
        """The rows for these values, in the order of the function's own."""
        if self._kept is None:
            self._kept = self._keep()
        return self._kept.ask(values)

    def _keep(self) -> _Kept:
        hints = get_type_hints(self._make)
        names = list(inspect.signature(self._make).parameters)
        stand_ins = [_stand_in(hints.get(name), place) for place, name in enumerate(names)]
        rows = self._make(*stand_ins)
        compiler = rows.query.get_compiler(connection=connection)
        text, values = compiler.as_sql()
        sent = [_sent(one) for one in stand_ins]
        places = tuple((at, sent.index(value)) for at, value in enumerate(values) if value in sent)
        if {place for _, place in places} != set(range(len(names))):
            raise CannotCompile(f"{self._make.__name__} does not ask for each of its values by itself")
        return _Kept(rows, compiler, text, tuple(values), places)


def compiled(make: Callable[..., QuerySet[M]]) -> Compiled[M]:
    """Put the text of this question together once."""
    return Compiled(make)
