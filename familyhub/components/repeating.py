""" "Add another person" without a script: the button posts the form, which comes back with one more group.

pressed = repeating.pressed(request.POST, "people")
if pressed:
    people = repeating.redraw(PeopleFormSet, request.POST, prefix="people")
"""

from __future__ import annotations

from typing import Any, TypeVar

from django.forms.formsets import BaseFormSet
from django.forms.utils import ErrorDict
from django.utils.datastructures import MultiValueDict

Posted = MultiValueDict[str, Any]
Formset = TypeVar("Formset", bound="BaseFormSet[Any]")


def pressed(data: Posted, prefix: str) -> bool:
    """Whether one of this formset's own buttons was pressed, so that nothing is to be kept yet."""
    return data.get("add") == prefix or _removed(data, prefix) is not None


def redraw(kind: type[Formset], data: Posted, prefix: str, **options: Any) -> Formset:
    """The formset with a group more or less, everything typed still there, and no complaint about what is not."""
    formset = kind(after_press(data, prefix), prefix=prefix, **options)
    for form in formset.forms:
        form._errors = ErrorDict()
    return formset


def after_press(data: Posted, prefix: str) -> Posted:
    """The posted values with a group added or removed, as the button said; the rest move up."""
    total, gone = _total(data, prefix), _removed(data, prefix)
    changed: Posted = MultiValueDict({name: data.getlist(name) for name in data})
    if gone is not None and gone < total:
        changed = _move_up(changed, prefix, gone)
        total -= 1
    elif data.get("add") == prefix:
        total += 1
    changed[f"{prefix}-TOTAL_FORMS"] = str(total)
    return changed


def _move_up(data: Posted, prefix: str, gone: int) -> Posted:
    moved: Posted = MultiValueDict()
    for name, values in data.lists():
        head, _, rest = name.removeprefix(f"{prefix}-").partition("-")
        if not name.startswith(f"{prefix}-") or not head.isdigit() or int(head) < gone:
            moved.setlist(name, values)
        elif int(head) > gone:
            moved.setlist(f"{prefix}-{int(head) - 1}-{rest}", values)
    return moved


def _total(data: Posted, prefix: str) -> int:
    written = str(data.get(f"{prefix}-TOTAL_FORMS", "0"))
    return min(int(written), 1000) if written.isdigit() else 0


def _removed(data: Posted, prefix: str) -> int | None:
    head, _, number = str(data.get("remove", "")).rpartition("-")
    return int(number) if head == prefix and number.isdigit() else None
