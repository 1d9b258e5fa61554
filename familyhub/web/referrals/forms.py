"""Words into values for the front door. Forms check, actions do."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from familyhub.accounts import queries as accounts
from familyhub.components.fields import Choice, Option, Words
from familyhub.places import queries as places
from familyhub.referrals import queries
from familyhub.referrals.queries.allocation import WorkerLoad
from familyhub.referrals.queries.shown import ContactPage
from familyhub.referrals.terms.requests import OUTCOME_LABELS, RETURN_LABELS, Lane
from familyhub.web.forms_once import FormKey


class Versioned(FormKey, forms.Form):
    """Carries the version of the request that the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


def at_version(form: forms.Form, version: int) -> None:
    """A form that was refused and stands on a page that shows what changed: sent again, it is about what is shown."""
    sent: QueryDict = form.data.copy()  # type: ignore[attr-defined]
    if "version" in sent:
        sent["version"] = str(version)
    form.data = sent


class DecideForm(Versioned):
    """Outcome, level, reason, and the team where the address does not say it. A phrase picked is part of the reason."""

    outcome = Choice(
        called="what to do", label="What to do", choices=[(o.value, t) for o, t in OUTCOME_LABELS.items()], small=True
    )
    level = Choice(called="the level of need", label="Level of need", required=False, small=True)
    phrase = Choice(
        called="a phrase",
        label="Reason: pick a phrase",
        required=False,
        widget=forms.Select(attrs={"data-fills": "reason"}),
    )
    reason = Words(
        called="the reason for this decision", label="Reason, in your words", max_length=2000, rows=4, required=False
    )
    team = Choice(called="a team", label="Team", required=False, widget=forms.Select)
    team_why = Words(
        called="why this team",
        label="Why this team",
        help_text="Only where the map cannot choose: two homes, none known, or a hidden address",
        max_length=1000,
        rows=2,
        required=False,
    )

    def __init__(
        self, *args: Any, page: queries.RequestPage, suggested: str, served: Sequence[accounts.Served], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._offer("level", [(str(level.number), f"{level.number} {level.name}") for level in page.levels.levels])
        teams = {str(row.team): row.name for row in served if row.kind == "cluster"}
        first = f"The team that serves the address: {suggested}" if suggested else "Choose a team"
        self._offer("team", [("", first), *teams.items()])
        self._offer("phrase", [("", "No phrase"), *((phrase.words, phrase.words) for phrase in page.phrases)])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Help from a team needs a level, and every decision a reason."""
        values = super().clean() or {}
        if values.get("outcome") == "to_team" and not values.get("level"):
            self.add_error("level", "Choose the level of need: a team cannot be given a request without one")
        if not self.errors.get("reason") and not self.whole_reason:
            self.add_error("reason", "Enter the reason for this decision, or pick a phrase")
        return values

    @property
    def whole_reason(self) -> str:
        """The phrase, unless it is in the box already, and the box."""
        phrase, reason = self.cleaned_data.get("phrase") or "", self.cleaned_data.get("reason") or ""
        return reason if phrase in reason else f"{phrase} {reason}".strip()

    @property
    def team_chosen(self) -> uuid.UUID | None:
        """The team that the officer chose, if any."""
        chosen = self.cleaned_data.get("team")
        return uuid.UUID(chosen) if chosen else None

    @property
    def level_chosen(self) -> int | None:
        """The level, if any."""
        chosen = self.cleaned_data.get("level")
        return int(chosen) if chosen else None


class SeparateForm(forms.Form):
    """Why two are not about the same family after all."""

    part = forms.UUIDField(widget=forms.HiddenInput)
    because = Words(called="why they are not about the same family", label="Why", max_length=1000, rows=2)


class ReturnForm(Versioned):
    """Back to one professional for a coded reason: the words are theirs alone."""

    contact = Choice(called="whom to ask", label="Whom do you ask?", small=True)
    reason = Choice(
        called="why it goes back", label="Why", choices=[(r.value, t) for r, t in RETURN_LABELS.items()], small=True
    )
    words = Words(
        called="what the sender should do",
        label="What the sender should do",
        help_text="Only this sender reads it",
        max_length=1000,
        rows=3,
        required=False,
    )

    def __init__(self, *args: Any, page: queries.RequestPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = [(str(one.id), _named(one)) for one in page.contacts if one.can_go_back]
        self.fields["contact"].choices = asked  # type: ignore[attr-defined]
        if len(asked) == 1:
            self.initial.setdefault("contact", asked[0][0])


def _named(contact: ContactPage) -> str:
    who = ": ".join(part for part in (contact.sender, contact.sender_name) if part)
    return f"{who} ({contact.reference})"


class GiveForm(Versioned):
    """To a worker of the team, with what each has and when they are away."""

    worker = Choice(called="a worker", label="Worker")

    def __init__(self, *args: Any, workers: Iterable[WorkerLoad], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.id), Option(one.name, one.words)) for one in workers if not one.refused]
        self.fields["worker"].choices = choices  # type: ignore[attr-defined]


class CloseForm(Versioned):
    """Why the request ends."""

    words = Words(called="why this ends", label="Why this ends", max_length=2000, rows=3)


class BoardFilter(forms.Form):
    """What the board shows."""

    lane = Choice(called="a lane", label="Lane", required=False, widget=forms.Select)
    district = Choice(called="a district", label="District", required=False, widget=forms.Select)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lanes = [("", "Both lanes"), (Lane.MASH.value, "MASH"), (Lane.EARLY_HELP.value, "Early help")]
        self.fields["lane"].choices = lanes  # type: ignore[attr-defined]
        districts = places.district_names(timezone.localdate()).items()
        self.fields["district"].choices = [("", "All districts"), *districts]  # type: ignore[attr-defined]
