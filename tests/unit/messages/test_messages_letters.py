"""Every letter on every shelf: holds nothing but what may be in an email, and says it plainly."""

from __future__ import annotations

import sys
import uuid
from collections import UserDict
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType

import pytest

from familyhub.core.registry import BadShelf
from familyhub.messages import letter_shelf, policy
from familyhub.messages.events import (
    MessageDelivered,
    MessageGivenUp,
    MessageSent,
    MessageSentAgain,
    MessageSentAnotherWay,
    MessageSetAside,
    MessageWithheld,
)
from familyhub.messages.terms import Audience, Sensitivity, Way
from familyhub.messages.transport_shelf import TRANSPORTS, transport_for

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
LETTERS = sorted(letter_shelf.letters().values(), key=lambda module: module.CODE)
VALUES = {"reference": "FH-7K3M-9QWT", "link": "/refer/open/abc", "date": "2026-11-24"}


DAY, DAY_IN_WORDS = "2026-11-24", "24 November 2026"


class Asked(UserDict):  # type: ignore[type-arg]
    """Values that remember which were asked for."""

    asked: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.asked.add(name)
        return DAY if name == "date" else f"<{name}>"


def outgoing(letter: ModuleType, age: timedelta) -> policy.Outgoing:
    return policy.Outgoing(
        id=uuid.uuid4(),
        letter=letter.CODE,
        audience=letter.AUDIENCE,
        way=letter.WAYS[0],
        about_kind="referral",
        about=uuid.uuid4(),
        values=VALUES,
        made_at=NOW - age,
        now=NOW,
    )


def test_the_letters_of_this_room_are_on_the_shelf() -> None:
    ours = {letter.CODE for letter in LETTERS if letter.__name__.startswith("familyhub.messages.")}
    to_partners = {
        "partner_request",
        "partner_code",
        "contribution_request",
        "contribution_account",
        "contribution_reminder",
        "contribution_over",
        "meeting_partner",
    }
    to_staff = {"sign_in_help", "staff_invitation", "duty_call", "access_opened", "visit_alarm", "meeting_staff"}
    to_senders = {"referral_outcome", "referral_received", "referrer_link", "referrer_team_link"}
    assert ours == to_staff | to_partners | to_senders | {"request_received", "meeting_person"}


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.CODE)
def test_a_letter_renders_no_value_that_is_not_on_the_allow_list(letter: ModuleType) -> None:
    values = Asked()
    values.asked = set()
    written = letter.subject(values) + letter.words(values)
    written += letter.text(values) if Way.TEXT in letter.WAYS else ""
    assert values.asked <= {*policy.ALLOWED, "service", "phone_now"}
    assert all((DAY_IN_WORDS if name == "date" else f"<{name}>") in written for name in values.asked)


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.CODE)
def test_a_letter_is_plain_text_with_one_subject_line(letter: ModuleType) -> None:
    written = letter_shelf.write(letter.CODE, VALUES)
    assert "\n" not in written.subject and len(written.subject) < 70
    assert "<" not in written.words and "{" not in written.words
    assert written.words.endswith("Family Hub\n")


TEXTS = [letter for letter in LETTERS if Way.TEXT in letter.WAYS]


@pytest.mark.parametrize("letter", TEXTS, ids=lambda letter: letter.CODE)
def test_a_letter_by_text_is_one_text_however_long_its_link(letter: ModuleType, settings: object) -> None:
    long = replace(settings.ENVIRONMENT, site_url=f"https://{'hub.' * 10}example", out_of_hours_phone="01632 960 000")  # type: ignore[attr-defined]
    settings.ENVIRONMENT = long  # type: ignore[attr-defined]
    written = letter_shelf.write(letter.CODE, VALUES | {"link": f"/refer/open/{'a' * 100}"}, Way.TEXT)
    length = policy.text_length(written.words)
    assert length is not None and 0 < length <= 612
    assert written.subject == "" and "\n" not in written.words


def test_a_text_to_a_family_names_no_service_and_gives_nothing_away() -> None:
    for letter in TEXTS:
        if letter.AUDIENCE is Audience.PERSON:
            words = letter_shelf.write(letter.CODE, VALUES, Way.TEXT).words.lower()
            assert not any(word in words for word in ("family", "hub", "referr", "support", "child", "council", "http"))


