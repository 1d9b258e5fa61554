"""Editors and providers at their screens: nothing typed is lost, nothing is shown that nobody approved."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from familyhub.core import fence
from familyhub.core.asker import Asker, Kind, Reach, system
from familyhub.directory import actions, queries
from familyhub.directory.models import Address, Change, Feedback, Location, Owner, ProviderLink, Revision, Service
from familyhub.directory.queries.desk import standing
from familyhub.directory.terms import Sensitivity
from familyhub.messages.models import Message
from familyhub.places import queries as places
from familyhub.referrals.models import Contact
from tests.integration.signin.people import a_person, sign_in, text

NUMBER = uuid.uuid4()
EDITOR = Asker(
    kind=Kind.STAFF,
    number=NUMBER,
    name="Edie Tor",
    holders=frozenset({NUMBER}),
    wide=frozenset({"directory"}),
    permissions={"directory.edit": Reach.COUNTY},
)


@pytest.fixture(autouse=True)
def inside(directory: None) -> None:
    """All of it is taken back afterwards."""


@pytest.fixture
def editor() -> Client:
    return sign_in(Client(), a_person("directory_editor"))


def named(name: str) -> Service:
    return Service.objects.get(name=name)


def boxes(page: str, action: str = "form_key") -> dict[str, list[str]]:
    """What a browser would post of the long form: every box as it stands."""
    form = next(part for part in re.findall(r"<form\b.*?</form>", page, re.S) if f'name="{action}"' in part)
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input\b[^>]*>", form):
        said = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if said.get("type") in ("checkbox", "radio") and " checked" not in tag:
            continue
        if "name" in said and said["name"] != "csrfmiddlewaretoken":
            found.setdefault(said["name"], []).append(plain(said.get("value", "")))
    for name, inner in re.findall(r'<textarea\b[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.S):
        found.setdefault(name, []).append(plain(inner.lstrip("\n")))
    for name, inner in re.findall(r'<select\b[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        found.setdefault(name, []).extend(re.findall(r'value="([^"]*)"[^>]* selected', inner))
    return found


def plain(raw: str) -> str:
    import html

    return html.unescape(raw)


def the_link() -> str:
    """The address in the newest letter to a provider."""
    with fence.enter(system("tests", wide=frozenset({"outbox"}))):
        row = Message.objects.filter(letter__startswith="listing_").order_by("-made_at").first()
    assert row is not None
    return str(row.values["link"])


def sent(name: str, email: str = "hello@sample.example", note: str = "") -> str:
    with fence.enter(EDITOR):
        actions.send_link(service=named(name).id, email=email, note=note, by=EDITOR, at=timezone.now())
    return the_link()


def test_a_listing_saved_untouched_is_word_for_word_what_it_was(editor: Client) -> None:
    chosen = ("Example Refuge", "Dads and little ones on Saturday, Bassetlaw")
    masked = Service.objects.filter(sensitivity="masked").first()
    for row in [masked, open_listing(), *Service.objects.filter(name__in=chosen)]:
        assert row is not None
        with fence.enter(EDITOR):
            before = queries.documents([row.id])[row.id]
        address = f"/listings/{row.id}/edit/"
        answer = editor.post(address, boxes(editor.get(address).content.decode()))
        assert answer.status_code == 302, (row.name, text(answer)[:2000])
        with fence.enter(EDITOR):
            after = queries.documents([row.id])[row.id]
        assert {**after, "last_modified": ""} == {**before, "last_modified": ""}


def test_an_editor_changes_a_listing_and_puts_it_back(editor: Client) -> None:
    row = open_listing()
    address = f"/listings/{row.id}/edit/"
    posted = boxes(editor.get(address).content.decode())
    posted |= {"name": ["Toys to borrow"], "times-0-opens": ["2.15pm"], "times-0-closes": ["3:45pm"]}
    assert editor.post(address, posted).status_code == 302
    page = text(editor.get(f"/listings/{row.id}/"))
    assert "Toys to borrow" in page and "14:15 to 15:45" in page and row.name in page
    first = Revision.objects.filter(service=row.id).order_by("at").first()
    assert first is not None
    editor.post(f"/listings/{row.id}/", {"act": f"put_back:{first.id}"})
    assert Service.objects.get(id=row.id).name == row.name


def open_listing() -> Service:
    row = Service.objects.filter(sensitivity="open", schedules__isnull=False, expire_on=None).order_by("name").first()
    assert row is not None
    return row


BAD = {
    "name": "",
    "minimum_age": "nine",
    "url": "javascript:alert(1)",
    "times-0-opens": "9",
    "places-0-postcode": "NG1",
    "costs-0-amount": "lots",
    "expire_on_day": "31",
    "expire_on_month": "2",
    "expire_on_year": "2027",
}
SAID = (
    "Enter what it is called",
    "Enter the youngest age in years",
    "Enter the web address in full",
    "Enter when it begins like 9:30am or 14:00",
    "Enter the postcode in full",
    "in pounds",
    "must be a real date",
)
CROSSED = {"minimum_age": "9", "maximum_age": "3", "times-0-opens": "11:00", "times-0-closes": "9:00"}
SAID_OF_CROSSED = ("must be the same as the youngest", "It must end after it begins")
LOST = {"times-TOTAL_FORMS": "9999", "contacts-TOTAL_FORMS": "x"}
SAID_OF_LOST = ("more than one listing holds", "lost on the way")


@pytest.mark.parametrize(("typed", "words"), [(BAD, SAID), (CROSSED, SAID_OF_CROSSED), (LOST, SAID_OF_LOST)])
def test_what_does_not_fit_is_named_and_nothing_typed_is_lost(
    editor: Client, typed: dict[str, str], words: tuple[str, ...]
) -> None:
    row = open_listing()
    address = f"/listings/{row.id}/edit/"
    posted = boxes(editor.get(address).content.decode())
    posted |= {"description": ["Typed with care"]} | {name: [value] for name, value in typed.items()}
    answer = editor.post(address, posted)
    page = plain(answer.content.decode())
    assert answer.status_code == 422 and "Typed with care" in page
    assert [said for said in words if said not in page] == []
    assert Service.objects.get(id=row.id).description == row.description


def test_markup_becomes_words(editor: Client) -> None:
    row = open_listing()
    address = f"/listings/{row.id}/edit/"
    posted = boxes(editor.get(address).content.decode()) | {"description": ["<b>Songs</b><script>alert(1)</script>"]}
    assert editor.post(address, posted).status_code == 302
    assert Service.objects.get(id=row.id).description == "Songs"


def test_what_two_editors_write_at_once_stands_side_by_side(editor: Client) -> None:
    row = open_listing()
    address = f"/listings/{row.id}/edit/"
    posted = boxes(editor.get(address).content.decode()) | {"description": ["What the first typed"]}
    with fence.enter(EDITOR):
        document = queries.documents([row.id])[row.id] | {"description": "What the second saved"}
        actions.write_listing(listing=standing(row, document), by=EDITOR, at=timezone.now())
    answer = editor.post(address, posted)
    page = answer.content.decode()
    assert answer.status_code == 422 and "What the first typed" in page and "What the second saved" in page
    again = boxes(page)
    assert editor.post(address, again).status_code == 302
    assert Service.objects.get(id=row.id).description == "What the first typed"


SERVED = {"languages": ["pl", "so", "pl"], "areas": ["E07000171", "E07000175", "county:all"], "serving": ["yes"]}
SERVED |= {"area_words": ["Villages around Tuxford\r\n\r\n Villages  around Tuxford "]}
SERVED |= {"funding": ["Sample Trust\nLottery <b>Fund</b>"]}


def test_languages_areas_and_who_pays_go_the_whole_way_and_back(editor: Client) -> None:
    row, provider = open_listing(), Client()
    link = sent(row.name)
    provider.post(link, boxes(provider.get(link).content.decode()) | SERVED)
    change = Change.objects.get(service=row.id, decision="waiting")
    told = text(editor.get(f"/listings/changes/{change.id}/"))
    words = ["Somali", "Bassetlaw", "Newark and Sherwood", "Nottinghamshire", "Villages around Tuxford"]
    words += ["Sample Trust", "Lottery Fund"]
    assert [one for one in ("Languages", "Areas", "Funding", *words) if one not in told] == []
    editor.post("/listings/changes/", {"change": [str(change.id)], "act": "approve"})
    out = Client().get(f"/open-referral-uk/v3/services/{row.id}").json()
    assert [(one["name"], one["code"]) for one in out["languages"]] == [("Polish", "pl"), ("Somali", "so")]
    assert {one["name"] for one in out["service_areas"]} == set(words[1:5])
    assert [one for one in out["service_areas"] if "/E0700017" in one.get("uri", "")]
    assert [one["source"] for one in out["funding"]] == words[5:]
    public = text(Client().get(f"/services/{row.id}/"))
    assert [one for one in words if one not in public] == []
    assert row.name in plain(text(Client().get("/services/?lang=so")))
    first = Revision.objects.filter(service=row.id).order_by("at").first()
    assert first is not None
    editor.post(f"/listings/{row.id}/", {"act": f"put_back:{first.id}"})
    assert "Somali" not in Client().get(f"/open-referral-uk/v3/services/{row.id}").content.decode()
    again = boxes(editor.get(f"/listings/{row.id}/edit/").content.decode())
    assert not {"so"} & set(again.get("languages", ())) and "Tuxford" not in again["area_words"][0]


REFUSED = {
    "languages": (["pl", "xx", *(f"q{n}" for n in range(99))], "“xx” and 99 more are not in it"),
    "areas": (["E07000171", "E07999999"], "“E07999999” is not in it"),
    "area_words": (["Tuxford\n" + "x" * 301], "Line 2 of the other areas must be 300 characters or fewer"),
    "funding": (["\n".join(map(str, range(21)))], "in 20 lines or fewer: there are 21"),
}


def test_a_language_or_area_that_is_none_is_named_and_the_rest_stays_typed(editor: Client) -> None:
    row = open_listing()
    address = f"/listings/{row.id}/edit/"
    wrong = SERVED | {name: typed for name, (typed, _) in REFUSED.items()} | {"description": ["Typed with care"]}
    answer = editor.post(address, boxes(editor.get(address).content.decode()) | wrong)
    page = plain(answer.content.decode())
    assert answer.status_code == 422 and "Typed with care" in page
    assert [said for _, said in REFUSED.values() if said not in page] == []
    kept = boxes(answer.content.decode())
    assert (kept["languages"], kept["areas"]) == (["pl"], ["E07000171"])
    assert kept["area_words"] == wrong["area_words"] and kept["funding"] == wrong["funding"]
    with fence.enter(EDITOR):
        before = queries.documents([row.id])[row.id]
        stood = before | {"languages": [{"id": str(uuid.uuid4()), "name": "Welsh", "code": "cy"}]}
        stood |= {"service_areas": [{"id": str(uuid.uuid4()), "extent": "{}", "extent_type": "geojson"}]}
        actions.write_listing(listing=standing(row, stood), by=EDITOR, at=timezone.now())
    both = editor.post(address, kept | SERVED)
    page = text(both)
    assert both.status_code == 422 and "while you were typing" in page and "Welsh" in page and "Somali" in page
    editor.post(address, boxes(both.content.decode()) | {"later": ["yes"]})
    draft = boxes(editor.get(address).content.decode())
    assert draft["languages"] == ["pl", "so"] and "Tuxford" in draft["area_words"][0]
    assert editor.post(address, draft).status_code == 302
    with fence.enter(EDITOR):
        after = queries.documents([row.id])[row.id]
    assert [one["name"] for one in after["languages"]] == ["Polish", "Somali"]
    assert after["service_areas"][0] == stood["service_areas"][0] and len(after["service_areas"]) == 5


def test_where_a_listing_may_not_be_said_its_areas_are_not_asked_for_and_hold_no_postcode(editor: Client) -> None:
    home, refuge = Service.objects.filter(sensitivity="masked")[0], named("Example Refuge")
    for row in (home, refuge):
        address = f"/listings/{row.id}/edit/"
        page = boxes(editor.get(address).content.decode())
        assert ("area_words" in page) == (row is home)
        said = SERVED | {"area_words": ["Near NG18 9ZZ"], "funding": ["Sample Trust, NG18 9ZZ"]}
        assert editor.post(address, page | said).status_code == 302
        with fence.enter(EDITOR):
            after = queries.documents([row.id])[row.id]
        assert "9ZZ" not in str(after) and after["funding"][0]["source"] == "Sample Trust, NG18"
        assert ("Near NG18" in str(after.get("service_areas"))) == (row is home)
        before_they_were_asked = {name: value for name, value in page.items() if name not in SERVED}
        fresh = boxes(editor.get(address).content.decode())
        late = {name: fresh[name] for name in ("version", "form_key")}
        assert editor.post(address, before_they_were_asked | late).status_code == 302
        with fence.enter(EDITOR):
            assert queries.documents([row.id])[row.id]["languages"] == after["languages"]


def test_the_desk_finds_what_needs_somebody(editor: Client) -> None:
    old = open_listing()
    Service.objects.filter(id=old.id).update(
        assured_date=None, last_modified=timezone.now() - timedelta(days=100), email="", url=""
    )
    page = text(editor.get("/listings/?show=stale"))
    assert old.name in page and "Not looked at for three months (1)" in page
    assert "Example Refuge" not in page and "Example Refuge" in text(editor.get("/listings/?words=example+ref"))
    for bad in ("?show=nothing", "?page=999", "?page=x", "?words=%00", "?words=" + "x" * 500):
        assert editor.get(f"/listings/{bad}").status_code == 200
    editor.post(f"/listings/{old.id}/", {"act": "confirm"})
    assert old.name not in text(editor.get("/listings/?show=stale"))


def test_a_provider_sees_one_listing_and_what_they_change_waits(editor: Client) -> None:
    row, other = open_listing(), named("Example Refuge")
    link = sent(row.name, note="Is the time still right?")
    provider = Client()
    first = provider.get(link)
    page = first.content.decode()
    assert first.status_code == 200 and row.name in plain(page) and "Is the time still right?" in page
    assert other.name not in page and str(other.id) not in page
    posted = boxes(page) | {"description": ["New words from the provider"], "email": ["new@sample.example"]}
    done = text(provider.post(link, posted))
    assert "An editor looks at it before it is shown" in done
    assert Service.objects.get(id=row.id).description == row.description
    change = Change.objects.get(service=row.id, decision="waiting")
    shown = text(editor.get(f"/listings/changes/{change.id}/"))
    assert "New words from the provider" in shown and row.description in shown and "hello@sample.example" in shown
    assert "What happens there" in shown and "Times" not in shown.split("Field")[1]
    editor.post("/listings/changes/", {"change": [str(change.id)], "act": "approve"})
    assert Service.objects.get(id=row.id).description == "New words from the provider"


def test_a_second_proposal_stands_in_for_the_first_and_a_refused_one_is_not_shown(editor: Client) -> None:
    row = open_listing()
    link, provider = sent(row.name), Client()
    for words in ("The first words", "The second words"):
        provider.post(link, boxes(provider.get(link).content.decode()) | {"description": [words]})
    change = Change.objects.get(service=row.id, decision="waiting")
    assert change.document is not None and change.document["description"] == "The second words"
    editor.post(f"/listings/changes/{change.id}/", {"act": "refuse"})
    assert not Change.objects.filter(service=row.id, decision="waiting").exists()
    assert Service.objects.get(id=row.id).description == row.description


LinkSpoilt = Callable[[str, ProviderLink], str]
SPOILT: dict[str, LinkSpoilt] = {
    "withdrawn": lambda link, row: _set(link, row, withdrawn_at=timezone.now()),
    "over": lambda link, row: _set(link, row, expires_at=timezone.now() - timedelta(seconds=1)),
    "forged": lambda link, row: link[:-6] + "AAAAA/",
    "another's number": lambda link, row: link.replace(row.id.hex, uuid.uuid4().hex),
    "nonsense": lambda link, row: "/listing/%00%F0%9F%A6%84/",
    "closed": lambda link, row: _closed(link, row),
}


def _set(link: str, row: ProviderLink, **values: Any) -> str:
    ProviderLink.objects.filter(id=row.id).update(**values)
    return link


def _closed(link: str, row: ProviderLink) -> str:
    Service.objects.filter(id=row.service_id).update(status="closed")
    return link


@pytest.mark.parametrize("how", SPOILT)
def test_a_link_that_opens_nothing_says_one_thing(how: str) -> None:
    row = open_listing()
    link = sent(row.name)
    spoilt = SPOILT[how](link, ProviderLink.objects.get(service=row.id))
    for answer in (Client().get(spoilt), Client().post(spoilt, {"act": "confirm"})):
        assert answer.status_code == 410 and "does not work any more" in text(answer)
        assert row.name not in text(answer)
    assert Service.objects.get(id=row.id).assured_date == row.assured_date


def of_day(name: str, day: date | None) -> dict[str, list[str]]:
    parts = (day.day, day.month, day.year) if day else ("", "", "")
    return {f"{name}_{part}": [str(one)] for part, one in zip(("day", "month", "year"), parts, strict=True)}


def test_a_provider_says_when_it_is_closed_and_families_read_it_once_an_editor_agrees(editor: Client) -> None:
    row, today = open_listing(), timezone.localdate()
    first = date(today.year + 1, 8, 1)
    link, provider = sent(row.name), Client()
    posted = boxes(provider.get(link).content.decode())
    posted |= of_day("paused_from", first) | of_day("paused_until", date(first.year, 9, 1))
    posted |= of_day("expire_on", date(first.year, 12, 24))
    wrong = provider.post(link, posted | of_day("paused_until", first))
    assert wrong.status_code == 422 and "must be after the day it closes" in text(wrong)
    done = text(provider.post(link, posted))
    assert "Temporarily closed from" in done and f"1 Aug {first.year}" in done and "Stop showing it on" in done
    stands = Service.objects.get(id=row.id)
    assert (stands.paused_from, stands.expire_on) == (None, None)
    again = boxes(provider.get(link).content.decode())
    assert again["paused_from_month"] == ["8"] and again["expire_on_year"] == [str(first.year)]
    change = Change.objects.get(service=row.id, decision="waiting")
    assert f"1 Aug {first.year}" in text(editor.get(f"/listings/changes/{change.id}/"))
    editor.post("/listings/changes/", {"change": [str(change.id)], "act": "approve"})
    stands = Service.objects.get(id=row.id)
    assert (stands.paused_from, stands.paused_until) == (first, date(first.year, 9, 1))
    assert stands.expire_on == date(first.year, 12, 24) and stands.description == row.description
    assert f"Closed from 1 to 31 August {first.year}" in text(Client().get(f"/services/{row.id}/"))
    opened = boxes(provider.get(link).content.decode()) | of_day("paused_from", None) | of_day("paused_until", None)
    provider.post(link, opened)
    change = Change.objects.get(service=row.id, decision="waiting")
    editor.post("/listings/changes/", {"change": [str(change.id)], "act": "approve"})
    assert Service.objects.get(id=row.id).paused_from is None
    assert "Closed from" not in text(Client().get(f"/services/{row.id}/"))


def test_a_page_that_did_not_ask_for_days_leaves_them(editor: Client) -> None:
    row = open_listing()
    Service.objects.filter(id=row.id).update(paused_from=date(2027, 8, 1))
    link = sent(row.name)
    posted = boxes(Client().get(link).content.decode()) | {"description": ["New words"]}
    old = {name: said for name, said in posted.items() if not name.startswith(("paused_", "expire_", "publish_"))}
    Client().post(link, old)
    change = Change.objects.get(service=row.id, decision="waiting")
    assert [one["field"] for one in change.differences] == ["description"]


def typed_at(link: str, words: str) -> dict[str, list[str]]:
    """What somebody posts who opened the link while it worked."""
    typed = boxes(Client().get(link).content.decode())
    return typed | {"description": [words], "times-0-note": ["Bring a towel"]}


def test_what_is_typed_as_the_link_ends_waits_for_an_editor_for_a_day(editor: Client) -> None:
    row = open_listing()
    link = sent(row.name)
    posted = typed_at(link, "Typed as the link ended")
    _set(link, ProviderLink.objects.get(service=row.id), expires_at=timezone.now() - timedelta(hours=23))
    assert Client().get(link).status_code == 410
    mended = Client().post(link, posted | {"name": [""]})
    assert mended.status_code == 422 and "press “Send the changes” below today" in text(mended)
    done = text(Client().post(link, posted))
    assert "An editor looks at it" in done and "ended while you were typing" in done and "Back to" not in done
    change = Change.objects.get(service=row.id, decision="waiting")
    assert "Typed as the link ended" in text(editor.get(f"/listings/changes/{change.id}/"))


@pytest.mark.parametrize("how", ["withdrawn", "long over", "closed"])
def test_what_is_typed_at_a_link_that_ended_long_ago_is_shown_back(how: str) -> None:
    row = open_listing()
    link = sent(row.name)
    posted = typed_at(link, "An hour of <b>typing</b>")
    own = ProviderLink.objects.get(service=row.id)
    link = (
        _set(link, own, expires_at=timezone.now() - timedelta(days=2)) if how == "long over" else SPOILT[how](link, own)
    )
    answer = Client().post(link, posted)
    said = answer.content.decode()
    assert answer.status_code == 410 and "An hour of &lt;b&gt;typing&lt;/b&gt;" in said and "readonly" in said
    assert "Note, such as “in school terms”: Bring a towel" in plain(said) and "Copy it and keep it" in said
    assert not Change.objects.filter(service=row.id, decision="waiting").exists()


def test_what_is_typed_beyond_the_limit_is_shown_back(monkeypatch: pytest.MonkeyPatch) -> None:
    row = open_listing()
    link = sent(row.name)
    posted = typed_at(link, "Typed once more")
    monkeypatch.setattr("familyhub.web.listings.provider.ratelimit.consume", lambda *_args, **_more: False)
    assert "What you typed" not in text(Client().get(link))
    answer = Client().post(link, posted)
    assert answer.status_code == 429 and "Typed once more" in text(answer) and "in an hour" in text(answer)


def test_a_link_is_withdrawn_from_the_page_of_its_own_listing_alone(editor: Client) -> None:
    row, other = open_listing(), named("Example Refuge")
    link = sent(row.name)
    number = str(ProviderLink.objects.get(service=row.id).id)
    editor.post(f"/listings/{other.id}/link/", {"withdraw": number})
    assert Client().get(link).status_code == 200
    editor.post(f"/listings/{row.id}/link/", {"withdraw": number})
    assert Client().get(link).status_code == 410


def test_owners_are_reminded_once_a_period_by_a_link_that_confirms() -> None:
    row, now = open_listing(), timezone.now().replace(hour=12)  # noon: days counted across the change of the clocks
    sent(row.name)
    job = system("tests reminder")

    def remind(days: int) -> int:
        with fence.enter(job):
            return actions.remind_owners(by=job, at=now + timedelta(days=days))

    Service.objects.filter(id=row.id).update(assured_date=None, last_modified=now - timedelta(days=50))
    assert [remind(0), remind(43), remind(44), remind(90), remind(43 + 93)] == [0, 1, 0, 0, 1]
    Owner.objects.update(reminded_on=None)
    Service.objects.filter(id=row.id).update(last_modified=now - timedelta(days=120))
    assert remind(0) == 1
    provider, link = Client(), the_link()
    assert provider.get(link).status_code == 200 and Service.objects.get(id=row.id).assured_date is None
    assert "confirmed today" in text(provider.post(link, {"act": "confirm"}))
    assert Service.objects.get(id=row.id).assured_date == timezone.localdate()
    assert remind(1) == 0


WORRY = "My sister shouts at her baby all night long and I am frightened, flat above the bakery"


def told(row: Service, words: str = WORRY, reach: str = "07700 900123") -> Feedback:
    answer = Client().post(f"/feedback/{row.id}/", {"words": words, "reach": reach, "form_key": str(uuid.uuid4())})
    assert answer.status_code == 200 and "Thank you" in text(answer)
    with fence.enter(EDITOR):
        return Feedback.objects.get(service=row.id, words=words)


def test_an_owner_never_reads_what_was_told_us(editor: Client) -> None:
    row = open_listing()
    link = sent(row.name)
    message = told(row)
    address = f"/listings/feedback/{message.id}/"
    assert WORRY in text(editor.get(address))
    for own in (WORRY, f"They say: {WORRY.upper()}!", "please ring 07700 900123"):
        refused = editor.post(address, {"act": "forward", "own_words": own})
        assert refused.status_code == 422 and "in your own words" in text(refused)
    assert editor.post(address, {"act": "forward", "own_words": "Is the phone number right?"}).status_code == 302
    newest = the_link()
    assert newest != link
    for page in (text(Client().get(newest)), text(Client().get(link)), text(Client().get(f"/feedback/{row.id}/"))):
        assert "bakery" not in page and "900123" not in page
    assert "Is the phone number right?" in text(Client().get(newest))
    with fence.enter(system("tests", wide=frozenset({"outbox", "directory"}))):
        assert not [m for m in Message.objects.all() if "bakery" in str(m.values)]


def test_a_worry_goes_to_the_front_door_and_nobody_else_keeps_its_words(editor: Client) -> None:
    row = open_listing()
    message = told(row)
    address = f"/listings/feedback/{message.id}/"
    asked = text(editor.get(f"{address}front-door/"))
    assert "not the editors any more" in asked
    assert editor.post(f"{address}front-door/", {}).status_code == 422
    assert editor.post(f"{address}front-door/", {"risk": "yes"}).status_code == 302
    page = text(editor.get(address))
    assert "It went to the front door" in page and "bakery" not in page and "900123" not in page
    with fence.enter(EDITOR):
        assert Feedback.objects.get(id=message.id).words == ""
        assert not Contact.objects.exists()  # an editor sees no request
    with fence.enter(system("tests", wide=frozenset({"referrals"}))), as_door():
        contact = Contact.objects.get()
        assert WORRY in contact.story and "07700 900123" in contact.story and contact.is_safeguarding
    again = editor.post(f"{address}front-door/", {"risk": "no"})
    assert again.status_code == 302


def as_door() -> Any:
    """The front door's own county-wide right."""
    number = uuid.uuid4()
    officer = Asker(
        kind=Kind.STAFF, number=number, holders=frozenset({number}), wide=frozenset({"referrals", "hidden"})
    )
    return fence.enter(officer)


