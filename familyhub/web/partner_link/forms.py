"""What proves a partner's address."""

from __future__ import annotations

from django import forms

from familyhub.components.fields import EmailLine, Line


class PartnerAddressForm(forms.Form):
    """The address to which we wrote."""

    email = EmailLine(called="your work email address", label="Your work email address")


class PartnerCodeForm(forms.Form):
    """The code that was sent to it."""

    code = Line(
        called="the code",
        label="The code in our email",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "class": "govuk-input--width-10"}),
    )
