"""What somebody typed into a listing's form that could not be taken, in words, so that they can copy it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from familyhub.directory.terms import Sensitivity
from familyhub.web.listings.forms import MOST, AboutForm, ComingForm, Row, ShownForm, WhoForm, row_forms
from familyhub.web.listings.serving import ServingForm

MOST_SHOWN = 60_000


def typed_back(post: QueryDict) -> str:
    """A line for each box that holds something, with its label; "" where nothing was typed."""
    return "\n".join(_lines(post))[:MOST_SHOWN]


def _lines(post: QueryDict) -> Iterator[str]:
    serving = ServingForm(None, {}, Sensitivity.OPEN, timezone.localdate())
    for fields in (AboutForm.base_fields, WhoForm.base_fields, ComingForm.base_fields, serving.fields):
        yield from _said(post, fields)
    for part in MOST:
        for prefix in _rows(post, part):
            yield from _said(post, _row_fields(part), prefix)
    yield from _said(post, ShownForm.base_fields)


def _rows(post: QueryDict, part: str) -> list[str]:
    found = {int(row[1]) for name in post if (row := re.match(rf"{part}-(\d{{1,3}})-", name))}
    return [f"{part}-{number}-" for number in sorted(found)[: MOST[part]]]


def _row_fields(part: str) -> dict[str, forms.Field]:
    ways: list[type[Row]] = [row_forms(how)[part] for how in Sensitivity if part in row_forms(how)]
    return {name: field for way in ways for name, field in way.base_fields.items()}


def _said(post: QueryDict, fields: dict[str, forms.Field], prefix: str = "") -> Iterator[str]:
    for name, field in fields.items():
        if isinstance(field.widget, forms.HiddenInput):
            continue
        said = _words(field, field.widget.value_from_datadict(post, {}, prefix + name))
        if said:
            yield f"{field.label}: {said}"


def _words(field: Any, value: Any) -> str:
    named = {str(code): str(words) for code, words in getattr(field, "choices", ())}
    values = value if isinstance(value, list | tuple) else [value]
    return ", ".join(named.get(str(one), str(one)) for one in values if one not in (None, "")).strip()