def test_words_of_feedback_are_deleted_ninety_days_after_it_was_dealt_with(editor: Client) -> None:
    message = told(open_listing(), words="The door was locked on Monday")
    editor.post(f"/listings/feedback/{message.id}/", {"act": "close", "outcome": "Rang them: a new key holder"})
    job = system("tests tidy", wide=frozenset({"directory"}))
    with fence.enter(job):
        assert actions.forget_feedback(timezone.now() + timedelta(days=89)) == 0
        assert actions.forget_feedback(timezone.now() + timedelta(days=91)) == 1
    page = text(editor.get(f"/listings/feedback/{message.id}/"))
    assert "locked" not in page and "Its words were deleted" in page and "a new key holder" in page


def test_feedback_is_for_what_is_shown_and_is_bounded() -> None:
    over = Service.objects.filter(expire_on__lt=timezone.localdate()).first()
    assert over is not None
    for number in (over.id, uuid.uuid4()):
        assert Client().get(f"/feedback/{number}/").status_code == 404
        assert Client().post(f"/feedback/{number}/", {"words": "x"}).status_code == 404
    row = open_listing()
    for words in ("", "   ", "x" * 2001, "a\x00b"):
        answer = Client().post(f"/feedback/{row.id}/", {"words": words})
        assert answer.status_code == 422
    key = str(uuid.uuid4())
    for _ in range(2):
        Client().post(f"/feedback/{row.id}/", {"words": "Sent twice", "form_key": key})
    statuses = [Client().post(f"/feedback/{row.id}/", {"words": f"Number {n}"}).status_code for n in range(11)]
    assert statuses[0] == 200 and statuses[-1] == 429
    with fence.enter(EDITOR):
        assert Feedback.objects.filter(words="Sent twice").count() == 1


