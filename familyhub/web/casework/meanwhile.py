"""Two who write the same at once: each field is taken from whoever changed it, and what both changed is shown twice.

The page carries digests of what it showed (`seen`), so that what somebody typed, what the other saved and what stood
before both can be told apart: when a form is refused because of its version, and when a kept draft is opened again. No
value is carried, since whoever kept a draft may not see it any more.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.forms import Form
from django.http import QueryDict

from familyhub.components.date_field import PARTS, DateParts, split_date
from familyhub.components.words import short_day
from familyhub.web.drafts import SEEN

BOTH = "{}: somebody else changed this too. Make one of both, and save again"
Plain = str | list[str]


@dataclass(frozen=True)
class Stands:
    """What stands now of what a form writes: what its boxes begin with, and what it changes without showing a box."""

    version: int
    boxes: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Two:
    """One box, as the other left it and as it is in this form."""

    label: str
    theirs: str
    yours: str


@dataclass(frozen=True)
class Meanwhile:
    """What somebody else changed: what both did, what they alone did, and what the form writes without a box."""

    both: tuple[Two, ...] = ()
    taken: tuple[Two, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class _Met:
    boxes: list[str]
    taken: dict[str, Plain]
    shown: Meanwhile


def begin(form: Form, stands: Stands | None) -> Meanwhile | None:
    """A form that is shown: at the version that stands, with what was typed before against what was changed since."""
    if stands is None or "version" not in form.fields:
        return None
    met = None
    if _is_older(form.initial.get("version"), stands):
        mine = {name: _plain(form, name, form.initial.get(name)) for name in _boxes(form, stands)}
        met = _meet(form, mine, str(form.initial.get(SEEN, "")), stands)
        form.initial.update(met.taken)
    form.initial.update({"version": stands.version, SEEN: _told(form, stands)})
    _carry(form)
    return met.shown if met and met.shown != Meanwhile() else None


def catch_up(form: Form, stands: Stands | None) -> Meanwhile | None:
    """A form that was refused: None where its version stands, else what changed, and it may be sent again."""
    if stands is None or "version" not in form.fields:
        return None
    _carry(form)
    if not _is_older(form.data.get("version"), stands):
        return None
    mine = {name: _plain(form, name, form[name].value()) for name in _boxes(form, stands)}
    met = _meet(form, mine, str(form.data.get(SEEN, "")), stands)
    sent: QueryDict = form.data.copy()  # type: ignore[attr-defined]
    for name, value in met.taken.items():
        _put(sent, form, name, value)
        form.errors.pop(name, None)
    sent["version"], sent[SEEN] = str(stands.version), _told(form, stands)
    form.data = sent
    for name in met.boxes:
        form.add_error(name, BOTH.format(_label(form, name)))
    return met.shown


def _is_older(version: object, stands: Stands) -> bool:
    return bool(version) and str(version) != str(stands.version)


def _boxes(form: Form, stands: Stands) -> list[str]:
    return [name for name in stands.boxes if name in form.fields]


def _carry(form: Form) -> None:
    form.fields[SEEN] = forms.CharField(widget=forms.HiddenInput, required=False)


def _told(form: Form, stands: Stands) -> str:
    boxes = {name: _digest(_plain(form, name, stands.boxes[name])) for name in _boxes(form, stands)}
    return json.dumps({"boxes": boxes, "facts": {label: _digest(words) for label, words in stands.facts.items()}})


def _digest(value: Plain) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()[:16]


def _seen(told: str) -> tuple[dict[str, str], dict[str, str] | None]:
    """Digests of what the page showed; nothing where that is not known."""
    try:
        read = json.loads(told)
        return dict(read["boxes"]), dict(read["facts"])
    except (ValueError, KeyError, TypeError):
        return {}, None


def _meet(form: Form, mine: Mapping[str, Plain], told: str, stands: Stands) -> _Met:
    was, known = _seen(told)
    theirs = {name: _plain(form, name, stands.boxes[name]) for name in mine}
    changed = [name for name in mine if theirs[name] != mine[name] and _digest(theirs[name]) != was.get(name)]
    alone = [name for name in changed if _digest(mine[name]) == was.get(name)]
    both = [name for name in changed if name not in alone]
    return _Met(
        both,
        {name: theirs[name] for name in alone},
        Meanwhile(
            both=tuple(_two(form, name, theirs[name], mine[name]) for name in both),
            taken=tuple(_two(form, name, theirs[name], mine[name]) for name in alone),
            facts=_facts(known, stands.facts),
        ),
    )


def _facts(known: Mapping[str, str] | None, now: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    if known is None:
        return tuple(now.items())
    digests = {label: _digest(words) for label, words in now.items()}
    labels = [label for label in dict.fromkeys([*now, *known]) if digests.get(label) != known.get(label)]
    return tuple((label, now.get(label, "")) for label in labels)


def _two(form: Form, name: str, theirs: Plain, yours: Plain) -> Two:
    return Two(_label(form, name), _words(form, name, theirs), _words(form, name, yours))


def _label(form: Form, name: str) -> str:
    return str(form.fields[name].label)


def _plain(form: Form, name: str, value: Any) -> Plain:
    """A value as it is compared and kept: text, or the codes of what is ticked; a date as the year, month and day."""
    if isinstance(form.fields[name], DateParts):
        return _day(form.fields[name], value)
    if isinstance(form.fields[name], forms.MultipleChoiceField):
        return sorted(map(str, [value] if isinstance(value, str) else value or []))
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


def _day(box: forms.Field, value: Any) -> str:
    try:
        read = box.to_python(value)
    except forms.ValidationError:
        return " ".join(split_date(value))
    return read.isoformat() if read else ""


def _put(sent: QueryDict, form: Form, name: str, value: Plain) -> None:
    if isinstance(form.fields[name], DateParts):
        for part, typed in zip(PARTS, split_date(value), strict=True):
            sent[f"{name}_{part}"] = typed
    elif isinstance(value, list):
        sent.setlist(name, value)
    else:
        sent[name] = value


def _words(form: Form, name: str, value: Plain) -> str:
    box = form.fields[name]
    if isinstance(box, forms.ChoiceField):
        labels = dict(_flat(list(box.choices)))  # type: ignore[arg-type]
        return ", ".join(labels.get(one, one) for one in ([value] if isinstance(value, str) else value) if one)
    if isinstance(box, DateParts) and isinstance(value, str) and value.count("-") == 2:
        return short_day(date.fromisoformat(value))
    return str(value)


def _flat(choices: Iterable[Any]) -> Iterable[tuple[str, str]]:
    for code, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield str(code), str(label)
