"""Dated codes: what holds on a day, and which codes may stand together."""

from __future__ import annotations

from datetime import date

import pytest

from familyhub.vocabulary import policy, queries
from familyhub.vocabulary.queries import UnknownCode
from familyhub.vocabulary.terms import FRAMEWORKS, LEVEL_SETS, LOCAL_SOURCES, REFERRAL_SOURCES, Dated, holding

TODAY = date(2026, 11, 21)
FACTORS = queries.framework("factors", TODAY)


def test_a_code_holds_from_its_first_day_up_to_but_not_on_its_last() -> None:
    code = Dated(valid_from=date(2020, 1, 1), valid_to=date(2021, 1, 1))

    days = [date(2019, 12, 31), date(2020, 1, 1), date(2020, 12, 31), date(2021, 1, 1)]
    assert [code.holds(day) for day in days] == [False, True, True, False]
    assert Dated().holds(date.min)


def test_the_ten_headline_outcomes_are_kept_locally_after_march_2025() -> None:
    outcomes = queries.framework("sf", TODAY)

    assert len(outcomes.needs) == 10
    assert (outcomes.is_local(date(2025, 3, 31)), outcomes.is_local(date(2025, 4, 1))) == (False, True)
    assert len(queries.framework("cc", TODAY).needs) == 4
    assert [item.code for item in queries.frameworks(date(2022, 9, 30))] == ["cc", "factors"]


def test_a_framework_that_has_not_begun_is_unknown() -> None:
    with pytest.raises(UnknownCode, match="sf is not in use on 2022-09-30"):
        queries.framework("sf", date(2022, 9, 30))


def test_no_factors_identified_excludes_all_others() -> None:
    assert policy.problems_with(["21"], FACTORS, TODAY) == []
    assert policy.problems_with(["3A", "3B"], FACTORS, TODAY) == []
    assert policy.problems_with(["21", "3B"], FACTORS, TODAY) == [
        "“No factors identified” cannot be chosen together with another"
    ]


def test_a_code_of_another_time_is_named() -> None:
    assert policy.problems_with(["18A"], FACTORS, TODAY) == [
        "18A: not a code of Factors identified at the end of assessment on 21 November 2026"
    ]
    assert policy.problems_with(["18A"], FACTORS, date(2020, 5, 1)) == []
    assert "18A" not in {need.code for need in queries.needs("factors", TODAY)}


def test_codes_are_unique_where_they_must_be() -> None:
    for framework in FRAMEWORKS:
        codes = [need.code for need in framework.needs]
        assert len(codes) == len(set(codes))
    sources = [item.code for item in (*REFERRAL_SOURCES, *LOCAL_SOURCES)]
    assert len(sources) == len(set(sources))


def test_levels_of_need_follow_one_another_without_overlap() -> None:
    assert len(holding(LEVEL_SETS, date(2015, 11, 1))) == 1
    assert [level.name for level in holding(LEVEL_SETS, date(2015, 1, 1))[0].levels][1] == "Help services"


@pytest.mark.parametrize(
    ("local", "national"), [("3D-MIDWIFE", "3D"), ("8-JOBCENTRE", "8"), ("2B-CHILDMINDER", "2B"), ("3C", "3C")]
)
def test_every_source_reports_as_a_national_code(local: str, national: str) -> None:
    assert queries.reported_source(local) == national
    assert {item.reports_as for item in queries.local_sources(TODAY)} <= {
        item.code for item in queries.referral_sources(TODAY)
    }


def test_an_unknown_source_is_refused() -> None:
    with pytest.raises(UnknownCode, match="99 is not a referral source"):
        queries.source_name("99")


def test_english_comes_first_and_direction_is_known() -> None:
    languages = queries.languages(TODAY)

    assert languages[0].name == "English"
    assert {item.name for item in languages if item.right_to_left} >= {"Arabic", "Urdu"}
    assert len({item.code for item in languages}) == len(languages)