def test_a_duty_call_says_whom_to_phone_now_and_nothing_of_anybody(settings: object) -> None:
    unset = settings.ENVIRONMENT  # type: ignore[attr-defined]
    link = {"link": "/requests/"}
    assert letter_shelf.write("duty_call", link, Way.TEXT).words == (
        "A concern waits for you. Sign in to see it: http://127.0.0.1:8000/requests/"
        " If somebody is in danger now, phone 999."
    )
    settings.ENVIRONMENT = replace(unset, out_of_hours_phone="01632 960 000")  # type: ignore[attr-defined]
    said = "phone 999, then the out-of-hours team on 01632 960 000."
    assert said in letter_shelf.write("duty_call", link, Way.TEXT).words
    assert said in letter_shelf.write("duty_call", link).words


def said_no(message: policy.Outgoing) -> policy.Verdict:
    return policy.withheld("somebody has said that they have it")


def test_a_room_above_is_asked_too_whether_a_letter_is_still_right(settings: object) -> None:
    call = letter_shelf.letter("duty_call")
    settings.LETTER_ASKS = {}  # type: ignore[attr-defined]
    assert letter_shelf.still_right(outgoing(call, timedelta(0))).ok
    settings.LETTER_ASKS = {"duty_call": f"{__name__}.said_no"}  # type: ignore[attr-defined]
    assert letter_shelf.still_right(outgoing(call, timedelta(0))).reason == "somebody has said that they have it"
    assert letter_shelf.still_right(outgoing(call, timedelta(hours=12))).reason == "the duty of that time is over"


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.CODE)
def test_a_letter_is_right_when_it_is_new(letter: ModuleType) -> None:
    if letter.__name__.startswith("familyhub.messages."):  # those of higher rooms ask the database
        assert letter.still_right(outgoing(letter, timedelta(0))) == policy.OK


@pytest.mark.parametrize(
    ("code", "age"),
    [
        ("referrer_link", timedelta(days=7)),
        ("sign_in_help", timedelta(hours=1)),
        ("staff_invitation", timedelta(days=7)),
        ("referral_received", timedelta(days=7)),
        ("referral_outcome", timedelta(days=30)),
        ("request_received", timedelta(days=3)),
        ("duty_call", timedelta(hours=12)),
    ],
)
def test_a_letter_that_comes_too_late_is_withheld_with_the_reason(code: str, age: timedelta) -> None:
    letter = letter_shelf.letter(code)
    assert letter.still_right(outgoing(letter, age - timedelta(seconds=1))).ok
    late = letter.still_right(outgoing(letter, age))
    assert not late.ok and late.reason


def test_a_letter_to_a_family_says_nothing_about_help_in_its_subject() -> None:
    for letter in LETTERS:
        if letter.AUDIENCE is Audience.PERSON:
            subject = letter_shelf.write(letter.CODE, VALUES).subject.lower()
            assert not any(word in subject for word in ("family", "help", "referr", "support", "child"))


def test_an_unknown_letter_is_refused() -> None:
    with pytest.raises(letter_shelf.UnknownLetter):
        letter_shelf.letter("nothing")


GOOD = (
    "from familyhub.messages.terms import Audience, Sensitivity, Way\n"
    "CODE = 'odd'\nTITLE = 'Odd'\nAUDIENCE = Audience.STAFF\nSENSITIVITY = Sensitivity.NOTHING\nWAYS = (Way.EMAIL,)\n"
    "subject = words = still_right = print\n"
)


@pytest.mark.parametrize(
    ("before", "by", "said"),
    [
        ("CODE = 'odd'", "CODE = 'even'", "CODE must be the name of the file"),
        ("Audience.STAFF", "'staff'", "AUDIENCE and SENSITIVITY"),
        ("(Way.EMAIL,)", "()", "WAYS must name at least one"),
        ("TITLE = 'Odd'", "", "lacks TITLE"),
        ("(Way.EMAIL,)", "(Way.TEXT,)", "has `text"),
        ("subject = words", "text = subject = words", "has `text"),
    ],
)
def test_a_bad_letter_stops_with_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: object, before: str, by: str, said: str
) -> None:
    name = f"shelf_{uuid.uuid4().hex}"
    folder = tmp_path / name
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "odd.py").write_text(GOOD.replace(before, by))
    monkeypatch.syspath_prepend(tmp_path)
    settings.LETTER_SHELVES = [name]  # type: ignore[attr-defined]
    with pytest.raises(BadShelf, match=said) as bad:
        letter_shelf.letters()
    assert "odd" in str(bad.value)
    for module in [name, f"{name}.odd"]:
        sys.modules.pop(module, None)


