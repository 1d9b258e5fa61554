"""Feeds in: compared, proposed, approved; resumed after a break; and everything that somebody else may do to us."""

from __future__ import annotations

import copy
import json
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from familyhub.core import fence
from familyhub.core.asker import Asker, Kind, Reach
from familyhub.directory import actions, queries
from familyhub.directory.models import Card, Change, Run, Service, ServiceAtLocation, Term
from familyhub.directory.queries.desk import standing
from familyhub.directory.terms import FeedKind
from familyhub.imports.open_referral import bringing_in, pages
from familyhub.imports.open_referral.bringing_in import IMPORTER, bring_in
from familyhub.imports.open_referral.fetching import Unreachable
from familyhub.imports.terms.feeds import Refused

TODAY = timezone.localdate()
EDITOR = Asker(kind=Kind.STAFF, number=uuid.uuid4(), name="Edie Tor", permissions={"directory.edit": Reach.COUNTY})
BASE = "https://feed.example/v3"
ORGANIZATION = {"id": str(uuid.uuid4()), "name": "Sample Trust", "description": "A trust."}


def service(number: int, **changed: Any) -> dict[str, Any]:
    """A service of a feed, whole."""
    own = uuid.UUID(int=number + 1)
    return {
        "id": str(own),
        "name": f"Feed service {number}",
        "description": "<p>For <b>families</b> &amp; friends<script>alert(1)</script></p>",
        "url": "https://sample.example/",
        "status": "active",
        "organization": copy.deepcopy(ORGANIZATION),
        "contacts": [{"id": str(uuid.UUID(int=7)), "name": "Ann Persona", "title": "Manager"}],
        "schedules": [{"id": str(uuid.UUID(int=8)), "freq": "WEEKLY", "byday": "TU", "opens_at": "09:30"}],
        "service_at_locations": [
            {
                "id": str(uuid.UUID(int=9)),
                "location": {
                    "id": str(uuid.UUID(int=10 + number % 2)),
                    "location_type": "physical",
                    "name": "Sample Hall",
                    "addresses": [
                        {"id": str(uuid.UUID(int=20)), "address_1": "1 Sample Street", "postal_code": "ZZ1 1AA"}
                    ],
                },
            }
        ],
        "attributes": [
            {
                "id": str(uuid.UUID(int=30)),
                "taxonomy_term": {"id": str(uuid.UUID(int=31)), "name": "Play", "taxonomy": "Theirs"},
            }
        ],
        **changed,
    }


@pytest.fixture(autouse=True)
def in_the_directory(directory: None) -> None:
    """All of it is taken back afterwards."""


