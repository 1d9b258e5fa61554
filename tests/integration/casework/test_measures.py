"""Outcome measures: before, after, the distance; read with whom each is about."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from familyhub.casework import actions, queries
from familyhub.casework.actions import NewMeasure, NotThere, Refused
from familyhub.casework.models import Episode
from familyhub.casework.terms.measures import Stage
from familyhub.core import fence, grants
from tests.integration.casework.conftest import NOW, TODAY, Office, browser
from tests.integration.casework.test_casework_screens import text
from tests.integration.casework.test_plans import send


def test_the_distance_travelled_is_read_with_the_child_alone(office: Office, accepted: list[Episode]) -> None:
    by, child = office.worker, accepted[0]
    week = TODAY - timedelta(days=7)
    with fence.enter(by):
        for stage, score, on in ((Stage.BEFORE, "22", week), (Stage.AFTER, "15", TODAY)):
            new = NewMeasure(child.record_id, "sdq", stage, Decimal(score), on)
            actions.record_measure(case=child.fence, new=new, by=by, at=NOW)
        [line] = queries.measures_of(by, child.fence)
        assert (line.distance, line.distance_words) == (Decimal(7), "better by 7")
        for record, tool in ((child.id, "sdq"), (child.record_id, "none")):
            with pytest.raises(NotThere):
                new = NewMeasure(record, tool, Stage.BEFORE, Decimal(1), TODAY)
                actions.record_measure(case=child.fence, new=new, by=by, at=NOW)
        with pytest.raises(Refused):
            new = NewMeasure(child.record_id, "star", Stage.AFTER, Decimal(5), TODAY)
            actions.record_measure(case=child.fence, new=new, by=by, at=NOW)
        who = queries.episode_for(by, child.id).who  # type: ignore[union-attr]
    assert "better by 7" in text(browser(office.coordinator).get(f"/cases/{child.fence}/measures/"))
    with fence.enter(by):
        grants.bar(who.person, because="declared", against=office.coordinator.number)  # type: ignore[union-attr]
    with fence.enter(office.coordinator):
        assert queries.measures_of(office.coordinator, child.fence) == []


def test_a_score_is_recorded_in_a_browser(office: Office, accepted: list[Episode]) -> None:
    child, client = accepted[0], browser(office.worker)
    address = f"/cases/{child.fence}/measures/add/"
    day = {"day_day": "1", "day_month": "11", "day_year": "2026"}
    form = {"who": str(child.record_id), "tool": "own", "stage": "before", **day}
    for wrong, said in (("x", "Enter the score as a number"), ("11", "is from 0 to 10"), ("", "Enter the score")):
        assert said in send(client, address, **form, score=wrong)
    assert "Sis Example" in send(client, address, **form, score="4")
