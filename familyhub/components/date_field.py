"""A date asked for in three boxes, read kindly, with a message that names what to mend."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from familyhub.components.words import day as in_words

PARTS = ("day", "month", "year")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
Typed = tuple[str, str, str]
Limit = date | Callable[[], date] | None


def read_part(part: str, typed: str) -> int | None:
    """The number in one box, a month's name included ("March", "mar"); None when it cannot be one."""
    typed = typed.strip().rstrip(".").lower()
    if part == "month" and typed[:3] in MONTHS and typed.isalpha():
        return MONTHS.index(typed[:3]) + 1
    if not re.fullmatch(r"[0-9]{1,4}", typed):
        return None
    highest = {"day": 31, "month": 12, "year": LATEST_YEAR}[part]
    lowest = EARLIEST_YEAR if part == "year" else 1
    return int(typed) if lowest <= int(typed) <= highest else None


def parts_to_mend(typed: Typed) -> list[str]:
    """Names of the boxes that stop these three from being a date; all of them for "31 2 2021"."""
    numbers = [read_part(part, text) for part, text in zip(PARTS, typed, strict=True)]
    wrong = [part for part, number in zip(PARTS, numbers, strict=True) if number is None]
    if wrong:
        return wrong
    return [] if _real(numbers) else list(PARTS)


def _real(numbers: list[int | None]) -> date | None:
    dd, mm, yyyy = (number or 0 for number in numbers)
    try:
        return date(yyyy, mm, dd)
    except ValueError:
        return None


def split_date(value: Any) -> Typed:
    """What the three boxes show for a date, an ISO date as text, or what was typed before."""
    if isinstance(value, date):
        return str(value.day), str(value.month), str(value.year)
    if isinstance(value, str) and (iso := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", value)):
        return str(int(iso[3])), str(int(iso[2])), iso[1]
    if isinstance(value, list | tuple) and len(value) == len(PARTS):
        return str(value[0]), str(value[1]), str(value[2])
    return "", "", ""


class DatePartsInput(forms.Widget):
    """Three boxes: `<name>_day`, `<name>_month`, `<name>_year`."""

    template_name = "components/widgets/date_parts.html"
    use_fieldset = True
    birthday = False

    def id_for_label(self, id_: str) -> str:
        return ""

    def first_id(self, auto_id: str, typed: Typed | None) -> str:
        """The id of the first box that needs mending, else of the day."""
        wrong = parts_to_mend(typed) if typed else []
        return f"{auto_id}_{wrong[0] if wrong else 'day'}"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        typed = split_date(value)
        wrong = (parts_to_mend(typed) or PARTS) if context["widget"]["attrs"].get("aria-invalid") else ()
        context["widget"]["parts"] = [
            {
                "name": part,
                "label": part.capitalize(),
                "value": text,
                "width": 4 if part == "year" else 2,
                "wrong": part in wrong,
                "autocomplete": f"bday-{part}" if self.birthday else "",
            }
            for part, text in zip(PARTS, typed, strict=True)
        ]
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Typed:
        day, month, year = (str(data.get(f"{name}_{part}", "")).strip() for part in PARTS)
        return day, month, year

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not any(f"{name}_{part}" in data for part in PARTS)


class DateParts(forms.Field):
    """A date in three boxes. `called` is how a message names it: "the child's date of birth"."""

    widget = DatePartsInput

    def __init__(
        self,
        *,
        called: str,
        not_before: Limit = None,
        not_after: Limit = None,
        example: str = "27 3 2021",
        birthday: bool = False,
        **options: Any,
    ) -> None:
        self.called, self.example = called, example
        self.not_before, self.not_after = not_before, not_after
        options.setdefault("help_text", f"For example, {example}")
        super().__init__(**options)
        self.widget.birthday = birthday

    def to_python(self, value: Any) -> date | None:
        """The date; None when nothing was typed. Errors: ValidationError, with the code of the box to mend."""
        typed = split_date(value)
        if not any(typed):
            if self.required:
                raise ValidationError(f"Enter {self.called}, like {self.example}", code="required")
            return None
        wrong = parts_to_mend(typed)
        if wrong:
            raise ValidationError(self._fix(typed, wrong), code=wrong[0])
        return _real([read_part(part, text) for part, text in zip(PARTS, typed, strict=True)])

    def _fix(self, typed: Typed, wrong: list[str]) -> str:
        name = self.called[:1].upper() + self.called[1:]
        empty = [part for part, text in zip(PARTS, typed, strict=True) if not text]
        if empty:
            return f"{name} must include a {' and a '.join(empty)}"
        if wrong == ["year"]:
            return f"{name} must have a year with 4 numbers, like {self.example.split()[-1]}"
        return f"{name} must be a real date, like {self.example}"

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        name = self.called[:1].upper() + self.called[1:]
        earliest, latest = _limit(self.not_before), _limit(self.not_after)
        if latest and value > latest:
            raise ValidationError(f"{name} must be on or before {in_words(latest)}", code="late")
        if earliest and value < earliest:
            raise ValidationError(f"{name} must be on or after {in_words(earliest)}", code="early")


def _limit(limit: Limit) -> date | None:
    return limit() if callable(limit) else limit
