"""The authority words a level of need its own way, from a day on; old records keep their old words."""

from __future__ import annotations

from datetime import date

import pytest

from familyhub.core.asker import NOBODY, Asker, system
from familyhub.vocabulary import actions, queries
from familyhub.vocabulary.actions import CannotReword

pytestmark = pytest.mark.django_db
BY = system("test")
TODAY, LATER = date(2026, 11, 21), date(2027, 4, 1)


def test_the_published_words_stand_until_somebody_rewords_them() -> None:
    assert [level.name for level in queries.level_set(TODAY).levels] == [
        "Universal",
        "Early Help",
        "Targeted Early Help",
        "Specialist",
    ]


def test_a_local_wording_holds_from_its_day_and_is_remembered() -> None:
    actions.reword_level(version="ptp-5", number=3, label="Targeted help", by=BY, from_day=TODAY)
    actions.reword_level(version="ptp-5", number=3, label="Family help", by=BY, from_day=LATER)

    days = [date(2026, 11, 20), TODAY, LATER]
    assert [queries.level(3, day).name for day in days] == ["Targeted Early Help", "Targeted help", "Family help"]


def test_a_level_that_is_not_published_is_unknown() -> None:
    with pytest.raises(queries.UnknownCode):
        queries.level(5, TODAY)
    with pytest.raises(queries.UnknownCode):
        queries.level_set(date(2010, 1, 1))


@pytest.mark.parametrize(
    ("number", "label", "by", "said"),
    [(9, "x", BY, "no level 9"), (3, "  ", BY, "empty"), (3, "x", NOBODY, "somebody"), (2, "x", BY, "already there")],
)
def test_a_wording_that_cannot_be_is_refused(number: int, label: str, by: Asker, said: str) -> None:
    actions.reword_level(version="ptp-5", number=2, label="Help early", by=BY, from_day=TODAY)

    with pytest.raises(CannotReword, match=said):
        actions.reword_level(version="ptp-5", number=number, label=label, by=by, from_day=TODAY)