@pytest.fixture
def brought(tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """Bring in these documents as a file; returns the figures."""

    def bring(*documents: Any, code: str = "sample", name: str = "feed.json") -> dict[str, Any]:
        file = tmp_path / name
        file.write_text(json.dumps({"contents": list(documents)}))
        run = bring_in(code=code, kind=FeedKind.ORUK3, target=str(file))
        return queries.run_figures(run)

    return bring


def approved(figures: dict[str, Any], *only: str) -> dict[str, int]:
    with fence.enter(EDITOR):
        numbers = queries.waiting_numbers(uuid.UUID(figures["run"]), only or ("added", "changed", "gone"))
        return actions.approve(changes=numbers, by=EDITOR, at=timezone.now())


def counts(figures: dict[str, Any]) -> tuple[int, int, int, int]:
    return figures["added"], figures["changed"], figures["gone"], figures["same"]


def shown(name: str) -> dict[str, Any] | None:
    row = Card.objects.filter(name=name).first()
    return json.loads(row.full) if row else None


Bring = Callable[..., dict[str, Any]]


def test_nothing_stands_before_somebody_said_so(brought: Bring) -> None:
    figures = brought(*(service(n) for n in range(3)))
    assert counts(figures) == (3, 0, 0, 0) and shown("Feed service 0") is None
    with fence.enter(EDITOR):
        waiting = queries.waiting_changes(EDITOR)
        assert {one.name for one in waiting} == {f"Feed service {n}" for n in range(3)}
        assert queries.waiting_changes(IMPORTER) == []
    assert approved(figures) == {"added": 3, "changed": 0, "gone": 0}
    said = shown("Feed service 0")
    assert said and said["description"] == "For families & friends"
    assert "Ann Persona" not in json.dumps(said) and said["contacts"][0]["title"] == "Manager"
    assert queries.provenance_of(uuid.UUID(said["id"])) == {"": "sample"}


def test_the_same_again_proposes_nothing_then_what_changed_and_what_is_gone(brought: Bring) -> None:
    approved(brought(*(service(n) for n in range(3))))
    assert counts(brought(*(service(n) for n in range(3)))) == (0, 0, 0, 3)
    figures = brought(service(0, fees="£2"), service(1))
    assert counts(figures) == (0, 1, 1, 1)
    with fence.enter(EDITOR):
        changed = next(one for one in queries.waiting_changes(EDITOR) if one.what == "changed")
    assert changed.differences == [{"field": "fees", "before": None, "after": "£2"}]
    assert approved(figures, "changed") == {"added": 0, "changed": 1, "gone": 0}
    assert shown("Feed service 2") is not None, "gone waits by itself"
    assert approved(figures) == {"added": 0, "changed": 0, "gone": 1}
    assert shown("Feed service 2") is None and Service.objects.filter(name="Feed service 2").exists()
    back = brought(service(0, fees="£2"), service(1), service(2))
    assert counts(back) == (1, 0, 0, 2)
    approved(back)
    assert shown("Feed service 2") is not None


def test_what_was_written_here_stays(brought: Bring) -> None:
    approved(brought(service(0)))
    row = Service.objects.get(name="Feed service 0")
    own = queries.documents([row.id])[row.id] | {"description": "As we know it."}
    with fence.enter(EDITOR):
        actions.write_listing(listing=standing(row, own), by=EDITOR, at=timezone.now())
    approved(brought(service(0, description="As they say it.", fees="£3")))
    said = shown("Feed service 0")
    assert said and (said["description"], said["fees"]) == ("As we know it.", "£3")
    assert queries.provenance_of(row.id) == {"": "sample", "description": "Edie Tor"}


def test_a_refused_change_is_not_asked_twice(brought: Bring) -> None:
    approved(brought(service(0)))
    brought(service(0, fees="£9"))
    with fence.enter(EDITOR):
        numbers = [one.id for one in queries.waiting_changes(EDITOR)]
        assert actions.refuse(changes=numbers, by=EDITOR, at=timezone.now()) == 1
        assert actions.approve(changes=numbers, by=EDITOR, at=timezone.now())["changed"] == 0
    assert counts(brought(service(0, fees="£9"))) == (0, 0, 0, 1)
    assert counts(brought(service(0, fees="£10"))) == (0, 1, 0, 0)


def test_a_later_reading_stands_in_for_what_waits(brought: Bring) -> None:
    brought(service(0))
    brought(service(0), service(1))
    with fence.enter(EDITOR):
        assert len(queries.waiting_changes(EDITOR)) == 2


def test_a_number_that_somebody_else_has_is_not_taken_over(brought: Bring) -> None:
    ours = Service.objects.get(name="Youth club")
    place = ServiceAtLocation.objects.get(service=ours)
    taken = service(0, id=str(ours.id), name="Not the youth club")
    taken["service_at_locations"][0]["location"]["id"] = str(place.location_id)
    approved(brought(taken))
    assert Service.objects.get(id=ours.id).name == "Youth club"
    theirs = shown("Not the youth club")
    assert theirs and theirs["id"] != str(ours.id)
    assert theirs["service_at_locations"][0]["location"]["id"] != str(place.location_id)


def test_a_likely_duplicate_is_proposed_for_joining(brought: Bring) -> None:
    ours = Service.objects.get(name="Youth club")
    said = queries.documents([ours.id])[ours.id]
    code = said["service_at_locations"][0]["location"]["addresses"][0]["postal_code"]
    twin = service(0, name="YOUTH CLUB")
    twin["service_at_locations"][0]["location"]["addresses"][0]["postal_code"] = code
    assert brought(twin, service(1, name="Youth club", url="https://other.example/"))["duplicates"] == 1
    assert Change.objects.get(twin__isnull=False).twin_id == ours.id


def test_a_refuge_loses_its_place_on_the_way_in(brought: Bring) -> None:
    figures = brought(service(0, name="Sample Women's Refuge", description="At ZZ1 1AA, call us"))
    change = Change.objects.get(run=figures["run"])
    assert "Sample Street" not in json.dumps(change.document) and "ZZ1 1AA" not in json.dumps(change.document)
    assert change.warnings[0] == "looks like a refuge: no place of it is taken"
    approved(figures)
    said = shown("Sample Women's Refuge")
    assert said and "service_at_locations" not in said and said["sensitivity"] == "hidden"


def test_wrong_types_are_left_out_and_told(brought: Bring) -> None:
    bad = service(0, url="example/counselling", email=False, minimum_age="old", schedules="daily", last_modified=7)
    bad["attributes"][0]["taxonomy_term"]["term_uri"] = "example_com"
    figures = brought(bad, service(1))
    assert counts(figures) == (2, 0, 0, 0)
    told = set(figures["quality"])
    assert {"email: is no email address", "minimum_age: is no number", "schedules: is no list"} <= told
    assert "contacts.name: names a person and is not taken" in told and "nobody says when it is on" in told
    approved(figures)
    said = shown("Feed service 0")
    assert said and not {"url", "email", "minimum_age", "schedules"} & set(said)
    assert Term.objects.get(name="Play").term_uri == ""


@pytest.mark.parametrize(
    "body,words",
    [
        ('{"contents": [', "not JSON"),
        ("[" * 100_000, "too deep|not JSON"),
        ("7", "neither an object"),
        ('{"contents": [{"id": "1"}, {"name": "x"}, 5, {"id": "2"}]}', "4 of 4 services of its page 1"),
        ('{"contents": [{"id": NaN}]}', "not JSON"),
    ],
)
def test_what_is_no_feed_is_refused_whole(body: str, words: str, tmp_path: Path) -> None:
    file = tmp_path / "feed.json"
    file.write_text(body)
    with pytest.raises(Refused, match=words):
        bring_in(code="sample", kind=FeedKind.ORUK3, target=str(file))
    assert not Change.objects.filter(decision="waiting").exists()
    assert Run.objects.get().refused


def server(*replies: dict[str, Any], asked: list[str] | None = None) -> Callable[..., bytes]:
    """A feed of these pages; the last is answered for ever."""

    def answer(url: str, reach: Any = None) -> bytes:
        if asked is not None:
            asked.append(url)
        page = int(url.partition("page=")[2].partition("&")[0])
        reply = replies[min(page, len(replies)) - 1]
        if "error" in reply:
            raise Unreachable("feed.example answers 503")
        return json.dumps(reply).encode()

    return answer


def test_pages_are_read_to_the_last_one_and_a_break_is_taken_up(monkeypatch: pytest.MonkeyPatch) -> None:
    good = [{"total_pages": 3, "contents": [service(n)]} for n in range(3)]
    monkeypatch.setattr(bringing_in, "fetch", server(good[0], {"error": True}))
    with pytest.raises(Unreachable):
        bring_in(code="far", kind=FeedKind.ORUK3, target=BASE)
    asked: list[str] = []
    monkeypatch.setattr(bringing_in, "fetch", server(*good, asked=asked))
    figures = queries.run_figures(bring_in(code="far", kind=FeedKind.ORUK3, target=BASE))
    assert (counts(figures), figures["pages"], len(asked)) == ((3, 0, 0, 0), 3, 2)


def test_a_page_that_comes_again_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bringing_in, "fetch", server({"contents": [service(0)]}))
    with pytest.raises(Refused, match="its page 2 is one that came before"):
        bring_in(code="endless", kind=FeedKind.ORUK3, target=BASE)
    assert not Change.objects.filter(decision="waiting").exists()