def test_what_may_not_be_said_is_not_asked_for_and_not_kept_anywhere(editor: Client) -> None:
    row = open_listing()
    with fence.enter(EDITOR):
        document = queries.documents([row.id])[row.id]
    place = document["service_at_locations"][0]["location"]["addresses"][0]
    own = {"address_1": "77 Betrayal Lane", "postal_code": "NG18 9ZZ"}
    document["service_at_locations"][0]["location"] |= {"id": str(uuid.uuid4()), "addresses": [{**place, **own}]}
    with fence.enter(EDITOR):
        actions.write_listing(listing=standing(row, document), by=EDITOR, at=timezone.now())
    link = sent(row.name)
    Client().post(link, boxes(Client().get(link).content.decode()) | {"description": ["Come to NG18 9ZZ"]})
    assert Address.objects.filter(address_1="77 Betrayal Lane").exists()
    editor.post(f"/listings/{row.id}/place/", {"sensitivity": "hidden"})
    kept = [Service.objects.get(id=row.id).sensitivity, *map(str, Revision.objects.filter(service=row.id).values())]
    kept += map(str, Change.objects.filter(service=row.id).values())
    kept += map(str, Address.objects.values()) and map(str, Location.objects.values())
    assert kept[0] == Sensitivity.HIDDEN
    assert not [one for one in kept if "Betrayal" in one or "9ZZ" in one]
    form = editor.get(f"/listings/{row.id}/edit/").content.decode()
    assert "places-TOTAL_FORMS" not in form and "No place of this listing is asked for" in plain(form)
    editor.post(f"/listings/{row.id}/place/", {"sensitivity": "masked"})
    form = editor.get(f"/listings/{row.id}/edit/").content.decode()
    typed = boxes(form) | {"places-TOTAL_FORMS": ["1"], "places-0-town": ["Retford"], "places-0-half": ["DN22 7AA"]}
    refused = editor.post(f"/listings/{row.id}/edit/", typed)
    assert refused.status_code == 422 and "the first half of the postcode alone" in text(refused)
    assert editor.post(f"/listings/{row.id}/edit/", typed | {"places-0-half": ["DN22"]}).status_code == 302
    assert Address.objects.filter(city="Retford", address_1="Retford", postal_code="DN22").exists()


