"""The first administrator of a new installation: invited, in post, trained; and there is no second first."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.utils import timezone

from familyhub.accounts import queries
from familyhub.accounts.terms import Purpose
from familyhub.cli.commands.first_administrator import make
from familyhub.cli.failure import CommandFailed

pytestmark = pytest.mark.django_db
TRAINED = datetime(2026, 11, 2)


def test_the_link_is_of_somebody_who_may_add_staff_and_sees_no_family() -> None:
    link = make("Ada Example", "ada.example@council.example", TRAINED)
    staff = queries.staff_of_token(link.rstrip("/").rpartition("/")[2], Purpose.INVITATION)
    assert staff is not None and staff.name == "Ada Example"
    asker = queries.asker_of(staff.id, timezone.localdate())
    assert asker.may("accounts.manage")
    assert not asker.may("people.see") and asker.wide <= {"outbox"}  # letters about accounts alone


def test_a_second_one_is_refused_and_nothing_is_stored() -> None:
    make("Ada Example", "ada.example@council.example", TRAINED)
    with pytest.raises(CommandFailed, match="administrator already"):
        make("Ben Sample", "ben.sample@council.example", TRAINED)
    assert queries.staff_page(timezone.localdate(), name="Ben Sample").total == 0
