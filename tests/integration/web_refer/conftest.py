"""A referrer with a link, a parent without an account, and what each of them types. All are invented."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.utils import timezone

from familyhub.accounts import actions
from familyhub.accounts.queries import referrer_of_token, token_for_referrer
from familyhub.core import fence
from familyhub.core.asker import Asker, Kind
from familyhub.referrals.permissions import BOARD, SEE

Typed = dict[str, Any]


@pytest.fixture(autouse=True)
def plain_static() -> Any:
    """Pages are drawn without the compiled styles."""
    storages = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    with override_settings(STORAGES=storages):
        yield


def in_days(days: int) -> Typed:
    day = timezone.localdate() + timedelta(days=days)
    return {"day": str(day.day), "month": str(day.month), "year": str(day.year)}


def dated(name: str, days: int) -> Typed:
    return {f"{name}_{part}": text for part, text in in_days(days).items()}


def open_link(email: str) -> Client:
    """A browser in which this work address was proved."""
    referrer = actions.welcome_referrer(email=email, at=timezone.now())
    token = token_for_referrer(referrer)
    assert referrer_of_token(token) == referrer
    client = Client()
    assert client.post(f"/refer/link/{token}/").status_code == 302
    return client


@pytest.fixture
def nurse(db: None) -> Client:
    return open_link("nurse@retford-health.example")


@pytest.fixture
def colleague(db: None) -> Client:
    return open_link("colleague@retford-health.example")


@pytest.fixture
def officer() -> Asker:
    """Somebody at the front door, as far as the rows are concerned."""
    number = uuid.uuid4()
    reach: Any = {BOARD.code: 4, SEE.code: 4}
    return Asker(
        kind=Kind.STAFF, number=number, holders=frozenset({number}), wide=frozenset({"referrals"}), permissions=reach
    )


@pytest.fixture
def stored(officer: Asker) -> Callable[[type[Any]], list[Any]]:
    """Every row of a table that the front door may see."""

    def rows(table: type[Any]) -> list[Any]:
        with fence.enter(officer):
            return list(table.objects.all())

    return rows


def mother(number: int = 0) -> Typed:
    named = {"role": "parent", "has_responsibility": "yes", "given": "Testina", "family": "Example", "lives": "with"}
    return {f"people-{number}-{name}": value for name, value in named.items()}


def unborn(number: int = 1) -> Typed:
    named = {"role": "unborn", "family": "Example", "lives": "with", **dated("due_on", 90)}
    return {f"people-{number}-{name}": value for name, value in named.items()}


def toddler(number: int = 2) -> Typed:
    named = {"role": "child", "given": "Tommy", "family": "Example", "sex": "M", "lives": "with"}
    named |= dated("born_on", -1200)
    return {f"people-{number}-{name}": value for name, value in named.items()}


@pytest.fixture
def referral() -> Typed:
    """A whole referral: mother, unborn baby, three-year-old, with an assessment."""
    return {
        "form_key": str(uuid.uuid4()),
        "name": "Nora Sample",
        "job": "School nurse",
        "agency": "Retford Example Health",
        "source": "3C",
        "work_phone": "01632 960 001",
        "agreement": "agreed",
        "engage_safely": "Text first. Never ring the house phone.",
        "people-TOTAL_FORMS": "3",
        "people-INITIAL_FORMS": "0",
        **mother(),
        **unborn(),
        **toddler(),
        "family_line": "1 Example Street, Retford",
        "family_postcode": "dn227aa",
        "family_phone": "07700 900 982",
        "needs": ["2", "9"],
        "words_2": "Not talking yet at three",
        "words_9": "Notice to leave by the end of the month",
        "evidence": "assessment",
        "assessment_kind": "EHAF",
        **dated("assessed_on", -10),
        "assessed_by": "Nora Sample",
        "story": "Testina is on her own with Tommy and expects a baby.",
        "level": "3",
        "own_label": "Tuesday clinic",
    }


@pytest.fixture
def asked() -> Typed:
    """A parent asks for help with a child and a baby on the way."""
    return {
        "form_key": str(uuid.uuid4()),
        "ways": ["call", "text"],
        "leave_message": "no",
        "times": "weekdays before 3pm",
        "phone": "07700 900 983",
        "given": "Sabina",
        "family": "Specimen",
        "children-TOTAL_FORMS": "2",
        "children-INITIAL_FORMS": "0",
        "children-0-is_born": "yes",
        "children-0-child_given": "Sol",
        **{f"children-0-{name}": value for name, value in dated("born_on", -900).items()},
        "children-1-is_born": "no",
        **{f"children-1-{name}": value for name, value in dated("due_on", 60).items()},
        "wishes": ["10", "5"],
        "words": "Money is short and we argue.",
        "line": "2 Sample Road, Mansfield",
        "postcode": "NG18 1AE",
    }