def test_history_of_a_listing_whose_place_is_said_cannot_be_changed() -> None:
    from django.db import DatabaseError, transaction

    with pytest.raises(DatabaseError), transaction.atomic():
        Revision.objects.filter(service=open_listing().id).update(document={})


def test_two_listings_are_joined_and_parted_again(editor: Client) -> None:
    first = open_listing()
    with fence.enter(EDITOR):
        document = queries.documents([first.id])[first.id] | {"id": str(uuid.uuid4()), "description": "Better words"}
        document = document | {"service_at_locations": [], "schedules": []}
        actions.write_listing(listing=standing(first, document), by=EDITOR, at=timezone.now())
    second = uuid.UUID(document["id"])
    page = text(editor.get(f"/listings/{first.id}/"))
    assert "Is it here twice?" in page and f"/listings/{first.id}/join/{second}/" in page
    side = text(editor.get(f"/listings/{first.id}/join/{second}/"))
    assert "Better words" in side and first.description in side
    chosen = {"stays": "first", "field_description": "second", "field_schedules": "first"}
    chosen |= {"field_service_at_locations": "first"}
    assert editor.post(f"/listings/{first.id}/join/{second}/", chosen).status_code == 302
    kept = Service.objects.get(id=first.id)
    assert kept.description == "Better words" and Service.objects.get(id=second).status == "closed"
    assert queries.joined_into(second) == first.id and kept.schedules.count() == first.schedules.count() > 0
    again = editor.post(f"/listings/{first.id}/join/{second}/", chosen, follow=True)
    assert "closed or joined already" in text(again)
    number = re.search(r'name="part" value="([^"]+)"', editor.get(f"/listings/{first.id}/").content.decode())
    assert number is not None
    editor.post(f"/listings/{first.id}/join/{second}/", {"part": number[1]})
    assert Service.objects.get(id=first.id).description == first.description
    assert Service.objects.get(id=second).status == "published" and queries.joined_into(second) is None