def test_two_letters_with_one_name_stop(settings: object) -> None:
    settings.LETTER_SHELVES = ["familyhub.messages.letters", "familyhub.no_room.letters", "familyhub.messages.letters"]  # type: ignore[attr-defined]
    with pytest.raises(BadShelf, match="have the same name"):
        letter_shelf.letters()


def test_sensitivity_says_whether_a_letter_shows_that_the_service_is_in_touch() -> None:
    assert letter_shelf.letter("request_received").SENSITIVITY is Sensitivity.CONTACT


def test_email_goes_by_smtp_where_a_server_is_set_and_nowhere_else(settings: object) -> None:
    unset = settings.ENVIRONMENT  # type: ignore[attr-defined]
    assert transport_for(Way.EMAIL, unset) is TRANSPORTS["none"]
    named = replace(unset, mail_host="mail.authority.example")
    assert transport_for(Way.EMAIL, named) is TRANSPORTS["smtp"]
    assert transport_for(Way.TEXT, named) is TRANSPORTS["none"]
    assert transport_for(Way.TEXT, replace(named, demo=True)) is TRANSPORTS["demo_text"]


KEY = "hub-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0"
TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"


@pytest.mark.parametrize(
    ("given", "email", "text"),
    [
        ({"notify_key": KEY, "notify_email_template": TEMPLATE, "notify_text_template": TEMPLATE}, "notify", "notify"),
        ({"notify_key": KEY, "notify_text_template": TEMPLATE}, "smtp", "notify"),
        ({"notify_key": KEY, "notify_email_template": TEMPLATE, "notify_text_template": ""}, "notify", "none"),
        ({"notify_key": KEY, "notify_text_template": "not a template"}, "smtp", "none"),
        ({"notify_key": "half a key", "notify_text_template": TEMPLATE}, "smtp", "none"),
        ({"notify_text_template": TEMPLATE}, "smtp", "none"),
    ],
)
def test_notify_carries_what_it_has_a_key_and_a_template_for(
    settings: object, given: dict[str, str], email: str, text: str
) -> None:
    named = replace(settings.ENVIRONMENT, mail_host="mail.authority.example", **given)  # type: ignore[attr-defined]
    assert (email, text) == (transport_for(Way.EMAIL, named).CODE, transport_for(Way.TEXT, named).CODE)


FACTS = {
    "fence": uuid.uuid4(),
    "about": uuid.uuid4(),
    "letter": "referral_received",
    "title": "We have your request",
    "audience": "referrer",
    "way": "email",
}


def test_the_events_say_what_happened_without_an_address() -> None:
    assert MessageSent(**FACTS).sentence() == "“We have your request” was sent to whoever asked for help by email."  # type: ignore[arg-type]
    withheld = MessageWithheld(**FACTS, reason="the link in it has run out")  # type: ignore[arg-type]
    assert (
        withheld.sentence()
        == "“We have your request” was not sent to whoever asked for help by email: the link in it has run out."
    )
    given_up = MessageGivenUp(**FACTS, tries=6, reason="put off with code 451")  # type: ignore[arg-type]
    assert given_up.sentence() == (
        "“We have your request” could not be sent to whoever asked for help by email: put off with code 451,"
        " tried 6 times. Find another way to reach them."
    )
    whom = "“We have your request” to whoever asked for help is sent"
    assert MessageDelivered(**FACTS).sentence() == "“We have your request” reached whoever asked for help by email."  # type: ignore[arg-type]
    assert MessageSentAgain(**FACTS).sentence() == f"{whom} again by email."  # type: ignore[arg-type]
    another = MessageSentAnotherWay(**FACTS, other_way="text")  # type: ignore[arg-type]
    assert another.sentence() == f"{whom} by text message instead of email."
    assert MessageSetAside(**FACTS).sentence() == (  # type: ignore[arg-type]
        "“We have your request”, which did not reach whoever asked for help by email, was set aside."
    )
    assert set(withheld.payload()) == {"letter", "title", "audience", "way", "reason"}
