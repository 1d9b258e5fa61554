"""A parent or carer asks for help: short, plain, and safe to stop at any line."""

from __future__ import annotations

from typing import Any

from django import forms

from familyhub.components import fields
from familyhub.web.ask.wishes import wishes
from familyhub.web.refer import days
from familyhub.web.refer.whole import LOST_PARTS

OFF = {"autocomplete": "off"}
NOT_SAFE = "none"
TICK_OR_TELL = "Tick what would help, or tell us in your own words"
WAYS = [
    ("call", "Call me"),
    ("text", "Send me a text"),
    ("email", "Email me"),
    ("letter", "Send me a letter"),
    (
        NOT_SAFE,
        fields.Option("It is not safe to contact me", "You can come back to us at any time"),
    ),
]


def keep_nothing(form: forms.Form) -> None:
    """The browser is asked to remember nothing that is typed here."""
    for field in form.fields.values():
        field.widget.attrs |= OFF


class SafeForm(forms.Form):
    """How it is safe to reach them: asked before any number or address."""

    ways = fields.Choices(
        called="a way that is safe for you",
        label="How is it safe for us to contact you?",
        help_text="Tick all that are safe",
        choices=WAYS,
        reveals={"call": ["leave_message"]},
    )
    leave_message = fields.Choice(
        called="if we can leave a message",
        label="Is it safe to leave a message?",
        choices=[("yes", "Yes"), ("no", "No")],
        inline=True,
        required=False,
    )
    times = fields.Line(
        called="the safe times",
        label="When is it safe?",
        help_text="For example, weekdays before 3pm",
        required=False,
    )
    phone = fields.PhoneField(
        called="your phone number", label="Your phone number, for a call or a text", required=False
    )
    email = fields.EmailLine(called="your email address", label="Your email address, for an email", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        keep_nothing(self)

    def clean(self) -> dict[str, Any]:
        """A way that was ticked needs its number or address."""
        said = super().clean() or self.cleaned_data
        ways = set(said.get("ways") or [])
        if NOT_SAFE in ways and len(ways) > 1:
            self.add_error("ways", "Tick the ways that are safe, or tick that none is safe")
        elif "ways" in said:
            for name, words in _missing(ways, said):
                if name not in self.errors:
                    self.add_error(name, words)
        return said


def _missing(ways: set[str], said: dict[str, Any]) -> list[tuple[str, str]]:
    missing = []
    if "call" in ways and not said.get("leave_message"):
        missing.append(("leave_message", "Choose if it is safe to leave a message"))
    if ways & {"call", "text"} and not said.get("phone"):
        missing.append(("phone", "Enter your phone number, like 01632 960 001"))
    if "email" in ways and not said.get("email"):
        missing.append(("email", "Enter your email address, like name@mail.example"))
    return missing


class YouForm(forms.Form):
    """Who asks."""

    given = fields.Line(called="your first name", label="Your first name", max_length=80)
    family = fields.Line(called="your family name", label="Your family name", max_length=80, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        keep_nothing(self)


class ChildForm(forms.Form):
    """One child, or a baby that is on the way."""

    is_born = fields.Choice(
        called="if this child is born",
        label="Is this child born?",
        choices=[("yes", "Yes"), ("no", "Not yet")],
        inline=True,
        reveals={"yes": ["child_given", "born_on"], "no": ["due_on"]},
    )
    child_given = fields.Line(called="the child's first name", label="First name", max_length=80, required=False)
    born_on = fields.DateParts(
        called="the child's date of birth",
        label="Date of birth",
        required=False,
        not_before=days.child_since,
        not_after=days.today,
    )
    due_on = fields.DateParts(
        called="the due date",
        label="When is the baby due?",
        help_text="As near as you know",
        required=False,
        not_before=days.due_since,
        not_after=days.due_until,
    )
    child_family = fields.Line(
        called="the child's family name", label="Family name, if it is not yours", max_length=80, required=False
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        keep_nothing(self)

    def clean(self) -> dict[str, Any]:
        """A child has a name; a baby on the way has no date of birth."""
        said = super().clean() or self.cleaned_data
        if self.errors or not self.has_changed():
            return said
        if said["is_born"] == "yes" and said["due_on"]:
            self.add_error("is_born", "Choose “Not yet”, or take the due date out")
        elif said["is_born"] == "no" and said["born_on"]:
            self.add_error("is_born", "Choose “Yes”, or take the date of birth out")
        elif said["is_born"] == "yes" and not said["child_given"]:
            self.add_error("child_given", "Enter the child's first name")
        elif said["is_born"] == "no" and not said["due_on"]:
            self.add_error("due_on", "Enter the due date, as near as you know, like 27 3 2027")
        return said


ChildFormSet = forms.formset_factory(ChildForm, extra=1, max_num=12, absolute_max=12, validate_max=True)


def children_from(data: Any) -> Any:
    """The formset, empty when `data` is None."""
    return ChildFormSet(data, prefix="children", error_messages=LOST_PARTS)


class HelpForm(forms.Form):
    """What would help."""

    wishes = fields.Choices(
        called="what would help", label="What would help?", help_text="Tick any", choices=wishes, required=False
    )
    words = fields.Words(
        called="what is happening",
        label="Tell us in your own words, if you like",
        max_length=4000,
        rows=5,
        required=False,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        keep_nothing(self)
        if not list(self.fields["wishes"].choices):  # type: ignore[attr-defined]
            del self.fields["wishes"]

    def clean(self) -> dict[str, Any]:
        """One or the other."""
        said = super().clean() or self.cleaned_data
        if not self.errors and not said.get("wishes") and not said["words"]:
            self.add_error("wishes" if "wishes" in self.fields else "words", TICK_OR_TELL)
        return said


class HomeForm(forms.Form):
    """Where they live, so that the nearest team answers."""

    line = fields.Line(called="your address", label="Address", required=False)
    postcode = fields.PostcodeField(
        called="your postcode",
        label="Postcode",
        help_text="So that the team near you can help",
        required=False,
    )
    is_hidden = fields.Tick(label="Keep my address secret: somebody must not find out where we live")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        keep_nothing(self)