def test_a_draft_is_shown_when_it_is_published(editor: Client) -> None:
    began = editor.post("/listings/new/", {"name": "New group", "by": "Sample Charity", "sensitivity": "open"})
    assert began.status_code == 302
    row = named("New group")
    assert row.status == "draft" and queries.service_text(row.id, timezone.localdate()) is None
    posted = boxes(editor.get(f"/listings/{row.id}/edit/").content.decode()) | {"description": ["A new group"]}
    posted |= {"times-TOTAL_FORMS": ["1"], "times-0-repeats": ["2"], "times-0-days": ["SA"]}
    posted |= {"times-0-opens": ["10am"], "kinds": ["peer-support"]}
    assert editor.post(f"/listings/{row.id}/edit/", posted).status_code == 302
    editor.post(f"/listings/{row.id}/", {"act": "publish"})
    said = queries.service_text(row.id, timezone.localdate())
    assert said is not None and '"byday":"2SA"' in said and "Peer support" in said


def test_lists_ask_the_same_for_one_as_for_many(editor: Client) -> None:
    for row in Service.objects.filter(status="published").order_by("name")[:20]:
        address = f"192.0.2.{row.id.int % 250}"
        Client().post(f"/feedback/{row.id}/", {"words": f"About {row.name}"}, REMOTE_ADDR=address)
    row = open_listing()
    with fence.enter(EDITOR):
        for number in range(5):
            document = queries.documents([row.id])[row.id] | {"description": f"Version {number}"}
            actions.write_listing(listing=standing(row, document), by=EDITOR, at=timezone.now())
    lists = ["/listings/?words=example+refuge", "/listings/"]
    lists += [f"/listings/{name}/" for name in ("feedback", "changes", "feeds")]
    pages = [*lists, f"/listings/{row.id}/"]
    asked = {}
    for page in pages:
        editor.get(page)
        with CaptureQueriesContext(connection) as heard:
            assert editor.get(page).status_code == 200
        asked[page] = len([one for one in heard if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))])
    assert asked[lists[0]] == asked[lists[1]] and max(asked[page] for page in lists) <= 25, asked
    assert asked[pages[-1]] <= 35, asked


