"""How every other room points at a person: at the record, never at the person.

A person can turn out to be two, or two people one: then `Record.person` moves and nothing else does. Reading through
`.about(person)` finds the rows of all of that person's records.
"""

from __future__ import annotations

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q


class AboutPerson(models.ForeignKey[Any, Any]):
    """A foreign key to `people.Record`, always protected and without a reverse name."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.update(to=kwargs.get("to", "people.Record"), on_delete=models.PROTECT, related_name="+")
        super().__init__(**kwargs)


class AboutPersonQuerySet(models.QuerySet[Any]):
    """For models with one or more `AboutPerson` fields."""

    def about(self, *people: uuid.UUID, via: str = "") -> Self:
        """Rows about any record of these people, by the field `via` or by any `AboutPerson` field of the model.

        Where a model has several such fields and many rows, name one: any of several reads every row.
        """
        names = [via] if via else [f.name for f in self.model._meta.concrete_fields if isinstance(f, AboutPerson)]
        where = Q()
        for name in names:
            where |= Q(**{f"{name}__person__in": people})
        return self.filter(where)
