"""Draws Django's forms as the design system's: `{{ form }}` and `{{ field.as_field_group }}` need nothing more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import django.forms
from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.template.backends.django import DjangoTemplates as Backend
from django.utils.functional import cached_property

OURS = Path(__file__).parent / "templates"
DJANGOS = Path(django.forms.__file__).parent / "templates"
CLASSES: list[tuple[tuple[type[forms.Widget], ...], str]] = [
    ((forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple), ""),
    ((forms.Select,), "govuk-select"),
    ((forms.Textarea,), "govuk-textarea"),
    ((forms.Widget,), "govuk-input"),
]


def _class_of(widget: forms.Widget) -> str:
    return next(name for kinds, name in CLASSES if isinstance(widget, kinds))


class DesignSystemField(BoundField):
    """One field as drawn: its shape, its classes, and which other fields an answer of it reveals."""

    @property
    def shape(self) -> str:
        """Which part of the design system draws it: checkbox, radios, checkboxes, textarea or input."""
        widget = self.field.widget
        if isinstance(widget, forms.CheckboxInput):
            return "checkbox"
        if isinstance(widget, forms.CheckboxSelectMultiple):
            return "checkboxes"
        if isinstance(widget, forms.RadioSelect):
            return "radios"
        return "textarea" if isinstance(widget, forms.Textarea) else "input"

    @property
    def max_words(self) -> int | None:
        """The most characters, for the count under a large box."""
        return getattr(self.field, "max_length", None)

    @property
    def first_id(self) -> str:
        """The id that a link in the error summary goes to: the first box of the field."""
        first = getattr(self.field.widget, "first_id", None)
        if first:
            return str(first(self.auto_id, self.data if self.form.is_bound else None))
        return str(self.id_for_label or f"{self.auto_id}_0")

    @property
    def reveals(self) -> dict[str, list[str]]:
        """Names of the fields that each answer shows: `{"other": ["other_words"]}`."""
        return getattr(self.field, "reveals", {})

    @property
    def is_revealed(self) -> bool:
        """Whether another field's answer shows this one, so that it is not drawn again by itself."""
        return any(
            self.name in names
            for other in self.form.fields.values()
            for names in getattr(other, "reveals", {}).values()
        )

    @property
    def options(self) -> list[dict[str, Any]]:
        """Each radio or checkbox: value, label, hint, id, whether chosen, and the fields that it reveals."""
        made = []
        for number, option in enumerate(self.subwidgets):
            value = str(option.data["value"])
            made.append(
                {
                    "value": value,
                    "label": option.data["label"],
                    "hint": getattr(option.data["label"], "hint", ""),
                    "id": f"{self.auto_id}_{number}",
                    "chosen": option.data["selected"],
                    "disabled": option.data["attrs"].get("disabled", False),
                    "revealed": [self.form[name] for name in self.reveals.get(value, [])],
                }
            )
        return made

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        if widget.is_hidden:
            return built
        # The browser's own bubbles and cut-off are not used: our messages name the fix, and nothing typed is lost.
        built |= {"required": False, "maxlength": False, "minlength": False}
        name = _class_of(widget)
        own = built.get("class", widget.attrs.get("class", ""))
        built["class"] = " ".join(
            part for part in (name, own, f"{name}--error" if self.errors and name else "") if part
        )
        if self.shape == "textarea" and self.max_words and self.auto_id:
            built["class"] += " govuk-js-character-count"
            said = (built.get("aria-describedby", ""), f"{self.auto_id}-info")
            built["aria-describedby"] = " ".join(part for part in said if part)
        return built


class DesignSystemRenderer(DjangoTemplates):
    """Our templates first, then Django's own, then those of the installed apps."""

    form_template_name = "components/form.html"
    formset_template_name = "components/formset.html"
    field_template_name = "components/field.html"
    bound_field_class = DesignSystemField

    @cached_property
    def engine(self) -> Backend:
        return Backend({"APP_DIRS": True, "DIRS": [OURS, DJANGOS], "NAME": "designsystem", "OPTIONS": {}})
