"""`familyhub first-administrator`: somebody must be able to sign in who can add the others."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from familyhub.accounts.models import Staff
    from familyhub.core.asker import Asker

TEAM, POST = "System administration", "Administrator"


def make(name: str, email: str, trained_on: datetime) -> str:
    """Team, post, account and training of the first administrator; returns the link of their invitation.

    Django is set up, no fence is open. Errors: CommandFailed where somebody holds an administrator's post already.
    """
    from django.conf import settings
    from django.urls import reverse
    from django.utils import timezone

    from familyhub.accounts import actions, queries
    from familyhub.accounts.models import Holding
    from familyhub.accounts.terms import Purpose
    from familyhub.cli.failure import CommandFailed
    from familyhub.core import fence
    from familyhub.core.asker import system

    now = timezone.now()
    with fence.enter(system("first-administrator")) as unit:
        if Holding.objects.filter(post__role="administrator", valid_to__isnull=True).exists():
            raise CommandFailed("Somebody is an administrator already: they add the others on the page Staff.")
        try:
            staff = actions.add_staff(email=email, name=name, by=unit.asker, at=now)
        except actions.AddressTaken as error:
            raise CommandFailed(f"Somebody has an account with {error} already.") from error
        _put_in_post(staff, trained_on, unit.asker, now)
        path = reverse("invitation", args=[queries.token_for_staff(staff, Purpose.INVITATION)])
    return settings.ENVIRONMENT.site_url.rstrip("/") + path


def _put_in_post(staff: Staff, trained_on: datetime, by: Asker, at: datetime) -> None:
    from django.utils import timezone

    from familyhub.accounts import actions
    from familyhub.accounts.terms import TRAINING_FOR_LIVE_RECORDS, HoldingKind, TeamKind

    today = timezone.localdate(at)
    team = actions.add_team(name=TEAM, kind=TeamKind.SYSTEM, valid_from=today, by=by)
    post = actions.add_post(post=actions.NewPost(POST, "administrator", team, today), by=by)
    course = actions.Course(TRAINING_FOR_LIVE_RECORDS, trained_on.date())
    actions.record_training(staff=staff, course=course, by=by, at=at)
    actions.fill_post(post=post, staff=staff, kind=HoldingKind.SUBSTANTIVE, valid_from=today, by=by, at=at)


def command(
    name: Annotated[str, typer.Option(help="Their name.")],
    email: Annotated[str, typer.Option(help="Their work address, by which they sign in.")],
    trained_on: Annotated[
        datetime, typer.Option(formats=["%Y-%m-%d"], help="The day of their training in information governance.")
    ],
) -> None:
    """Add the first administrator of a new installation and print their invitation, which works once, for 7 days."""
    from familyhub.cli.django_ready import ready

    with ready("app"):
        link = make(name, email, trained_on)
    typer.echo(link)
    typer.echo("Give this link to them and to nobody else.", err=True)
