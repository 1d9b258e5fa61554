"""Words into values for allocation. Forms check, actions do."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from familyhub.components.fields import Choice, DateParts, Line, Option, Words
from familyhub.core.clocks import LONDON
from familyhub.referrals.terms.allocation import (
    BACK_LABELS,
    BASIS_LABELS,
    PASSED_LABELS,
    RESULT_LABELS,
    TRIED_LABELS,
    WORRY_LABELS,
    Result,
)
from familyhub.web.forms_once import FormKey
from familyhub.web.referrals.forms import Versioned

TIME = re.compile(r"([01]?[0-9]|2[0-3])[:.]?([0-5][0-9])")
NOT_SAFE_TO_LEAVE = "Nobody has recorded that a message is safe: leave none, unless the family told you so"


class TimeLine(Line):
    """A time of day, "14:30" or "9.05"; the value is a `time`."""

    def __init__(self, **options: Any) -> None:
        box = forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"})
        super().__init__(max_length=5, widget=box, **options)

    def clean(self, value: Any) -> Any:
        """The time. Errors: ValidationError."""
        typed = super().clean(value)
        found = TIME.fullmatch(typed)
        if not found:
            raise ValidationError("Enter the time like 14:30")
        return time(int(found[1]), int(found[2]))


def now_words() -> dict[str, Any]:
    """What the day and the time of something that just happened begin with."""
    now = timezone.localtime()
    return {"day": now.date(), "time": f"{now:%H:%M}"}


class Timed(forms.Form):
    """When it happened: a day and a time in London; now when they were left as they were."""

    day = DateParts(called="the day", label="Day", not_after=timezone.localdate)
    time = TimeLine(called="the time", label="Time")

    @property
    def moment(self) -> datetime:
        """The moment; this minute is now."""
        day: date = self.cleaned_data["day"]
        at = datetime.combine(day, self.cleaned_data["time"], tzinfo=LONDON)
        now = timezone.now()
        return now if at <= now < at.replace(second=59) or at.replace(second=0) == now.replace(second=0) else at


class AttemptForm(Versioned, Timed):
    """One attempt to reach the family."""

    way = Choice(
        called="how you tried", label="How", choices=[(w.value, t) for w, t in TRIED_LABELS.items()], small=True
    )
    result = Choice(called="what came of it", label="What came of it", small=True)
    words = Words(called="what happened", label="What happened", max_length=1000, rows=2, required=False)
    field_order = ("way", "result", "day", "time", "words")

    def __init__(self, *args: Any, message_is_safe: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hints = {} if message_is_safe else {Result.MESSAGE_LEFT: NOT_SAFE_TO_LEAVE}
        choices = [(r.value, Option(t, hints.get(r, ""))) for r, t in RESULT_LABELS.items()]
        self.fields["result"].choices = choices  # type: ignore[attr-defined]


class NotReachedForm(Versioned):
    """The family cannot be reached."""

    words = Words(
        called="what you tried and what you know",
        label="What you tried and what you know",
        help_text="Your coordinator reads it and answers if the worry has grown. Nothing closes by itself",
        max_length=2000,
        rows=4,
    )


class BackForm(Versioned):
    """Back with a coded reason."""

    reason = Choice(
        called="why it goes back", label="Why", choices=[(r.value, t) for r, t in BACK_LABELS.items()], small=True
    )
    words = Words(called="more about it", label="More about it", max_length=2000, rows=2, required=False)


class WorryForm(FormKey, forms.Form):
    """Has the worry grown?"""

    answer = Choice(
        called="if the worry has grown",
        label="Has the worry grown?",
        choices=[(w.value, t) for w, t in WORRY_LABELS.items()],
    )
    words = Words(called="why", label="Why", max_length=2000, rows=3)


class ReopenForm(Versioned):
    """Open it again."""

    words = Words(called="why it is opened again", label="Why it is opened again", max_length=2000, rows=3)


class PassedForm(FormKey, Timed):
    """Passed to another authority."""

    authority_name = Line(called="the authority", label="Which authority", max_length=120)
    way = Choice(
        called="how it was passed on", label="How", choices=[(w.value, t) for w, t in PASSED_LABELS.items()], small=True
    )
    phoned_to = Line(called="whom you spoke with", label="Whom you spoke with", max_length=120, required=False)
    basis = Choice(
        called="on whose word",
        label="On whose word",
        choices=[(b.value, t) for b, t in BASIS_LABELS.items()],
        small=True,
    )
    what = Words(called="what was passed on", label="What was passed on", max_length=2000, rows=3)
    field_order = ("authority_name", "way", "phoned_to", "day", "time", "basis", "what")


class ReceivedForm(FormKey, Timed):
    """The other authority has it."""

    received_by = Line(called="who there has it", label="Who there said that they have it", max_length=120)
    their_reference = Line(called="their reference", label="Their reference", max_length=120, required=False)
    field_order = ("received_by", "their_reference", "day", "time")