def hub_called(name: str) -> uuid.UUID:
    return next(one.id for one in places.hub_offers(timezone.localdate()) if one.name == name)


def said_of(editor: Client, path: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text(editor.get(path))).split())


def test_editors_say_what_every_hub_promises_and_what_each_keeps(editor: Client) -> None:
    hub = f"/listings/offer/{hub_called('Retford')}/"
    assert "Retford Bassetlaw 3 of 4 1" in said_of(editor, "/listings/offer/")
    assert "Gaps: Help with money and housing." in said_of(editor, hub)
    service = named("Young parents together")
    gap = next(one.promise for one in queries.offer_at(hub_called("Retford"), timezone.localdate()) if not one.by)
    for wrong in ("No such listing", "", str(uuid.uuid4()), "\x00' OR 1=1"):
        answer = editor.post(hub, {"service": wrong, "to": f"keeps:{gap.id}"})
        assert answer.status_code == 422
    assert editor.post(hub, {"service": service.name, "to": "keeps:nothing"}).status_code == 422
    assert editor.post(hub, {"service": service.name, "to": f"keeps:{gap.id}"}).status_code == 302
    assert "Gaps:" not in said_of(editor, hub)
    again = editor.post(hub, {"service": str(service.id), "to": f"keeps:{gap.id}"})
    assert again.status_code == 422 and "already" in plain(text(again))
    [(kept, _)] = next(
        one.by for one in queries.offer_at(hub_called("Retford"), timezone.localdate()) if one.by and one.promise == gap
    )
    editor.post(hub, {"act": f"kept:{kept}"})
    assert "Gaps: Help with money and housing." in said_of(editor, hub)
    assert "Nothing was changed" in plain(text(editor.post(hub, {"act": "kept:rubbish"}, follow=True)))


