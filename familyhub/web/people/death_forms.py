"""Words into values for a death, and for one that was recorded by mistake."""

from __future__ import annotations

from django import forms

from familyhub.components.fields import DateParts, Line, Tick, Words
from familyhub.web.forms_once import FormKey


class DeathForm(FormKey, forms.Form):
    """When somebody died and how it is known; a second look, since it stops messages at once."""

    died_on = DateParts(called="the date of death", label="Date of death")
    known_by = Line(
        called="how it is known", label="How is it known?", help_text="Who told it, or what was seen", max_length=300
    )
    is_sure = Tick(
        label="I have looked again at the name and the date of birth above: it is this person who has died",
        needed="Look at the name and the date of birth above, and tick that it is this person",
        help_text="From now on nothing is sent to them or asks about them, and visits to them alone are cancelled.",
    )
    problem_fields: dict[str, str] = {}


class WrongDeathForm(FormKey, forms.Form):
    """Why it is wrong that somebody has died."""

    why = Words(
        called="why it is wrong",
        label="Why is it wrong, and how do you know?",
        help_text="It is kept with what was recorded.",
        max_length=1000,
        rows=3,
    )
    problem_fields: dict[str, str] = {}
