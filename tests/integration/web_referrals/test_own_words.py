"""The authority's own words: phrases and what the levels are called, by whoever runs the front door."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.html import escape

from familyhub.vocabulary import queries as vocabulary
from tests.integration.web_referrals.conftest import Door
from tests.journeys.typing import dated

HERE = "/board/phrases/"


def said(client: Any, **more: Any) -> dict[str, str]:
    """The form as its page gives it, with what is typed."""
    page = client.get(HERE).content.decode()
    key = re.findall(r'name="form_key" value="([^"]+)"', page)[-1]
    return {"form_key": key, **more}


def test_a_level_is_called_what_the_authority_calls_it_from_a_day_on(door: Door) -> None:
    today, manager = timezone.localdate(), door.browsers["desk"]
    got = door.receive()
    assert f'href="{HERE}"' in manager.get("/").content.decode()
    typed = said(manager, level="3", label="Family help", **dated("from_day", today))
    assert "The level is called so from that day" in manager.post(HERE, typed, follow=True).content.decode()
    assert vocabulary.level(3, today).name == "Family help"
    assert vocabulary.level(3, today - timedelta(days=1)).name == "Targeted Early Help"
    here = f"/requests/{got.request}/"
    page = door.browsers["officer"].post(f"{here}claim/", follow=True).content.decode()
    assert "Family help" in page and escape(vocabulary.level(3, today).about) in page


@pytest.mark.parametrize(
    ("typed", "answer"),
    [({"level": "3", "label": ""}, "Enter its name here"), ({"level": "9", "label": "Nine"}, "Choose the level")],
)
def test_what_cannot_be_is_refused_in_words_and_stays_typed(door: Door, typed: dict[str, str], answer: str) -> None:
    manager = door.browsers["desk"]
    back = manager.post(HERE, said(manager, **typed, **dated("from_day", timezone.localdate())))
    page = back.content.decode()
    assert back.status_code == 422 and answer in page
    assert typed["label"] in page


def test_an_officer_may_not_word_it(door: Door) -> None:
    assert door.browsers["officer"].get(HERE).status_code == 403
