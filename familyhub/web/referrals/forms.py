"""Words into values for the front door. Forms check, actions do."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from familyhub.accounts import queries as accounts
from familyhub.components.fields import Choice, Option, Words
from familyhub.places import queries as places
from familyhub.referrals.queries.allocation import WorkerLoad
from familyhub.referrals.terms import OUTCOME_LABELS, RETURN_LABELS, Lane
from familyhub.vocabulary import queries as vocabulary
from familyhub.web.forms_once import FormKey

NOBODY_CHOSEN = [("", "The team that serves the address")]


class Versioned(FormKey, forms.Form):
    """Carries the version of the request that the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class DecideForm(Versioned):
    """Outcome, level, reason, and the team where the address does not say it."""

    outcome = Choice(
        called="what to do", label="What to do", choices=[(o.value, t) for o, t in OUTCOME_LABELS.items()], small=True
    )
    level = Choice(called="the level of need", label="Level of need", required=False, small=True)
    team = Choice(called="a team", label="Team", required=False, widget=forms.Select)
    team_why = Words(
        called="why this team",
        label="Why this team",
        help_text="Only where the map cannot choose: two homes, none known, or a hidden address",
        max_length=1000,
        rows=2,
        required=False,
    )
    reason = Words(called="the reason for this decision", label="Reason", max_length=2000, rows=4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        levels = vocabulary.level_set(today).levels
        self.fields["level"].choices = [(str(level.number), f"{level.number} {level.name}") for level in levels]  # type: ignore[attr-defined]
        teams = [(str(team.id), team.name) for team in accounts.teams(today, "cluster")]
        self.fields["team"].choices = NOBODY_CHOSEN + teams  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Help from a team needs a level."""
        values = super().clean() or {}
        if values.get("outcome") == "to_team" and not values.get("level"):
            self.add_error("level", "Choose the level of need: a team cannot be given a request without one")
        return values

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


class ReturnForm(Versioned):
    """Back to the sender for a coded reason."""

    reason = Choice(
        called="why it goes back", label="Why", choices=[(r.value, t) for r, t in RETURN_LABELS.items()], small=True
    )
    words = Words(
        called="what the sender should do", label="What the sender should do", max_length=1000, rows=3, required=False
    )


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
        districts = [(d.code, d.name) for d in places.districts(timezone.localdate())]
        self.fields["district"].choices = [("", "All districts"), *districts]  # type: ignore[attr-defined]
