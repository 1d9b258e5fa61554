"""Episodes: opened with the request, one open for each child, handed over, closed, opened again."""

from __future__ import annotations

import pytest

from familyhub.casework import actions, queries
from familyhub.casework.models import Episode
from familyhub.core import fence
from tests.integration.casework.conftest import NOW, TODAY, Office

pytestmark = pytest.mark.django_db


def test_accepting(office: Office, accepted: list[Episode]) -> None:
    print(accepted)
    with fence.enter(office.worker):
        lines, more = queries.caseload_of(office.worker, office.worker.number)
        print(lines)
        page = queries.episode_for(office.worker, accepted[0].id)
        print(page)
    with fence.enter(office.coordinator):
        print(queries.loads(office.coordinator, TODAY))
