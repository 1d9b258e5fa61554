"""Births: one record for mother and child, unborn becomes born, twins are two, uncertain rows wait."""

from __future__ import annotations

import uuid
from datetime import date

from familyhub.core import fence
from familyhub.development.models import Newcomer
from familyhub.imports.row_terms import Became, State
from familyhub.messages.models import Message
from familyhub.people.models import Record, Relationship
from tests.integration.imports.feeding import HERE, SYSTEM, birth, brought_in

Teams = dict[str, uuid.UUID]


def test_a_birth_registers_mother_and_child_and_tells_the_centre(teams: Teams) -> None:
    rows = brought_in([birth(1)])
    assert (rows[2].state, rows[2].became) == (State.DONE, Became.NEW)
    with fence.enter(SYSTEM):
        baby = Record.objects.get(id=rows[2].record_id)
        assert baby.born_on == date(2026, 11, 12)
        assert Relationship.objects.filter(to_record=baby, kind="mother").count() == 1
        line = Newcomer.objects.get(record=baby)
        assert line.news == "new_baby"
        letter = Message.objects.get(letter="welcome")
        assert letter.about == line.maternity
        assert HERE
