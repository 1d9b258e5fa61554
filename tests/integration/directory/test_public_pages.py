"""The public pages of the directory: what a family reads, and what nobody may read there."""

from __future__ import annotations

import re
import uuid
from datetime import UTC, date, datetime, time, timedelta
from html import unescape
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from familyhub.components.words import LONDON
from familyhub.core import fence
from familyhub.core.asker import system
from familyhub.demo.services import document, towns
from familyhub.demo.services_offered import Offered
from familyhub.directory import actions
from familyhub.directory.models import Card, Location, ServiceAtLocation
from familyhub.directory.new import NewListing
from familyhub.directory.policy import Days
from familyhub.directory.queries import Published
from familyhub.directory.terms import own_id
from familyhub.places import queries as places
from familyhub.web.services.hubs import gaps_of
from familyhub.web.services.kept import MOST, Kept
from familyhub.web.services.times import closed_words
from tests.integration.directory.conftest import NOW
from tests.integration.directory.test_search import QUESTIONS
from tests.integration.signin.people import text

pytestmark = pytest.mark.usefixtures("directory", "at_ten")
TODAY = NOW.date()
TUESDAY = TODAY + timedelta(days=(1 - TODAY.weekday()) % 7)
BY = system("tests")
OPEN = "Open now"
LINE = re.compile(r'<li class="hub-hit" id="s-(\w+)">(.*?)</li>', re.S)
NAME = re.compile(r'class="govuk-link govuk-link--target" href="([^"]+)">([^<]+)</a>')


