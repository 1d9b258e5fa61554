"""Words into values for what follows a withdrawal: the threshold, the help, and what does not take place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from familyhub.casework import queries as casework
from familyhub.casework.actions import Followed
from familyhub.casework.terms.withdrawn import HELP_LABELS, HelpAfter
from familyhub.components.fields import Choice, Choices, Words
from familyhub.people.queries import PersonPage
from familyhub.sharing.permissions import RECORD
from familyhub.sharing.policy.agreements import LONGEST
from familyhub.sharing.queries import AgreementLine
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.sharing.agreement_forms import FollowedForm

FOLLOWED = "sharing:followed"
YES, NO = "yes", "no"


class FollowedHelpForm(FollowedForm):
    """What follows where help was agreed to and is given: asked of whoever gives it. `standing`: what would go on."""

    threshold = Choice(
        called="whether the safeguarding threshold is met",
        label="Is the safeguarding threshold met?",
        choices=[(YES, "Yes: the case steps up"), (NO, "No")],
        small=True,
    )
    why = Words(
        called="why",
        label="Why, or why not?",
        help_text="Read in the case alone.",
        max_length=LONGEST // 2,
        rows=3,
    )
    help_after = Choice(
        called="what becomes of the help",
        label="What becomes of the help?",
        choices=[(one.value, words) for one, words in HELP_LABELS.items()],
        small=True,
        reveals={HelpAfter.GOES_ON.value: ["basis"]},
    )
    basis = Words(
        called="the ground", label="On what ground does it go on?", max_length=LONGEST // 4, rows=2, required=False
    )
    cancels = Choices(
        called="what does not take place",
        label="What is cancelled now?",
        help_text="What you do not tick goes on.",
        required=False,
        small=True,
    )
    field_order = ("threshold", "why", "help_after", "basis", "cancels", "done")

    def __init__(self, *args: Any, standing: Sequence[casework.StandingLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cancels"].choices = [(one.code, one.words) for one in standing]  # type: ignore[attr-defined]
        if not standing:
            del self.fields["cancels"]

    def new(self) -> Followed:
        """As it was weighed."""
        said = self.cleaned_data
        return Followed(
            done=said["done"],
            is_threshold_met=said["threshold"] == YES,
            why=said["why"],
            help_after=HelpAfter(said["help_after"]),
            basis=said["basis"],
            cancels=tuple(said.get("cancels", ())),
        )


def form_of(request: HttpRequest, page: PersonPage, line: AgreementLine) -> FollowedForm | None:
    """The form, where there is something to do still and this asker may record it: the long one for who gives help."""
    asker = asker_of(request)
    if not line.is_to_follow or not asker.may(RECORD.code):
        return None
    data = request.POST if "done" in request.POST else None
    helped = casework.still_helped(asker, page.records, timezone.now()) if line.is_service else None
    if helped is None:
        return FollowedForm(data, initial=drafts.initial_from_draft(request, FOLLOWED, line.id, FollowedForm))
    empty = FollowedHelpForm(standing=helped.standing)
    kept = drafts.initial_from_draft(request, FOLLOWED, line.id, empty)
    return FollowedHelpForm(data, standing=helped.standing, initial=kept)