def test_a_feed_that_never_repeats_has_an_end_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MOST_PAGES", 2)
    monkeypatch.setattr(bringing_in, "fetch", server(*({"contents": [service(n)]} for n in range(9))))
    with pytest.raises(Refused, match="more than 2 pages"):
        bring_in(code="endless", kind=FeedKind.ORUK3, target=BASE)


def test_an_empty_answer_makes_nothing_gone(monkeypatch: pytest.MonkeyPatch, brought: Bring) -> None:
    approved(brought(service(0)))
    assert counts(brought()) == (0, 0, 0, 0)


def test_the_older_version_and_a_table_come_in_too(tmp_path: Path) -> None:
    older = {
        "id": "1502",
        "name": "Old service",
        "organization": {"id": "77", "name": "Old Trust", "description": "x", "url": "https://old.example/"},
        "eligibilitys": [{"id": "1", "minimum_age": 5, "maximum_age": 11}],
        "regular_schedules": [{"id": "2", "byday": "MO", "opens_at": "08:00", "closes_at": "09:00"}],
        "attending_access": "drop-in",
        "service_taxonomys": [{"id": "3", "taxonomy": {"id": "x:1", "name": "Clubs", "vocabulary": "esd"}}],
    }
    file = tmp_path / "old.json"
    file.write_text(json.dumps({"content": [older], "last": True}))
    approved(queries.run_figures(bring_in(code="old", kind=FeedKind.ORUK1, target=str(file))))
    said = shown("Old service")
    assert said and (said["minimum_age"], said["organization"]["website"]) == (5, "https://old.example/")
    assert {one["taxonomy_term"]["name"] for one in said["attributes"]} == {"Clubs", "Drop in"}
    assert said["schedules"][0] | {"id": ""} == {
        "id": "", "freq": "WEEKLY", "byday": "MO", "opens_at": "08:00:00+00:00", "closes_at": "09:00:00+00:00"
    }  # fmt: skip
    table = tmp_path / "ours.csv"
    table.write_text(
        "id,name,postal_code,address_1,phone,byday,opens_at,amount,languages\n"
        "1,A table's club,ZZ1 1AA,1 Sample Street,01632 960123,TU,10:00,0,Polish\n"
    )
    approved(queries.run_figures(bring_in(code="table", kind=FeedKind.CSV, target=str(table))))
    said = shown("A table's club")
    assert said and said["contacts"][0]["phones"][0]["number"] == "01632 960123"
    assert Card.objects.get(name="A table's club").facets == ["cost:free", "day:1", "time:morning"]
    table.write_text("id,name,colour\n1,x,red\n")
    with pytest.raises(Refused, match="colour"):
        bring_in(code="table2", kind=FeedKind.CSV, target=str(table))


def test_a_feed_keeps_its_name(brought: Bring, tmp_path: Path) -> None:
    brought(service(0))
    with pytest.raises(actions.NotThisFeed):
        brought(service(0), name="other.json")