@pytest.fixture
def at_ten(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is ten in the morning of the first Tuesday since the directory was made."""
    for module in ("views", "hubs", "shortlist", "on_map"):
        told = lambda: datetime.combine(TUESDAY, time(10), tzinfo=LONDON)  # noqa: E731
        monkeypatch.setattr(f"familyhub.web.services.{module}.now_here", told)


def named(day: date) -> str:
    """As a page says it."""
    return f"{day:%A} {day.day} {day:%B}"


def answer(path: str, **query: Any) -> Any:
    return Client().get(path, query)


def page(path: str, **query: Any) -> str:
    found = answer(path, **query)
    assert found.status_code == 200, path
    return words(found)


def words(found: Any) -> str:
    """The words of a page without its marks."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text(found))).split())


def found_by(**query: Any) -> list[tuple[str, str, str]]:
    """(address, name, line) of each service of a page of results."""
    html = answer("/services/", **query).content.decode()
    return [(*NAME.findall(line)[0], line) for _number, line in LINE.findall(html)]


def of(name: str, to: str = "service") -> str:
    return reverse(f"services:{to}", args=[own_id("demo", name)])


def test_forty_questions_are_answered_within_three_screens() -> None:
    """The front page, the list, the service: its page says when, how to get in touch and how to get a place."""
    assert 'action="/services/"' in answer("/").content.decode() and len(QUESTIONS) == 39
    for question, wanted in QUESTIONS.items():
        near = [address for address, name, _ in found_by(q=question)[:3] if unescape(name).startswith(wanted)]
        assert near, question
        said = page(near[0])
        assert "Get in touch" in said and "When" in said and "How to get a place" in said


def test_words_that_mean_nothing_here_list_nothing_and_say_where_help_is() -> None:
    said = page("/services/", q="xylophonezz")
    assert "We found nothing for these words" in said and "No service here uses the words xylophonezz" in said
    assert found_by(q="xylophonezz") == [] and "services fit" not in said and "Call 999" in said
    assert "Ask for help: tell us" in said and "Ask at the desk of a family hub" in said and "Housing" in said


@pytest.mark.parametrize(
    "typed,helpline",
    [
        ("scared of my husband", "0808 2000 247"),
        ("he hits me", "0808 2000 247"),
        ("domestic abuse refuge", "0808 2000 247"),
        ("I want to self-harm", "116 123"),
        ("my daughter is suicidal", "116 123"),
        ("someone touched my child", "whom to call"),
    ],
)
def test_words_of_danger_show_999_and_the_helpline_before_any_list(typed: str, helpline: str) -> None:
    said = page("/services/", q=typed)
    assert 0 < said.index("Call 999") < said.index(helpline) < said.index("What are you looking for")


@pytest.mark.parametrize("typed", ["breastfeeding", "scared of dogs", "worried teenager", "stay and play"])
def test_other_words_show_no_panel(typed: str) -> None:
    said = page("/services/", q=typed)
    assert "Samaritans" not in said and "Domestic Abuse Helpline" not in said


def test_nothing_closed_over_or_unconfirmed_is_shown_as_open() -> None:
    numbers = Card.objects.values_list("service_id", flat=True).order_by("service_id")
    Card.objects.filter(service_id__in=list(numbers[:10])).update(paused_from=TODAY)
    closed = {str(number) for number in numbers[:10]}
    lines = [line for number in range(1, 9) for line in found_by(page=number)]
    assert len(lines) == 79 and "Toy library" not in [name for _, name, _ in lines]
    assert [name for address, name, line in lines if OPEN in line and address.split("/")[2] in closed] == []
    assert [name for _, name, line in lines if "Closed f" in line and OPEN in line] == []
    shown_open = [name for _, name, line in lines if OPEN in line]
    assert any(name.startswith("Stay and play") for name in shown_open) and "Swimming for bumps" not in shown_open
    assert not any(name.startswith("Chatter time") for name in shown_open)


@pytest.mark.parametrize(
    "since,again,said",
    [
        (date(2026, 8, 1), date(2026, 9, 1), "Closed from 1 to 31 August"),
        (date(2026, 7, 27), date(2026, 9, 1), "Closed from 27 July to 31 August"),
        (date(2026, 12, 24), date(2027, 1, 2), "Closed from 24 December to 1 January 2027"),
        (date(2026, 8, 1), date(2026, 8, 2), "Closed on 1 August"),
        (date(2026, 8, 1), None, "Closed from 1 August"),
        (date(2026, 6, 1), None, ""),
        (None, None, ""),
    ],
)
def test_when_it_is_closed_in_words(since: date | None, again: date | None, said: str) -> None:
    assert closed_words(since, again, date(2026, 7, 1)) == said


def test_a_service_page_tells_everything_in_words() -> None:
    said = page(of("Stay and play, Bassetlaw"))
    for told in (
        *("Open now, until 11am", "Every Tuesday, 9:30am to 11am", named(TUESDAY + timedelta(days=7))),
        *("Under 5 years", "Free", "Drop in", "Sample Street", "01632 960", "Step-free entrance", "Last confirmed on"),
    ):
        assert told in said, told


def test_times_that_hold_under_a_condition_promise_no_day() -> None:
    said = page(of("Chatter time: help with talking, Bassetlaw"))
    assert "Every Wednesday, 10am to 11:30am. In school terms" in said
    assert (
        "Next dates" not in said
        and answer(of("Chatter time: help with talking, Bassetlaw", "calendar")).status_code == 404
    )


def test_a_refuge_has_no_place_and_a_childminder_no_street() -> None:
    refuge = page(of("Example Refuge"))
    assert "The address is kept secret" in refuge and "OpenStreetMap" not in refuge
    childminder = page(of("Sample Childminding"))
    assert "Sample Street" not in childminder and "This is somebody’s home" in childminder
    on_map = page("/services/map/", q="childminder refuge")
    assert "Sample Childminding" not in on_map and "Example Refuge" not in on_map


def test_a_whole_postcode_does_not_stay_in_the_address() -> None:
    found = answer("/services/", q="play ZZ2 1AA", day="1")
    assert (found.status_code, found["Location"]) == (302, "/services/?q=play+ZZ2+1&day=1")
    assert "Nearest to ZZ2 1 first" in page("/services/", q="play ZZ2 1")
    assert "We do not know where ZZ98 is" in page("/services/", q="play ZZ98")
    assert "Add a postcode" in page("/services/", q="play", within="5")


def test_choices_narrow_and_say_how_many_they_would_leave() -> None:
    html = answer("/services/").content.decode()
    free = re.search(r'<option value="free">Free \((\d+)\)', html)
    assert free and len(found_by(cost="free")) == min(10, int(free[1]))
    assert "23 services fit" in page("/services/", day="weekend")
    near = found_by(q="play ZZ5", within="2", age="3")
    assert near and all("Mansfield" in line for _, _, line in near)


@pytest.mark.parametrize(
    "query",
    [
        {"page": "0"},
        {"page": "99999"},
        {"page": "-1"},
        {"page": "1e3"},
        {"age": "200", "within": "x"},
        {"kind": "no-such-kind", "day": "9", "lang": "'; --"},
        {"q": "' OR 1=1 --"},
        {"q": "<script>alert(1)</script>"},
        {"q": "\x00\u202e" + "é" * 999},
        {"list": "!!!!.AAAA.." + "x" * 5000},
    ],
)
def test_what_cannot_be_meant_is_passed_over(query: dict[str, str]) -> None:
    found = answer("/services/", **query)
    assert found.status_code == 200 and "<script>alert" not in found.content.decode()
    assert answer("/services/map/", **query).status_code == 200


def test_nothing_found_says_what_to_do() -> None:
    said = page("/services/", q="dads", lang="pl", kind="money")
    assert "Nothing fits all of that" in said and "fit your words alone" in said
    assert "Search for the same words without what you chose" in said and "Ask at a family hub" in said


def test_the_shortlist_is_in_the_address_alone() -> None:
    numbers = [own_id("demo", name) for name in ("Perinatal helpline", "Youth club")]
    kept = Kept(tuple(numbers))
    found = answer("/services/shortlist/", list=kept.text)
    said = words(found)
    assert "Perinatal helpline" in said and "Youth club" in said and not found.cookies
    line = next(line for _, name, line in found_by(q="youth club", list=kept.text) if name == "Youth club")
    assert "Take off my list" in line and f"list={kept.toggled(numbers[1]).text}" in line
    gone = answer("/services/shortlist/", list=Kept((*numbers, uuid.uuid4(), own_id("demo", "Toy library"))).text)
    assert "2 services of this list are offered no more" in words(gone)
    assert "Nothing is on your list yet" in page("/services/shortlist/")


def test_a_list_has_an_end_and_each_service_once() -> None:
    full = Kept(tuple(uuid.uuid4() for _ in range(MOST)))
    assert full.toggled(uuid.uuid4()) == full and full.toggled(full.numbers[0]).numbers == full.numbers[1:]
    said = words(answer("/services/shortlist/", list=".".join([full.text, full.text])))
    assert f"{MOST} services of this list are offered no more" in said


def test_a_calendar_file_has_the_next_dates_in_utc() -> None:
    found = answer(of("Dads and little ones on Saturday, Mansfield", "calendar"))
    lines = found.content.decode().split("\r\n")
    assert found["Content-Type"].startswith("text/calendar") and max(len(line.encode()) for line in lines) <= 75
    months = [date(TUESDAY.year + at // 12, at % 12 + 1, 8) for at in range(TUESDAY.month - 1, TUESDAY.month + 12)]
    second = [month + timedelta(days=(5 - month.weekday()) % 7) for month in months]
    told = [one for one in second if one >= TUESDAY][:12]
    for kind, hour in (("DTSTART", 10), ("DTEND", 12)):
        utc = [datetime.combine(one, time(hour), tzinfo=LONDON).astimezone(UTC) for one in told]
        assert {one.hour for one in utc} == {hour - 1, hour}  # in summer London is an hour ahead
        found_lines = [line for line in lines if line.startswith(kind) and line.endswith("Z")]
        assert found_lines == [f"{kind}:{one:%Y%m%dT%H%M%SZ}" for one in utc]
    assert r"SUMMARY:Dads and little ones on Saturday\, Mansfield" in lines
    for name in ("Swimming for bumps", "Toy library", "Portage at home"):
        assert answer(of(name, "calendar")).status_code == 404


def test_a_hub_says_when_it_is_open_and_what_is_on() -> None:
    line = next(one for one in places.hub_offers(TODAY) if one.name == "Retford")
    said = page(reverse("services:hub", args=[line.id]))
    assert "Retford family hub" in said and "Monday 9am to 5pm" in said and "Saturday 10am to 1pm Sunday Closed" in said
    assert "does not open yet on" not in said and "Perinatal helpline (Online" in said
    assert f"Today, {named(TUESDAY)}" in said and "9:30am to 11am Stay and play, Bassetlaw" in said
    assert (
        "Young parents together , Sample Young People's Centre, Ashfield" in said
        and "At this hub and its spokes" in said
    )
    assert page("/services/hubs/").count("Design site") == 4
    assert answer(reverse("services:hub", args=[uuid.uuid4()])).status_code == 404


def test_a_hub_tells_what_it_keeps_of_what_every_hub_promises_and_no_gap() -> None:
    line = next(one for one in places.hub_offers(TODAY) if one.name == "Retford")
    address = reverse("services:hub", args=[line.id])
    said = page(address)
    assert "What every family hub offers" in said and "Play for small children Somewhere to play" in said
    assert "Stay and play, Bassetlaw Every Tuesday, 9:30am to 11am" in said
    assert re.search(r"As promised since \d+ \w+ 20\d\d\.", said) and "data-print" in text(answer(address))
    assert "Help with money and housing" not in said, "a gap is for editors"
    with fence.enter(BY):
        actions.close_listing(service=own_id("demo", "Stay and play, Bassetlaw"), by=BY, at=NOW)
    assert "Play for small children" not in page(address), "a service that is closed keeps nothing"


@pytest.mark.parametrize("path", ["/services/", "/services/hubs/", "/services/shortlist/"])
def test_the_foot_of_the_directory_leads_professionals_on(path: str) -> None:
    foot = text(answer(path)).split("<footer")[1]
    assert 'href="/how-to-refer/"' in foot and 'href="/services/levels-of-need/"' in foot


def test_a_main_site_that_is_closed_on_a_day_says_so() -> None:
    weekdays = {"schedules": [{"freq": "WEEKLY", "byday": "MO,TU,WE,TH"}]}
    assert gaps_of(Published(uuid.uuid4(), weekdays, Days())) == ("Friday", "Saturday", "Sunday")


def test_a_masked_place_is_nobodys_site() -> None:
    place = ServiceAtLocation.objects.get(service=own_id("demo", "Sample Childminding")).location_id
    site = places.sites(TODAY)[0].id
    with pytest.raises(actions.NoSuchLocation):
        actions.tie_location(location=place, site=site, by=BY)
    assert not Location.objects.filter(id=place, site__isnull=False).exists()


def sling_library(number: uuid.UUID, *, is_ours: bool) -> None:
    """The same offer, by the hub network at a hub's main site, or by a charity in a church hall."""
    offered = Offered(
        name="Sling library",
        by="Example Family Hub Network" if is_ours else "Aardvark Example Charity",
        about="Borrow a sling.",
        tags=("kind:new-parents", "reach:universal"),
        venue="" if is_ours else "Specimen Church Hall",
    )
    town = next(one for one in towns(TODAY) if one.name == "Bassetlaw")
    written = document(offered, town, TODAY, NOW) | {"id": str(number)}
    for at, place in enumerate(written["service_at_locations"]):
        place["id"] = str(own_id("sling", str(number), str(at)))
    actions.save_listings([NewListing(document=written)], by=BY, at=NOW)


@pytest.mark.parametrize("first_is_ours", [True, False])
def test_whose_a_service_is_and_where_it_is_move_it_no_place(first_is_ours: bool) -> None:
    """Ranking is neutral (S2-08): of two alike the order is that of their numbers, whichever of them is a hub's own."""
    first, second = uuid.UUID(int=1), uuid.UUID(int=2)
    sling_library(first, is_ours=first_is_ours)
    sling_library(second, is_ours=not first_is_ours)
    found = [address.split("/")[2] for address, name, _ in found_by(q="sling library") if name == "Sling library"]
    assert found == [str(first), str(second)]
    assert Location.objects.filter(site__isnull=False, services__service__in=[first, second]).count() == 1


@pytest.mark.parametrize(
    "path", ["/services/", "/services/hubs/", "/services/shortlist/", "/services/map/", "/how-to-refer/"]
)
def test_a_visitor_leaves_nothing_and_a_page_may_be_kept_on_the_way(path: str) -> None:
    before = Session.objects.count()
    found = answer(path)
    assert Session.objects.count() == before and not found.cookies
    if path.startswith("/services/"):
        assert found["Cache-Control"] == "public, max-age=60" and "nonce-" not in found["Content-Security-Policy"]
        again = Client().get(path, headers={"if-none-match": found["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    assert Client().post("/services/").status_code == 405


def test_every_page_asks_as_many_questions_whatever_it_shows() -> None:
    hub = reverse("services:hub", args=[places.hub_offers(TODAY)[0].id])
    answer("/services/")  # what is remembered by the process is remembered

    def asked(path: str, **query: str) -> int:
        with CaptureQueriesContext(connection) as said:
            assert answer(path, **query).status_code == 200
        return len([one for one in said if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))])

    many, few = asked("/services/", q="play"), asked("/services/", q="twins")
    lists = [asked("/services/shortlist/", list=Kept((own_id("demo", name),) * 2).text) for name in ("x", "Youth club")]
    assert (many, len(set(lists))) == (few, 1)
    assert max(many, *lists, asked(hub), asked(of("Youth club")), asked("/services/map/")) <= 12


def test_levels_and_the_way_to_refer_are_told() -> None:
    levels = page("/services/levels-of-need/")
    assert "Pathway to Provision, version 5" in levels and "Level 3: Targeted Early Help" in levels
    assert "One worker gets to know you" in levels
    refer = page("/how-to-refer/")
    assert "The way, step by step" in refer and refer.count("Use the form") == 7


def test_a_page_in_a_language_that_runs_from_right_to_left(settings: Any) -> None:
    settings.LANGUAGES = [("en-gb", "English"), ("ur", "Urdu")]
    html = Client().get("/services/", headers={"accept-language": "ur"}).content.decode()
    assert '<html lang="ur" dir="rtl"' in html
    assert '<html lang="en-gb" class' in Client().get("/services/", headers={"accept-language": "pl"}).content.decode()
