"""Who is not invited together, and what nobody's copy says."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

from familyhub.casework.policy import meetings as policy
from familyhub.casework.policy.meetings import Held, Hidden
from familyhub.casework.terms.meetings import Attendance

MOTHER, FATHER, AUNT = (uuid.uuid4() for _ in range(3))
NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
APART = {frozenset({MOTHER, FATHER})}


def test_whoever_lives_at_a_protected_address_is_kept_apart_from_the_other_adults() -> None:
    assert policy.apart_pairs([], [MOTHER, FATHER, AUNT], [MOTHER]) == {
        frozenset({MOTHER, FATHER}),
        frozenset({MOTHER, AUNT}),
    }
    assert policy.apart_pairs(APART, [MOTHER, FATHER], []) == APART


def test_two_who_are_kept_apart_are_never_invited_together() -> None:
    assert "one meeting with each" in policy.guests_problem({MOTHER, FATHER, AUNT}, 4, APART)
    assert policy.guests_problem({MOTHER, AUNT}, 2, APART) == ""
    assert policy.guests_problem(set(), 0, APART) == "Invite somebody"
    assert "at most" in policy.guests_problem(set(), 31, APART)


def test_they_do_not_meet_at_the_door_either() -> None:
    his = Held(NOON, "Example Hub", frozenset({FATHER}))
    for hours, place, is_refused in ((1, "example  hub!", True), (3, "Example Hub", False), (1, "Elsewhere", False)):
        hers = Held(NOON + timedelta(hours=hours), place, frozenset({MOTHER}))
        assert bool(policy.chance_problem(hers, [his], APART)) is is_refused
    assert policy.chance_problem(Held(NOON, "Example Hub", frozenset({AUNT})), [his], APART) == ""
    assert policy.chance_problem(his, [his], APART) == ""  # the same one twice at one place meets nobody


def test_a_copy_leaves_out_each_sentence_that_tells_of_the_other() -> None:
    names = policy.names_to_hide(["Fred"], ["Example"], ["Testina Example", "Sis Example"]) | policy.called(
        "male", "female"
    )
    hidden = Hidden(names, ("Second Place", "5 December"))
    text = (
        "Sis goes to school. Fred was asked first!\nHer dad agrees. We meet Example Hub staff.\n"
        "He is at second place on Friday. On 5 December too."
    )
    assert policy.told_to(text, hidden) == "Sis goes to school. We meet Example Hub staff."
    assert policy.called("female", "female") == frozenset()


def test_minutes_say_who_was_there_and_what_views_are() -> None:
    def problem(shared: str = "We met", **said: list[str]) -> str:
        taken = {Attendance(name): words for name, words in said.items()}
        return policy.hold_problem(starts_at=NOON, now=NOON, shared=shared, said=taken)

    assert problem(attended=[""]) == ""
    assert problem(attended=[""], views_sent=[" "]).startswith("Say who spoke")
    assert problem(absent=[""]) == "Say who was there"
    assert problem("", attended=[""]).startswith("Write the minutes")
    early = policy.hold_problem(starts_at=NOON + timedelta(days=1), now=NOON, shared="x", said={})
    assert early == "This meeting has not begun yet"
    assert policy.moment_problem(NOON, NOON) == "The meeting must be in the future"


def test_a_nickname_or_a_slip_of_the_pen_passes_no_letter() -> None:
    names = policy.names_to_hide(["Fredrick", "William"], ["Sample"], ["Testina Example"])
    others = ["Testina Example"]
    sounds, capitals = policy.sounds_of(["Fredrick"], others), policy.capitals_of(["William"], others)
    hidden = Hidden(names, ("Pretend Garage",), sounds, capitals)
    text = "Freddie came by. fred rang. Frederik waits outside. Bill is late. He is at pretend garage. We will meet."
    assert policy.told_to(text, hidden) == "We will meet."