def test_a_promise_begins_and_ends_for_every_hub(editor: Client) -> None:
    path = "/listings/offer/"
    assert editor.post(path, {"name": "", "about": "", "kind": ""}).status_code == 422
    editor.post(path, {"name": "Somebody to <b>talk</b> to", "about": "Anybody may ask.", "kind": ""})
    page = text(editor.get(path))
    assert "Somebody to &lt;b&gt;talk" in page and "<b>talk" not in page
    assert "promised already" in plain(text(editor.post(path, {"name": "somebody to <b>TALK</b> to", "kind": ""})))
    item = next(one for one in queries.core_offer(timezone.localdate()) if one.name.startswith("Somebody"))
    editor.post(path, {"act": str(item.id)})
    assert "Somebody to &lt;b" not in text(editor.get(path))


def test_a_listing_is_a_spoke_and_its_place_a_site(editor: Client) -> None:
    hub, service = f"/listings/offer/{hub_called('Retford')}/", named("Stay and play, Bassetlaw")
    editor.post(hub, {"service": service.name, "to": "spoke"})
    assert f"{service.name} (Service" in said_of(editor, hub)
    path = f"/listings/{service.id}/site/"
    [(place, _, _)] = queries.sites_of(service.id)
    site = places.sites(timezone.localdate())[0].id
    assert editor.post(path, {place.hex: "nowhere"}).status_code == 422
    assert editor.post(path, {place.hex: str(site)}).status_code == 302
    assert Location.objects.get(id=place).site_id == site
    editor.post(path, {place.hex: ""})
    assert Location.objects.get(id=place).site_id is None
    assert "none of our sites" in said_of(editor, f"/listings/{named('Sample Childminding').id}/site/")
